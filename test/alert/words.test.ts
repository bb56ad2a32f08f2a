import { describe, expect, it } from 'vitest';

import { serviceName } from '#src/alert/words.ts';

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
