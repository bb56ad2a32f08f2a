import { z } from 'zod';

import type { Delivery, DeliveryTarget, PostedMessage } from '#src/domain/delivery.ts';
import { noticeOfFirstRelease } from '#src/storage/first-release.ts';
import { noticeSchema } from '#src/storage/incident-schemas.ts';
import type { RecordType } from '#src/storage/record-type.ts';
import { objectFor, wordsFor } from '#src/storage/schema-for.ts';

const targetSchema = objectFor<DeliveryTarget>({
  channel: z.string(),
  address: z.string(),
  mentions: z.array(z.string()),
});

export const deliveryRecord: RecordType<Delivery> = {
  collection: 'deliveries',
  version: 2,
  migrations: { 1: (old) => withTarget(noticeOfFirstRelease('notice')(old)) },
  schema: objectFor<Delivery>({
    id: z.string(),
    kind: wordsFor<Delivery['kind']>({ notice: 'notice', refresh: 'refresh' }),
    notice: noticeSchema,
    guildId: z.string(),
    target: targetSchema,
    subscriptionIds: z.array(z.string()),
    createdAt: z.number(),
    attempts: z.number(),
    notBefore: z.number(),
  }),
};

export const messageRecord: RecordType<PostedMessage> = {
  collection: 'messages',
  version: 2,
  migrations: { 1: (old) => withAddress(noticeOfFirstRelease('latestNotice')(old)) },
  schema: objectFor<PostedMessage>({
    address: z.string(),
    incident: z.string(),
    rootId: z.string(),
    latestId: z.string(),
    latestNotice: noticeSchema,
    postedAt: z.number(),
  }),
};

/** The first release told in Discord, and without a token in the terminal, which was a channel's id then. */
const firstDelivery = z.looseObject({ channelId: z.string(), roleIds: z.array(z.string()) });

function withTarget(old: unknown): unknown {
  const delivery = firstDelivery.safeParse(old);
  if (!delivery.success) return old;
  const { channelId: address, roleIds: mentions, ...rest } = delivery.data;
  const channel = address === 'terminal' ? 'terminal' : 'discord';
  return { ...rest, target: { channel, address, mentions } };
}

const firstMessage = z.looseObject({ channelId: z.string() });

function withAddress(old: unknown): unknown {
  const message = firstMessage.safeParse(old);
  if (!message.success) return old;
  const { channelId: address, ...rest } = message.data;
  return { ...rest, address };
}
