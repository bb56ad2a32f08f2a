import type { BaseLogger } from 'pino';

import { withDeadline } from '#src/delivery/deadline.ts';
import type { Channel, Post, Posted } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { nonceOf } from '#src/delivery/nonce.ts';
import { isTold } from '#src/delivery/told.ts';
import { postedMessageId } from '#src/domain/delivery.ts';
import type { Delivery, PostedMessage } from '#src/domain/delivery.ts';
import { RETRY, backOffMs } from '#src/platform/back-off.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Collection } from '#src/platform/collection.ts';

/** What one try of a delivery came to. */
export type DeliverOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly delivery: Delivery; readonly reason: string }
  | { readonly kind: 'channel_lost'; readonly reason: string }
  | { readonly kind: 'unauthorized'; readonly reason: string };

export interface DeliverDeps {
  readonly deliveries: Collection<Delivery>;
  readonly messages: Collection<PostedMessage>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly clock: Clock;
  readonly log: Pick<BaseLogger, 'info' | 'warn' | 'error'>;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Discord remembers nonces for "the past few minutes"; this is surely within. */
const NONCE_WINDOW_MS = 2 * 60_000;

/** A call that has not come back by then is given up and tried again. */
const SEND_DEADLINE_MS = 30_000;

/**
 * Tries a delivery once.
 *
 * The order of writes is what makes it safe: the try is counted, the message is sent, the message is recorded, and
 * only then (by the queue) the delivery is forgotten. After a crash in between, the same nonce makes Discord
 * answer with the message it already has. Where the first try is longer ago than Discord remembers nonces, the
 * channel is read for the message before it is sent again. So a notice is told at least once, and twice only if
 * the bot was away for minutes right after sending *and* may not read the channel's history.
 */
export async function deliver(delivery: Delivery, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { notice, target } = delivery;
  const channel = deps.channels.get(target.channel);
  if (channel === undefined)
    return { kind: 'channel_lost', reason: `Nothing tells by ${target.channel} here.` };
  const posted = await deps.messages.get(postedMessageId(notice.incident, target.address));
  try {
    if (delivery.kind === 'refresh') {
      if (posted !== undefined && !isTold(posted, notice, 'refresh'))
        await edit(delivery, posted, channel, deps);
    } else if (posted === undefined || !isTold(posted, notice, 'notice')) {
      if (posted?.latestNotice.kind === 'flapping' && notice.kind === 'flapping')
        await edit(delivery, posted, channel, deps);
      else await post(delivery, posted, channel, deps);
    }
    return { kind: 'done' };
  } catch (error) {
    return outcomeOf(error, delivery, deps);
  }
}

async function post(
  delivery: Delivery,
  posted: PostedMessage | undefined,
  channel: Channel,
  deps: DeliverDeps,
): Promise<void> {
  const { notice } = delivery;
  const { address } = delivery.target;
  await deps.deliveries.set(delivery.id, { ...delivery, attempts: delivery.attempts + 1 });
  const { messageId } = await send(delivery, posted?.rootId, channel, deps);
  await deps.messages.set(postedMessageId(notice.incident, address), {
    address,
    incident: notice.incident,
    rootId: posted?.rootId ?? messageId,
    latestId: messageId,
    latestNotice: notice,
    postedAt: deps.clock.now(),
  });
  deps.log.info({ delivery: delivery.id, messageId, lateMs: deps.clock.now() - notice.at }, 'told');
}

async function send(
  delivery: Delivery,
  replyTo: string | undefined,
  channel: Channel,
  { clock, log }: DeliverDeps,
): Promise<Posted> {
  const { notice, target } = delivery;
  const message: Post = {
    target,
    notice,
    nonce: nonceOf(delivery.id),
    ...(replyTo !== undefined && { replyTo }),
  };
  const inTime = <T>(call: Promise<T>): Promise<T> => withDeadline(clock, SEND_DEADLINE_MS, call);
  if (delivery.attempts > 0 && clock.now() - delivery.createdAt > NONCE_WINDOW_MS) {
    const earlier = await inTime(channel.find(message));
    if (earlier !== undefined) return earlier;
  }
  try {
    return await inTime(channel.post(message));
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.kind !== 'refused') throw error;
    log.error({ delivery: delivery.id, err: error }, 'an alert was refused; sending its headline alone');
    return await inTime(channel.post({ ...message, plain: true }));
  }
}

async function edit(
  delivery: Delivery,
  posted: PostedMessage,
  channel: Channel,
  deps: DeliverDeps,
): Promise<void> {
  const { notice, target } = delivery;
  try {
    const change = { target, messageId: posted.latestId, notice };
    await withDeadline(deps.clock, SEND_DEADLINE_MS, channel.edit(change));
  } catch (error) {
    // Discord limits edits of old messages (30046). The next message says it all the same.
    if (!(error instanceof DeliveryError) || error.kind !== 'refused') throw error;
    return;
  }
  await deps.messages.set(postedMessageId(notice.incident, target.address), {
    ...posted,
    latestNotice: notice,
  });
}

function outcomeOf(error: unknown, delivery: Delivery, deps: DeliverDeps): DeliverOutcome {
  const failure =
    error instanceof DeliveryError
      ? error
      : new DeliveryError('temporary', error instanceof Error ? error.message : String(error), {
          cause: error,
        });
  switch (failure.kind) {
    case 'temporary': {
      const attempts = delivery.attempts + 1;
      const delayMs = backOffMs(attempts, RETRY, {
        random: deps.random,
        ...(failure.retryAfterMs !== undefined && { askedMs: failure.retryAfterMs }),
      });
      const again = { ...delivery, attempts, notBefore: deps.clock.now() + delayMs };
      return { kind: 'retry', delivery: again, reason: failure.message };
    }
    case 'channel_lost':
      return { kind: 'channel_lost', reason: failure.message };
    case 'unauthorized':
      return { kind: 'unauthorized', reason: failure.message };
    case 'refused':
      deps.log.error({ delivery: delivery.id, err: failure }, 'even the headline was refused; alert dropped');
      return { kind: 'done' };
    case 'message_gone':
      // It was told, and a moderator has deleted it since.
      return { kind: 'done' };
  }
}
