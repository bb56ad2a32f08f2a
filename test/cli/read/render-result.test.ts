import { expect, it } from 'vitest';
import { toResultLine } from '#src/cli/read/announcement-line.ts';
import { renderResult } from '#src/cli/read/render-result.ts';
import { readAnnouncement } from '#src/reader/read-announcement.ts';

const OPTIONS = { publishedAt: Date.parse('2026-03-03T12:00:00Z'), exchange: 'binance' };

it('shows what was read, and the words that decided', () => {
  const result = readAnnouncement('GBP withdrawals are paused until 14:00 UTC for UK users.', OPTIONS);
  expect(renderResult(result)).toBe(
    'halted    binance/withdrawals/GBP until 2026-03-03T14:00Z in GB (sure 0.95)\n' +
      '  because: GBP … withdrawals … are … paused … 14:00 UTC … UK',
  );
});

it('says by which rule it decides, for who asks', () => {
  const result = readAnnouncement('Withdrawals are paused.', OPTIONS);
  expect(renderResult(result, true)).toContain('\n  rule: announced');
  expect(toResultLine(result, true).readings).toMatchObject([{ rule: 'announced' }]);
  expect(toResultLine(result).readings[0]).not.toHaveProperty('rule');
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
