import { setLongTimer } from './long-timer.ts';

/** The time, and waking up at one. Production has the system's; tests and replays have their own. */
export interface Clock {
  /** Epoch milliseconds: the time that people read. It steps when the machine's clock is set. */
  now(): number;
  /**
   * Milliseconds since some moment of this process. Nobody can set it, so everything that is measured or waited for
   * goes by it: schedules, pauses, holds, retries. It means nothing after a restart.
   */
  monotonic(): number;
  /** Calls `wake` once after `delayMs`, however long that is; the result cancels it. */
  setTimer(delayMs: number, wake: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer: setLongTimer,
};
