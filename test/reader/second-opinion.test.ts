import { describe, expect, it } from 'vitest';

import { isGap, relevanceOf } from '#src/reader/second-opinion.ts';
import { readPost } from '#src/reader/read-announcement.ts';
import { BOILERPLATE } from '#test/reader/boilerplate.ts';
import { loadCorpus } from '#test/reader/corpus.ts';

const OPTIONS = { publishedAt: Date.parse('2026-03-03T12:00:00Z'), exchange: 'kraken' };
const ask = (title: string) => isGap({ title }, readPost({ title }, OPTIONS));

describe('the second opinion', () => {
  it('tells the texts of the held-out half apart that nobody trained it with', () => {
    const sure = loadCorpus('held-out').filter(({ text }) => relevanceOf({ body: text }) >= 0.9);
    const right = sure.filter(({ expect: readings }) => readings.length > 0);
    expect(right.length / sure.length).toBeGreaterThanOrEqual(0.95);
    expect(sure.length).toBeGreaterThanOrEqual(100);
  });

  it('asks about what seems to tell of a service and is not understood', () => {
    expect(
      ask('Quoxen wallet is temporarily suspended: deposits and withdrawals of certain tokens are paused'),
    ).toBe(true);
  });

  it('does not ask about what was read, nor about what was understood as no news', () => {
    expect(ask('Withdrawals of SOL are suspended')).toBe(false);
    expect(ask('Withdrawals are not affected')).toBe(false);
  });

  it('asks about what the rules read in words that do not look like news of a service', () => {
    const title = '每周市场速览：某借贷协议暂停提款，BTC 跌破关键支撑';
    expect(readPost({ title }, OPTIONS)).toMatchObject({ readings: [], context: [{ why: 'unlike' }] });
  });

  it.each([
    'Kraken has suspended withdrawals.',
    'The API is down',
    'Withdrawals are paused for users in South Korea',
    '출금이 중단되었습니다',
    '出金を停止しています',
  ])('never doubts a plain sentence: %s', (body) => {
    expect(readPost({ body }, OPTIONS).readings).toHaveLength(1);
  });

  it('does not ask about boilerplate', () => {
    expect(Object.values(BOILERPLATE).flat().filter(ask)).toEqual([]);
  });
});
