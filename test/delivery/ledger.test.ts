import { describe, expect, it } from 'vitest';

import { createLedger } from '#src/delivery/ledger.ts';
import { tellingsOf } from '#src/delivery/tellings.ts';
import { postedMessageId } from '#src/domain/delivery.ts';
import type { DeliveryEnding, Telling } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';

const sent: DeliveryEnding = { kind: 'sent', at: noon, messageId: '1' };

function tellingTo(addresses: readonly string[], changes: Partial<Notice> = {}, at = noon): Telling[] {
  const notice = aNotice({ id: 'x-1#1', incident: 'x-1', ...changes });
  const to = addresses.map((address) => ({
    guildId: 'g',
    target: { channel: 'discord', address, mentions: [] },
    subscriptionIds: [],
  }));
  return tellingsOf({ kind: 'notice', notice }, to, at);
}

/** A ledger, and what is written into the store at a time. */
function setUp() {
  const store = memoryStore();
  const commits: string[][] = [];
  const ledger = createLedger({
    ...store,
    async commit(writes) {
      commits.push(writes.map(({ collection, id, value }) => `${value ? '+' : '-'} ${collection} ${id}`));
      await store.commit(writes);
    },
  });
  const keep = async (tellings: readonly Telling[]) => {
    await store.commit(ledger.writesOf(tellings));
    return ledger.take(tellings);
  };
  return { store, commits, ledger, keep };
}

describe('What is left to tell', () => {
  it('is kept until all of its deliveries have ended, and its endings say what is done', async () => {
    const { commits, ledger, keep } = setUp();
    const [a, b] = await keep(tellingTo(['a', 'b']));
    if (a === undefined || b === undefined) throw new Error('There are no deliveries.');
    expect(ledger.isLive('x-1#1')).toBe(true);
    await ledger.end([{ delivery: a, ending: sent }], { attempts: [a.id] });
    expect(commits).toEqual([['+ endings x-1#1@a', '- attempts x-1#1@a']]);
    expect([ledger.isLive('x-1#1'), ledger.isLive('x-1#2')]).toEqual([true, false]);
    commits.length = 0;
    await ledger.end([{ delivery: b, ending: sent }], { attempts: [b.id] });
    expect(commits).toEqual([['+ endings x-1#1@b', '- attempts x-1#1@b'], ['- deliveries x-1#1/0']]);
    expect(ledger.isLive('x-1#1')).toBe(false);
  });

  it('is done with what is superseded, too', async () => {
    const { store, commits, ledger, keep } = setUp();
    const [old] = await keep(tellingTo(['a']));
    const [next] = await keep(tellingTo(['a'], { id: 'x-1#2', kind: 'resolved' }));
    if (old === undefined || next === undefined) throw new Error('There are no deliveries.');
    const ending: DeliveryEnding = { kind: 'superseded', at: noon };
    await ledger.begin(next, { at: noon }, [{ delivery: old, ending }]);
    expect(commits).toEqual([['+ attempts x-1#2@a', '+ endings x-1#1@a'], ['- deliveries x-1#1/0']]);
    expect([...store.deliveries.records.keys()]).toEqual(['x-1#2/0']);
  });

  it('is not confused by the end of what it does not know', async () => {
    const { commits, ledger, keep } = setUp();
    const [mine] = await keep(tellingTo(['a']));
    const [other] = tellingTo(['a'], { id: 'y-1#1' }).flatMap((telling) => [
      ...setUp().ledger.take([telling]),
    ]);
    if (mine === undefined || other === undefined) throw new Error('There are no deliveries.');
    await ledger.end([{ delivery: other, ending: sent }]);
    expect(commits).toEqual([['+ endings y-1#1@a']]);
    expect(ledger.isLive('x-1#1')).toBe(true);
  });
});

describe('What an earlier run has left', () => {
  it('is what has not ended, in the order in which it was decided', async () => {
    const { store, keep, ledger } = setUp();
    await keep(tellingTo(['a'], { id: 'x-1#10', kind: 'resolved' }));
    await keep(tellingTo(['a', 'b'], { id: 'x-1#9' }));
    await keep(tellingTo(['a'], { id: 'w-1#99', incident: 'w-1' }, noon - 1));
    store.endings.records.set('x-1#9@b', sent);
    store.attempts.records.set('x-1#9@a', { at: noon });
    const restarted = createLedger(store);
    const { left, attempts } = await restarted.load();
    expect(left.map(({ id }) => id)).toEqual(['w-1#99@a', 'x-1#9@a', 'x-1#10@a']);
    expect([...attempts]).toEqual([['x-1#9@a', { at: noon }]]);
    expect(ledger.isLive('x-1#9')).toBe(true);
    const [, nine] = left;
    if (nine === undefined) throw new Error('There is nothing left.');
    await restarted.end([{ delivery: nine, ending: sent }]);
    expect([restarted.isLive('x-1#9'), restarted.isLive('x-1#10')]).toEqual([false, true]);
    expect([...store.deliveries.records.keys()]).toEqual(['x-1#10/0', 'w-1#99/0']);
  });

  it('keeps the order of the addresses of one notice', async () => {
    const { store, keep } = setUp();
    const addresses = ['d', 'a', 'c', 'b'];
    await keep(tellingTo(addresses));
    const { left } = await createLedger(store).load();
    expect(left.map(({ target }) => target.address)).toEqual(addresses);
  });

  it('is forgotten where all of it had ended, in one write', async () => {
    const { store, keep } = setUp();
    await keep(tellingTo(['a']));
    await keep(tellingTo(['a'], { id: 'x-1#2' }));
    for (const id of ['x-1#1@a', 'x-1#2@a']) store.endings.records.set(id, sent);
    const commits: number[] = [];
    const restarted = createLedger({
      ...store,
      async commit(writes) {
        commits.push(writes.length);
        await store.commit(writes);
      },
    });
    expect((await restarted.load()).left).toEqual([]);
    expect([commits, store.deliveries.records.size, restarted.isLive('x-1#1')]).toEqual([[2], 0, false]);
    expect((await restarted.load()).left).toEqual([]);
    expect(commits).toEqual([2]);
  });
});

describe('What was posted of an incident', () => {
  it('is known by its address, and not mixed with that of one whose name goes on', async () => {
    const { ledger } = setUp();
    const message = (incident: string, address: string) => ({
      address,
      incident,
      rootId: '1',
      latestId: '1',
      noticeId: `${incident}#1`,
      kind: 'opened' as const,
      postedAt: noon,
    });
    const mine = message('x-1', 'a');
    const odd = message('x-1@b', 'c');
    await ledger.end([], { posted: [mine, odd] });
    expect([...(await ledger.postedOf('x-1'))]).toEqual([['a', mine]]);
    expect(await ledger.posted('x-1', 'a')).toEqual(mine);
    expect(await ledger.posted('x-1', 'b')).toBeUndefined();
  });

  it('has followers at each address, each of whom is named once', async () => {
    const { store, ledger } = setUp();
    const follow = (address: string, ...userIds: string[]) =>
      store.followers.set(postedMessageId('x-1', address), { userIds, at: noon });
    await follow('a', 'ada', 'bob');
    await follow('b', 'bob', 'eve');
    await follow('c', 'joe');
    expect(await ledger.followersOf('x-1', ['a', 'b', 'nowhere'])).toEqual(['ada', 'bob', 'eve']);
    expect(await ledger.followersOf('x-2', ['a'])).toEqual([]);
  });

  it('has ended where its ending is kept, and not before', async () => {
    const { ledger, keep } = setUp();
    const [delivery] = await keep(tellingTo(['a']));
    if (delivery === undefined) throw new Error('There are no deliveries.');
    expect(await ledger.hasEnded(delivery.id)).toBe(false);
    await ledger.end([{ delivery, ending: sent }], {});
    expect(await ledger.hasEnded(delivery.id)).toBe(true);
  });
});
