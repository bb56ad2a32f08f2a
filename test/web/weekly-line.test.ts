import { expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';
import { weeklyLine } from '#src/web/weekly-line.ts';

const cost = { cpuMs: 6_000, upMs: 600_000, memoryBytes: 142_400_000 };
const sums = { polls: 1_234_567, failedPolls: 12_345, notices: 31, messages: 1, late: 0, spanMs: 7 * DAY_MS };

it('sums up a week in a line', () => {
  expect(weeklyLine(sums, [emptyExchangeState('kraken')], cost)).toBe(
    'This week: 1,234,567 reads (1 % without an answer to use), 31 notices, 1 message sent, 0 of them more than 30 s late. ' +
      'Every source can be read. Cost: 1 % of a processor core, 142 MB of memory.',
  );
});

it.each([
  [20 * 60_000, 'Since the start less than an hour ago: '],
  [5 * HOUR_MS, 'Since the start 5 h ago: '],
  [3 * DAY_MS, 'Since the start 3 days ago: '],
  [7 * DAY_MS, 'This week: '],
])('says of how long it tells: %i ms', (spanMs, begins) => {
  expect(weeklyLine({ ...sums, spanMs }, [], cost).startsWith(begins)).toBe(true);
});

it('names sources that cannot be read, and not those that fail because something is down', () => {
  const state = {
    ...emptyExchangeState('kraken'),
    sources: { wallets: { outcome: 'ok' }, ping: { outcome: 'failed' }, page: { outcome: 'blocked' } },
  } as never;
  expect(weeklyLine(sums, [state], cost)).toContain('Not to be read now: kraken/page (blocked).');
});

it('names no more than a few', () => {
  const sources = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`s${i}`, { outcome: 'broken' }]));
  expect(weeklyLine(sums, [{ ...emptyExchangeState('x'), sources } as never], cost)).toContain(
    'x/s7 (broken) and 2 more.',
  );
});
