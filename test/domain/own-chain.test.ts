import { describe, expect, it } from 'vitest';

import { networkOf, ownChainOf, spans } from '#src/domain/own-chain.ts';

describe("A coin's own chain", () => {
  it.each([
    ['x/withdrawals/AVAX', 'x/withdrawals/*/AVAXC'],
    ['x/deposits/ETH', 'x/deposits/*/ERC20'],
    ['x/withdrawals/XRP', 'x/withdrawals/*/XRP'],
    ['x/withdrawals/AVAX/AVAXC', undefined],
    ['x/withdrawals/*', undefined],
    ['x/withdrawals', undefined],
    ['x/spot/AVAX', undefined],
  ])('of %s is %s', (service, chain) => {
    expect(ownChainOf(service)).toBe(chain);
  });

  it('is the network of a coin that no other is named of', () => {
    expect(networkOf('x/withdrawals/AVAX')).toBe('AVAXC');
    expect(networkOf('x/withdrawals/AVAX/BEP20')).toBe('BEP20');
    expect(networkOf('x/spot/AVAX/USD')).toBe('USD');
    expect(networkOf('x/withdrawals')).toBeUndefined();
  });

  it('spans the coin, and not what moves on it elsewhere', () => {
    expect(spans('x/withdrawals/*/AVAXC', 'x/withdrawals/AVAX')).toBe(true);
    expect(spans('x/withdrawals/*/AVAXC', 'x/withdrawals/USDC/AVAXC')).toBe(true);
    expect(spans('x/withdrawals/*/AVAXC', 'x/withdrawals/USDC')).toBe(false);
    expect(spans('x/withdrawals/AVAX', 'x/withdrawals/*/AVAXC')).toBe(false);
    expect(spans('x/deposits/*/AVAXC', 'x/withdrawals/AVAX')).toBe(false);
  });
});
