import { describe, expect, it } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import { deliveryId } from '#src/domain/delivery.ts';
import type { Delivery, PostedMessage } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { createLogger } from '#src/platform/log.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';
import { fakeDiscord } from '#test/delivery/fake-discord.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

function aDelivery(notice: Notice, changes: Partial<Delivery> & { address?: string } = {}): Delivery {
  const { kind = 'notice', address = 'a', ...others } = changes;
  return {
    id: deliveryId(kind, notice.id, address),
    kind,
    notice,
    guildId: 'guild',
    target: { channel: 'discord', address, mentions: [] },
    subscriptionIds: [],
    createdAt: noon,
    attempts: 0,
    notBefore: 0,
    ...others,
  };
}

/** A queue over a store and a Discord that outlive it. */
function setUp(options: { parallel?: number; storeCall?: (call: string) => void } = {}) {
  const clock = createFakeClock(noon);
  const discord = fakeDiscord(clock);
  const deliveries = memoryCollection<Delivery>(options.storeCall);
  const messages = memoryCollection<PostedMessage>(options.storeCall);
  const disabled: string[] = [];
  const halted: string[] = [];
  const newQueue = (): DeliveryQueue =>
    createDeliveryQueue({
      deliveries,
      messages,
      channels: new Map([['discord', discord.channel]]),
      clock,
      log: createLogger('silent'),
      random: () => 0,
      onLost: async ({ target }, reason) => void disabled.push(`${target.address}: ${reason}`),
      onHalted: (reason) => void halted.push(reason),
      ...(options.parallel !== undefined && { parallel: options.parallel }),
    });
  return { clock, discord, deliveries, messages, disabled, halted, newQueue };
}

async function send(queue: DeliveryQueue, ...deliveries: Delivery[]): Promise<void> {
  await queue.keep(deliveries);
  queue.release(deliveries);
}

const temporary = (retryAfterMs?: number): DeliveryError =>
  new DeliveryError('temporary', 'Discord answers 502.', { retryAfterMs });

describe('The delivery queue', () => {
  it('posts, records what it posted, and forgets the delivery', async () => {
    const { clock, discord, deliveries, messages, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    await send(queue, aDelivery(aNotice()));
    await clock.advance(0);
    expect(discord.messages).toHaveLength(1);
    expect(deliveries.records.size).toBe(0);
    expect([...messages.records.values()]).toMatchObject([{ address: 'a', rootId: 'm1', latestId: 'm1' }]);
  });

  it('sends nothing that it only keeps', async () => {
    const { clock, discord, deliveries, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    await queue.keep([aDelivery(aNotice())]);
    await clock.advance(minute);
    expect(discord.messages).toEqual([]);
    expect(deliveries.records.size).toBe(1);
    expect(queue.addressesOf('binance-withdrawals-1')).toEqual(['a']);
  });

  it('replies to the first message of the incident', async () => {
    const { clock, discord, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    const again = aNotice({ id: 'binance-withdrawals-1#3', kind: 'reopened' });
    await send(queue, aDelivery(aNotice()), aDelivery(aRecovery()), aDelivery(again));
    await clock.advance(0);
    expect(discord.messages.map(({ replyTo }) => replyTo)).toEqual([undefined, 'm1', 'm1']);
  });

  it('keeps the order of a channel while a message has to wait', async () => {
    const { clock, discord, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    discord.next.push(temporary(3_000));
    await send(queue, aDelivery(aNotice()), aDelivery(aRecovery()));
    await clock.advance(2_999);
    expect(discord.messages).toEqual([]);
    await clock.advance(1);
    expect(discord.messages.map(({ notice }) => notice.kind)).toEqual(['opened', 'resolved']);
  });

  it('does not let a channel that has to wait hold up another', async () => {
    const { clock, discord, newQueue } = setUp({ parallel: 1 });
    const queue = newQueue();
    await queue.start();
    discord.next.push(temporary(minute));
    await send(queue, aDelivery(aNotice()), aDelivery(aNotice(), { address: 'b' }));
    await clock.advance(0);
    expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['b']);
  });

  it('sends to a bounded number of channels at once', async () => {
    const { clock, discord, newQueue } = setUp({ parallel: 3 });
    const queue = newQueue();
    await queue.start();
    const many = Array.from({ length: 20 }, (_, i) => aDelivery(aNotice(), { address: `c${i}` }));
    await send(queue, ...many);
    await clock.advance(0);
    expect(discord.messages).toHaveLength(20);
    expect(discord.mostAtOnce()).toBe(3);
  });

  it('tries again with growing pauses, for as long as it takes', async () => {
    const { clock, discord, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    const times: number[] = [];
    discord.onCall = () => void times.push(clock.now());
    discord.next.push(...Array.from({ length: 12 }, () => temporary()));
    await send(queue, aDelivery(aNotice()));
    await clock.advance(60 * minute);
    expect(discord.messages).toHaveLength(1);
    const pauses = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(pauses.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5 * minute);
  });

  it('gives up waiting for a call that hangs, and tries again', async () => {
    const { clock, discord, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    discord.next.push(new Promise(() => undefined));
    await send(queue, aDelivery(aNotice()));
    await clock.advance(35_000);
    expect(discord.messages).toHaveLength(1);
  });

  it('gives a lost channel up with all that it has pending, and says why', async () => {
    const { clock, discord, deliveries, disabled, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    discord.next.push(new DeliveryError('channel_lost', 'The channel was deleted.', { code: 10_003 }));
    await send(queue, aDelivery(aNotice()), aDelivery(aRecovery()), aDelivery(aNotice(), { address: 'b' }));
    await clock.advance(minute);
    expect(disabled).toEqual(['a: The channel was deleted.']);
    expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['b']);
    expect(deliveries.records.size).toBe(0);
  });

  it('sends the headline alone when the whole is refused, and drops it when that is too', async () => {
    const { clock, discord, deliveries, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    const refused = (): DeliveryError => new DeliveryError('refused', 'Invalid Form Body', { code: 50_035 });
    discord.next.push(refused());
    await send(queue, aDelivery(aNotice()));
    await clock.advance(0);
    expect(discord.messages).toMatchObject([{ plain: true }]);
    discord.next.push(refused(), refused());
    await send(queue, aDelivery(aRecovery()));
    await clock.advance(0);
    expect(discord.messages).toHaveLength(1);
    expect(deliveries.records.size).toBe(0);
  });

  it('stops everything when the token is refused, and loses nothing', async () => {
    const { clock, discord, deliveries, halted, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    discord.next.push(new DeliveryError('unauthorized', 'Discord no longer accepts the bot token.'));
    await send(queue, aDelivery(aNotice()));
    await clock.advance(0);
    await send(queue, aDelivery(aNotice(), { address: 'b' }));
    await clock.advance(60 * minute);
    expect(halted).toHaveLength(1);
    expect(discord.messages).toEqual([]);
    expect(deliveries.records.size).toBe(2);

    const restarted = newQueue();
    await restarted.start();
    await clock.advance(0);
    expect(discord.messages).toHaveLength(2);
  });

  it('counts a message that a moderator has deleted as told', async () => {
    const { clock, discord, deliveries, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    discord.next.push(new DeliveryError('message_gone', 'The message was deleted.', { code: 10_008 }));
    await send(queue, aDelivery(aNotice()));
    await clock.advance(minute);
    expect(deliveries.records.size).toBe(0);
  });

  it('waits for what is under way when it stops', async () => {
    const { clock, discord, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    const answer = Promise.withResolvers<void>();
    discord.next.push(answer.promise);
    await send(queue, aDelivery(aNotice()), aDelivery(aRecovery()));
    await clock.advance(0);
    const stopped = queue.stop();
    answer.resolve();
    await stopped;
    expect(discord.messages).toHaveLength(1);
  });

  it('does not wait for ever for what hangs', async () => {
    const { clock, discord, deliveries, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    discord.next.push(new Promise(() => undefined));
    await send(queue, aDelivery(aNotice()));
    await clock.advance(0);
    const stopped = queue.stop();
    await clock.advance(5_000);
    await stopped;
    expect(deliveries.records.size).toBe(1);
  });
});

describe('A store that is full for a while', () => {
  it('costs no message and doubles none', async () => {
    let isFull = false;
    const storeCall = (call: string): void => {
      if (isFull && call !== 'get') throw new Error('no space left on device');
    };
    const { clock, discord, deliveries, messages, newQueue } = setUp({ storeCall });
    const queue = newQueue();
    await queue.start();
    discord.onCall = (when) => {
      if (when === 'after') isFull = true;
    };
    await send(queue, aDelivery(aNotice()));
    await clock.advance(20_000);
    expect(messages.records.size).toBe(0);
    isFull = false;
    discord.onCall = () => undefined;
    await clock.advance(minute);
    expect(discord.messages).toHaveLength(1);
    expect(messages.records.size).toBe(1);
    expect(deliveries.records.size).toBe(0);
  });
});

describe('Messages that are kept up to date', () => {
  const eta = (minutes: number): Delivery =>
    aDelivery(aNotice({ eta: noon + minutes * minute }), { kind: 'refresh' });

  it('edits the newest message, and of several changes shows the last', async () => {
    const { clock, discord, deliveries, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    await send(queue, aDelivery(aNotice()));
    await clock.advance(0);
    for (const minutes of [30, 60, 90]) await send(queue, eta(minutes));
    await clock.advance(30_000);
    expect(discord.messages).toMatchObject([{ notice: { eta: noon + 90 * minute } }]);
    expect(deliveries.records.size).toBe(0);
  });

  it('puts new messages before edits', async () => {
    const { clock, discord, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    await send(queue, aDelivery(aNotice()));
    await clock.advance(0);
    await queue.keep([eta(30), aDelivery(aRecovery())]);
    queue.release([eta(30), aDelivery(aRecovery())]);
    await clock.advance(30_000);
    // The recovery has made the edit outdated.
    expect(discord.messages.map(({ notice }) => notice.kind)).toEqual(['opened', 'resolved']);
    expect(discord.messages[1]?.notice.eta).toBeUndefined();
  });

  it('takes a refused edit quietly', async () => {
    const { clock, discord, disabled, deliveries, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    await send(queue, aDelivery(aNotice()));
    await clock.advance(0);
    discord.next.push(new DeliveryError('refused', 'Too many edits of an old message', { code: 30_046 }));
    await send(queue, eta(30));
    await clock.advance(minute);
    expect(disabled).toEqual([]);
    expect(deliveries.records.size).toBe(0);
  });

  it('keeps one message of an incident that flaps', async () => {
    const { clock, discord, newQueue } = setUp();
    const queue = newQueue();
    await queue.start();
    const flapping = (n: number): Notice => aNotice({ id: `binance-withdrawals-1#${n}`, kind: 'flapping' });
    await send(queue, aDelivery(flapping(5)), aDelivery(flapping(6)));
    await clock.advance(minute);
    expect(discord.messages).toHaveLength(1);
    expect(discord.messages[0]?.notice.id).toBe('binance-withdrawals-1#6');
  });
});

describe('A crash', () => {
  const crash = new Error('the process is gone');

  /** Plays one delivery through, with a crash at the given step; says how many steps there were. */
  async function play(crashAt: number, awayMs: number): Promise<{ told: string[]; steps: number }> {
    let step = 0;
    let isDead = false;
    const tick = (): void => {
      step += 1;
      if (step === crashAt) isDead = true;
      if (isDead) throw crash;
    };
    const { clock, discord, newQueue } = setUp({ storeCall: tick });
    discord.onCall = tick;
    const queue = newQueue();
    const work = [aDelivery(aNotice()), aDelivery(aRecovery())];
    await queue.start().catch(() => undefined);
    await send(queue, ...work).catch(() => undefined);
    await clock.advance(0);
    const steps = step;
    void queue.stop();

    crashAt = 0;
    isDead = false;
    await clock.advance(awayMs);
    const restarted = newQueue();
    // What the outbox still holds is dispatched again; here, as always, before the queue begins.
    await send(restarted, ...work);
    await restarted.start();
    await clock.advance(10 * minute);
    return { told: discord.messages.map(({ notice }) => notice.kind), steps };
  }

  it.each([0, 20 * minute])(
    'at any step loses nothing and tells nothing twice, after %i ms away',
    async (away) => {
      const { steps } = await play(Number.POSITIVE_INFINITY, away);
      expect(steps).toBeGreaterThan(10);
      for (let at = 1; at <= steps; at += 1) {
        const { told } = await play(at, away);
        expect({ at, told }).toEqual({ at, told: ['opened', 'resolved'] });
      }
    },
  );
});
