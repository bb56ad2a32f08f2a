const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 5 * 60_000;

/**
 * How long to wait after the given number of failed tries: doubling from one second to five minutes, half of it
 * at random so that many channels do not come back at once, and never less than Discord asked for.
 */
export function retryDelayMs(attempts: number, random: () => number, retryAfterMs = 0): number {
  const full = Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_DELAY_MS);
  return Math.max(Math.round(full / 2 + (full / 2) * random()), retryAfterMs);
}
