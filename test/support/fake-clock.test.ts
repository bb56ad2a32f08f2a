import { expect, test } from 'vitest';

import { createFakeClock } from '#test/support/fake-clock.ts';

test('timers wake in their order, at their time', async () => {
  const clock = createFakeClock(1000);
  const woken: [string, number][] = [];
  for (const [name, delayMs] of [
    ['late', 300],
    ['first', 100],
    ['second', 100],
  ] as const) {
    clock.setTimer(delayMs, () => woken.push([name, clock.now()]));
  }
  await clock.advance(200);
  expect(woken).toEqual([
    ['first', 1100],
    ['second', 1100],
  ]);
  expect(clock.now()).toBe(1200);
  expect(clock.pending()).toBe(1);
});

test('a timer that is set by another wakes in the same stretch of time', async () => {
  const clock = createFakeClock(0);
  const woken: number[] = [];
  const again = async (): Promise<void> => {
    await Promise.resolve();
    woken.push(clock.now());
    clock.setTimer(10, () => void again());
  };
  clock.setTimer(10, () => void again());
  await clock.advance(35);
  expect(woken).toEqual([10, 20, 30]);
});

test('a cancelled timer does not wake', async () => {
  const clock = createFakeClock(0);
  let woken = 0;
  const cancel = clock.setTimer(10, () => (woken += 1));
  cancel();
  await clock.advance(20);
  expect(woken).toBe(0);
});

test('a jump changes the time of day and no timer', async () => {
  const clock = createFakeClock(0);
  let at = -1;
  clock.setTimer(10, () => (at = clock.now()));
  clock.jump(-3_600_000);
  await clock.advance(10);
  expect(at).toBe(10 - 3_600_000);
});
