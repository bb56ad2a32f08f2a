import { expect, it } from 'vitest';
import { toResultLine } from '#src/cli/read/announcement-line.ts';
import { renderResult } from '#src/cli/read/render-result.ts';
import { askEngine } from '#src/cli/read/rule-for.ts';
import { readAnnouncement } from '#src/reader/read-announcement.ts';
import { testPolicy } from '#test/support/engine-bench.ts';

const PUBLISHED = Date.parse('2026-03-03T12:00:00Z');
const ruleFor = askEngine(testPolicy, PUBLISHED);
const OPTIONS = { publishedAt: PUBLISHED, exchange: 'binance' };

it('shows what was read, and the words that decided', () => {
  const result = readAnnouncement('GBP withdrawals are paused until 14:00 UTC for UK users.', OPTIONS);
  expect(renderResult(result)).toBe(
    'halted    binance/withdrawals/GBP until 2026-03-03T14:00Z in GB (sure 0.95)\n' +
      '  because: GBP … withdrawals … are … paused … 14:00 UTC … UK',
  );
});

it('says by which rule it decides, for who asks', () => {
  const result = readAnnouncement('Withdrawals are paused.', OPTIONS);
  expect(renderResult(result, ruleFor)).toContain('\n  rule: announced');
  expect(toResultLine(result, ruleFor).readings).toMatchObject([{ rule: 'announced' }]);
  expect(toResultLine(result).readings[0]).not.toHaveProperty('rule');
});

it.each([
  ['Deposits are delayed.', 'announced'],
  ['GBP withdrawals are paused for UK users.', 'announced'],
  ['Withdrawals have been resumed.', 'works'],
  ['Wallet maintenance for BTC will begin on 2026-03-05 at 10:00 UTC.', 'window_announced'],
])('says of "%s" what the engine makes of it: %s', (text, rule) => {
  const [line] = toResultLine(readAnnouncement(text, OPTIONS), ruleFor).readings;
  expect(line?.rule).toBe(rule);
});

it('names no rule for a plan without a time, which decides nothing', () => {
  const { readings } = readAnnouncement('Withdrawals are paused.', OPTIONS);
  const [halted] = readings;
  if (halted === undefined) throw new Error('It is not understood.');
  expect(ruleFor({ ...halted, effect: 'scheduled', from: null, until: null })).toBeUndefined();
});

it('says why there is nothing to act on', () => {
  const result = readAnnouncement('Is it true that withdrawals are paused?', OPTIONS);
  expect(renderResult(result)).toContain('Nothing to act on. question: a question.');
});

it('shows what ends for good', () => {
  const text = 'Deposits of XMR for users in Poland will end on 2026-03-10.';
  expect(renderResult(readAnnouncement(text, OPTIONS))).toContain(
    'ends      binance/deposits/XMR at 2026-03-10T00:00Z in PL',
  );
});
