/** The time, and waking up at one. Production has the system's; tests and replays have their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `wake` once after `delayMs`; the result cancels it. */
  setTimer(delayMs: number, wake: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, wake) {
    const timer = setTimeout(wake, delayMs);
    return () => clearTimeout(timer);
  },
};
