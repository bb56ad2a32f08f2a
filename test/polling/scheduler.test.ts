import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { createCronAlarm } from '#src/polling/cron-alarm.ts';
import { offsetMsOf } from '#src/polling/plan.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import type { Scheduler } from '#src/polling/scheduler.ts';
import { watchSchedule } from '#src/polling/watch-schedule.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const STEPS: readonly (readonly [string, number])[] = [
  ['90 s back', -90 * SECOND_MS],
  ['5 hours back', -5 * HOUR_MS],
  ['a day ahead', DAY_MS],
  ['30 days ahead', 30 * DAY_MS],
  ['400 days ahead', 400 * DAY_MS],
];

describe('on a clock', () => {
  test('a task runs at its place within the cadence, until it is stopped', async () => {
    const clock = createFakeClock(0);
    const at: number[] = [];
    const stop = createScheduler({ clock }).every(
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
    createScheduler({ clock }).every(10_000, 'x', async () => {
      runs += 1;
      await new Promise<void>((resolve) => {
        clock.setTimer(25_000, resolve);
      });
    });
    await clock.advance(60_000);
    expect(runs).toBe(2);
  });

  test('many tasks share one timer, and each keeps its own cadence', async () => {
    const clock = createFakeClock(0);
    const scheduler = createScheduler({ clock });
    const runs = new Map<string, number>();
    for (let i = 0; i < 50; i += 1) {
      const everyMs = [15_000, 30_000, 60_000][i % 3] ?? 0;
      scheduler.every(everyMs, `${i}`, async () => void runs.set(`${i}`, (runs.get(`${i}`) ?? 0) + 1));
    }
    expect(clock.pending()).toBe(1);
    await clock.advance(10 * MINUTE_MS);
    expect([0, 1, 2].map((i) => runs.get(`${i}`))).toEqual([40, 20, 10]);
  });

  test.each(STEPS)('a step of %s moves no run', async (_, byMs) => {
    const at = async (stepMs: number): Promise<number[]> => {
      const clock = createFakeClock();
      const runs: number[] = [];
      createScheduler({ clock }).every(15_000, 'x', async () => void runs.push(clock.monotonic()));
      await clock.advance(40_000);
      clock.jump(stepMs);
      await clock.advance(5 * MINUTE_MS);
      return runs;
    };
    expect(await at(byMs)).toEqual(await at(0));
  });
});

describe('on node-cron', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 1, 27, 23, 58, 30) }));
  afterEach(() => void vi.useRealTimers());

  const log = createLogger('silent');
  const make = (): Scheduler => createScheduler({ clock: systemClock, alarm: createCronAlarm(log) });

  test('a task runs each second, never twice at once, until it is stopped', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const stop = make().every(1000, 'x', async () => {
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
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a task keeps its cadence over the ends of minutes, hours, days and months', async () => {
    vi.setSystemTime(Date.UTC(2026, 1, 28, 22, 58, 30));
    const at: number[] = [];
    make().every(15_000, 'binance/ping', async () => void at.push(Date.now()));
    await vi.advanceTimersByTimeAsync(3 * HOUR_MS);
    expect(at.length).toBe((3 * HOUR_MS) / 15_000);
    const offset = offsetMsOf(15_000, 'binance/ping');
    expect(at.filter((time) => time % 15_000 !== offset)).toEqual([]);
  });

  test.each(STEPS)(
    'a step of %s neither stops nor repeats what is due, and costs no time',
    async (_, byMs) => {
      const scheduler = make();
      watchSchedule({ scheduler, clock: systemClock, log, onOperator: (text) => expect.fail(text) });
      const at: number[] = [];
      scheduler.every(15_000, 'x', async () => void at.push(performance.now()));
      await vi.advanceTimersByTimeAsync(40_000);
      vi.setSystemTime(Date.now() + byMs);
      await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
      const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0));
      expect(at.length).toBeGreaterThanOrEqual(22);
      expect(at.length).toBeLessThanOrEqual(23);
      expect(Math.max(...gaps)).toBeLessThan(19_000);
      expect(Math.min(...gaps)).toBeGreaterThan(11_000);
    },
    5_000,
  );
});

describe('the watchdog', () => {
  const log = createLogger('silent');

  test('wakes a plan whose alarm does not come', async () => {
    const clock = createFakeClock();
    const scheduler = createScheduler({ clock, alarm: () => () => {} });
    let runs = 0;
    scheduler.every(15_000, 'x', async () => void (runs += 1));
    const stop = watchSchedule({ scheduler, clock, log, onOperator: () => {} });
    await clock.advance(5 * MINUTE_MS);
    expect(runs).toBeGreaterThanOrEqual(18);
    stop();
    expect(clock.pending()).toBe(0);
  });

  test('tells the operator once when nothing ends any more, and once when it does again', async () => {
    const clock = createFakeClock();
    const scheduler = createScheduler({ clock });
    const told: string[] = [];
    watchSchedule({ scheduler, clock, log, onOperator: (text) => told.push(text) });
    const stuck = Promise.withResolvers<void>();
    scheduler.every(30_000, 'x', () => stuck.promise);
    await clock.advance(10 * MINUTE_MS);
    expect(told).toEqual([expect.stringMatching(/^Nothing was polled for 91 s \(3 cadences\)/)]);
    stuck.resolve();
    await clock.advance(5_000);
    expect(told[1]).toBe('Polling goes on.');
    expect(told).toHaveLength(2);
  });

  test('is silent where nothing is planned, or cadences are long', async () => {
    const clock = createFakeClock();
    const scheduler = createScheduler({ clock });
    const told: string[] = [];
    watchSchedule({ scheduler, clock, log, onOperator: (text) => told.push(text) });
    await clock.advance(HOUR_MS);
    scheduler.every(HOUR_MS, 'x', () => Promise.resolve());
    await clock.advance(3 * HOUR_MS);
    expect(told).toEqual([]);
  });
});
