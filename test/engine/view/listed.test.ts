import { describe, expect, it } from 'vitest';

import { claimsFrom, withClaims } from '#src/domain/claims.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Claims } from '#src/domain/exchange-state.ts';
import { assetsOf, isListed, listedNetworks, movedAssets, saidComponents } from '#src/engine/view/listed.ts';
import { aClaim, stateWith } from '#test/engine/some-claims.ts';

const open = aClaim('flag', 'operational');
const state = stateWith({
  wallets: {
    'withdrawals/BTC/BTC': open,
    'withdrawals/BTC/LN': open,
    'withdrawals/ETH': open,
    'withdrawals/*/SOL': open,
    'deposits/BTC/BTC': open,
    'spot/ADA/USDT': open,
  },
  news: { withdrawals: open, 'withdrawals/XRP': open, '': open, '*': open },
});

describe('A list that was looked at', () => {
  const coins = Array.from({ length: 100 }, (_, i) => `x/withdrawals/C${i}/ETH`);
  const listing = (claims: Claims) => ({ ...emptyExchangeState('x'), claims: { wallets: claims } });

  it('is not gone through again while its coins only open and close', () => {
    let claims = claimsFrom(coins.map((path) => [path, open]));
    const first = movedAssets([listing(claims)]).get('C7');
    for (const path of coins) {
      claims = withClaims(claims, new Map([[path, aClaim('flag', 'major_outage')]]));
      expect(movedAssets([listing(claims)]).get('C7')).toBe(first);
    }
    expect(assetsOf(listing(claims), 'withdrawals')).toHaveLength(100);
  });

  it('is, where a coin or a network of it is new or gone', () => {
    const claims = claimsFrom(coins.map((path) => [path, open]));
    expect(assetsOf(listing(claims), 'withdrawals')).not.toContain('NEW');
    const more = withClaims(
      claims,
      new Map([
        ['x/withdrawals/NEW/ETH', open],
        ['x/withdrawals/C7/SOL', open],
      ]),
    );
    expect(assetsOf(listing(more), 'withdrawals')).toContain('NEW');
    expect(movedAssets([listing(more)]).get('C7')).toEqual(new Set(['ETH', 'SOL']));
    const fewer = withClaims(
      more,
      new Map([
        ['x/withdrawals/C7/SOL', undefined],
        ['x/withdrawals/C9/ETH', undefined],
      ]),
    );
    expect(movedAssets([listing(fewer)]).get('C7')).toEqual(new Set(['ETH']));
    expect(assetsOf(listing(fewer), 'withdrawals')).not.toContain('C9');
    expect(assetsOf(listing(claims), 'withdrawals')).toContain('C9');
  });
});

describe('What an exchange lists', () => {
  it('are the components that something was said of', () => {
    expect(saidComponents(state)).toEqual(['deposits', 'spot', 'withdrawals']);
    const other = { ...state, exchange: 'kraken' };
    expect(saidComponents(other)).toEqual([]);
  });

  it('are the coins of a component, and no whole network', () => {
    expect(assetsOf(state, 'withdrawals')).toEqual(['BTC', 'ETH', 'XRP']);
    expect(assetsOf(state, 'deposits')).toEqual(['BTC']);
    expect(assetsOf(state, 'margin')).toEqual([]);
  });

  it('is a coin in a component, over whatever network', () => {
    const listed = (component: string, asset: string): boolean => isListed(state, component, asset);
    expect([listed('withdrawals', 'BTC'), listed('withdrawals', 'ETH'), listed('deposits', 'ETH')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([listed('withdrawals', 'BT'), listed('withdrawals', 'XR')]).toEqual([false, false]);
  });

  it('are the networks of a coin there, each once', () => {
    expect(listedNetworks(state, 'withdrawals', 'BTC')).toEqual(['BTC', 'LN']);
    expect(listedNetworks(state, 'withdrawals', 'ETH')).toEqual([]);
    const any = stateWith({ a: { 'deposits/BTC/*': open } });
    expect(listedNetworks(any, 'deposits', 'BTC')).toEqual([]);
    const twice = stateWith({ a: { 'deposits/BTC/BTC': open }, b: { 'deposits/BTC/BTC': open } });
    expect(listedNetworks(twice, 'deposits', 'BTC')).toEqual(['BTC']);
  });
});

describe('What moves in or out', () => {
  const moved = (...states: Parameters<typeof movedAssets>[0]) =>
    Object.fromEntries([...movedAssets(states)].map(([asset, networks]) => [asset, [...networks]]));

  it('are coins with their networks, and no pair and no whole network', () => {
    expect(moved(state)).toEqual({ BTC: ['BTC', 'LN'], ETH: [], XRP: [] });
  });

  it('are those of all exchanges together', () => {
    const other = stateWith({ wallets: { 'withdrawals/BTC/BEP20': open, 'withdrawals/SOL/SOL': open } });
    const both = moved(state, other);
    expect(both['BTC']?.toSorted()).toEqual(['BEP20', 'BTC', 'LN']);
    expect(both['SOL']).toEqual(['SOL']);
  });
});
