const MAX_RETRY_AFTER_MS = 24 * 60 * 60_000;
const MAX_BACK_OFF_MS = 15 * 60_000;

/**
 * What a `Retry-After` header asks for, in milliseconds from `now`: seconds, or an HTTP date (RFC 9110, 10.2.3).
 * `null` without one, or where it makes no sense.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * How long to leave a host alone that has told us to slow down for the `times`-th time in a row: as long as it
 * asks for, and without a wish twice the cadence, doubled each time.
 */
export function backOffMs(retryAfterMs: number | null, times: number, everyMs: number): number {
  if (retryAfterMs !== null && retryAfterMs > 0) return Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
  return Math.min(everyMs * 2 ** Math.min(times, 20), MAX_BACK_OFF_MS);
}
