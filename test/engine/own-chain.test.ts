import { describe, expect, it } from 'vitest';

import type { Reading } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import { viewService } from '#src/engine/view/view.ts';
import {
  START,
  createEngineBench,
  flag,
  statement,
  testPolicy,
  testProfile,
  window,
} from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;

// A list that names no networks, and posts that name the chain of a coin.
const list = (isOpen: boolean): Reading[] => [
  ...Array.from({ length: 12 }, (_, i) => flag(`withdrawals/C${i}`, true)),
  flag('withdrawals/AVAX', isOpen),
];
const post = (bench: EngineBench, status: Status): Reading =>
  statement('withdrawals/*/AVAXC', status, bench.now());
const shown = (bench: EngineBench, path: string): Status =>
  viewService(bench.state(), `binance/${path}`, {
    now: bench.now(),
    policy: testPolicy,
    profile: testProfile,
  }).status;

function begun(): EngineBench {
  const bench = createEngineBench();
  bench.insist('wallets', list(true));
  bench.say('announcements', []);
  bench.pass(10 * MINUTE);
  return bench;
}

describe('A coin whose networks no list tells apart', () => {
  it('is one story with its chain, whichever is heard first', () => {
    const listFirst = begun();
    listFirst.insist('wallets', list(false));
    listFirst.pass(3 * MINUTE);
    listFirst.say('announcements', [post(listFirst, 'major_outage')]);
    listFirst.pass(3 * MINUTE);
    listFirst.insist('wallets', list(true));
    expect(listFirst.notices().map(({ kind }) => kind)).toEqual(['opened', 'resolved']);

    const postFirst = begun();
    postFirst.say('announcements', [post(postFirst, 'major_outage')]);
    postFirst.pass(3 * MINUTE);
    postFirst.insist('wallets', list(false));
    postFirst.pass(3 * MINUTE);
    postFirst.insist('wallets', list(true));
    expect(postFirst.told()).toEqual([
      'opened binance/withdrawals/*/AVAXC major_outage',
      'resolved binance/withdrawals/*/AVAXC operational',
    ]);
  });

  it('closes for a maintenance of its chain, and ends that when it opens', () => {
    const bench = begun();
    const plan = window('p', { from: START + 20 * MINUTE, until: START + 90 * MINUTE });
    bench.say('announcements', [statement('withdrawals/*/AVAXC', 'operational', START, { window: plan })]);
    bench.pass(12 * MINUTE);
    bench.insist('wallets', list(false));
    bench.pass(20 * MINUTE);
    bench.insist('wallets', list(true));
    expect(bench.notices().map(({ kind }) => kind)).toEqual([
      'maintenance_scheduled',
      'maintenance_started',
      'maintenance_ended',
    ]);
  });

  it('is shown as halted with its chain, and others are not', () => {
    const bench = begun();
    bench.insist('wallets', list(true));
    bench.say('announcements', [post(bench, 'major_outage')]);
    expect(shown(bench, 'withdrawals/AVAX')).toBe('major_outage');
    expect(shown(bench, 'withdrawals/C1')).toBe('operational');
  });
});

describe('A coin that moves on other networks too', () => {
  it('is not shown as halted with its own chain', () => {
    const bench = createEngineBench();
    const both = ['AVAXC', 'BEP20'].map((network) => flag(`withdrawals/AVAX/${network}`, true));
    bench.insist('wallets', [...both, ...list(true).slice(0, 12)]);
    bench.say('announcements', []);
    bench.pass(MINUTE);
    bench.say('announcements', [post(bench, 'major_outage')]);
    expect(shown(bench, 'withdrawals/AVAX')).not.toBe('major_outage');
    expect(shown(bench, 'withdrawals/AVAX/AVAXC')).toBe('major_outage');
    expect(shown(bench, 'withdrawals/AVAX/BEP20')).toBe('operational');
  });
});
