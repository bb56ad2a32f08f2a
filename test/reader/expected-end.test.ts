import { describe, expect, it } from 'vitest';

import { expectedEnd } from '#src/reader/expected-end.ts';

const OPTIONS = { publishedAt: Date.parse('2026-03-03T12:00:00Z'), exchange: 'kraken' };

function endOf(text: string): string | null {
  const at = expectedEnd(text, OPTIONS);
  return at === null ? null : new Date(at).toISOString().slice(11, 16);
}

describe('an update on trouble that is known', () => {
  it.each([
    ['Final checks are being made. Withdrawals are expected to be back in 30 to 60 minutes.', '13:00'],
    ['We expect a fix within 2 hours.', '14:00'],
    ['ETA: 14:00 UTC', '14:00'],
    ['The ETA is 2 hours.', '14:00'],
    ['Estimated time to resolution: 14:30 UTC.', '14:30'],
    ['Service should be restored by 3 pm UTC.', '15:00'],
    ['We estimate that this will take about two hours.', '14:00'],
    ['Withdrawals will be unavailable until 18:00 UTC.', '18:00'],
    ['预计2小时后恢复。', '14:00'],
    ['23시까지 복구될 예정입니다.', '14:00'],
    ['再開予定: 3月3日の23:00', '14:00'],
  ])('says when it is to be over: %s', (text, time) => {
    expect(endOf(text)).toBe(time);
  });

  it.each([
    'We are continuing to investigate. Next update in 30 minutes.',
    'We will provide another update by 13:00 UTC.',
    'A fix has been implemented and we are monitoring the results for the next 30 minutes.',
    'The issue started at 11:30 UTC and we are investigating.',
    'Transactions sent between 10:00 and 14:00 UTC are delayed.',
    'Withdrawals were delayed for 20 minutes.',
    'We expected this to be over by 11:00 UTC.',
  ])('says nothing of when it is to be over: %s', (text) => {
    expect(endOf(text)).toBeNull();
  });
});
