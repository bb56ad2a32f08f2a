import { describe, expect, it } from 'vitest';

import { plain } from '#src/alert/text.ts';
import { formatDuration } from '#src/cli/format-duration.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const english = shippedCatalogue.voice('en');
const chinese = shippedCatalogue.voice('zh-CN');

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [-5 * SECOND, '0 s'],
    [400, '0 s'],
    [40 * SECOND, '40 s'],
    [59.6 * SECOND, '1 min'],
    [90 * SECOND, '1 min 30 s'],
    [3 * MINUTE, '3 min'],
    [4 * MINUTE + 59 * SECOND, '4 min 59 s'],
    [5 * MINUTE + 1 * SECOND, '5 min'],
    [HOUR, '1 h'],
    [102 * MINUTE, '1 h 42 min'],
    [DAY - SECOND, '23 h 59 min'],
    [2 * DAY + 4 * HOUR + 59 * MINUTE, '2 d 4 h'],
    [30 * DAY, '30 d'],
  ])('of %i ms is "%s"', (ms, text) => {
    expect(plain(english.duration(ms))).toBe(text);
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('a language', () => {
  it('lists as it does', () => {
    const coins = [['ETH'], ['SOL'], ['XRP']];
    expect(plain(english.list(coins))).toBe('ETH, SOL and XRP');
    expect(plain(chinese.list(coins))).toBe('ETH、SOL 和 XRP');
    expect(plain(english.row(coins))).toBe('ETH, SOL, XRP');
  });

  it('knows countries by their codes, and leaves another word as it is', () => {
    expect(plain(english.region('FR'))).toBe('France');
    expect(plain(chinese.region('FR'))).toBe('法国');
    expect(english.region('EEA countries')).toEqual([{ kind: 'outside', text: 'EEA countries' }]);
  });

  it('keeps what is put into a message as the piece that it is', () => {
    const exchange = { kind: 'name', text: '{Binance} *' } as const;
    expect(english.write('view.works', { exchange })).toEqual([exchange, ' works']);
  });

  it('says durations in its own units', () => {
    expect(plain(chinese.duration(102 * MINUTE))).toBe('1\u00A0小时 42\u00A0分钟');
  });
});
