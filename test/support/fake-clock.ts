import type { Clock } from '#src/platform/clock.ts';

export interface FakeClock extends Clock {
  /** Lets so much time pass: timers wake in their order, and what they began settles before the next. */
  advance(ms: number): Promise<void>;
  /** Jumps, as a machine's clock does when it is set: timers keep their distance. */
  jump(ms: number): void;
  /** Timers that have not woken yet. */
  pending(): number;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is told to move. `start` is in epoch milliseconds. */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let elapsed = 0;
  let offset = start;
  let order = 0;
  const timers = new Set<Timer>();

  const nextDue = (until: number): Timer | undefined =>
    [...timers]
      .filter((timer) => timer.due <= until)
      .toSorted((a, b) => a.due - b.due || a.order - b.order)[0];

  return {
    now: () => offset + elapsed,
    setTimer(delayMs, wake) {
      order += 1;
      const timer = { due: elapsed + Math.max(0, delayMs), order, wake };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = elapsed + ms;
      await settle();
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer);
        elapsed = Math.max(elapsed, timer.due);
        timer.wake();
        await settle();
      }
      elapsed = until;
      await settle();
    },
    jump(ms) {
      offset += ms;
    },
    pending: () => timers.size,
  };
}

/** Lets promises, and what they start in turn, come to rest: a turn of the event loop runs all microtasks. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
