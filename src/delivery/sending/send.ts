import type { Channel, Edit, OutgoingMessage, Posted } from '#src/delivery/channel.ts';
import { withDeadline } from './deadline.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Content } from '#src/domain/content.ts';
import type { DeliveryTarget } from '#src/domain/delivery.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import { reasonOf } from '#src/platform/reason-of.ts';

import type { Tried } from './lane.ts';

/** What one try of a message came to. */
export type Sent =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'edited' }
  /** It was told, and a moderator has deleted it since. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: DeliveryError };

export interface SendDeps {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** Resolves when a call may be made; the less, the more urgent. */
  readonly slot: (urgency: number) => Promise<void>;
}

/** What is to be sent, and what is known of earlier tries. */
export interface Message {
  readonly target: DeliveryTarget;
  readonly content: Content;
  readonly nonce: string;
  readonly replyTo?: string;
  readonly quiet?: true;
  readonly followers?: readonly string[];
  readonly urgency: number;
  readonly tried: Tried | undefined;
}

/** Discord remembers nonces for "the past few minutes"; this is surely within. */
const NONCE_WINDOW_MS = 2 * 60_000;

/** A call that has not come back by then is given up and tried again. */
const SEND_DEADLINE_MS = 30_000;

/**
 * Tries a message once.
 *
 * What was tried before may have arrived. Shortly after, the same nonce makes Discord answer with the message that it
 * already has. Otherwise (an earlier process tried it, or too long ago, or it was answered unclearly) the address is
 * read for the message before it is sent again.
 */
export async function send(message: Message, deps: SendDeps): Promise<Sent> {
  const { channel, clock, slot, log } = deps;
  const { urgency } = message;
  const room = (): Promise<void> => slot(urgency);
  const { tried } = message;
  let sinceMs = tried?.atMs ?? clock.monotonic();
  const call = async <T>(make: () => Promise<T>): Promise<T> => {
    await slot(urgency);
    return await withDeadline(clock, SEND_DEADLINE_MS, make());
  };
  const create = (one: OutgoingMessage): Promise<Posted> =>
    call(async () => {
      // This process has slept, or had to wait: somebody else may have sent it, and Discord may have forgotten that.
      if (clock.monotonic() - sinceMs > NONCE_WINDOW_MS)
        throw new DeliveryError('trouble', 'It took too long until it could be sent.');
      return await channel.post(one, room);
    });
  const post = postOf(message);
  try {
    if (tried !== undefined && hasToBeLookedUp(tried, clock)) {
      sinceMs = clock.monotonic();
      const earlier = await call(() => channel.find(post, tried.attempt.at, room));
      if (earlier !== undefined) return { kind: 'sent', messageId: earlier.messageId };
    }
    const { messageId } = await postOrPlain(post, create, log);
    return { kind: 'sent', messageId };
  } catch (error) {
    return sentOf(error);
  }
}

/** Brings a message up to date. Where that is refused (Discord limits edits of old messages), the next one says it. */
export async function sendEdit(
  { target, urgency }: Pick<Message, 'target' | 'urgency'>,
  edit: Omit<Edit, 'target'>,
  { channel, clock, slot }: SendDeps,
): Promise<Sent> {
  try {
    const room = (): Promise<void> => slot(urgency);
    await room();
    await withDeadline(clock, SEND_DEADLINE_MS, channel.edit({ target, ...edit }, room));
    return { kind: 'edited' };
  } catch (error) {
    return sentOf(error);
  }
}

function postOf({ target, content, nonce, replyTo, quiet, followers = [], tried }: Message): OutgoingMessage {
  return {
    target,
    content,
    nonce,
    ...(replyTo !== undefined && { replyTo }),
    ...(tried !== undefined && { again: true as const }),
    ...(quiet === true && { quiet }),
    ...(followers.length > 0 && { followers }),
  };
}

function hasToBeLookedUp({ attempt, atMs }: Tried, clock: Clock): boolean {
  return attempt.unclear === true || atMs === undefined || clock.monotonic() - atMs > NONCE_WINDOW_MS;
}

async function postOrPlain(
  post: OutgoingMessage,
  call: (post: OutgoingMessage) => Promise<Posted>,
  log: SendDeps['log'],
): Promise<Posted> {
  try {
    return await call(post);
  } catch (error) {
    if (!isRefusal(error) || post.content.kind !== 'notice') throw error;
    log.error({ err: error, notice: post.content.notice.id }, 'an alert was refused; sending its headline');
    return await call({ ...post, content: { ...post.content, plain: true } });
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DeliveryError && error.kind === 'refused';
}

function sentOf(error: unknown): Sent {
  const failure = toDeliveryError(error);
  if (failure.kind === 'message_gone') return { kind: 'gone' };
  if (failure.kind === 'refused') return { kind: 'refused', reason: failure.message };
  return { kind: 'failed', error: failure };
}

function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const message = reasonOf(error);
  return new DeliveryError('trouble', message, { cause: error });
}
