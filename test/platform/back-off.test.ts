import { describe, expect, test } from 'vitest';

import { backOffMs, boundedWishMs, parseRetryAfter, RETRY } from '#src/platform/back-off.ts';

const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 0, 1, 12);

describe('a pause', () => {
  test('doubles with each failed try, up to the longest', () => {
    const plan = { firstMs: 30_000, longestMs: 900_000 };
    expect([1, 2, 3, 4, 50, 5_000].map((tries) => backOffMs(tries, plan))).toEqual([
      30_000, 60_000, 120_000, 240_000, 900_000, 900_000,
    ]);
  });

  test('is half left to chance where many wait', () => {
    expect(backOffMs(3, RETRY, { random: () => 0 })).toBe(2_000);
    expect(backOffMs(3, RETRY, { random: () => 0.5 })).toBe(3_000);
    expect(backOffMs(3, RETRY, { random: () => 1 })).toBe(4_000);
  });

  test('is never shorter than what the other side asked for', () => {
    expect(backOffMs(1, RETRY, { askedMs: 42_000 })).toBe(42_000);
    expect(backOffMs(9, RETRY, { askedMs: 42_000 })).toBe(256_000);
  });

  test('is no longer than a day, should a year be asked for', () => {
    expect(backOffMs(1, RETRY, { askedMs: 365 * DAY_MS })).toBe(DAY_MS);
    expect(boundedWishMs(Number.POSITIVE_INFINITY)).toBe(DAY_MS);
    expect(boundedWishMs(Number.NaN)).toBe(0);
  });
});

describe('a Retry-After header', () => {
  test.each([
    ['90', 90_000],
    [' 0.25 ', 250],
    ['0', 0],
    ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['31536000', DAY_MS],
    ['Fri, 01 Jan 2100 00:00:00 GMT', DAY_MS],
  ])('of "%s" asks for %i ms', (value, ms) => {
    expect(parseRetryAfter(value, NOON)).toBe(ms);
  });

  test.each([undefined, '', 'soon', '-5'])('of %j asks for nothing', (value) => {
    expect(parseRetryAfter(value, NOON)).toBeNull();
  });
});
