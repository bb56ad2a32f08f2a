import { describe, expect, it } from 'vitest';

import { createPace } from '#src/delivery/sending/pace.ts';
import { URGENCY } from '#src/delivery/sending/urgency.ts';
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

  it('lets edits go evenly, so that an alert among them waits for one of them at most', async () => {
    const clock = createFakeClock();
    const pace = createPace(clock, 50);
    let edits = 0;
    for (let i = 0; i < 500; i += 1) void pace.slot(URGENCY.edit).then(() => (edits += 1));
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      await clock.advance(777);
      const from = clock.monotonic();
      void pace.slot(URGENCY.alert).then(() => waits.push(clock.monotonic() - from));
    }
    await clock.advance(1_000);
    expect(waits).toHaveLength(8);
    expect(Math.max(...waits)).toBeLessThanOrEqual(21);
    expect(edits + waits.length).toBeGreaterThan((8 * 777 + 1_000) * 0.05 * 0.95);
  });
});
