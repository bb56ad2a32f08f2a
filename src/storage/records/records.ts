import { z } from 'zod';

import type { Claim, Doubt, ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import { emptyGuild, LEVELS, STYLES } from '#src/domain/guild.ts';
import type {
  Board,
  Guild,
  GuildPreferences,
  Note,
  Mute,
  Subscription,
  Target,
  WatchList,
  Follow,
} from '#src/domain/guild.ts';
import type { Incident } from '#src/domain/incident.ts';
import { OUTCOMES } from '#src/domain/outcome.ts';
import { closedOfFirstRelease, closedSchema } from './closed-schema.ts';
import { exchangeOfFirstRelease, incidentOfFirstRelease } from './first-release.ts';
import {
  basisSchema,
  endingPlanSchema,
  extentSchema,
  incidentSchema,
  maintenanceSchema,
  outboxItemSchema,
  signalSchema,
  statusSchema,
} from './incident-schemas.ts';
import type { Snapshot, Undo } from '#src/domain/snapshot.ts';
import type { RecordType } from './record-type.ts';
import { objectFor } from './schema-for.ts';

// To change a stored shape: change the domain type and its schema, raise `version`, and add the migration
// from the version before. Records are rewritten in the new shape when they are next written.

const doubtSchema = objectFor<Doubt>({
  status: statusSchema,
  since: z.number(),
  count: z.number(),
  evidence: z.string(),
  spoken: z.literal(true).exactOptional(),
  link: z.string().exactOptional(),
  ref: z.string().exactOptional(),
  statedAt: z.number().exactOptional(),
  eta: z.number().exactOptional(),
  afterGap: z.number().exactOptional(),
});

export const claimSchema = objectFor<Claim>({
  status: statusSchema,
  since: z.number(),
  basis: basisSchema,
  signal: signalSchema,
  evidence: z.string(),
  spoken: z.literal(true).exactOptional(),
  link: z.string().exactOptional(),
  eta: z.number().exactOptional(),
  statedAt: z.number().exactOptional(),
  ref: z.string().exactOptional(),
  extent: extentSchema.exactOptional(),
  baseline: z.literal(true).exactOptional(),
  afterGap: z.number().exactOptional(),
  unseenSince: z.number().exactOptional(),
  editedAt: z.number().exactOptional(),
  overtaken: z.literal(true).exactOptional(),
  listsTroubleOnly: z.literal(true).exactOptional(),
  except: z.array(z.string()).exactOptional(),
  accounts: z.literal('some').exactOptional(),
  rule: z.string().exactOptional(),
  seenFrom: z.array(z.string()).exactOptional(),
  doubt: doubtSchema.exactOptional(),
});

const sourceStateSchema = objectFor<SourceState>({
  outcome: z.enum(OUTCOMES),
  lostRows: z.literal(true).exactOptional(),
  since: z.number(),
  checkedAt: z.number(),
  okAt: z.number(),
  failedAt: z.number().exactOptional(),
});

/** What is kept of an exchange in one record: all but its long lists. */
export const headShape = {
  exchange: z.string(),
  updatedAt: z.number(),
  sources: z.record(z.string(), sourceStateSchema),
  endings: z.array(endingPlanSchema),
};

/** A state as one record, as the first release kept it; see `exchange-records.ts`. */
export const exchangeRecord: RecordType<ExchangeState> = {
  collection: 'exchanges',
  version: 2,
  migrations: { 1: exchangeOfFirstRelease },
  schema: objectFor<ExchangeState>({
    ...headShape,
    claims: z.record(z.string(), z.array(z.record(z.string(), claimSchema))),
    incidents: z.array(incidentSchema),
    maintenances: z.array(maintenanceSchema),
    outbox: z.array(outboxItemSchema),
  }),
};

const targetSchema: z.ZodType<Target> = z.union([
  objectFor<Extract<Target, { kind: 'selector' }>>({ kind: z.literal('selector'), selector: z.string() }),
  objectFor<Extract<Target, { kind: 'list' }>>({ kind: z.literal('list'), name: z.string() }),
]);

const stopSchema = objectFor<NonNullable<Subscription['paused']>>({
  at: z.number(),
  reason: closedSchema,
});

const subscriptionSchema = objectFor<Subscription>({
  id: z.string(),
  channelId: z.string(),
  target: targetSchema,
  level: z.enum(LEVELS),
  roleId: z.string().exactOptional(),
  style: z.enum(STYLES).exactOptional(),
  createdAt: z.number(),
  hub: z.literal(true).exactOptional(),
  paused: stopSchema.exactOptional(),
  disabled: stopSchema.exactOptional(),
});

const muteSchema = objectFor<Mute>({
  id: z.string(),
  selector: z.string(),
  until: z.number(),
  by: z.string(),
  at: z.number(),
  incident: z.string().exactOptional(),
  untilOver: z.literal(true).exactOptional(),
});

export const guildRecord: RecordType<Guild> = {
  collection: 'guilds',
  version: 2,
  migrations: { 1: withSettings },
  schema: objectFor<Guild>({
    id: z.string(),
    watchLists: z.array(objectFor<WatchList>({ name: z.string(), selectors: z.array(z.string()) })),
    subscriptions: z.array(subscriptionSchema),
    settings: objectFor<GuildPreferences>({
      locale: z.string().exactOptional(),
      logChannelId: z.string().exactOptional(),
      timeZone: z.string().exactOptional(),
      quietHours: objectFor<NonNullable<GuildPreferences['quietHours']>>({
        from: z.string(),
        until: z.string(),
      }).exactOptional(),
      remindAfterHours: z.number().exactOptional(),
      digest: objectFor<NonNullable<GuildPreferences['digest']>>({
        at: z.string().exactOptional(),
        off: z.literal(true).exactOptional(),
      }).exactOptional(),
    }),
    mutes: z.array(muteSchema),
    boards: z.array(
      objectFor<Board>({
        id: z.string(),
        channelId: z.string(),
        list: z.string(),
        messageId: z.string().exactOptional(),
        posting: objectFor<NonNullable<Board['posting']>>({
          nonce: z.string(),
          at: z.number(),
        }).exactOptional(),
        paused: stopSchema.exactOptional(),
        createdAt: z.number(),
      }),
    ),
    notes: z.array(
      objectFor<Note>({
        id: z.string(),
        service: z.string(),
        text: z.string(),
        by: z.string(),
        at: z.number(),
        until: z.number(),
      }),
    ),
    follows: z
      .array(
        objectFor<Follow>({
          exchange: z.string(),
          channelId: z.string(),
          webhookId: z.string(),
          at: z.number(),
        }),
      )
      .exactOptional(),
    ownLocale: z.string().exactOptional(),
    greetedAt: z.number().exactOptional(),
    leftAt: z.number().exactOptional(),
  }),
};

const firstStop = z.looseObject({ reason: z.unknown() });
const firstSubscription = z.looseObject({ paused: firstStop.optional(), disabled: firstStop.optional() });
type FirstSubscription = z.infer<typeof firstSubscription>;
const firstGuild = z.looseObject({ subscriptions: z.array(firstSubscription).optional() });

/**
 * The first release knew neither settings nor mutes, and kept in a sentence why nothing is posted. What is no guild at
 * all is left for the schema to refuse.
 */
function withSettings(old: unknown): unknown {
  const guild = firstGuild.safeParse(old);
  if (!guild.success) return old;
  const { subscriptions = [] } = guild.data;
  return { ...emptyGuild(''), ...guild.data, subscriptions: subscriptions.map(withFacts) };
}

function withFacts(old: FirstSubscription): unknown {
  const { disabled, paused, ...rest } = old;
  return {
    ...rest,
    ...(paused !== undefined && { paused: { ...paused, reason: closedOfFirstRelease(paused.reason) } }),
    ...(disabled !== undefined && {
      disabled: { ...disabled, reason: closedOfFirstRelease(disabled.reason) },
    }),
  };
}

export const snapshotRecord: RecordType<Snapshot> = {
  collection: 'snapshots',
  version: 1,
  migrations: {},
  schema: objectFor<Snapshot>({
    at: z.number(),
    guildId: z.string(),
    undo: z.array(objectFor<Undo>({ before: subscriptionSchema.nullable(), after: subscriptionSchema })),
  }),
};

/** A closed incident. Its id in the collection is made by `incidentKey`. */
export const incidentRecord: RecordType<Incident> = {
  collection: 'incidents',
  version: 2,
  migrations: { 1: incidentOfFirstRelease },
  schema: incidentSchema,
};
