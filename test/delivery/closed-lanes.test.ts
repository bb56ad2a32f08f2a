import { describe, expect, it } from 'vitest';

import { createClosedLanes } from '#src/delivery/sending/closed-lanes.ts';
import { isIdle, put, takeOut } from '#src/delivery/sending/lane.ts';
import type { Lane } from '#src/delivery/sending/lane.ts';
import type { Delivery } from '#src/domain/delivery.ts';
import { aDelivery, aLane, aWaiting } from '#test/delivery/a-delivery.ts';
import { minute } from '#test/delivery/a-notice.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

const hour = 60 * minute;
const day = 24 * hour;
const beginning = aDelivery({ incident: 'x', id: 'x#1' });
const end = aDelivery({ incident: 'x', id: 'x#2', kind: 'resolved' });

/** `open` holds addresses as far as the channel knows them: open, or not; of others nothing is known. */
function setUp(options: { isStoreGone?: boolean } = {}) {
  const clock = createFakeClock();
  const { log, lines } = fakeLog();
  const open = new Map<string, boolean>();
  const paused: string[] = [];
  const resumed: string[] = [];
  const woken: string[] = [];
  const ended: string[] = [];
  const lanes = createClosedLanes({
    clock,
    log,
    wake: ({ address }) => void woken.push(address),
    async finish(lane, waiting, { kind, why }) {
      if (options.isStoreGone === true) throw new Error('no store');
      for (const one of waiting) {
        ended.push(`${one.delivery.id} ${kind}: ${why}`);
        takeOut(lane, one);
      }
    },
    onPaused: async (guildId, address, reason) => void paused.push(`${guildId}/${address}: ${reason.kind}`),
    async onResumed(guildId, address) {
      resumed.push(`${guildId}/${address}`);
      if (options.isStoreGone === true) throw new Error('no store');
    },
  });
  /** A lane whose address has been closed for good. */
  const aClosedLane = (...deliveries: Delivery[]): Lane => {
    const lane = aLane({}, ...deliveries);
    lanes.wasClosed(lane, { kind: 'gone' });
    return lane;
  };
  const mayPost = (address: string): boolean | undefined => open.get(`guild/${address}`);
  return { clock, lanes, lines, open, mayPost, paused, resumed, woken, ended, aClosedLane };
}

describe('An address that says that it is closed', () => {
  it('is asked again after half a minute, after five more minutes, and is then paused', async () => {
    const { clock, lanes, lines, paused } = setUp();
    const lane = aLane({}, beginning);
    const holds: unknown[] = [];
    for (const ms of [1_000, 30_000, 5 * minute]) {
      await clock.advance(ms);
      await lanes.closed(lane, { kind: 'no_right' });
      holds.push(lane.hold && { cause: lane.hold.cause, forMs: lane.hold.untilMs - clock.monotonic() });
    }
    expect(holds).toEqual([
      { cause: 'closed', forMs: 30_000 },
      { cause: 'closed', forMs: 5 * minute },
      undefined,
    ]);
    expect(lane.paused).toEqual({
      reason: { kind: 'no_right' },
      isOnTrial: false,
      lookedAtMs: clock.monotonic(),
    });
    expect(paused).toEqual(['guild/a: no_right']);
    expect(lines).toEqual(['warn: paused: no_right']);
  });

  it('is asked from the beginning when it took something in between', async () => {
    const { lanes, paused, resumed } = setUp();
    const lane = aLane({}, beginning);
    await lanes.closed(lane, { kind: 'no_right' });
    await lanes.opened(lane);
    expect(isIdle(aLane({ closed: lane.closed }), 0)).toBe(true);
    await lanes.closed(lane, { kind: 'no_right' });
    await lanes.closed(lane, { kind: 'no_right' });
    expect(paused).toEqual([]);
    // Nobody was told that it is paused, and nobody needs to hear that it is not.
    expect(resumed).toEqual([]);
  });

  it('stays paused without another word when it says so again on trial', async () => {
    const { lanes, paused, aClosedLane } = setUp();
    const lane = aClosedLane(beginning);
    lanes.lookAgain('guild', 'a', 'open');
    expect(lane.paused?.isOnTrial).toBe(true);
    await lanes.closed(lane, { kind: 'hidden' });
    expect(lane.paused).toMatchObject({ reason: { kind: 'gone' }, isOnTrial: false });
    expect([lane.hold, paused]).toEqual([undefined, []]);
  });

  it('keeps the first reason, and when it was looked at, over an earlier run', async () => {
    const { clock, lanes, aClosedLane } = setUp();
    const lane = aClosedLane();
    await clock.advance(minute);
    lanes.wasClosed(lane, { kind: 'hidden' });
    expect(lane.paused).toEqual({ reason: { kind: 'gone' }, isOnTrial: false, lookedAtMs: 0 });
  });

  it('counts as open when it takes something, though that cannot be noted', async () => {
    const { clock, lanes, lines, resumed, aClosedLane } = setUp({ isStoreGone: true });
    const lane = aClosedLane(beginning);
    await lanes.opened(lane);
    await clock.advance(0);
    expect([lane.paused, resumed]).toEqual([undefined, ['guild/a']]);
    expect(lines).toEqual(['error: could not note that an address takes messages again']);
  });

  it('is forgotten with its guild', async () => {
    const { lanes, woken, open, aClosedLane } = setUp();
    const lane = aClosedLane(beginning);
    lane.closed = 2;
    lane.hold = { cause: 'closed', untilMs: minute, earliestMs: minute };
    lanes.forget(lane);
    expect([lane.paused, lane.closed]).toEqual([undefined, 0]);
    open.set('guild/a', true);
    lanes.lookAgain('guild', undefined, 'open');
    expect(woken).toEqual([]);
  });
});

describe('When what is known of addresses has changed', () => {
  it.each<[rule: string, known: boolean | undefined, isSure: boolean, isTried: boolean]>([
    ['it may be posted there', true, false, true],
    ['it may not be posted there', false, false, false],
    ['nothing is known', undefined, false, true],
    ['somebody is sure that it is open', false, true, true],
  ])('a closed address at which something waits is tried where %s', (_rule, known, isSure, isTried) => {
    const { lanes, open, mayPost, woken, aClosedLane } = setUp();
    const lane = aClosedLane(beginning);
    if (known !== undefined) open.set('guild/a', known);
    lanes.lookAgain('guild', 'a', isSure ? 'open' : mayPost);
    expect([lane.paused?.isOnTrial, woken]).toEqual([isTried, isTried ? ['a'] : []]);
  });

  it.each<[rule: string, known: boolean | undefined, isOpen: boolean]>([
    ['it may be posted there', true, true],
    ['it may not be posted there', false, false],
    ['nothing is known', undefined, false],
  ])('a closed address at which nothing waits is open where %s', (_rule, known, isOpen) => {
    const { lanes, open, mayPost, woken, resumed, aClosedLane } = setUp();
    const lane = aClosedLane();
    if (known !== undefined) open.set('guild/a', known);
    lanes.lookAgain('guild', 'a', mayPost);
    expect([lane.paused === undefined, woken, resumed]).toEqual(
      isOpen ? [true, ['a'], ['guild/a']] : [false, [], []],
    );
  });

  it.each<[rule: string, known: boolean | undefined, isWoken: boolean]>([
    ['it may be posted there', true, true],
    ['it may not be posted there', false, false],
    ['nothing is known', undefined, false],
  ])('an address that is being asked goes on at once where %s', async (_rule, known, isWoken) => {
    const { lanes, open, mayPost, woken } = setUp();
    const lane = aLane({}, beginning);
    await lanes.closed(lane, { kind: 'no_right' });
    if (known !== undefined) open.set('guild/a', known);
    lanes.lookAgain('guild', undefined, mayPost);
    expect([lane.hold === undefined, woken]).toEqual([isWoken, isWoken ? ['a'] : []]);
  });

  it('an address that waits for another reason goes on waiting', async () => {
    const { lanes, open, woken } = setUp();
    const lane = aLane({}, beginning);
    await lanes.closed(lane, { kind: 'no_right' });
    const hold = { cause: 'busy', untilMs: minute, earliestMs: minute } as const;
    lane.hold = hold;
    open.set('guild/a', true);
    lanes.lookAgain('guild', 'a', 'open');
    expect([lane.hold, woken]).toEqual([hold, []]);
    lane.hold = undefined;
    lanes.lookAgain('guild', 'a', 'open');
    expect(woken).toEqual([]);
  });

  it('other addresses, and other guilds, are left alone', () => {
    const { lanes, woken, aClosedLane } = setUp();
    aClosedLane(beginning);
    lanes.lookAgain('guild', 'b', 'open');
    lanes.lookAgain('another', undefined, 'open');
    lanes.lookAgain('another', 'a', 'open');
    expect(woken).toEqual([]);
    lanes.lookAgain('guild', undefined, 'open');
    expect(woken).toEqual(['a']);
  });
});

describe('Closed addresses are looked after', () => {
  it('once a day each: what waits there is tried again', async () => {
    const { clock, lanes, woken, aClosedLane } = setUp();
    const lane = aClosedLane(beginning);
    lanes.start();
    await clock.advance(day - 1);
    expect(woken).toEqual([]);
    await clock.advance(1);
    expect([lane.paused?.isOnTrial, woken]).toEqual([true, ['a']]);
    await clock.advance(day);
    expect(woken).toEqual(['a', 'a']);
  });

  it('not while they are sending, and not those that are only being asked', async () => {
    const { clock, lanes, ended, woken, aClosedLane } = setUp();
    aClosedLane(beginning, end).isBusy = true;
    const asked = aLane({ address: 'b' }, beginning, end);
    await lanes.closed(asked, { kind: 'no_right' });
    lanes.start();
    await clock.advance(3 * day);
    expect([ended, woken]).toEqual([[], []]);
  });

  it('and what is over is kept there for a day, what goes on until it can be told', async () => {
    const { clock, lanes, ended, aClosedLane } = setUp();
    const goesOn = aDelivery({ incident: 'y', id: 'y#1' });
    const lane = aClosedLane(beginning, end, goesOn);
    const late = aDelivery({ incident: 'z', id: 'z#2', kind: 'resolved' });
    put(lane, aWaiting(late, { sinceMs: 2 * hour }));
    lanes.start();
    await clock.advance(day);
    expect(ended).toEqual([]);
    await clock.advance(hour);
    expect(ended).toEqual(['x#1@a expired: gone', 'x#2@a expired: gone']);
    expect(lane.notices.map(({ delivery }) => delivery)).toEqual([goesOn, late]);
  });

  it('no more once they are stopped', async () => {
    const { clock, lanes, woken, aClosedLane } = setUp();
    lanes.stop();
    aClosedLane(beginning);
    lanes.start();
    await clock.advance(hour);
    lanes.stop();
    await clock.advance(3 * day);
    expect([woken, clock.pending()]).toEqual([[], 0]);
  });

  it('and go on being looked after when the store fails', async () => {
    const { clock, lanes, lines, woken, aClosedLane } = setUp({ isStoreGone: true });
    aClosedLane(beginning, end);
    lanes.start();
    await clock.advance(3 * day);
    // It could not be forgotten, and so was not tried; nothing is lost.
    expect([woken.length > 0, clock.pending()]).toEqual([true, 1]);
    expect(lines).toContain('error: could not look after closed addresses');
  });
});
