import { z } from 'zod';

import type { Absence } from '#src/domain/absence.ts';
import type { AlertRecord, Followers } from '#src/domain/alert-record.ts';
import type {
  Addressee,
  Attempt,
  DeliveryKind,
  DeliveryTarget,
  DeliveryEnding,
  LaneRecord,
  LaneState,
  PostedMessage,
  Telling,
} from '#src/domain/delivery.ts';
import { STYLES } from '#src/domain/guild.ts';
import { NOTICE_KINDS } from '#src/domain/incident.ts';
import { closedSchema } from './closed-schema.ts';
import { noticeOfFirstRelease } from './first-release.ts';
import { noticeSchema, timelineEntrySchema } from './incident-schemas.ts';
import type { RecordType } from './record-type.ts';
import { objectFor, wordsFor } from './schema-for.ts';

const addresseeSchema = objectFor<Addressee>({
  guildId: z.string(),
  target: objectFor<DeliveryTarget>({
    channel: z.string(),
    address: z.string(),
    mentions: z.array(z.string()),
    hub: z.literal(true).exactOptional(),
    style: z.enum(STYLES).exactOptional(),
    locale: z.string().exactOptional(),
    focus: z.array(z.string()).exactOptional(),
    isDirect: z.literal(true).exactOptional(),
  }),
  subscriptionIds: z.array(z.string()),
  holdUntil: z.number().exactOptional(),
  isHushed: z.literal(true).exactOptional(),
  digestAt: z.union([z.number(), z.literal('never')]).exactOptional(),
});

export const deliveryRecord: RecordType<Telling> = {
  collection: 'deliveries',
  version: 2,
  migrations: { 1: (old) => tellingOf(noticeOfFirstRelease('notice')(old)) },
  schema: objectFor<Telling>({
    id: z.string(),
    kind: wordsFor<DeliveryKind>({
      notice: 'notice',
      refresh: 'refresh',
      reminder: 'reminder',
      unmuted: 'unmuted',
    }),
    notice: noticeSchema,
    createdAt: z.number(),
    to: z.array(addresseeSchema),
  }),
};

export const attemptRecord: RecordType<Attempt> = {
  collection: 'attempts',
  version: 2,
  migrations: {},
  schema: objectFor<Attempt>({
    at: z.number(),
    unclear: z.literal(true).exactOptional(),
    covers: z.array(z.string()).exactOptional(),
  }),
};

export const endingRecord: RecordType<DeliveryEnding> = {
  collection: 'endings',
  version: 2,
  migrations: {},
  schema: objectFor<DeliveryEnding>({
    kind: wordsFor<DeliveryEnding['kind']>({
      sent: 'sent',
      edited: 'edited',
      superseded: 'superseded',
      refused: 'refused',
      expired: 'expired',
    }),
    at: z.number(),
    messageId: z.string().exactOptional(),
    why: z.string().exactOptional(),
    isBeginning: z.literal(true).exactOptional(),
  }),
};

export const laneRecord: RecordType<LaneRecord> = {
  collection: 'lanes',
  version: 2,
  migrations: {},
  schema: objectFor<LaneRecord>({
    owner: z.string().exactOptional(),
    state: objectFor<LaneState>({
      failures: z.number(),
      closed: z.number(),
      editsFrom: z.number().exactOptional(),
      told: z.array(z.number()).exactOptional(),
      hold: objectFor<NonNullable<LaneState['hold']>>({
        cause: wordsFor({ busy: 'busy', trouble: 'trouble', closed: 'closed', store: 'store' }),
        until: z.number(),
        earliest: z.number(),
      }).exactOptional(),
      paused: objectFor<NonNullable<LaneState['paused']>>({
        reason: closedSchema,
        lookedAt: z.number(),
        isOnTrial: z.literal(true).exactOptional(),
      }).exactOptional(),
    }).exactOptional(),
    wait: objectFor<NonNullable<LaneRecord['wait']>>({
      until: z.number(),
      left: z.number(),
    }).exactOptional(),
  }),
};

export const absenceRecord: RecordType<Absence> = {
  collection: 'absences',
  version: 2,
  migrations: {},
  schema: objectFor<Absence>({ from: z.number(), until: z.number() }),
};

export const alertRecord: RecordType<AlertRecord> = {
  collection: 'alerts',
  version: 2,
  migrations: {},
  schema: objectFor<AlertRecord>({ notice: noticeSchema, timeline: z.array(timelineEntrySchema) }),
};

export const followersRecord: RecordType<Followers> = {
  collection: 'followers',
  version: 2,
  migrations: {},
  schema: objectFor<Followers>({ userIds: z.array(z.string()), at: z.number() }),
};

export const messageRecord: RecordType<PostedMessage> = {
  collection: 'messages',
  version: 2,
  migrations: { 1: messageOf },
  schema: objectFor<PostedMessage>({
    address: z.string(),
    incident: z.string(),
    rootId: z.string(),
    latestId: z.string(),
    noticeId: z.string(),
    kind: z.enum(NOTICE_KINDS),
    postedAt: z.number(),
    shared: z.literal(true).exactOptional(),
  }),
};

const firstDelivery = z.looseObject({
  guildId: z.string(),
  channelId: z.string(),
  roleIds: z.array(z.string()),
  subscriptionIds: z.array(z.string()),
});

/**
 * The first release kept each delivery by itself. It told in Discord, and without a token in the terminal, which was a
 * channel's id then. What was tried then is looked up before it is tried again, as after any restart.
 */
function tellingOf(old: unknown): unknown {
  const delivery = firstDelivery.safeParse(old);
  if (!delivery.success) return old;
  const { guildId, channelId: address, roleIds: mentions, subscriptionIds, ...rest } = delivery.data;
  const channel = address === 'terminal' ? 'terminal' : 'discord';
  return { ...rest, to: [{ guildId, target: { channel, address, mentions }, subscriptionIds }] };
}

const firstMessage = z.looseObject({
  channelId: z.string(),
  latestNotice: z.looseObject({ id: z.string(), kind: z.string() }),
});

function messageOf(old: unknown): unknown {
  const message = firstMessage.safeParse(old);
  if (!message.success) return old;
  const { channelId: address, latestNotice, ...rest } = message.data;
  return { ...rest, address, noticeId: latestNotice.id, kind: latestNotice.kind };
}
