import { describe, expect, it } from 'vitest';

import { createEngineBench, flag, probe, statement, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;

interface Way {
  readonly say: (bench: EngineBench, isWell: boolean) => void;
  readonly service: string;
}

const WAYS: readonly (readonly [string, Way])[] = [
  [
    'a word',
    {
      service: 'spot',
      say: (bench, isWell) =>
        bench.say('status-page', [word('spot', isWell ? 'operational' : 'major_outage')]),
    },
  ],
  [
    'a switch',
    {
      service: 'withdrawals/SOL',
      say: (bench, isWell) => bench.insist('wallets', [flag('withdrawals/SOL/SOL', isWell)]),
    },
  ],
  [
    'a probe',
    {
      service: 'api',
      say: (bench, isWell) => {
        for (let i = 0; i < 3; i += 1) {
          if (isWell) bench.say('spot-ping', [probe('api', 'operational')]);
          else bench.fail('spot-ping');
          bench.pass(2_000);
        }
      },
    },
  ],
];

describe('what was down when first seen', () => {
  it.each(WAYS)(
    'by %s, and falls anew within the flap window, is news with an end',
    (_, { say, service }) => {
      const bench = createEngineBench();
      const turn = (isWell: boolean): void => {
        say(bench, isWell);
        bench.pass(3 * MINUTE);
        bench.restart();
      };
      for (const isWell of [false, true]) turn(isWell);
      expect(bench.told()).toEqual([]);
      for (const isWell of [false, true]) turn(isWell);
      const opened = `opened binance/${service} major_outage`;
      expect(bench.told()).toEqual([opened, `resolved binance/${service} operational`]);
      for (const isWell of [false, true, false]) turn(isWell);
      expect(bench.notices().map(({ kind, downs }) => `${kind} ${downs}`)).toEqual([
        'opened 1',
        'resolved 1',
        'reopened 2',
        'resolved 2',
        'flapping 3',
      ]);
    },
  );

  it('and gets worse is news, and no news where it gets better', () => {
    const bench = createEngineBench();
    const turn = (status: Parameters<typeof word>[1]): void => {
      bench.say('status-page', [word('spot', status)]);
      bench.pass(3 * MINUTE);
    };
    turn('partial_outage');
    turn('degraded_performance');
    expect(bench.told()).toEqual([]);
    turn('major_outage');
    turn('operational');
    expect(bench.told()).toEqual(['opened binance/spot major_outage', 'resolved binance/spot operational']);
  });

  it('and falls anew beneath a wider trouble is told to be back when it is, if that is later', () => {
    const bench = createEngineBench();
    const turn = (withdrawals: boolean, sol: boolean): void => {
      bench.say('status-page', [
        word('withdrawals', withdrawals ? 'operational' : 'major_outage'),
        word('withdrawals/SOL', sol ? 'operational' : 'major_outage'),
      ]);
      bench.pass(2 * MINUTE);
    };
    turn(true, false);
    turn(false, false);
    turn(false, true);
    turn(false, false);
    turn(true, false);
    turn(true, true);
    expect(bench.told()).toEqual([
      'opened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
      'resolved binance/withdrawals/SOL operational',
    ]);
  });

  it('keeps a coin that fell with it, and stays out when it is back, from nobody', () => {
    const bench = createEngineBench();
    const turn = (withdrawals: boolean, bitcoin: boolean): void => {
      bench.say('status-page', [word('withdrawals', withdrawals ? 'operational' : 'major_outage')]);
      bench.insist('wallets', [flag('withdrawals/BTC/BTC', bitcoin), flag('withdrawals/XRP/XRP', true)]);
      bench.pass(2 * MINUTE);
    };
    turn(false, true);
    turn(false, false);
    expect(bench.told()).toEqual([]);
    turn(true, false);
    turn(true, true);
    expect(bench.told()).toEqual([
      'opened binance/withdrawals/BTC major_outage',
      'resolved binance/withdrawals/BTC operational',
    ]);
  });

  it('on one network, and is announced to be off as a whole later, is news', () => {
    const bench = createEngineBench();
    const turn = (status: Parameters<typeof word>[1], posts: Parameters<typeof bench.say>[1] = []): void => {
      bench.say('status-page', [word('withdrawals/SOL/SOL', status)]);
      bench.say('announcements', posts);
      bench.pass(2 * MINUTE);
    };
    turn('major_outage');
    turn('major_outage', [statement('withdrawals/SOL', 'major_outage', bench.now())]);
    turn('operational', [statement('withdrawals/SOL', 'operational', bench.now())]);
    expect(bench.told()).toEqual([
      'opened binance/withdrawals/SOL major_outage',
      'resolved binance/withdrawals/SOL operational',
    ]);
  });
});
