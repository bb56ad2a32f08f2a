import { z } from 'zod';

import type { ExchangeState, Shelf } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident, OutboxItem } from '#src/domain/incident.ts';

import { incidentSchema, maintenanceSchema, outboxItemSchema } from './incident-schemas.ts';
import type { RecordType } from './record-type.ts';
import { claimSchema, headShape } from './records.ts';
import { objectFor } from './schema-for.ts';

// The state of an exchange lies in the store in parts, so that a change of one coin among thousands writes the part
// that it is in. All of them are written in one commit.

/** What is left of a state when its lists are taken out. */
export type ExchangeHead = Omit<ExchangeState, 'claims' | 'incidents' | 'maintenances' | 'outbox'>;

export const headRecord: RecordType<ExchangeHead> = {
  collection: 'states',
  version: 2,
  migrations: {},
  schema: objectFor<ExchangeHead>(headShape),
};

/** A shelf of the claims of one source. */
export const claimsRecord: RecordType<Shelf> = {
  collection: 'claims',
  version: 2,
  migrations: {},
  schema: z.record(z.string(), claimSchema),
};

export const openIncidentRecord: RecordType<Incident> = {
  collection: 'open',
  version: 2,
  migrations: {},
  schema: incidentSchema,
};

export const maintenanceRecord: RecordType<Maintenance> = {
  collection: 'maintenances',
  version: 2,
  migrations: {},
  schema: maintenanceSchema,
};

export const outboxRecord: RecordType<OutboxItem> = {
  collection: 'outbox',
  version: 2,
  migrations: {},
  schema: outboxItemSchema,
};

/** Who replaced a state last, and the how manieth time it did: by this whoever replaces it knows that it still stands. */
export const fenceRecord: RecordType<string> = {
  collection: 'fences',
  version: 2,
  migrations: {},
  schema: z.string(),
};
