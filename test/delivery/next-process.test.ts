import { describe, expect, it } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { aTelling, setUpQueue } from '#test/delivery/a-queue.ts';
import { aNotice, minute } from '#test/delivery/a-notice.ts';

const hidden = { kind: 'hidden' } as const;
const trouble = (): DeliveryError => new DeliveryError('trouble', 'Discord answers 502.');
const hang = (): Promise<unknown> => new Promise(() => undefined);
const spot = { incident: 'binance-spot-1', service: 'binance/spot', id: 'binance-spot-1#1' };

describe.each([
  ['one process', 'one'],
  ['many processes', 'many'],
] as const)('What a process of %s knew of an address', (_, kind) => {
  const setUp = () => setUpQueue({}, kind);

  it('that was found closed once is known to the next, which goes on at once when all of its guild may be open', async () => {
    const { clock, discord, newQueue, send } = setUp();
    const first = newQueue();
    await first.start([]);
    discord.closed.add('a');
    await send(first, aTelling(aNotice()));
    await clock.advance(31_000);
    await first.stop();
    const second = newQueue();
    await second.start([]);
    await clock.advance(0);
    discord.closed.clear();
    second.lookAgain('guild', undefined, discord.mayPost);
    await clock.advance(0);
    expect(discord.messages).toHaveLength(1);
  });

  it('that may be open again has what comes next tried, and stays paused where that is refused', async () => {
    const { clock, discord, newQueue, send, resumed } = setUp();
    const queue = newQueue();
    await queue.start([{ guildId: 'guild', address: 'a', reason: hidden }]);
    discord.closed.add('a');
    queue.lookAgain('guild', undefined, () => undefined);
    await clock.advance(0);
    await send(queue, aTelling(aNotice()));
    await clock.advance(minute);
    expect([discord.messages, resumed]).toEqual([[], []]);
    discord.closed.clear();
    await clock.advance(10 * minute);
    expect(discord.messages).toEqual([]);
    queue.lookAgain('guild', 'a', () => undefined);
    await clock.advance(0);
    expect([discord.messages.length, resumed]).toEqual([1, ['a']]);
  });

  it('that was dropped with its guild is forgotten, so that whoever comes back is told', async () => {
    const { clock, discord, newQueue, send } = setUp();
    const queue = newQueue();
    await queue.start([]);
    discord.closed.add('a');
    await send(queue, aTelling(aNotice()));
    await clock.advance(6 * minute);
    await queue.drop('guild', 'the bot was removed');
    discord.closed.clear();
    queue.lookAgain('guild', undefined, discord.mayPost);
    await clock.advance(0);
    await send(queue, aTelling(aNotice(spot)));
    await clock.advance(0);
    expect(discord.messages.map(({ notice }) => notice.incident)).toEqual([spot.incident]);
  });

  it('that failed for long keeps nothing waiting once something came through elsewhere, though it has died', async () => {
    const { clock, discord, newQueue, send } = setUp();
    const first = newQueue();
    await first.start([]);
    discord.next.push(...Array.from({ length: 9 }, trouble));
    await send(first, aTelling(aNotice()));
    await clock.advance(2 * minute);
    expect(discord.messages).toEqual([]);
    const second = newQueue();
    await second.start([]);
    discord.next.length = 0;
    await send(second, aTelling(aNotice(spot), { address: 'b' }));
    await clock.advance(10_000);
    expect(discord.messages.map(({ channelId }) => channelId).toSorted()).toEqual(['a', 'b']);
  });
});

describe('Among many processes', () => {
  const setUp = () => setUpQueue({}, 'many');

  it('a lane whose job waits for a time that never comes is worked on when it is due', async () => {
    const { clock, discord, jobs, newQueue, send } = setUp();
    const queue = newQueue();
    await queue.start([]);
    discord.closed.add('a');
    await send(queue, aTelling(aNotice()));
    await clock.advance(0);
    jobs.park();
    discord.closed.clear();
    await clock.advance(29_000);
    expect(discord.messages).toEqual([]);
    await clock.advance(6_000);
    expect(discord.messages).toHaveLength(1);
  });

  it('an address that was opened by one that died is found open by the next', async () => {
    const { clock, discord, newQueue, send, resumed } = setUp();
    const first = newQueue();
    await first.start([{ guildId: 'guild', address: 'a', reason: hidden }]);
    await send(first, aTelling(aNotice()));
    await clock.advance(0);
    expect(discord.messages).toEqual([]);
    discord.next.push(hang());
    first.lookAgain('guild', 'a', 'open');
    await clock.advance(0);
    const second = newQueue();
    await second.start([]);
    await clock.advance(1_000);
    expect([discord.messages.length, resumed]).toEqual([1, ['a']]);
  });

  it('one that left a lane writes nothing more of it', async () => {
    const { clock, discord, store, newQueue, send, endings } = setUp();
    const first = newQueue();
    await first.start([]);
    const answer = Promise.withResolvers<void>();
    discord.next.push(answer.promise);
    await send(first, aTelling(aNotice()));
    await clock.advance(0);
    await first.drop('guild', 'the channel was deleted', 'a');
    answer.resolve();
    await clock.advance(minute);
    expect([endings(), store.messages.records.size]).toEqual([['refused'], 0]);
  });
});
