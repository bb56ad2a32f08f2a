import { describe, expect, it } from 'vitest';

import { put, takeOut } from '#src/delivery/sending/lane.ts';
import type { Lane } from '#src/delivery/sending/lane.ts';
import { createLanes } from '#src/delivery/sending/lanes.ts';
import { aDelivery, aWaiting } from '#test/delivery/a-delivery.ts';

const notice = (incident: string, address: string) =>
  aDelivery({ incident, id: `${incident}#1` }, { address });
const refresh = (incident: string, address: string, eta = 1) =>
  aDelivery({ incident, id: `${incident}#1`, eta }, { address, kind: 'refresh' });

function setUp() {
  const lanes = createLanes();
  const putOne = (delivery: ReturnType<typeof aDelivery>, sinceMs = 0): Lane => {
    const lane = lanes.of(delivery.target.address, delivery.guildId);
    put(lane, aWaiting(delivery, { sinceMs }));
    return lane;
  };
  return { lanes, put: putOne };
}

describe('The lanes of a channel', () => {
  it('are one for each address', () => {
    const { lanes } = setUp();
    const lane = lanes.of('a', 'g');
    expect(lanes.of('a', 'g')).toBe(lane);
    lanes.of('b', 'g');
    expect([...lanes.all()].map(({ address, guildId }) => `${guildId}/${address}`)).toEqual(['g/a', 'g/b']);
  });

  it('forget an address at which there is nothing to do', () => {
    const { lanes, put } = setUp();
    const full = put(notice('x', 'a'));
    const empty = lanes.of('b', 'g');
    lanes.forgetIdle(full, 0);
    lanes.forgetIdle(empty, 0);
    expect([...lanes.all()]).toEqual([full]);
  });

  it('know what waits by its address and its id', () => {
    const { lanes, put } = setUp();
    put(notice('x', 'a'));
    put(refresh('y', 'a'));
    expect([notice('x', 'a'), refresh('y', 'a')].map((one) => lanes.has(one))).toEqual([true, true]);
    expect([notice('y', 'a'), refresh('y', 'a', 2)].map((one) => lanes.has(one))).toEqual([false, false]);
    expect(lanes.has(notice('x', 'b'))).toBe(false);
  });
});

describe('Where messages of an incident wait', () => {
  it('is known for as long as they do', () => {
    const { lanes, put } = setUp();
    const a = put(notice('x', 'a'));
    const b = put(notice('x', 'b'));
    put(notice('y', 'c'));
    put(refresh('x', 'd'));
    expect(lanes.addressesOf('x')).toEqual(['a', 'b']);
    for (const waiting of a.notices) takeOut(a, waiting);
    expect(lanes.addressesOf('x')).toEqual(['b']);
    put(notice('x', 'a'));
    expect(lanes.addressesOf('x')).toEqual(['a', 'b']);
    for (const lane of [a, b]) for (const waiting of lane.notices) takeOut(lane, waiting);
    put(notice('y', 'a'));
    expect(lanes.addressesOf('x')).toEqual([]);
    put(notice('x', 'c'));
    expect(lanes.addressesOf('x')).toEqual(['c']);
    expect(lanes.addressesOf('nothing')).toEqual([]);
  });
});

describe('What has piled up', () => {
  it('is all that waits, and how long the oldest message has that its address does not hold up', () => {
    const { lanes, put } = setUp();
    const hold = (cause: NonNullable<Lane['hold']>['cause']) => ({ cause, untilMs: 0, earliestMs: 0 });
    put(notice('x', 'free'), 900);
    put(notice('y', 'free'), 950);
    put(refresh('x', 'edited'), 100);
    put(notice('x', 'closed'), 200).hold = hold('closed');
    put(notice('x', 'busy'), 300).hold = hold('busy');
    put(notice('x', 'paused'), 400).paused = { reason: { kind: 'gone' }, isOnTrial: false, lookedAtMs: 0 };
    expect(lanes.backlog(1_000)).toEqual({ pending: 6, oldestMs: 100 });
    put(notice('x', 'troubled'), 800).hold = hold('trouble');
    put(notice('x', 'unstored'), 700).hold = hold('store');
    expect(lanes.backlog(1_000)).toEqual({ pending: 8, oldestMs: 300 });
  });

  it('is nothing where nothing waits', () => {
    expect(setUp().lanes.backlog(1_000)).toEqual({ pending: 0, oldestMs: 0 });
  });
});
