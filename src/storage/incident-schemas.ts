import { z } from 'zod';

import { NOTICE_KINDS } from '#src/domain/incident.ts';
import type {
  Evidence,
  Incident,
  Maintenance,
  Notice,
  OutboxItem,
  TimelineEntry,
} from '#src/domain/incident.ts';
import type { Basis, Extent, MaintenancePhase, Signal, Window } from '#src/domain/reading.ts';
import { STATUSES } from '#src/domain/status.ts';
import { objectFor, wordsFor } from '#src/storage/schema-for.ts';

export const statusSchema = z.enum(STATUSES);

export const basisSchema = wordsFor<Basis>({
  official: 'official',
  measured: 'measured',
  inferred: 'inferred',
});

export const signalSchema = wordsFor<Signal>({
  word: 'word',
  flag: 'flag',
  probe: 'probe',
  statement: 'statement',
});

export const extentSchema = objectFor<Extent>({
  hit: z.number(),
  of: z.number(),
  parts: z.array(z.string()),
});

const windowSchema = objectFor<Window>({
  id: z.string(),
  phase: wordsFor<MaintenancePhase>({
    scheduled: 'scheduled',
    in_progress: 'in_progress',
    verifying: 'verifying',
    completed: 'completed',
    canceled: 'canceled',
  }),
  from: z.number().nullable(),
  until: z.number().nullable(),
  title: z.string(),
});

const evidenceSchema = objectFor<Evidence>({
  source: z.string(),
  basis: basisSchema,
  status: statusSchema,
  text: z.string(),
  since: z.number(),
  link: z.string().exactOptional(),
});

const timelineEntrySchema = objectFor<TimelineEntry>({
  at: z.number(),
  kind: z.enum(NOTICE_KINDS),
  status: statusSchema,
  text: z.string(),
});

export const incidentSchema = objectFor<Incident>({
  id: z.string(),
  service: z.string(),
  status: statusSchema,
  worst: statusSchema,
  basis: basisSchema,
  unconfirmed: z.boolean(),
  since: z.number(),
  sinceKnown: z.boolean(),
  openedAt: z.number(),
  phaseSince: z.number(),
  downs: z.number(),
  flapping: z.boolean(),
  told: z.boolean(),
  evidence: z.array(evidenceSchema),
  extent: extentSchema.exactOptional(),
  members: z.array(z.string()).exactOptional(),
  eta: z.number().exactOptional(),
  remark: z.string().exactOptional(),
  notices: z.number(),
  timeline: z.array(timelineEntrySchema),
});

export const maintenanceSchema = objectFor<Maintenance>({
  id: z.string(),
  source: z.string(),
  services: z.array(z.string()),
  window: windowSchema,
  link: z.string().exactOptional(),
  firstSeenAt: z.number(),
  signal: signalSchema,
  stage: wordsFor<Maintenance['stage']>({
    scheduled: 'scheduled',
    started: 'started',
    overrun: 'overrun',
    ended: 'ended',
  }),
  stageSince: z.number(),
  told: z.boolean(),
  announced: objectFor<NonNullable<Maintenance['announced']>>({
    from: z.number().nullable(),
    until: z.number().nullable(),
  }).exactOptional(),
  sawTrouble: z.literal(true).exactOptional(),
  notices: z.number(),
});

export const noticeSchema = objectFor<Notice>({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  at: z.number(),
  service: z.string(),
  members: z.array(z.string()).exactOptional(),
  leftBehind: z.literal(true).exactOptional(),
  exchangeName: z.string(),
  also: z.array(z.string()),
  status: statusSchema,
  previous: statusSchema,
  basis: basisSchema,
  unconfirmed: z.boolean(),
  summary: z.string(),
  incident: z.string(),
  since: z.number(),
  sinceKnown: z.boolean(),
  durationMs: z.number().exactOptional(),
  evidence: z.array(evidenceSchema),
  extent: extentSchema.exactOptional(),
  stillWorking: z.array(z.string()),
  eta: z.number().exactOptional(),
  window: windowSchema.exactOptional(),
  remark: z.string().exactOptional(),
});

export const outboxItemSchema: z.ZodType<OutboxItem> = z.object({
  kind: wordsFor<OutboxItem['kind']>({ notice: 'notice', refresh: 'refresh' }),
  notice: noticeSchema,
});
