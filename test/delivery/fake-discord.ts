import type { Channel, Post } from '#src/delivery/channel.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';

interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  readonly nonce: string;
  readonly at: number;
  readonly replyTo?: string;
  readonly plain: boolean;
  notice: Notice;
}

export interface FakeDiscord {
  readonly channel: Channel;
  readonly messages: FakeMessage[];
  /** Calls under way at once, at most so far. */
  mostAtOnce(): number;
  /** What happens instead of the next calls, in their order: an error, or a wait. */
  readonly next: (Error | Promise<unknown>)[];
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

  function create({ target, nonce, replyTo, plain = false, notice }: Post): { messageId: string } {
    const known = messages.find((one) => one.nonce === nonce && clock.now() - one.at < nonceWindowMs);
    if (known !== undefined) return { messageId: known.id };
    const id = `m${messages.length + 1}`;
    messages.push({
      id,
      channelId: target.address,
      nonce,
      at: clock.now(),
      plain,
      notice,
      ...(replyTo !== undefined && { replyTo }),
    });
    return { messageId: id };
  }

  const fake: FakeDiscord = {
    messages,
    next: [],
    mostAtOnce: () => most,
    onCall: () => undefined,
    channel: {
      id: 'discord',
      start: async () => {},
      stop: async () => {},
      nameOf: (address) => address,
      tellOperator: async () => {},
      tellAdmins: async () => {},
      post: (post) => call(() => create(post)),
      find: (post) =>
        call(() => {
          const found = messages.find(({ nonce }) => nonce === post.nonce);
          return found === undefined ? undefined : { messageId: found.id };
        }),
      edit: ({ messageId, notice }) =>
        call(() => {
          for (const message of messages) if (message.id === messageId) message.notice = notice;
        }),
    },
  };
  return fake;
}
