import { describe, expect, test } from 'vitest';

import { explainBadCadence, groupSources, nextDueAt, nextReread, offsetMsOf } from '#src/polling/plan.ts';

import { makeSource } from './support/make-source.ts';

const GOOD_SECONDS = [
  1, 2, 5, 10, 12, 15, 20, 30, 60, 120, 300, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400,
];

describe('a cadence', () => {
  test.each(GOOD_SECONDS)('of %i s is possible', (seconds) => {
    expect(explainBadCadence(seconds * 1000)).toBeNull();
  });

  test.each([0, 0.5, 7, 45, 90, 420, 5400, 18_000, 172_800, Number.NaN, -15])(
    'of %d s is explained',
    (seconds) => {
      expect(explainBadCadence(seconds * 1000)).toMatch(/cannot be read every .* take seconds/);
    },
  );
});

describe('offsets', () => {
  test('are the same for the same key, and within the cadence', () => {
    expect(offsetMsOf(15_000, 'x')).toBe(offsetMsOf(15_000, 'x'));
    expect(offsetMsOf(1000, 'x')).toBe(0);
  });

  test('spread sources over the whole cadence', () => {
    const seconds = Array.from({ length: 200 }, (_, i) => offsetMsOf(60_000, `exchange-${i}/status`) / 1000);
    expect(new Set(seconds).size).toBeGreaterThan(40);
    expect(Math.max(...seconds)).toBeLessThan(60);
  });

  test('lead to the next due time, which is never now', () => {
    expect(nextDueAt(15_000, 7_000, 100_000)).toBe(112_000);
    expect(nextDueAt(15_000, 7_000, 112_000)).toBe(127_000);
    expect(nextDueAt(15_000, 7_000, 0)).toBe(7_000);
  });
});

describe('units', () => {
  test('hold the sources of an exchange that ask for the very same, at the shortest cadence', () => {
    const slow = makeSource({ id: 'deposits', everyMs: 60_000 });
    const fast = makeSource({ id: 'withdrawals', everyMs: 30_000 });
    const other = makeSource({ id: 'ping', requests: [{ url: 'https://api.example.com/ping' }] });
    const units = groupSources([slow, other, fast]);
    expect(units.map(({ id, everyMs, sources }) => [id, everyMs, sources.length])).toEqual([
      ['binance/deposits', 30_000, 2],
      ['binance/ping', 15_000, 1],
    ]);
  });

  test('tell requests apart by method, headers and body', () => {
    const url = 'https://api.example.com/info';
    const sources = [
      makeSource({ requests: [{ url }] }),
      makeSource({ requests: [{ url, method: 'POST', body: '1' }] }),
      makeSource({ requests: [{ url, method: 'POST', body: '2' }] }),
      makeSource({ requests: [{ url, headers: { 'user-agent': 'x' } }] }),
      makeSource({ requests: [{ url }], exchange: 'kraken' }),
    ];
    expect(groupSources(sources)).toHaveLength(5);
  });
});

test('a reread that is due sooner stands', () => {
  expect(nextReread(undefined, 2000, 10_000)).toBe(12_000);
  expect(nextReread(11_000, 2000, 10_000)).toBe(11_000);
  expect(nextReread(18_000, 2000, 10_000)).toBe(12_000);
});
