import { expect, test } from 'vitest';

import { createSteadyClock } from '#src/platform/steady-clock.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function setUp() {
  const machine = createFakeClock();
  const steps: { byMs: number; isBelieved: boolean }[] = [];
  const clock = createSteadyClock({ machine, onStep: (step) => steps.push(step) });
  return { machine, clock, steps, start: clock.now() };
}

test.each([-90_000, -5 * HOUR_MS, DAY_MS, 30 * DAY_MS, 400 * DAY_MS])(
  'a step of %i ms changes nothing: time goes on, and it is reported once',
  async (byMs) => {
    const { machine, clock, steps, start } = setUp();
    await machine.advance(60_000);
    machine.jump(byMs);
    expect(clock.now()).toBe(start + 60_000);
    await machine.advance(HOUR_MS);
    expect(clock.now()).toBe(start + 60_000 + HOUR_MS);
    expect(steps).toEqual([{ byMs, isBelieved: false }]);
  },
);

test('a clock that is set by its time server, a little at a time, is followed', async () => {
  const { machine, clock, steps, start } = setUp();
  for (let i = 0; i < 10; i += 1) {
    machine.jump(-300);
    await machine.advance(1_000);
    clock.now();
  }
  expect(clock.now()).toBe(start + 10_000 - 3_000);
  expect(steps).toEqual([]);
});

test('a step that other machines confirm is a correction', async () => {
  const { machine, clock, steps } = setUp();
  const truth = (): number => machine.monotonic() + Date.UTC(2026, 6, 1);
  clock.witness('a', truth());
  clock.witness('b', truth());
  machine.jump(truth() - machine.now());
  const before = clock.now();
  expect(Math.abs(before - truth())).toBeGreaterThan(DAY_MS);
  // What was heard before may be of before a sleep: it is asked again.
  clock.witness('a', truth() - 900);
  expect(clock.now()).toBe(before);
  clock.witness('b', truth() - 500);
  expect(clock.now()).toBe(truth());
  expect(steps.map(({ isBelieved }) => isBelieved)).toEqual([false, true]);
});

test('a step that other machines contradict is not believed, however often they are asked', async () => {
  const { machine, clock, start, steps } = setUp();
  machine.jump(30 * DAY_MS);
  for (let i = 0; i < 20; i += 1) {
    await machine.advance(1_000);
    clock.witness(`host ${i % 4}`, start + machine.monotonic());
    expect(clock.now()).toBe(start + machine.monotonic());
  }
  expect(steps).toHaveLength(1);
});

test('one machine that is wrong among several changes nothing', async () => {
  const { machine, clock, start } = setUp();
  for (const host of ['a', 'b', 'c']) clock.witness(host, start);
  machine.jump(DAY_MS);
  clock.now();
  clock.witness('c', start + DAY_MS);
  expect(clock.now()).toBe(start);
  clock.witness('a', start);
  clock.witness('b', start);
  expect(clock.now()).toBe(start);
});

test('a step that is taken back leaves no trace', async () => {
  const { machine, clock, start } = setUp();
  machine.jump(DAY_MS);
  clock.now();
  machine.jump(-DAY_MS);
  await machine.advance(10);
  expect(clock.now()).toBe(start + 10);
});

test('nonsense for a time is no witness', () => {
  const { machine, clock, start } = setUp();
  machine.jump(DAY_MS);
  clock.now();
  clock.witness('a', Number.NaN);
  expect(clock.now()).toBe(start);
});

test('the clock of a machine that many share is followed from then on, and the own one no more', async () => {
  const { machine, clock, steps, start } = setUp();
  const shared = { ...machine, now: () => start + HOUR_MS + machine.monotonic() };
  clock.follow(shared);
  await machine.advance(60_000);
  machine.jump(DAY_MS);
  expect(clock.now()).toBe(start + HOUR_MS + 60_000);
  expect(steps).toEqual([]);
});
