import type { Clock } from '#src/platform/clock.ts';
import { createVirtualClock } from '#src/platform/virtual-clock.ts';

export interface FakeClock extends Clock {
  /** Lets so much time pass: timers wake in their order, and what they began settles before the next. */
  advance(ms: number): Promise<void>;
  /** Steps the wall clock, as a machine's does when it is set: timers keep their distance. */
  jump(ms: number): void;
  /** Timers that have not woken yet. */
  pending(): number;
}

/** A clock that moves only when a test says so. `start` is in epoch milliseconds. */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  const virtual = createVirtualClock(start);
  const pending = new Set<symbol>();
  let jumpedMs = 0;
  return {
    now: () => virtual.now() + jumpedMs,
    monotonic: () => virtual.monotonic(),
    setTimer(delayMs, wake) {
      const timer = Symbol('timer');
      pending.add(timer);
      const cancel = virtual.setTimer(delayMs, () => {
        pending.delete(timer);
        wake();
      });
      return () => {
        pending.delete(timer);
        cancel();
      };
    },
    async advance(ms) {
      await virtual.runUntil(virtual.now() + ms);
    },
    jump(ms) {
      jumpedMs += ms;
    },
    pending: () => pending.size,
  };
}
