import { describe, expect, it } from 'vitest';

import { createBorrowedLanes } from '#src/delivery/sending/borrowed-lanes.ts';
import type { Rest } from '#src/delivery/sending/borrowed-lanes.ts';
import { put, takeOut } from '#src/delivery/sending/lane.ts';
import type { Lane } from '#src/delivery/sending/lane.ts';
import { createLaneRunner } from '#src/delivery/sending/lane-runner.ts';
import { createLanes } from '#src/delivery/sending/lanes.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { aDelivery, aWaiting } from './a-delivery.ts';

const EVERY = 1_000;

/** Lanes of which each work takes until `finish` is called, and what is begun there. */
function setUp({ atOnce = 2 } = {}) {
  const clock = createFakeClock(0);
  const lanes = createLanes();
  const gate = { isOpen: true, isOnTrial: false };
  const pace = { waiting: 0 };
  const begun: string[] = [];
  const edits: boolean[] = [];
  const turns = new Map<string, number>();
  const finishers: (() => void)[] = [];
  const letGo: string[] = [];
  const borrowed = createBorrowedLanes({
    clock,
    letGo: (lane) => {
      letGo.push(lane.address);
      lanes.letGo(lane);
    },
  });
  const runner = createLaneRunner({
    lanes,
    borrowed,
    gate,
    pace,
    atOnce,
    clock,
    memberPace: {
      fromMs: ({ address }) => turns.get(address),
      begun: (_lane, isEdit) => void edits.push(isEdit),
    },
    async work(lane, due) {
      const all = due.kind === 'run' ? [due.waiting] : due.waiting;
      begun.push(`${lane.address} ${all.map(({ delivery }) => delivery.notice.id).join(' ')}`);
      await new Promise<void>((resolve) => {
        finishers.push(resolve);
      });
      for (const waiting of all) takeOut(lane, waiting);
    },
  });
  /** Something is to be told, or edited, at an address. */
  function add(address: string, id: string, kind: 'notice' | 'refresh' = 'notice'): Lane {
    const lane = lanes.of(address, `guild-${address}`);
    put(lane, aWaiting(aDelivery({ id, incident: id }, { address, kind })));
    runner.wake(lane);
    return lane;
  }
  const finish = async (): Promise<void> => {
    finishers.shift()?.();
    await clock.advance(0);
  };
  return { add, begun, borrowed, clock, edits, finish, gate, lanes, letGo, pace, runner, turns };
}

describe('Lanes', () => {
  it('are not worked on before the start', () => {
    const { add, begun, runner } = setUp();
    const lane = add('a', '1');
    expect([begun, runner.isRunning]).toEqual([[], false]);
    runner.start();
    runner.wake(lane);
    expect([begun, runner.isRunning]).toEqual([['a 1'], true]);
  });

  it('are worked on one thing after the other, and as many as there is room for', async () => {
    const { add, begun, finish, runner } = setUp({ atOnce: 2 });
    runner.start();
    for (const [address, id] of [
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
      ['c', '4'],
    ] as const)
      add(address, id);
    expect(begun).toEqual(['a 1', 'b 3']);
    await finish();
    expect(begun).toHaveLength(3);
    await finish();
    await finish();
    await finish();
    expect(begun.toSorted()).toEqual(['a 1', 'a 2', 'b 3', 'c 4']);
  });

  it('wait while nothing comes through, go one by one while that is tried, and while calls pile up', async () => {
    const { add, begun, finish, gate, pace, runner } = setUp({ atOnce: 4 });
    runner.start();
    gate.isOpen = false;
    for (const address of ['a', 'b', 'c']) add(address, address);
    expect(begun).toEqual([]);
    Object.assign(gate, { isOpen: true, isOnTrial: true });
    runner.pump();
    expect(begun).toEqual(['a a']);
    gate.isOnTrial = false;
    pace.waiting = 16;
    await finish();
    expect(begun).toHaveLength(1);
    pace.waiting = 15;
    runner.pump();
    expect(begun).toHaveLength(3);
  });

  it('that have to wait go on by themselves, once', async () => {
    const { add, begun, clock, lanes, runner } = setUp();
    const lane = lanes.of('a', 'guild-a');
    lane.hold = { cause: 'busy', untilMs: EVERY, earliestMs: EVERY };
    runner.start();
    add('a', '1');
    runner.wake(lane);
    expect([begun, clock.pending()]).toEqual([[], 1]);
    await clock.advance(EVERY - 1);
    expect(begun).toEqual([]);
    await clock.advance(1);
    expect([begun, clock.pending()]).toEqual([['a 1'], 0]);
  });

  it('are forgotten once there is nothing to do there', async () => {
    const { add, finish, lanes, runner } = setUp();
    runner.start();
    add('a', '1');
    expect([...lanes.all()]).toHaveLength(1);
    await finish();
    expect([...lanes.all()]).toEqual([]);
  });

  it('of members wait for their turn, whatever they are told', async () => {
    const { add, begun, clock, edits, finish, turns, runner } = setUp();
    runner.start();
    turns.set('a', EVERY);
    add('a', '1');
    turns.set('b', 0);
    add('b', '2', 'refresh');
    expect(begun).toEqual(['b 2']);
    await clock.advance(EVERY);
    expect([begun, edits]).toEqual([
      ['b 2', 'a 1'],
      [true, false],
    ]);
    await finish();
  });

  it('that were made ready and have nothing to do by then are passed over', async () => {
    const { add, begun, finish, runner } = setUp({ atOnce: 1 });
    runner.start();
    add('a', '1');
    const b = add('b', '2');
    add('c', '3');
    b.hold = { cause: 'trouble', untilMs: EVERY, earliestMs: EVERY };
    await finish();
    expect(begun).toEqual(['a 1', 'c 3']);
  });

  it('that are taken from those ready are not begun', async () => {
    const { add, begun, finish, runner } = setUp({ atOnce: 1 });
    runner.start();
    add('a', '1');
    runner.remove(add('b', '2'));
    await finish();
    expect(begun).toEqual(['a 1']);
  });
});

describe('What needs a lane undisturbed', () => {
  it('waits for what is under way there, holds up what comes, and lets it go on after that', async () => {
    const { add, begun, clock, finish, runner } = setUp();
    runner.start();
    const lane = add('a', '1');
    let isDone = false;
    const act = Promise.withResolvers<void>();
    const done = runner.undisturbed(lane, async () => {
      isDone = true;
      await act.promise;
    });
    add('a', '2');
    await clock.advance(0);
    expect(isDone).toBe(false);
    await finish();
    expect([isDone, begun]).toEqual([true, ['a 1']]);
    runner.wake(lane);
    expect(begun).toEqual(['a 1']);
    act.resolve();
    await done;
    expect(begun).toEqual(['a 1', 'a 2']);
  });

  it('goes before what is ready and has not begun', async () => {
    const { add, begun, finish, runner } = setUp({ atOnce: 1 });
    runner.start();
    add('a', '1');
    const b = add('b', '2');
    const act = Promise.withResolvers<void>();
    const done = runner.undisturbed(b, () => act.promise);
    await finish();
    expect(begun).toEqual(['a 1']);
    act.resolve();
    await done;
    expect(begun).toEqual(['a 1', 'b 2']);
  });
});

describe('A lane that is borrowed', () => {
  /** How it was left, once it is given back. */
  function borrow({ borrowed, clock }: ReturnType<typeof setUp>, lane: Lane) {
    const rests: Rest[] = [];
    void borrowed.borrow(lane).then((rest) => rests.push(rest));
    return async (): Promise<readonly Rest[]> => {
      await clock.advance(0);
      return rests;
    };
  }

  it('is given back when there is nothing more to do, and never touched again', async () => {
    const all = setUp();
    const { add, begun, finish, letGo, runner } = all;
    runner.start();
    const lane = add('a', '1');
    const rests = borrow(all, lane);
    expect(await rests()).toEqual([]);
    await finish();
    expect(await rests()).toEqual([{ kind: 'rested', state: undefined }]);
    expect(letGo).toEqual(['a']);
    put(lane, aWaiting(aDelivery({ id: '2' }, { address: 'a' })));
    runner.wake(lane);
    all.borrowed.giveBack(lane);
    expect([begun, letGo]).toEqual([['a 1'], ['a']]);
  });

  it('is given back with when there is something to do again, where it has to wait', async () => {
    const all = setUp();
    const { add, clock, lanes, runner } = all;
    await clock.advance(10);
    runner.start();
    const lane = lanes.of('a', 'guild-a');
    const rests = borrow(all, lane);
    lane.hold = { cause: 'busy', untilMs: EVERY, earliestMs: EVERY };
    add('a', '1');
    expect(await rests()).toMatchObject([
      { kind: 'rested', until: EVERY, state: { hold: { until: EVERY } } },
    ]);
    expect(clock.pending()).toBe(0);
  });

  it('is given back at the end, once nothing is under way there', async () => {
    const all = setUp();
    const { add, finish, lanes, runner } = all;
    runner.start();
    const busy = add('a', '1');
    const idle = lanes.of('b', 'guild-b');
    const [ofBusy, ofIdle] = [borrow(all, busy), borrow(all, idle)];
    const stopped = runner.stop();
    expect([await ofBusy(), await ofIdle()]).toMatchObject([[], [{ kind: 'rested' }]]);
    await finish();
    expect(await ofBusy()).toHaveLength(1);
    await stopped;
  });
});

describe('At the end', () => {
  it('nothing new is begun, and no alarm is left', async () => {
    const { add, begun, clock, finish, lanes, runner } = setUp();
    lanes.of('b', 'guild-b').hold = { cause: 'busy', untilMs: 5, earliestMs: 5 };
    runner.start();
    add('a', '1');
    add('a', '2');
    add('b', '3');
    expect(clock.pending()).toBe(1);
    const stopped = runner.stop();
    await finish();
    await stopped;
    expect([runner.isRunning, begun, clock.pending()]).toEqual([false, ['a 1'], 0]);
    await clock.advance(EVERY);
    expect(begun).toEqual(['a 1']);
  });

  it('what is under way is waited for, and for five seconds at most', async () => {
    const { add, clock, runner } = setUp();
    runner.start();
    add('a', '1');
    let isStopped = false;
    void runner.stop().then(() => (isStopped = true));
    await clock.advance(4_999);
    expect(isStopped).toBe(false);
    await clock.advance(1);
    expect([isStopped, clock.pending()]).toEqual([true, 0]);
  });
});
