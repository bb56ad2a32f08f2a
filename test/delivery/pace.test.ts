import { describe, expect, it } from 'vitest';

import { createPace } from '#src/delivery/sending/pace.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

describe('A pace', () => {
  it('lets no second see more than is allowed, and is hardly slower than that', async () => {
    const clock = createFakeClock();
    const pace = createPace(clock, 50);
    const times: number[] = [];
    const done = Promise.all(
      Array.from({ length: 1_000 }, async () => {
        await pace.slot(0);
        times.push(clock.monotonic());
      }),
    );
    await clock.advance(60_000);
    await done;
    const most = times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length);
    expect(Math.max(...most)).toBeLessThanOrEqual(50);
    const last = (times.at(-1) ?? 0) - (times[0] ?? 0);
    expect(last / (((1_000 - 50) / 50) * 1_000)).toBeLessThan(1.05);
  });

  it('lets the urgent ones go first', async () => {
    const clock = createFakeClock();
    const pace = createPace(clock, 1);
    const order: number[] = [];
    const slot = async (urgency: number): Promise<void> => {
      await pace.slot(urgency);
      order.push(urgency);
    };
    const all = Promise.all([3, 2, 3, 0, 1].map(slot));
    await clock.advance(10_000);
    await all;
    expect(order).toEqual([3, 0, 1, 2, 3]);
  });

  it('makes up for time in which nothing could go, and not all at once', async () => {
    const clock = createFakeClock();
    const pace = createPace(clock, 10);
    const times: number[] = [];
    await clock.advance(60_000);
    const all = Promise.all(
      Array.from({ length: 10 }, async () => {
        await pace.slot(0);
        times.push(clock.monotonic());
      }),
    );
    await clock.advance(1_000);
    await all;
    expect(new Set(times).size).toBe(10);
  });
});
