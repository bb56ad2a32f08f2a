import { describe, expect, it } from 'vitest';

import type { LaneJobs } from '#src/cluster/lane-jobs.ts';
import { createLaneKeeper } from '#src/cluster/lane-keeper.ts';
import { createTellingsCache } from '#src/cluster/tellings-cache.ts';
import type { LaneRecord } from '#src/domain/delivery.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';
import { aTelling } from '#test/delivery/a-queue.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

const key = 'guild/discord/a';
const clear = { failures: 0, closed: 0 };
const later = noon + 60_000;

/** A lane in which one message waits, as it was left. */
function setUp(record: LaneRecord | undefined, { underWay = 0, isTold = false } = {}) {
  const clock = createFakeClock(noon);
  const store = memoryStore();
  const { log } = fakeLog();
  const woken: string[] = [];
  const telling = aTelling(aNotice());
  if (!isTold) store.deliveries.records.set(telling.id, telling);
  if (record !== undefined) store.lanes.records.set(key, record);
  const jobs: LaneJobs = {
    add: async (lanes, _, nudge = {}) =>
      void woken.push(...lanes.map(({ address }) => `${address} ${JSON.stringify(nudge)}`)),
    underWay: async () => underWay,
    work: () => undefined,
    stop: async () => undefined,
  };
  const keeper = createLaneKeeper({
    store,
    tellings: createTellingsCache(store.deliveries),
    jobs,
    channelIds: ['discord'],
    pausedIn: async () => new Map(),
    clock,
    log,
  });
  return { clock, keeper, store, woken };
}

describe('A sweep', () => {
  it.each<[rule: string, record: LaneRecord | undefined, underWay: number, isWoken: boolean]>([
    ['nobody knows of', undefined, 0, true],
    ['has nothing to do before a time that has come', { wait: { until: noon, left: 1 } }, 0, true],
    ['has nothing to do before a time that has not', { wait: { until: later, left: 1 } }, 0, false],
    ['has more to tell than when it was left', { wait: { until: later, left: 0 } }, 0, true],
    ['is somebody’s', { owner: 'one/1' }, 0, true],
    ['has a job by now', undefined, 1, false],
  ])('wakes a lane that %s: %j, %i under way, %s', async (_, record, underWay, isWoken) => {
    const { keeper, woken } = setUp(record, { underWay });
    await keeper.sweep();
    expect(woken).toEqual(isWoken ? ['a {}'] : []);
  });

  it.each<[rule: string, record: LaneRecord, isForgotten: boolean]>([
    ['a wait for what is told', { wait: { until: later, left: 1 } }, true],
    ['edits that keep their distance', { state: { ...clear, editsFrom: later } }, false],
    ['edits that have kept it', { state: { ...clear, editsFrom: noon } }, true],
    ['that it was closed', { state: { ...clear, closed: 1 } }, false],
    ['that it is paused', { state: { ...clear, paused: { reason: { kind: 'gone' }, lookedAt: 0 } } }, false],
    ['whose it has just become', { owner: 'one/1' }, false],
  ])('forgets of a lane in which nothing waits %s: %j, %s', async (_, record, isForgotten) => {
    const { keeper, store } = setUp(record, { isTold: true });
    await keeper.sweep();
    expect(store.lanes.records.has(key)).toBe(!isForgotten);
  });

  it('forgets whose a lane was when nothing has waited there for long', async () => {
    const { keeper, store } = setUp({ owner: 'one/1' }, { isTold: true });
    await keeper.sweep();
    store.lanes.records.set(key, { owner: 'two/1' });
    await keeper.sweep();
    expect(store.lanes.records.has(key)).toBe(true);
    await keeper.sweep();
    expect(store.lanes.records.has(key)).toBe(false);
  });
});

describe('When something came through', () => {
  const held = (until: number, cause: 'trouble' | 'busy' = 'trouble'): LaneRecord => ({
    state: { ...clear, failures: 4, hold: { cause, until, earliest: noon + 5_000 } },
  });

  it.each<[rule: string, record: LaneRecord, isWoken: boolean]>([
    ['trouble', held(later), true],
    ['trouble, and for no longer than it has to', held(noon + 5_000), false],
    ['another reason', held(later, 'busy'), false],
  ])('a lane that waits because of %s is tried: %j, %s', async (_, record, isWoken) => {
    const { clock, keeper, woken } = setUp(record);
    keeper.hurry();
    await clock.advance(0);
    expect(woken).toEqual(isWoken ? ['a {"isHurried":true}'] : []);
  });

  it('what waits is looked at once in a while, and at the end once more', async () => {
    const { clock, keeper, woken } = setUp(held(later));
    for (let i = 0; i < 10; i += 1) {
      keeper.hurry();
      await clock.advance(100);
    }
    expect(woken).toHaveLength(1);
    await clock.advance(60_000);
    expect(woken).toHaveLength(2);
    keeper.hurry();
    keeper.stop();
    await clock.advance(60_000);
    expect([woken.length, clock.pending()]).toEqual([3, 0]);
  });
});
