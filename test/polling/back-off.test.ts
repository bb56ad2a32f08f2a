import { expect, test } from 'vitest';

import { backOffMs } from '#src/polling/back-off.ts';

test('a host that names a time gets it', () => {
  expect(backOffMs(90_000, 1, 15_000)).toBe(90_000);
});

test('a ban of three days is asked about after one', () => {
  expect(backOffMs(3 * 86_400_000, 1, 15_000)).toBe(86_400_000);
});

test('without a time the pause doubles, up to a quarter of an hour', () => {
  expect([1, 2, 3, 4, 50].map((times) => backOffMs(null, times, 15_000))).toEqual([
    30_000, 60_000, 120_000, 240_000, 900_000,
  ]);
});

test('a time that is over already is none', () => {
  expect(backOffMs(0, 1, 15_000)).toBe(30_000);
});
