import { describe, expect, it } from 'vitest';

import { viewCoin } from '#src/engine/view/coin.ts';
import type { CoinLine } from '#src/engine/view/coin.ts';
import { movedAssets } from '#src/engine/view/listed.ts';
import { START, createEngineBench, flag, testPolicy, testProfile } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const OPEN = ['withdrawals/USDT/TRC20', 'withdrawals/USDT/BEP20', 'deposits/USDT/TRC20', 'deposits/BTC/BTC'];

/** All of it open, and then what is named closed. */
function after(...closed: readonly string[]): EngineBench {
  const bench = createEngineBench();
  bench.insist(
    'wallets',
    OPEN.map((path) => flag(path, true)),
  );
  bench.insist(
    'wallets',
    OPEN.map((path) => flag(path, !closed.includes(path))),
  );
  return bench;
}

function coinAt(bench: EngineBench, asset: string, network?: string): CoinLine | undefined {
  return viewCoin(bench.state(), asset, network, {
    now: bench.now(),
    policy: testPolicy,
    profile: testProfile,
  });
}

describe('a coin at an exchange', () => {
  it('shows both ways apart, with its networks', () => {
    const line = coinAt(after(), 'USDT');
    expect(line?.withdrawals).toMatchObject({ status: 'operational', shut: [], open: ['TRC20', 'BEP20'] });
    expect(line?.deposits).toMatchObject({ status: 'operational', open: ['TRC20'] });
    expect([...(movedAssets([after().state(), after().state()]).get('USDT') ?? [])]).toEqual([
      'TRC20',
      'BEP20',
    ]);
  });

  it('is open on one network and closed on another, and says so', () => {
    const line = coinAt(after('withdrawals/USDT/BEP20'), 'USDT');
    expect(line?.withdrawals).toMatchObject({ status: 'partial_outage', shut: ['BEP20'], open: ['TRC20'] });
    expect(line?.deposits?.status).toBe('operational');
  });

  it('over one network is about that network alone', () => {
    const bench = after('withdrawals/USDT/BEP20');
    expect(coinAt(bench, 'USDT', 'BEP20')?.withdrawals?.status).toBe('major_outage');
    expect(coinAt(bench, 'USDT', 'TRC20')?.withdrawals?.status).toBe('operational');
    expect(coinAt(bench, 'USDT', 'BEP20')?.deposits).toBeUndefined();
  });

  it('is closed since then where it was closed when first seen, as a whole or on a network', () => {
    const bench = createEngineBench();
    const rows = [
      flag('withdrawals/OLD/OLD', false),
      flag('withdrawals/USDT/A', true),
      flag('withdrawals/USDT/B', false),
    ];
    bench.insist('wallets', rows);
    expect(coinAt(bench, 'OLD')?.withdrawals).toMatchObject({ closedSince: START, shut: ['OLD'], open: [] });
    const usdt = coinAt(bench, 'USDT')?.withdrawals;
    expect(usdt).toMatchObject({ shut: ['B'], open: ['A'] });
    expect(usdt).not.toHaveProperty('closedSince');
  });

  it('has one side where the exchange lists one, and none where it lists none', () => {
    expect(coinAt(after(), 'BTC')).toMatchObject({ deposits: { status: 'operational' } });
    expect(coinAt(after(), 'BTC')?.withdrawals).toBeUndefined();
    expect(coinAt(after(), 'NOPE')).toBeUndefined();
  });
});
