/** Node wakes a timer that is set for longer than this at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** `setTimeout` for any delay, a year included. The result cancels it. */
export function setLongTimer(delayMs: number, wake: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (restMs: number): void => {
    timer =
      restMs <= MAX_TIMER_MS
        ? setTimeout(wake, restMs)
        : setTimeout(() => arm(restMs - MAX_TIMER_MS), MAX_TIMER_MS);
  };
  arm(Number.isNaN(delayMs) ? 0 : delayMs);
  return () => clearTimeout(timer);
}
