import { describe, expect, it } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { DeliveryErrorKind, DeliveryErrorOptions } from '#src/delivery/delivery-error.ts';
import type { Lane } from '#src/delivery/sending/lane.ts';
import { createSetbacks } from '#src/delivery/sending/setbacks.ts';
import { aDelivery, aLane, aWaiting } from '#test/delivery/a-delivery.ts';
import { minute } from '#test/delivery/a-notice.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

const hour = 60 * minute;
const day = 24 * hour;

/** Writes down what others are told. With `random` at 1 pauses are 1, 2, 4, … seconds. */
function setUp() {
  const clock = createFakeClock();
  const said: string[] = [];
  const { log, lines } = fakeLog();
  const setbacks = createSetbacks({
    clock,
    log,
    random: () => 1,
    wake: ({ address }) => void said.push(`wake ${address}`),
    gate: {
      isOpen: true,
      isOnTrial: false,
      succeeded: () => void said.push('gate: succeeded'),
      failed: (address) => void said.push(`gate: ${address} failed`),
      pause: (forMs) => void said.push(`gate: pause for ${forMs}`),
      stop: () => undefined,
    },
    closedLanes: {
      closed: async ({ address }, reason) => void said.push(`closed ${address}: ${reason.kind}`),
      opened: async ({ address }) => void said.push(`opened ${address}`),
      wasClosed: () => undefined,
      forget: () => undefined,
      lookAgain: () => undefined,
      letGo: () => undefined,
      revisit: async () => undefined,
      start: () => undefined,
      stop: () => undefined,
    },
    ledger: {
      begin: async ({ id }, { unclear }, superseded) =>
        void said.push(
          `begin ${id}${unclear === true ? ' unclear' : ''}${superseded.map(() => '!').join('')}`,
        ),
    },
    recorder: {
      finish: async (_lane, waiting, { kind, why }) =>
        void said.push(`${waiting.map(({ delivery }) => delivery.id).join()} ${kind}: ${why}`),
    },
  });
  const fail = async (lane: Lane, kind: DeliveryErrorKind, options: DeliveryErrorOptions = {}) =>
    await setbacks.failed(lane, lane.notices, new DeliveryError(kind, 'It did not work.', options));
  return { clock, said, lines, setbacks, fail };
}

const aFullLane = (changes: Partial<Lane> = {}): Lane =>
  aLane(changes, aDelivery({ incident: 'x', id: 'x#1' }, { address: changes.address ?? 'a' }));

describe('A try that failed', () => {
  it.each<[DeliveryErrorKind, DeliveryErrorOptions, said: string[], hold: Lane['hold']]>([
    ['busy', { retryAfterMs: 7_000 }, [], { cause: 'busy', untilMs: 7_000, earliestMs: 7_000 }],
    ['busy', {}, [], { cause: 'busy', untilMs: 1_000, earliestMs: 1_000 }],
    ['busy', { retryAfterMs: 7 * day }, [], { cause: 'busy', untilMs: day, earliestMs: day }],
    [
      'busy',
      { retryAfterMs: 7_000, everywhere: true },
      ['gate: pause for 7000'],
      { cause: 'busy', untilMs: 7_000, earliestMs: 7_000 },
    ],
    [
      'busy',
      { everywhere: true },
      ['gate: pause for 1000'],
      { cause: 'busy', untilMs: 1_000, earliestMs: 1_000 },
    ],
    ['closed', {}, ['closed a: other'], undefined],
    ['trouble', {}, ['gate: a failed'], { cause: 'trouble', untilMs: 1_000, earliestMs: 1_000 }],
    ['refused', {}, ['gate: a failed'], { cause: 'trouble', untilMs: 1_000, earliestMs: 1_000 }],
    ['unclear', {}, ['gate: a failed'], { cause: 'trouble', untilMs: 1_000, earliestMs: 1_000 }],
  ])('because it is %s (%j)', async (kind, options, expected, hold) => {
    const { said, fail } = setUp();
    const lane = aFullLane();
    await fail(lane, kind, options);
    expect(said).toEqual(expected);
    expect(lane.hold).toEqual(hold);
  });

  it('counts as a failure of the address only where it is trouble', async () => {
    const { fail, lines } = setUp();
    const lane = aFullLane();
    for (const kind of ['busy', 'closed'] as const) await fail(lane, kind);
    expect(lane.failures).toBe(0);
    await fail(lane, 'trouble');
    await fail(lane, 'unclear');
    expect(lane.failures).toBe(2);
    expect(lane.hold).toEqual({ cause: 'trouble', untilMs: 2_000, earliestMs: 2_000 });
    expect(lines).toEqual(Array.from({ length: 4 }, () => 'warn: not sent yet: It did not work.'));
  });

  it('with an unclear answer is kept as such, so that it is looked up even after a restart', async () => {
    const { said, setbacks } = setUp();
    const tried = aWaiting(aDelivery({ incident: 'x', id: 'x#1' }), {
      tried: { attempt: { at: 5 }, atMs: 7 },
    });
    const untried = aWaiting(aDelivery({ incident: 'x', id: 'x#2' }));
    await setbacks.failed(aLane(), [untried, tried], new DeliveryError('unclear', 'an odd answer'));
    expect(tried.tried).toEqual({ attempt: { at: 5, unclear: true }, atMs: 7 });
    expect(untried.tried).toBeUndefined();
    expect(said).toEqual(['begin x#1@a unclear', 'gate: a failed']);
  });
});

describe('As soon as something comes through', () => {
  it('the address starts anew', async () => {
    const { said, setbacks, fail } = setUp();
    const lane = aFullLane();
    await fail(lane, 'trouble');
    said.length = 0;
    await setbacks.succeeded(lane);
    expect([lane.failures, lane.hold]).toEqual([0, undefined]);
    expect(said).toEqual(['gate: succeeded', 'opened a']);
  });

  it('all that wait because of trouble are tried again, five seconds after they failed at the earliest', async () => {
    const { clock, said, setbacks, fail } = setUp();
    const often = aFullLane({ address: 'often', failures: 9 });
    const once = aFullLane({ address: 'once' });
    await fail(often, 'trouble');
    await fail(once, 'trouble');
    await clock.advance(100);
    said.length = 0;
    await setbacks.succeeded(aFullLane({ address: 'other' }));
    expect([often.hold?.untilMs, once.hold?.untilMs]).toEqual([5_000, 1_000]);
    expect(said.slice(2)).toEqual(['wake often', 'wake once']);
    said.length = 0;
    await setbacks.succeeded(aFullLane({ address: 'other' }));
    expect(said.slice(2)).toEqual([]);
  });

  it('an address that waits for another reason by now goes on waiting', async () => {
    const { said, setbacks, fail } = setUp();
    const lane = aFullLane({ failures: 9 });
    await fail(lane, 'trouble');
    await fail(lane, 'busy', { retryAfterMs: minute });
    const free = aFullLane({ address: 'free', failures: 9 });
    await fail(free, 'trouble');
    free.hold = undefined;
    said.length = 0;
    await setbacks.succeeded(aFullLane({ address: 'other' }));
    expect([lane.hold?.untilMs, said.slice(2)]).toEqual([minute, []]);
  });
});

describe('A message that is not taken', () => {
  /** Fails after it has waited so long, and so long after another one came through. */
  async function endAfter(waitedMs: number, quietMs: number, triedMs?: number): Promise<string[]> {
    const { clock, said, setbacks } = setUp();
    await clock.advance(waitedMs - quietMs);
    if (quietMs < waitedMs) await setbacks.succeeded(aFullLane({ address: 'other' }));
    await clock.advance(quietMs);
    const tried = triedMs === undefined ? {} : { tried: { attempt: { at: 0 }, atMs: triedMs } };
    const waiting = aWaiting(aDelivery({ incident: 'x', id: 'x#1' }), tried);
    await setbacks.failed(aLane(), [waiting], new DeliveryError('trouble', 'It did not work.'));
    return said.filter((line) => line.includes('expired'));
  }
  const given = ['x#1@a expired: not taken for a day: It did not work.'];

  it.each<[rule: string, waitedMs: number, quietMs: number, triedMs: number | undefined, expected: string[]]>(
    [
      ['for a day, while others are, is given up', day + 1, minute, undefined, given],
      ['for a day, counted from its first try, is given up', 2 * day, minute, day - 1, given],
      ['for not quite a day is tried again', day, minute, undefined, []],
      ['for not quite a day since its first try is tried again', 2 * day, minute, day, []],
      ['for a day, while nothing came through for an hour, is tried again', 2 * day, hour, undefined, []],
      ['for a day, while nothing ever came through, is tried again', 2 * day, 2 * day, undefined, []],
    ],
  )('%s', async (_rule, waitedMs, quietMs, triedMs, expected) => {
    expect(await endAfter(waitedMs, quietMs, triedMs)).toEqual(expected);
  });

  it('together with one that has not waited for so long is tried again', async () => {
    const { clock, said, setbacks } = setUp();
    await clock.advance(2 * day);
    await setbacks.succeeded(aFullLane({ address: 'other' }));
    const old = aWaiting(aDelivery({ incident: 'x', id: 'x#1' }));
    const young = aWaiting(aDelivery({ incident: 'y', id: 'y#1' }), { sinceMs: 2 * day });
    await setbacks.failed(aLane(), [old, young], new DeliveryError('trouble', 'It did not work.'));
    expect(said.filter((line) => line.includes('expired'))).toEqual([]);
  });
});
