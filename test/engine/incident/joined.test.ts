import { describe, expect, it } from 'vitest';

import { coins, createEngineBench, flag } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const HALF_HOUR = 30 * 60_000;
const NETWORKS = ['TRC20', 'ERC20', 'BEP20', 'SOL', 'TON', 'ARB'];

/** A coin of six networks, of which so many are out from one half hour to the next. */
function lived(...outs: readonly number[]): EngineBench {
  const bench = createEngineBench();
  for (const out of [0, ...outs]) {
    const usdt = NETWORKS.map((network, i) => flag(`withdrawals/USDT/${network}`, i >= out));
    bench.insist('wallets', [...usdt, ...coins(12, () => false)]);
    bench.pass(HALF_HOUR);
  }
  return bench;
}

const told = (bench: EngineBench): string[] =>
  bench.notices().map(({ change, kind, parts = [] }) => {
    const names = parts.filter(({ previous, status }) => previous !== status);
    return [change ?? kind, ...names.map(({ service }) => service.split('/').slice(2).join('/'))].join(' ');
  });

describe('A coin that is out on more and more of its networks', () => {
  it('is one story, which is told where twice as many are out, where all are, and where some are back', () => {
    expect(told(lived(1, 3, 4, 6, 1, 0))).toEqual([
      'opened USDT/TRC20',
      'worse USDT/BEP20 USDT/ERC20',
      'worse USDT',
      'partly_back USDT/TRC20 USDT',
      'resolved USDT/TRC20',
    ]);
  });

  it('brings its message up to date for one more, and tells who follows that', () => {
    const bench = lived(2, 3);
    expect(told(bench)).toEqual(['opened USDT/ERC20 USDT/TRC20']);
    expect(bench.refreshed().at(-1)?.joined).toEqual(['binance/withdrawals/USDT/BEP20']);
  });

  it('is told by its one network as a whole, which is nothing new', () => {
    const bench = createEngineBench();
    const list = (isOpen: boolean): ReturnType<typeof flag>[] => [
      flag('withdrawals/ADA/ADA', isOpen),
      ...coins(12, () => false),
    ];
    bench.insist('wallets', list(true));
    bench.insist('wallets', list(false));
    bench.pass(HALF_HOUR);
    bench.insist('wallets', list(false));
    expect(told(bench)).toEqual(['opened ADA']);
  });
});
