import { describe, expect, it } from 'vitest';

import { explainBadSelector } from '#src/cli/replay/explain-bad-selector.ts';

describe('what is no selector', () => {
  const watched = ['binance', 'kraken'];

  it.each([
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['/', 'is empty'],
    ['bitstamp', '"bitstamp" is not watched here. Watched: binance, kraken.'],
    ['binance/wallets', '"wallets" is no component. Choose one of website'],
    ['binance/withdrawals/A/B/C', 'more than four parts'],
    ['binance/withdrawals/B C', 'malformed'],
    ['binance//BTC', 'is no component'],
    ['/withdrawals', 'is not watched here'],
  ])('"%s" is told why', (text, why) => {
    expect(explainBadSelector(text, watched)).toContain(why);
  });

  it.each(['binance', ' Binance ', '*', '*/withdrawals', '*/*/USDT/*', 'KRAKEN/withdrawals/btc'])(
    '"%s" is one',
    (text) => {
      expect(explainBadSelector(text, watched)).toBeNull();
    },
  );
});
