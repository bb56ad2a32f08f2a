import { describe, expect, it } from 'vitest';

import { readAnnouncement, readPost } from '#src/reader/read-announcement.ts';

const OPTIONS = { publishedAt: Date.parse('2026-03-03T12:00:00Z'), exchange: 'binance' };

const HOSTILE: Readonly<Record<string, string>> = {
  'the same claim': '출금 중단 ',
  'a claim in Chinese': '暂停提现,',
  'a claim in English':
    'Deposits and withdrawals of SOL, ETH and USDT (TRC20) are suspended from 14:00 UTC to 15:00 UTC. ',
  'one letter': 'a',
  'one digit': '1',
  'open brackets': '(A ',
  'numbered items': '1. A 1) B ',
  times: '12:00 - 13:00 UTC ',
  durations: 'in 2 hours or so ',
  points: '. ',
  dashes: ' - ',
  'items of a list': '\n- SOL',
  'tags that never end': '<a ',
  entities: '&amp;&#65;',
  'names that nobody knows': 'of Quoxen on Zorb ',
  capitals: 'ABC DEF ',
  auxiliaries: 'will be has been not ',
  'relative clauses': 'which are suspended, ',
  'words of practice': 'sandbox, demo trading ',
  spaces: ' ',
};

const TRIES_MAX = 40;

/**
 * What reading takes at best, in the processor's time. The first reading compiles the patterns, and a processor that is shared
 * is slower by what others have in its caches: it is tried until it takes less than that.
 */
function bestMs(act: () => void, lessThanMs: number): number {
  let best = Infinity;
  for (let tries = 0; tries < TRIES_MAX && best >= lessThanMs; tries += 1) {
    const before = process.threadCpuUsage();
    act();
    const { system, user } = process.threadCpuUsage(before);
    best = Math.min(best, (system + user) / 1_000);
  }
  return best;
}

describe('reading takes a time that does not grow with hostile text', () => {
  it.each(Object.entries(HOSTILE))('100 kB of %s', (_, text) => {
    const long = text.repeat(Math.ceil(100_000 / text.length));
    expect(bestMs(() => readAnnouncement(long, OPTIONS), 100)).toBeLessThan(100);
  });

  it('50 posts of 10 kB', () => {
    const words = Object.values(HOSTILE).join('');
    const posts = Array.from({ length: 50 }, (_, i) => ({
      title: `Notice ${i} on the suspension of deposits`,
      body: `Number ${i}. `.concat(words).repeat(40).slice(0, 10_000),
    }));
    const ms = bestMs(() => {
      for (const post of posts) readPost(post, OPTIONS);
    }, 200);
    expect(ms).toBeLessThan(200);
  });
});
