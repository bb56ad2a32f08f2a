import type { Clock } from './clock.ts';
import { setLongTimer } from './long-timer.ts';

/** A clock that begins at `start` (epoch milliseconds) and runs `speed` times as fast as real time. */
export function createScaledClock(start: number, speed: number): Clock {
  const begun = performance.now();
  const elapsedMs = (): number => (performance.now() - begun) * speed;
  return {
    now: () => Math.round(start + elapsedMs()),
    monotonic: elapsedMs,
    setTimer: (delayMs, wake) => setLongTimer(delayMs / speed, wake),
  };
}
