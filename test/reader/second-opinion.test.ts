import { describe, expect, it } from 'vitest';

import { isGap, relevanceOf } from '#src/reader/second-opinion.ts';
import { readPost } from '#src/reader/read-announcement.ts';
import { BOILERPLATE } from '#test/reader/boilerplate.ts';
import { loadCorpus } from '#test/reader/corpus.ts';

const OPTIONS = { publishedAt: Date.parse('2026-03-03T12:00:00Z'), exchange: 'kraken' };
const ask = (title: string) => isGap({ title }, readPost({ title }, OPTIONS));

describe('the second opinion', () => {
  it('tells the texts of the held-out half apart that nobody trained it with', () => {
    const sure = loadCorpus('held-out').filter(({ text }) => relevanceOf(text) >= 0.9);
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

  it('does not ask about boilerplate', () => {
    expect(Object.values(BOILERPLATE).flat().filter(ask)).toEqual([]);
  });
});
