import { describe, expect, it } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { tellingsOf } from '#src/delivery/tellings.ts';
import { aNotice, aRecovery, minute, noon } from '#test/delivery/a-notice.ts';
import { aTelling, setUpQueue } from '#test/delivery/a-queue.ts';

const hang = (): Promise<unknown> => new Promise(() => undefined);
const trouble = (): DeliveryError => new DeliveryError('trouble', 'no');
const addressees = (...addresses: string[]) =>
  addresses.map((address) => ({
    guildId: 'guild',
    target: { channel: 'discord', address, mentions: [] },
    subscriptionIds: [],
  }));

describe('The queue', () => {
  it('knows where an incident is still to be told, and what was posted of it', async () => {
    const { clock, discord, newQueue, send } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    discord.next.push(hang());
    await send(queue, aTelling(aNotice()), aTelling(aNotice(), { address: 'b' }));
    await clock.advance(0);
    const { incident, id } = aNotice();
    expect(queue.addressesOf(incident)).toEqual(['a']);
    expect([...(await queue.postedOf(incident)).keys()]).toEqual(['b']);
    expect([queue.isLive(id), queue.isLive('another')]).toEqual([true, false]);
  });

  it('takes nothing up that is pending already', async () => {
    const { clock, discord, newQueue, send } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    discord.next.push(hang());
    await send(queue, aTelling(aNotice()));
    await clock.advance(0);
    const both = tellingsOf({ kind: 'notice', notice: aNotice() }, addressees('a', 'b'), noon);
    expect(queue.fresh(both).map(({ to }) => to.map(({ target }) => target.address))).toEqual([['b']]);
    expect(queue.fresh([aTelling(aNotice())])).toEqual([]);
    const elsewhere = both.map((one) => ({
      ...one,
      to: one.to.map((to) => ({ ...to, target: { ...to.target, channel: 'pigeons' } })),
    }));
    expect(queue.fresh(elsewhere)).toEqual(elsewhere);
  });

  it('ends what an earlier run has left for a channel that is gone, and sends the rest', async () => {
    const { clock, discord, store, lines, newQueue } = setUpQueue();
    const [telling] = tellingsOf({ kind: 'notice', notice: aNotice() }, addressees('a', 'b'), noon);
    if (telling === undefined) throw new Error('There is no telling.');
    const [a, b] = telling.to;
    if (a === undefined || b === undefined) throw new Error('There are no addressees.');
    const to = [{ ...a, target: { ...a.target, channel: 'pigeons' } }, b];
    store.deliveries.records.set(telling.id, { ...telling, to });
    store.attempts.records.set(`${telling.notice.id}@a`, { at: noon });
    const queue = newQueue();
    await queue.start([]);
    await clock.advance(0);
    expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['b']);
    expect([...store.endings.records]).toMatchObject([
      [`${telling.notice.id}@a`, { kind: 'refused', why: 'nothing tells by pigeons any more', at: noon }],
      [`${telling.notice.id}@b`, { kind: 'sent' }],
    ]);
    expect([...store.attempts.records.keys()]).toEqual([]);
    expect(lines).toEqual([
      'warn: nothing tells by pigeons any more',
      'info: taking up deliveries of an earlier run',
      'info: told',
    ]);
  });

  it('lets what is taken for a channel that is gone lie for the next start', async () => {
    const { clock, discord, newQueue } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    const tellings = tellingsOf({ kind: 'notice', notice: aNotice() }, addressees('a'), noon);
    await queue.take(
      tellings.map((one) => ({
        ...one,
        to: one.to.map((to) => ({ ...to, target: { ...to.target, channel: 'pigeons' } })),
      })),
    );
    await clock.advance(0);
    expect(discord.messages).toEqual([]);
  });

  it('says nothing of an earlier run that has left nothing', async () => {
    const { lines, newQueue } = setUpQueue();
    await newQueue().start([]);
    expect(lines).toEqual([]);
  });

  it('says how it does: what waits, for how long, and whether the store takes what is written', async () => {
    let isFull = false;
    const { clock, discord, newQueue, send } = setUpQueue({
      storeCall: (call) => {
        if (isFull && call === 'commit') throw new Error('no space left on device');
      },
    });
    const queue = newQueue();
    await queue.start([]);
    expect(queue.health()).toEqual({ pending: 0, oldestMs: 0, isStoreFailing: false });
    discord.next.push(hang(), hang());
    await send(queue, aTelling(aNotice()), aTelling(aNotice(), { address: 'b' }));
    await clock.advance(7_000);
    expect(queue.health()).toEqual({ pending: 2, oldestMs: 7_000, isStoreFailing: false });
    isFull = true;
    await clock.advance(30_000);
    expect(queue.health()).toMatchObject({ pending: 2, isStoreFailing: true });
    isFull = false;
    await clock.advance(minute);
    expect(queue.health()).toEqual({ pending: 0, oldestMs: 0, isStoreFailing: false });
  });

  it('counts what an earlier run has left as waiting since it was decided, and never as from the future', async () => {
    const { clock, discord, store, newQueue } = setUpQueue();
    for (const [address, at] of [
      ['a', noon - 5 * minute],
      ['b', noon + 5 * minute],
    ] as const) {
      const [telling] = tellingsOf({ kind: 'notice', notice: aNotice() }, addressees(address), at);
      if (telling !== undefined) store.deliveries.records.set(address, { ...telling, id: address });
    }
    const queue = newQueue();
    discord.next.push(hang(), hang());
    await queue.start([]);
    await clock.advance(minute / 4);
    expect(queue.health()).toMatchObject({ pending: 2, oldestMs: 5.25 * minute });
  });
});

describe('What waits for an address that is gone for good', () => {
  it('is dropped with its reason, and nothing else is', async () => {
    const { clock, discord, store, newQueue, send } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    discord.next.push(...Array.from({ length: 3 }, trouble));
    await send(
      queue,
      aTelling(aNotice()),
      aTelling(aNotice(), { address: 'b' }),
      aTelling(aNotice(), { address: 'c', guildId: 'another' }),
    );
    await clock.advance(0);
    await queue.drop('guild', 'the channel was deleted', 'a');
    await clock.advance(minute);
    expect(discord.messages.map(({ channelId }) => channelId).toSorted()).toEqual(['b', 'c']);
    expect(store.endings.records.get(`${aNotice().id}@a`)).toMatchObject({
      kind: 'refused',
      why: 'the channel was deleted',
    });
    expect(store.deliveries.records.size).toBe(0);
  });

  it('is dropped for all of a guild that has removed the bot', async () => {
    const { clock, discord, newQueue, send, endings } = setUpQueue();
    const queue = newQueue();
    await queue.start([{ guildId: 'guild', address: 'a', reason: { kind: 'hidden' } }]);
    discord.next.push(trouble());
    await send(queue, aTelling(aNotice()), aTelling(aNotice(), { address: 'b' }));
    await clock.advance(0);
    await queue.drop('guild', 'the bot was removed');
    expect(endings()).toEqual(['refused', 'refused']);
    // What was closed is open for whoever invites it again.
    await send(queue, aTelling(aNotice({ id: 'x#1', incident: 'x' })));
    await clock.advance(0);
    expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['a']);
  });

  it('is dropped after what is under way there has ended', async () => {
    const { clock, discord, newQueue, send, endings } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    const answer = Promise.withResolvers<void>();
    discord.next.push(answer.promise);
    await send(queue, aTelling(aNotice()), aTelling(aRecovery()));
    await clock.advance(0);
    const dropped = queue.drop('guild', 'the channel was deleted', 'a');
    answer.resolve();
    await dropped;
    await clock.advance(minute);
    expect(endings()).toEqual(['sent', 'refused']);
    expect(discord.messages).toHaveLength(1);
  });
});

describe('A queue that is stopped', () => {
  it('leaves no alarm, sends nothing any more, and waits for what is under way', async () => {
    const { clock, discord, newQueue, send } = setUpQueue();
    const queue = newQueue();
    await queue.start([{ guildId: 'guild', address: 'c', reason: { kind: 'hidden' } }]);
    discord.next.push(trouble(), hang());
    await send(queue, aTelling(aNotice()), aTelling(aNotice(), { address: 'b' }));
    await clock.advance(0);
    let isStopped = false;
    const stopped = queue.stop().then(() => {
      isStopped = true;
    });
    await send(queue, aTelling(aNotice(), { address: 'd' }));
    await clock.advance(4_999);
    expect(isStopped).toBe(false);
    await clock.advance(1);
    await stopped;
    await clock.advance(60 * minute);
    expect([discord.messages, clock.pending()]).toEqual([[], 0]);
  });

  it('stops at once where nothing is under way', async () => {
    const { clock, newQueue } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    await queue.stop();
    expect(clock.pending()).toBe(0);
  });
});

describe('How a message ended', () => {
  it.each<[kind: DeliveryError['kind'], why: string]>([
    ['message_gone', 'the message was deleted'],
    ['refused', 'no such thing'],
  ])('with %s is kept, and told to the operator where it is a fault', async (kind, why) => {
    const { clock, discord, store, lines, newQueue, send } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    const error = (): DeliveryError => new DeliveryError(kind, 'no such thing');
    discord.next.push(error(), error());
    await send(queue, aTelling(aNotice()));
    await clock.advance(0);
    expect([...store.endings.records.values()]).toMatchObject([{ kind: 'refused', why }]);
    expect(lines.includes('error: refused: no such thing')).toBe(kind === 'refused');
  });

  it('as an edit is kept as one', async () => {
    const { clock, newQueue, send, endings } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    await send(queue, aTelling(aNotice()));
    await clock.advance(0);
    await send(queue, aTelling(aNotice({ eta: noon }), { kind: 'refresh' }));
    await clock.advance(0);
    expect(endings()).toEqual(['sent', 'edited']);
  });

  it('as needless is kept with its reason, and is no sign that anything comes through', async () => {
    const { clock, store, newQueue, send } = setUpQueue();
    const queue = newQueue();
    await queue.start([]);
    await send(queue, aTelling(aNotice({ eta: noon }), { kind: 'refresh' }));
    await clock.advance(0);
    expect([...store.endings.records.values()]).toMatchObject([
      { kind: 'superseded', why: 'there is nothing to bring up to date' },
    ]);
  });
});
