import { describe, expect, it } from 'vitest';

import { formatDuration, serviceName, summaryOf } from '#src/alert/words.ts';
import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('the name of a service', () => {
  it.each([
    ['binance', 'Binance'],
    ['binance/api', 'Binance API'],
    ['binance/spot', 'Binance spot trading'],
    ['binance/p2p', 'Binance P2P trading'],
    ['binance/withdrawals', 'Binance withdrawals'],
    ['binance/withdrawals/GBP', 'Binance GBP withdrawals'],
    ['binance/withdrawals/USDT/TRC20', 'Binance USDT withdrawals on TRC20'],
    ['binance/deposits/CNY/ALIPAY', 'Binance CNY deposits on ALIPAY'],
    ['binance/withdrawals/*/BEP20', 'Binance withdrawals on BEP20'],
    ['binance/spot/BTC/USD', 'Binance BTC/USD spot trading'],
    ['binance/derivatives/ETH/USDT', 'Binance ETH/USDT derivatives trading'],
    ['binance/spot/BTC', 'Binance BTC spot trading'],
  ])('%s is "%s"', (service, name) => {
    expect(serviceName(service, 'Binance')).toBe(name);
  });
});

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
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('the headline of a notice', () => {
  it.each([
    [aNotice(), 'Binance withdrawals are down'],
    [aRecovery(), 'Binance withdrawals are back after 1 h 42 min'],
    [aNotice({ kind: 'reopened', services: ['binance/api'] }), 'Binance API is down again'],
    [aNotice({ kind: 'flapping' }), 'Binance withdrawals keep going down and coming back'],
    [
      aNotice({ kind: 'changed', change: 'disputed' }),
      'Binance withdrawals are said to be back, and are still down',
    ],
    [
      aNotice({ kind: 'maintenance_moved', services: ['binance/deposits/ETH', 'binance/withdrawals/ETH'] }),
      'The planned maintenance of Binance ETH deposits and withdrawals has a new time',
    ],
  ])('is made from its facts (%#)', (notice, headline) => {
    expect(summaryOf(notice)).toBe(headline);
  });
});
