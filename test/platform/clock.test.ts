import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { systemClock } from '#src/platform/clock.ts';
import { createScaledClock } from '#src/platform/scaled-clock.ts';

const DAY_MS = 86_400_000;

describe('a timer of the system', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('of 400 days wakes after 400 days, and not at once', async () => {
    const wake = vi.fn();
    systemClock.setTimer(400 * DAY_MS, wake);
    await vi.advanceTimersByTimeAsync(400 * DAY_MS - 1);
    expect(wake).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(wake).toHaveBeenCalledOnce();
  });

  test('of 400 days can be cancelled, at any time', async () => {
    const wake = vi.fn();
    const cancel = systemClock.setTimer(400 * DAY_MS, wake);
    await vi.advanceTimersByTimeAsync(100 * DAY_MS);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(400 * DAY_MS);
    expect(wake).not.toHaveBeenCalled();
  });

  test.each([0, -5, Number.NaN])('of %d ms wakes at once', async (delayMs) => {
    const wake = vi.fn();
    systemClock.setTimer(delayMs, wake);
    await vi.advanceTimersByTimeAsync(1);
    expect(wake).toHaveBeenCalledOnce();
  });
});

test('the wall clock may step, the monotonic one goes on', () => {
  const before = systemClock.monotonic();
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  expect(systemClock.now()).toBe(0);
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(before);
  expect(systemClock.monotonic() - before).toBeLessThan(10_000);
  vi.useRealTimers();
});

test('a clock that runs faster measures faster', () => {
  vi.useFakeTimers();
  const clock = createScaledClock(1_000_000, 60);
  vi.advanceTimersByTime(1_000);
  expect(clock.monotonic()).toBe(60_000);
  expect(clock.now()).toBe(1_060_000);
  vi.useRealTimers();
});
