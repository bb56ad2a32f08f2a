import { expect, test } from 'vitest';

import { createVirtualClock } from '#src/platform/virtual-clock.ts';

test('it stands still until it is told to move', async () => {
  const clock = createVirtualClock(1000);
  expect(clock.now()).toBe(1000);
  await clock.runUntil(5000);
  expect(clock.now()).toBe(5000);
});

test('timers wake in the order of their time, and those of one time in the order they were set', async () => {
  const clock = createVirtualClock(0);
  const woken: string[] = [];
  const set = (name: string, delayMs: number) =>
    clock.setTimer(delayMs, () => woken.push(`${name} at ${clock.now()}`));
  set('late', 30);
  set('early', 10);
  set('early too', 10);
  await clock.runUntil(30);
  expect(woken).toEqual(['early at 10', 'early too at 10', 'late at 30']);
});

test('a timer that is due later waits', async () => {
  const clock = createVirtualClock(0);
  let isWoken = false;
  clock.setTimer(31, () => (isWoken = true));
  await clock.runUntil(30);
  expect(isWoken).toBe(false);
  await clock.runUntil(31);
  expect(isWoken).toBe(true);
});

test('a timer that was cancelled does not wake', async () => {
  const clock = createVirtualClock(0);
  let isWoken = false;
  clock.setTimer(10, () => (isWoken = true))();
  await clock.runUntil(20);
  expect(isWoken).toBe(false);
});

test('what a timer sets in turn wakes within the same run', async () => {
  const clock = createVirtualClock(0);
  const woken: number[] = [];
  const again = (): void => {
    woken.push(clock.now());
    if (woken.length < 3) clock.setTimer(10, again);
  };
  clock.setTimer(10, again);
  await clock.runUntil(100);
  expect(woken).toEqual([10, 20, 30]);
});

test('what a timer begins comes to rest before the next one wakes', async () => {
  const clock = createVirtualClock(0);
  const steps: string[] = [];
  clock.setTimer(10, () => {
    void (async () => {
      await Promise.resolve();
      await Promise.resolve();
      steps.push('first is done');
    })();
  });
  clock.setTimer(11, () => steps.push('second wakes'));
  await clock.runUntil(20);
  expect(steps).toEqual(['first is done', 'second wakes']);
});

test('a timer without a delay is due now', async () => {
  const clock = createVirtualClock(500);
  let at = 0;
  clock.setTimer(-5, () => (at = clock.now()));
  await clock.runUntil(500);
  expect(at).toBe(500);
});
