import { describe, expect, it } from 'vitest';

import { formatDuration, incidentSummary, maintenanceSummary, serviceName } from '#src/engine/words.ts';
import type { MaintenanceNews } from '#src/engine/words.ts';

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

describe('the headline of an incident', () => {
  const about = {
    service: 'binance/withdrawals',
    exchangeName: 'Binance',
    status: 'major_outage' as const,
    durationMs: 102 * MINUTE,
    isDisputed: false,
  };

  it.each([
    ['opened', 'Binance withdrawals are down'],
    ['changed', 'Binance withdrawals are now down'],
    ['reopened', 'Binance withdrawals are down again'],
    ['resolved', 'Binance withdrawals are back after 1 h 42 min'],
    ['flapping', 'Binance withdrawals keep going down and coming back'],
  ] as const)('says of one that is %s: %s', (kind, headline) => {
    expect(incidentSummary(kind, about)).toBe(headline);
  });

  it.each([
    ['opened', 'Binance API is partly down'],
    ['resolved', 'Binance API is back after 1 h 42 min'],
    ['flapping', 'Binance API keeps going down and coming back'],
  ] as const)('minds number: %s, %s', (kind, headline) => {
    expect(incidentSummary(kind, { ...about, service: 'binance/api', status: 'partial_outage' })).toBe(
      headline,
    );
  });

  it('counts the coins that fell together', () => {
    const group = { ...about, status: 'degraded_performance' as const, hit: 7 };
    expect(incidentSummary('opened', group)).toBe('Binance withdrawals of 7 coins are disturbed');
    expect(incidentSummary('changed', { ...group, hit: 1 })).toBe(
      'Binance withdrawals of 1 coin are now disturbed',
    );
  });

  it('says both when the exchange says that it has resumed and shows that it has not', () => {
    expect(incidentSummary('changed', { ...about, isDisputed: true })).toBe(
      'Binance withdrawals are said to be back, and are still down',
    );
  });
});

describe('the headline of a maintenance', () => {
  it.each<[MaintenanceNews, string]>([
    ['scheduled', 'Maintenance of Binance spot trading is planned'],
    ['moved', 'The planned maintenance of Binance spot trading has a new time'],
    ['started', 'Binance spot trading is under maintenance'],
    ['ended', 'Maintenance of Binance spot trading is over'],
    ['canceled', 'The planned maintenance of Binance spot trading is cancelled'],
    ['overrun', 'Maintenance of Binance spot trading takes longer than planned'],
  ])('that is %s: %s', (news, headline) => {
    expect(maintenanceSummary(news, ['binance/spot'], 'Binance')).toBe(headline);
  });

  it.each([
    [['binance/deposits', 'binance/withdrawals'], 'Binance deposits and withdrawals are under maintenance'],
    [
      ['binance/deposits/ETH', 'binance/withdrawals/ETH'],
      'Binance ETH deposits and withdrawals are under maintenance',
    ],
    [
      ['binance/deposits/*/BEP20', 'binance/withdrawals/*/BEP20'],
      'Binance deposits and withdrawals on BEP20 are under maintenance',
    ],
    [
      ['binance/deposits', 'binance/spot', 'binance/withdrawals'],
      'Binance deposits, spot trading and withdrawals are under maintenance',
    ],
    [
      ['binance/deposits/ADA', 'binance/deposits/ETH', 'binance/deposits/SOL'],
      'Binance ADA deposits and 2 more are under maintenance',
    ],
    [['binance/withdrawals'], 'Binance withdrawals are under maintenance'],
    [['binance'], 'Binance is under maintenance'],
    [['binance', 'binance/spot'], 'Binance is under maintenance'],
  ])('of %j: %s', (services, headline) => {
    expect(maintenanceSummary('started', services, 'Binance')).toBe(headline);
  });
});
