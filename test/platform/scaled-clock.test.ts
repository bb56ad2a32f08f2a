import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createScaledClock } from '#src/platform/scaled-clock.ts';

const NOON = Date.parse('2021-11-01T12:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('it begins where it is told, and runs so many times as fast', () => {
  const clock = createScaledClock(NOON, 60);
  expect(clock.now()).toBe(NOON);
  vi.advanceTimersByTime(1000);
  expect(clock.now()).toBe(NOON + 60_000);
});

test('its timers wake when its own time has come', () => {
  const clock = createScaledClock(NOON, 60);
  let at = 0;
  clock.setTimer(60_000, () => (at = clock.now()));
  vi.advanceTimersByTime(999);
  expect(at).toBe(0);
  vi.advanceTimersByTime(1);
  expect(at).toBe(NOON + 60_000);
});

test('a timer that was cancelled does not wake', () => {
  const clock = createScaledClock(NOON, 60);
  let isWoken = false;
  clock.setTimer(60_000, () => (isWoken = true))();
  vi.advanceTimersByTime(5000);
  expect(isWoken).toBe(false);
});
