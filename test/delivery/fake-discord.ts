import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Channel, MayPost, OutgoingMessage } from '#src/delivery/channel.ts';
import type { Content } from '#src/domain/content.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';

interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  readonly nonce: string;
  readonly at: number;
  readonly replyTo?: string;
  readonly plain: boolean;
  readonly content: Content;
  readonly target: OutgoingMessage['target'];
  readonly quiet?: true;
  notice: Notice;
  /** What it was edited to show of a later notice. */
  shows?: Notice;
}

function noticeOf(content: Content): Notice {
  const [first] = content.kind === 'notice' ? [content.notice] : [...content.goingOn, ...content.over];
  if (first === undefined) throw new Error('A message without anything to say.');
  return first;
}

export interface FakeDiscord {
  readonly channel: Channel;
  readonly messages: FakeMessage[];
  /** Calls under way at once, at most so far. */
  mostAtOnce(): number;
  /** What happens instead of the next calls, in their order: an error, or a wait. */
  readonly next: (Error | Promise<unknown>)[];
  /** Addresses that answer that the bot may not post there. */
  readonly closed: Set<string>;
  /** Whether the bot may post at an address, as Discord's events say it. */
  readonly mayPost: MayPost;
  /** Lookups so far. */
  looks: number;
  /** Runs around each call, and may throw as a crash does. */
  onCall: (when: 'before' | 'after') => void;
}

/** Discord as far as delivery sees it: it remembers nonces for five minutes. */
export function fakeDiscord(clock: Clock, nonceWindowMs = 5 * 60_000): FakeDiscord {
  const messages: FakeMessage[] = [];
  let underWay = 0;
  let most = 0;

  async function call<T>(act: () => T): Promise<T> {
    underWay += 1;
    most = Math.max(most, underWay);
    try {
      fake.onCall('before');
      const trouble = fake.next.shift();
      if (trouble instanceof Error) throw trouble;
      await trouble;
      const result = act();
      fake.onCall('after');
      return result;
    } finally {
      underWay -= 1;
    }
  }

  function create({ target, nonce, quiet, replyTo, content }: OutgoingMessage): { messageId: string } {
    const known = messages.find((one) => one.nonce === nonce && clock.now() - one.at < nonceWindowMs);
    if (known !== undefined) return { messageId: known.id };
    if (fake.closed.has(target.address))
      throw new DeliveryError('closed', 'no', { closed: { kind: 'hidden' } });
    const id = `m${messages.length + 1}`;
    messages.push({
      id,
      channelId: target.address,
      nonce,
      at: clock.now(),
      plain: content.kind === 'notice' && content.plain === true,
      content,
      target,
      ...(quiet !== undefined && { quiet }),
      notice: noticeOf(content),
      ...(replyTo !== undefined && { replyTo }),
    });
    return { messageId: id };
  }

  const fake: FakeDiscord = {
    messages,
    next: [],
    mostAtOnce: () => most,
    closed: new Set(),
    mayPost: (address) => !fake.closed.has(address),
    looks: 0,
    onCall: () => undefined,
    channel: {
      id: 'discord',
      start: async () => {},
      stop: async () => {},
      paused: async () => undefined,
      tellOperator: async () => {},
      post: (post) => call(() => create(post)),
      find: (post) =>
        call(() => {
          fake.looks += 1;
          const found = messages.find(({ nonce }) => nonce === post.nonce);
          return found === undefined ? undefined : { messageId: found.id };
        }),
      edit: ({ isFirst, messageId, notice }) =>
        call(() => {
          for (const message of messages) {
            if (message.id !== messageId) continue;
            if (isFirst && message.notice.id !== notice.id) message.shows = notice;
            else message.notice = notice;
          }
        }),
    },
  };
  return fake;
}
