import { z } from 'zod';

import { CHANGES, NOTICE_KINDS } from '#src/domain/incident.ts';
import type { EndingPlan, ServiceEnding } from '#src/domain/ending.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type {
  Cause,
  Incident,
  IncidentPart,
  Notice,
  NoticePart,
  OutboxItem,
  TimelineEntry,
} from '#src/domain/incident.ts';
import type { Basis, Extent, MaintenancePhase, Signal, Window } from '#src/domain/reading.ts';
import { COMPONENTS } from '#src/domain/service.ts';
import type { Services } from '#src/domain/service.ts';
import { STATUSES } from '#src/domain/status.ts';
import { VENUES } from '#src/domain/venue.ts';
import { objectFor, wordsFor } from './schema-for.ts';

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
  dayOnly: z.literal(true).exactOptional(),
  amends: z.union([z.string(), z.literal(true)]).exactOptional(),
  was: z.number().exactOptional(),
});

const servicesSchema: z.ZodType<Services> = z.tuple([z.string()], z.string());

const evidenceSchema = objectFor<Evidence>({
  source: z.string(),
  venue: z.enum(VENUES),
  service: z.string(),
  basis: basisSchema,
  status: statusSchema,
  since: z.number(),
  statedAt: z.number().exactOptional(),
  link: z.string().exactOptional(),
  quote: z.string().exactOptional(),
  count: objectFor<NonNullable<Evidence['count']>>({ hit: z.number(), of: z.number() }).exactOptional(),
  detail: z.string().exactOptional(),
  seenFrom: z.array(z.string()).exactOptional(),
});

export const timelineEntrySchema = objectFor<TimelineEntry>({
  at: z.number(),
  kind: z.enum(NOTICE_KINDS),
  status: statusSchema,
  change: z.enum(CHANGES).exactOptional(),
  rule: z.string().exactOptional(),
});

const partSchema = objectFor<IncidentPart>({
  service: z.string(),
  status: statusSchema,
  since: z.number(),
  sinceKnown: z.boolean(),
  downs: z.number(),
  backAt: z.number().exactOptional(),
  members: z.array(z.string()).exactOptional(),
  absorbed: z.enum(['here', 'elsewhere']).exactOptional(),
});

export const incidentSchema = objectFor<Incident>({
  id: z.string(),
  services: servicesSchema,
  parts: z.array(partSchema),
  cause: objectFor<Cause>({ refs: z.array(z.string()), sources: z.array(z.string()) }),
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
  leftBehind: z.literal(true).exactOptional(),
  absorbed: z.literal(true).exactOptional(),
  lastHeardAt: z.number().exactOptional(),
  lapsed: z.literal(true).exactOptional(),
  evidence: z.array(evidenceSchema),
  extent: extentSchema.exactOptional(),
  members: z.array(z.string()).exactOptional(),
  eta: z.number().exactOptional(),
  etaPassed: z.number().exactOptional(),
  majors: z.array(z.string()).exactOptional(),
  resumed: z.array(z.string()).exactOptional(),
  disputed: z.literal(true).exactOptional(),
  regions: z.array(z.string()).exactOptional(),
  accounts: z.literal('some').exactOptional(),
  rule: z.string().exactOptional(),
  notices: z.number(),
  timeline: z.array(timelineEntrySchema),
});

const timesSchema = objectFor<NonNullable<Maintenance['announced']>>({
  from: z.number().nullable(),
  until: z.number().nullable(),
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
    planned_now: 'planned_now',
    started: 'started',
    overrun: 'overrun',
    ended: 'ended',
  }),
  stageSince: z.number(),
  startedAt: z.number().exactOptional(),
  told: z.boolean(),
  announced: timesSchema.exactOptional(),
  toldUntil: z.number().exactOptional(),
  sawTrouble: z.literal(true).exactOptional(),
  also: z.array(z.string()).exactOptional(),
  regions: z.array(z.string()).exactOptional(),
  notices: z.number(),
});

const endingSchema = objectFor<ServiceEnding>({ service: z.string(), at: z.number().nullable() });

export const endingPlanSchema = objectFor<EndingPlan>({
  id: z.string(),
  source: z.string(),
  services: z.array(endingSchema),
  title: z.string(),
  link: z.string().exactOptional(),
  firstSeenAt: z.number(),
  regions: z.array(z.string()).exactOptional(),
  notices: z.number(),
});

const noticePartSchema = objectFor<NoticePart>({
  service: z.string(),
  status: statusSchema,
  previous: statusSchema,
  since: z.number(),
  durationMs: z.number().exactOptional(),
  downAt: z.number().exactOptional(),
});

export const noticeSchema = objectFor<Notice>({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  change: z.enum(CHANGES).exactOptional(),
  at: z.number(),
  services: servicesSchema,
  parts: z.array(noticePartSchema).exactOptional(),
  joined: z.array(z.string()).exactOptional(),
  back: z.array(z.string()).exactOptional(),
  members: z.array(z.string()).exactOptional(),
  leftBehind: z.literal(true).exactOptional(),
  lapsed: z.literal(true).exactOptional(),
  exchangeName: z.string(),
  status: statusSchema,
  previous: statusSchema,
  basis: basisSchema,
  unconfirmed: z.boolean(),
  disputed: z.boolean(),
  rule: z.string().exactOptional(),
  incident: z.string(),
  since: z.number(),
  sinceKnown: z.boolean(),
  workedAt: z.number().exactOptional(),
  endedAtLatest: z.literal(true).exactOptional(),
  downAt: z.number().exactOptional(),
  upMs: z.number().exactOptional(),
  downs: z.number().exactOptional(),
  durationMs: z.number().exactOptional(),
  evidence: z.array(evidenceSchema),
  extent: extentSchema.exactOptional(),
  stillWorking: z.array(z.enum(COMPONENTS)),
  eta: z.number().exactOptional(),
  previousEta: z.number().exactOptional(),
  window: windowSchema.exactOptional(),
  previousWindow: timesSchema.exactOptional(),
  planned: z.literal(true).exactOptional(),
  plannedOnly: z.literal(true).exactOptional(),
  endings: z.array(endingSchema).exactOptional(),
  regions: z.array(z.string()).exactOptional(),
  accounts: z.literal('some').exactOptional(),
});

export const outboxItemSchema: z.ZodType<OutboxItem> = z.object({
  kind: wordsFor<OutboxItem['kind']>({ notice: 'notice', refresh: 'refresh' }),
  notice: noticeSchema,
});
