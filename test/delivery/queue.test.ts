import { describe, expect, it } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { tellingsOf } from '#src/delivery/tellings.ts';
import type { Telling } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { aTelling, setUpQueue } from '#test/delivery/a-queue.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';

const day = 24 * 60 * minute;

const trouble = (): DeliveryError => new DeliveryError('trouble', 'Discord answers 502.');
const busy = (retryAfterMs: number): DeliveryError =>
  new DeliveryError('busy', 'Discord asks for a pause.', { retryAfterMs });

describe.each([
  ['one process', 'one'],
  ['many processes', 'many'],
] as const)('Delivery by %s', (_, kind) => {
  const setUp = (options: Parameters<typeof setUpQueue>[0] = {}) => setUpQueue(options, kind);

  describe('The delivery queue', () => {
    it('posts, records what it posted, and forgets the delivery', async () => {
      const { clock, discord, store, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      expect(discord.messages).toHaveLength(1);
      await clock.advance(5_000);
      expect(store.deliveries.records.size).toBe(0);
      expect([...store.messages.records.values()]).toMatchObject([
        { address: 'a', rootId: 'm1', latestId: 'm1' },
      ]);
    });

    // Many processes take up what one of them kept and did not live to say.
    if (kind === 'one') {
      it('sends nothing that it only keeps', async () => {
        const { clock, discord, store, newQueue } = setUp();
        const queue = newQueue();
        await queue.start([]);
        await store.commit(queue.writesOf([aTelling(aNotice())]));
        await clock.advance(minute);
        expect(discord.messages).toEqual([]);
        expect(store.deliveries.records.size).toBe(1);
      });
    }

    it('replies to the first message of the incident', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      const again = aNotice({ id: 'binance-withdrawals-1#3', kind: 'reopened' });
      for (const notice of [aNotice(), aRecovery(), again]) {
        await send(queue, aTelling(notice));
        await clock.advance(0);
      }
      expect(discord.messages.map(({ replyTo }) => replyTo)).toEqual([undefined, 'm1', 'm1']);
    });

    it('keeps the order of a channel while a message has to wait', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(trouble());
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      await send(queue, aTelling(aRecovery()));
      await clock.advance(499);
      expect(discord.messages).toEqual([]);
      await clock.advance(1);
      expect(discord.messages.map(({ notice }) => notice.kind)).toEqual(['opened', 'resolved']);
    });

    it('does not let a channel that has to wait hold up another', async () => {
      const { clock, discord, newQueue, send } = setUp({ atOnce: 1 });
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(busy(minute));
      await send(queue, aTelling(aNotice()), aTelling(aNotice(), { address: 'b' }));
      await clock.advance(50);
      expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['b']);
    });

    it('sends to a bounded number of channels at once', async () => {
      const { clock, discord, newQueue, send } = setUp({ atOnce: 3 });
      const queue = newQueue();
      await queue.start([]);
      const many = Array.from({ length: 20 }, (_, i) => aTelling(aNotice(), { address: `c${i}` }));
      await send(queue, ...many);
      await clock.advance(50);
      expect(discord.messages).toHaveLength(20);
      expect(discord.mostAtOnce()).toBe(3);
    });

    it('tries again with growing pauses, for as long as it takes', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      const times: number[] = [];
      discord.onCall = () => void times.push(clock.now());
      discord.next.push(...Array.from({ length: 12 }, () => trouble()));
      await send(queue, aTelling(aNotice()));
      await clock.advance(60 * minute);
      expect(discord.messages).toHaveLength(1);
      const pauses = times.slice(1).map((time, i) => time - (times[i] ?? 0));
      expect(pauses.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(5 * minute);
    });

    it('gives up waiting for a call that hangs, and tries again', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(new Promise(() => undefined));
      await send(queue, aTelling(aNotice()));
      await clock.advance(35_000);
      expect(discord.messages).toHaveLength(1);
    });

    it('holds everybody up where everybody is asked to wait', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(new DeliveryError('busy', 'a pause', { retryAfterMs: minute, everywhere: true }));
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      await send(queue, aTelling(aNotice(), { address: 'b' }));
      await clock.advance(minute - 1);
      expect(discord.messages).toEqual([]);
      await clock.advance(1);
      expect(discord.messages).toHaveLength(2);
    });

    it('waits no longer than a day, whatever it is asked', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(new DeliveryError('busy', 'a pause', { retryAfterMs: 365 * day, everywhere: true }));
      await send(queue, aTelling(aNotice()));
      await clock.advance(day);
      expect(discord.messages).toHaveLength(1);
    });

    it('sends the headline alone when the whole is refused, and drops it when that is too', async () => {
      const { clock, discord, store, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      const refused = (): DeliveryError =>
        new DeliveryError('refused', 'Invalid Form Body', { code: 50_035 });
      discord.next.push(refused());
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      expect(discord.messages).toMatchObject([{ plain: true }]);
      discord.next.push(refused(), refused());
      await send(queue, aTelling(aRecovery()));
      await clock.advance(0);
      expect(discord.messages).toHaveLength(1);
      await clock.advance(5_000);
      expect(store.deliveries.records.size).toBe(0);
    });

    it('counts a message that a moderator has deleted as told', async () => {
      const { clock, discord, store, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(new DeliveryError('message_gone', 'The message was deleted.', { code: 10_008 }));
      await send(queue, aTelling(aNotice()));
      await clock.advance(minute);
      expect(store.deliveries.records.size).toBe(0);
    });

    it('waits for what is under way when it stops', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      const answer = Promise.withResolvers<void>();
      discord.next.push(answer.promise);
      await send(queue, aTelling(aNotice()), aTelling(aRecovery()));
      await clock.advance(0);
      const stopped = queue.stop();
      answer.resolve();
      await stopped;
      expect(discord.messages).toHaveLength(1);
    });

    it('does not wait for ever for what hangs', async () => {
      const { clock, discord, store, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(new Promise(() => undefined));
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      const stopped = queue.stop();
      await clock.advance(5_000);
      await stopped;
      expect(store.deliveries.records.size).toBe(1);
    });
  });

  describe('What waits', () => {
    const notices = (...kinds: Notice['kind'][]): Notice[] =>
      kinds.map((kind, i) => {
        const id = `binance-withdrawals-1#${i + 1}`;
        return kind === 'resolved' ? aRecovery({ id }) : aNotice({ id, kind });
      });

    it.each([
      [['opened', 'resolved'], ['resolved missed'], ['superseded', 'sent']],
      [['opened', 'changed', 'resolved'], ['resolved missed'], ['superseded', 'superseded', 'sent']],
      [
        ['opened', 'resolved', 'reopened'],
        ['resolved missed', 'reopened'],
        ['superseded', 'sent', 'sent'],
      ],
      [
        ['opened', 'changed'],
        ['opened', 'changed'],
        ['sent', 'sent'],
      ],
    ] as const)('of one incident (%j) is told as %j', async (kinds, told, ends) => {
      const { clock, discord, newQueue, send, endings } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(busy(minute));
      await send(queue, aTelling(aNotice({ id: 'binance-spot-1#1', incident: 'binance-spot-1' })));
      await clock.advance(0);
      const [first, ...others] = notices(...kinds);
      if (first !== undefined) await send(queue, aTelling(first));
      // What stands between them does not hide that they belong together.
      const between = aNotice({ id: 'binance-api-1#1', incident: 'binance-api-1' });
      await send(queue, aTelling(between));
      for (const notice of others) await send(queue, aTelling(notice));
      await clock.advance(2 * minute);
      const said = discord.messages.map(({ content }) =>
        content.kind === 'notice' ? `${content.notice.kind}${content.missed ? ' missed' : ''}` : content.kind,
      );
      const withBetween = [...told];
      withBetween.splice(told[0] === kinds[0] ? 1 : 0, 0, 'opened');
      expect(said).toEqual(['opened', ...withBetween]);
      // Where something goes on from a first message, that is brought up to date.
      const untold = endings().filter((kind) => kind !== 'edited');
      expect(untold.toSorted()).toEqual(['sent', 'sent', ...ends].toSorted());
    });

    it('and was down again in between says so, though its first beginning was told', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      const [opened, ...others] = notices('opened', 'resolved', 'reopened', 'resolved');
      if (opened !== undefined) await send(queue, aTelling(opened));
      await clock.advance(0);
      discord.next.push(busy(minute));
      await send(queue, aTelling(aNotice({ id: 'binance-api-1#1', incident: 'binance-api-1' })));
      await clock.advance(0);
      for (const notice of others) await send(queue, aTelling(notice));
      await clock.advance(2 * minute);
      expect(discord.messages.at(-1)).toMatchObject({ content: { missed: true }, replyTo: 'm1' });
    });

    it('and was tried is not taken back: it may have arrived', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(trouble());
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      await send(queue, aTelling(aRecovery()));
      await clock.advance(minute);
      expect(discord.messages.map(({ notice }) => notice.kind)).toEqual(['opened', 'resolved']);
    });

    it('goes in the order of its urgency, guilds in turn, and says when it is late', async () => {
      const { clock, discord, newQueue, send } = setUp({ atOnce: 1 });
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(new DeliveryError('busy', 'a pause', { retryAfterMs: 5 * minute, everywhere: true }));
      await send(queue, aTelling(aNotice(), { address: 'first' }));
      await clock.advance(0);
      const better = aNotice({
        id: 'binance-api-1#2',
        incident: 'binance-api-1',
        kind: 'changed',
        previous: 'major_outage',
      });
      const over = aRecovery({ id: 'binance-spot-1#2', incident: 'binance-spot-1' });
      await send(queue, aTelling(better, { address: 'better' }), aTelling(over, { address: 'over' }));
      for (const address of ['a1', 'a2', 'a3'])
        await send(queue, aTelling(aNotice(), { address, guildId: 'a' }));
      await send(queue, aTelling(aNotice(), { address: 'b1', guildId: 'b' }));
      await clock.advance(6 * minute);
      const order = discord.messages.map(({ channelId }) => channelId);
      expect(order.slice(0, 3)).toContain('b1');
      // What was tried first is woken when everybody may go on, and then stands in line.
      expect(order.filter((address) => address !== 'first').slice(-2)).toEqual(['over', 'better']);
      expect(discord.messages[0]?.content).toMatchObject({ lateMs: expect.any(Number) });
    });

    it('at one address is held up by trouble there, and by none elsewhere', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.next.push(...Array.from({ length: 9 }, trouble));
      for (const address of ['a', 'b', 'c']) await send(queue, aTelling(aNotice(), { address }));
      // All have failed often by now, and wait for long.
      await clock.advance(20_000);
      discord.next.length = 0;
      await send(queue, aTelling(aNotice(), { address: 'd' }));
      await clock.advance(40_000);
      expect(new Set(discord.messages.map(({ channelId }) => channelId))).toEqual(
        new Set(['a', 'b', 'c', 'd']),
      );
    });

    it('is kept as one record for many addresses, and as small ones for each', async () => {
      const { store, newQueue, send } = setUp();
      const queue = newQueue();
      const to = Array.from({ length: 600 }, (_, i) => ({
        guildId: `g${i}`,
        target: { channel: 'discord', address: `c${i}`, mentions: [] },
        subscriptionIds: [],
      }));
      await send(queue, ...tellingsOf({ kind: 'notice', notice: aNotice() }, to, noon));
      expect(store.deliveries.records.size).toBe(3);
    });

    it('is not forgotten while one of many addresses is left, and not told twice', async () => {
      const { clock, discord, store, newQueue } = setUp();
      const first = newQueue();
      await first.start([]);
      discord.closed.add('b');
      const to = ['a', 'b'].map((address) => ({
        guildId: 'g',
        target: { channel: 'discord', address, mentions: [] },
        subscriptionIds: [],
      }));
      const tellings = tellingsOf({ kind: 'notice', notice: aNotice() }, to, noon);
      await store.commit(first.writesOf(tellings));
      await first.take(tellings);
      await clock.advance(0);
      await first.stop();
      expect(store.deliveries.records.size).toBe(1);
      discord.closed.clear();
      const second = newQueue();
      await second.start([]);
      await clock.advance(minute);
      expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['a', 'b']);
      expect(store.deliveries.records.size).toBe(0);
    });
  });

  describe('A closed address', () => {
    it('is asked again after half a minute and five minutes, and loses nothing by that', async () => {
      const { clock, discord, paused, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.closed.add('a');
      const times: number[] = [];
      discord.onCall = (when) => void (when === 'before' && times.push(clock.now() - noon));
      await send(queue, aTelling(aNotice()), aTelling(aNotice(), { address: 'b' }));
      await clock.advance(31_000);
      discord.closed.clear();
      await clock.advance(6 * minute);
      expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['b', 'a']);
      // Whoever tries it next of many looks first whether it has arrived.
      expect(times).toEqual(
        kind === 'one' ? [0, 0, 30_000, 330_000] : [0, 0, 30_000, 30_000, 330_000, 330_000],
      );
      expect(paused).toEqual([]);
    });

    it('that stays closed is paused, and goes on by itself with one true message', async () => {
      const { clock, discord, store, paused, resumed, newQueue, send, endings } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.closed.add('a');
      await send(queue, aTelling(aNotice()));
      await clock.advance(6 * minute);
      expect(paused).toEqual(['a: hidden']);
      const spot = { incident: 'binance-spot-1', service: 'binance/spot' };
      await send(queue, aTelling(aRecovery()), aTelling(aNotice({ ...spot, id: 'binance-spot-1#1' })));
      await clock.advance(60 * minute);
      queue.lookAgain('guild', undefined, discord.mayPost);
      await clock.advance(0);
      expect(discord.messages).toEqual([]);

      discord.closed.clear();
      queue.lookAgain('guild', undefined, discord.mayPost);
      await clock.advance(0);
      expect(discord.messages.map(({ content }) => content)).toMatchObject([
        {
          kind: 'catch_up',
          goingOn: [{ id: 'binance-spot-1#1' }],
          over: [{ id: 'binance-withdrawals-1#2' }],
        },
      ]);
      expect(resumed).toEqual(['a']);
      expect(endings()).toEqual(['sent', 'sent', 'sent']);
      await clock.advance(5_000);
      expect(store.deliveries.records.size).toBe(0);

      // What goes on is answered in reply to it.
      await send(queue, aTelling(aRecovery({ ...spot, id: 'binance-spot-1#2' })));
      await clock.advance(0);
      expect(discord.messages[1]).toMatchObject({ replyTo: 'm1' });
    });

    it('is looked at once a day, and keeps what goes on for as long as that', async () => {
      const { clock, discord, newQueue, send, endings } = setUp();
      const queue = newQueue();
      await queue.start([{ guildId: 'guild', address: 'a', reason: { kind: 'hidden' } }]);
      discord.closed.add('a');
      const over = { incident: 'binance-api-1' };
      await send(
        queue,
        aTelling(aNotice()),
        aTelling(aNotice({ ...over, id: 'binance-api-1#1' })),
        aTelling(aRecovery({ ...over, id: 'binance-api-1#2' })),
      );
      await clock.advance(2 * day);
      expect(endings()).toEqual(['expired', 'expired']);
      discord.closed.clear();
      await clock.advance(day + 60 * minute);
      expect(discord.messages.map(({ notice }) => notice.id)).toEqual(['binance-withdrawals-1#1']);
    });

    it('told together is told together again after a crash, and once', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const first = newQueue();
      await first.start([{ guildId: 'guild', address: 'a', reason: { kind: 'hidden' } }]);
      await send(first, aTelling(aNotice()), aTelling(aNotice({ id: 'x-1#1', incident: 'x-1' })));
      await clock.advance(0);
      discord.onCall = (when) => {
        if (when === 'after') throw new Error('the process is gone');
      };
      first.lookAgain('guild');
      await clock.advance(0);
      await first.stop();
      discord.onCall = () => undefined;
      await clock.advance(20 * minute);
      const second = newQueue();
      await second.start([{ guildId: 'guild', address: 'a', reason: { kind: 'hidden' } }]);
      await send(second, aTelling(aNotice({ id: 'y-1#1', incident: 'y-1' })));
      await clock.advance(0);
      second.lookAgain('guild');
      await clock.advance(minute);
      expect(discord.messages.map(({ content }) => content.kind)).toEqual(['catch_up', 'notice']);
    });
  });

  describe('An unclear answer', () => {
    it('is looked up before the message is sent again, after a restart too', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      discord.onCall = (when) => {
        if (when === 'after') throw new DeliveryError('unclear', 'Discord answers without a message.');
      };
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      discord.onCall = () => undefined;
      await clock.advance(10_000);
      expect(discord.looks).toBe(1);
      expect(discord.messages).toHaveLength(1);
    });
  });

  describe('A store that is full for a while', () => {
    it('costs no message and doubles none', async () => {
      let isFull = false;
      const storeCall = (call: string): void => {
        if (isFull && call !== 'get') throw new Error('no space left on device');
      };
      const { clock, discord, store, newQueue, send } = setUp({ storeCall });
      const queue = newQueue();
      await queue.start([]);
      discord.onCall = (when) => {
        if (when === 'after') isFull = true;
      };
      await send(queue, aTelling(aNotice()));
      await clock.advance(20_000);
      expect(store.messages.records.size).toBe(0);
      isFull = false;
      discord.onCall = () => undefined;
      await clock.advance(minute);
      expect(discord.messages).toHaveLength(1);
      expect(store.messages.records.size).toBe(1);
      expect(store.deliveries.records.size).toBe(0);
    });
  });

  describe('Messages that are kept up to date', () => {
    const eta = (minutes: number): Telling =>
      aTelling(aNotice({ eta: noon + minutes * minute }), { kind: 'refresh' });

    it('edits the newest message, and of several changes shows the last', async () => {
      const { clock, discord, store, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      for (const minutes of [30, 60, 90]) await send(queue, eta(minutes));
      await clock.advance(30_000);
      expect(discord.messages).toMatchObject([{ notice: { eta: noon + 90 * minute } }]);
      expect(store.deliveries.records.size).toBe(0);
    });

    it('puts new messages before edits', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      await send(queue, eta(30), aTelling(aRecovery()));
      await clock.advance(30_000);
      // The recovery has made the edit outdated, and the first message ends as what it was.
      expect(discord.messages.map(({ notice }) => notice.kind)).toEqual(['opened', 'resolved']);
      expect(discord.messages[1]?.notice.eta).toBeUndefined();
      expect(discord.messages[0]?.shows?.kind).toBe('resolved');
    });

    it('takes a refused edit quietly', async () => {
      const { clock, discord, paused, store, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      await send(queue, aTelling(aNotice()));
      await clock.advance(0);
      discord.next.push(new DeliveryError('refused', 'Too many edits of an old message', { code: 30_046 }));
      await send(queue, eta(30));
      await clock.advance(minute);
      expect(paused).toEqual([]);
      expect(store.deliveries.records.size).toBe(0);
    });

    it('keeps one message of an incident that flaps', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      const flapping = (n: number): Notice => aNotice({ id: `binance-withdrawals-1#${n}`, kind: 'flapping' });
      await send(queue, aTelling(flapping(5)), aTelling(flapping(6)));
      await clock.advance(minute);
      expect(discord.messages).toHaveLength(1);
      const [message] = discord.messages;
      expect((message?.shows ?? message?.notice)?.id).toBe('binance-withdrawals-1#6');
    });

    it('tells in a new message what the old one can no longer show', async () => {
      const { clock, discord, newQueue, send } = setUp();
      const queue = newQueue();
      await queue.start([]);
      const flapping = (n: number): Notice => aNotice({ id: `binance-withdrawals-1#${n}`, kind: 'flapping' });
      await send(queue, aTelling(flapping(5)));
      await clock.advance(0);
      discord.next.push(new DeliveryError('refused', 'Too many edits of an old message', { code: 30_046 }));
      await send(queue, aTelling(flapping(6)));
      await clock.advance(minute);
      expect(discord.messages.map(({ notice, replyTo }) => [notice.id, replyTo])).toEqual([
        ['binance-withdrawals-1#5', undefined],
        ['binance-withdrawals-1#6', 'm1'],
      ]);
    });
  });
});
