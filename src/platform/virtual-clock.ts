import type { Clock } from './clock.ts';

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /** Lets time pass up to an epoch time: timers wake in their order, and what they began settles before the next. */
  runUntil(until: number): Promise<void>;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly wake: () => void;
}

/** `start` is in epoch milliseconds. What a timer begins must rest on promises alone, not on real time. */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  let order = 0;
  const timers = new Set<Timer>();

  function nextDue(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.due > until) continue;
      if (next === undefined || timer.due < next.due || (timer.due === next.due && timer.order < next.order))
        next = timer;
    }
    return next;
  }

  return {
    now: () => now,
    monotonic: () => now - start,
    setTimer(delayMs, wake) {
      order += 1;
      const timer = { due: now + Math.max(0, delayMs), order, wake };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async runUntil(until) {
      await settle();
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.wake();
        await settle();
      }
      now = until;
    },
  };
}

/** Lets promises, and what they start in turn, come to rest: a turn of the event loop runs all microtasks. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
