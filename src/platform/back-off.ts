import { DAY_MS } from '#src/domain/time.ts';

/** How the pauses between failed tries grow: doubled each time, from the first to the longest. */
export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** For what should go on soon once the other side is back, and for which many may be waiting. */
export const RETRY: BackOff = { firstMs: 1_000, longestMs: 5 * 60_000 };

/** Nobody is left alone for longer, whatever a header says: a ban of a year may be a slip, and is over sooner. */
const LONGEST_WISH_MS = DAY_MS;

interface Circumstances {
  /** From 0 to 1. With it, half of the pause is left to chance, so that many do not come back at once. */
  readonly random?: () => number;
  /** What the other side asked for; it gets no less, up to a day. */
  readonly askedMs?: number;
}

/** How long to wait after so many failed tries in a row, the first being 1. */
export function backOffMs(
  tries: number,
  { firstMs, longestMs }: BackOff,
  { random, askedMs = 0 }: Circumstances = {},
): number {
  const full = Math.min(firstMs * 2 ** Math.max(0, tries - 1), longestMs);
  const own = random === undefined ? full : Math.round(full / 2 + (full / 2) * random());
  return Math.max(own, boundedWishMs(askedMs));
}

/** How long somebody is left alone that asks for so long: never longer than a day. */
export function boundedWishMs(askedMs: number): number {
  return Number.isNaN(askedMs) ? 0 : Math.min(Math.max(0, askedMs), LONGEST_WISH_MS);
}

/**
 * What a `Retry-After` header asks for, in milliseconds from `now`: seconds, or an HTTP date (RFC 9110, 10.2.3).
 * `null` without one, or where it makes no sense.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return boundedWishMs(Math.ceil(Number(text) * 1000));
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : boundedWishMs(date - now);
}
