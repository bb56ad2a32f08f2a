import type { Clock } from '#src/platform/clock.ts';

/** A clock that begins at `start` (epoch milliseconds) and runs `speed` times as fast as real time. */
export function createScaledClock(start: number, speed: number): Clock {
  const begun = performance.now();
  return {
    now: () => Math.round(start + (performance.now() - begun) * speed),
    setTimer(delayMs, wake) {
      const timer = setTimeout(wake, delayMs / speed);
      return () => clearTimeout(timer);
    },
  };
}
