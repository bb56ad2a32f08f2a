// Below this a number of milliseconds would be before 2001, and a number of seconds is not.
const FIRST_MS = 1e12;
const FIRST_S = 1e9;
// A time of day without a zone, which `Date.parse` would take for the time where this machine stands.
const NO_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/**
 * A time as exchanges write it, in epoch milliseconds: milliseconds or seconds, as a number or as digits, or ISO 8601
 * (UTC where it names no zone). `undefined` when it is none: also for 0, '' and null, which stand for "not known".
 */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() !== '' && Number.isNaN(Number(value))) {
    const text = value.trim();
    const parsed = Date.parse(NO_ZONE.test(text) ? `${text}Z` : text);
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const number = Number(value);
  if (number >= FIRST_MS) return Math.round(number);
  return number >= FIRST_S ? Math.round(number * 1_000) : undefined;
}
