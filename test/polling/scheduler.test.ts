import { describe, expect, test, vi } from 'vitest';

import { createLogger } from '#src/platform/log.ts';
import { offsetMsOf } from '#src/polling/plan.ts';
import { createClockScheduler, createCronScheduler } from '#src/polling/scheduler.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

describe('on a clock', () => {
  test('a task runs at its place within the cadence, until it is stopped', async () => {
    const clock = createFakeClock(0);
    const at: number[] = [];
    const stop = createClockScheduler(clock).every(
      15_000,
      'binance/ping',
      async () => void at.push(clock.now()),
    );
    await clock.advance(60_000);
    const offset = offsetMsOf(15_000, 'binance/ping');
    expect(at).toHaveLength(4);
    expect(at.every((time) => time % 15_000 === offset)).toBe(true);
    stop();
    await clock.advance(60_000);
    expect(at).toHaveLength(4);
    expect(clock.pending()).toBe(0);
  });

  test('a run that takes too long leaves out the ones it overlaps', async () => {
    const clock = createFakeClock(0);
    let runs = 0;
    createClockScheduler(clock).every(10_000, 'x', async () => {
      runs += 1;
      await new Promise<void>((resolve) => {
        clock.setTimer(25_000, resolve);
      });
    });
    await clock.advance(60_000);
    expect(runs).toBe(2);
  });
});

describe('on node-cron', () => {
  test('a task runs each second, never twice at once, until it is stopped', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    try {
      let running = 0;
      let most = 0;
      let runs = 0;
      const stop = createCronScheduler(createLogger('silent')).every(1000, 'x', async () => {
        running += 1;
        runs += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => {
          setTimeout(resolve, 2500);
        });
        running -= 1;
      });
      await vi.advanceTimersByTimeAsync(20_000);
      expect(most).toBe(1);
      expect(runs).toBeGreaterThan(4);
      stop();
      const before = runs;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(runs).toBe(before);
    } finally {
      vi.useRealTimers();
    }
  });
});
