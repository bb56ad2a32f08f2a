import { describe, expect, it } from 'vitest';

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
