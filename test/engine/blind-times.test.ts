import { describe, expect, it } from 'vitest';

import type { Notice } from '#src/domain/incident.ts';
import { START, coins, createEngineBench, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const HOUR = 60 * 60_000;

function benchWith(): EngineBench {
  const bench = createEngineBench();
  bench.say(
    'wallets',
    coins(20, () => false),
  );
  bench.say('status-page', [word('login', 'operational'), word('api', 'operational')]);
  bench.pass(60_000);
  return bench;
}

function last(bench: EngineBench): Notice | undefined {
  return bench.notices().at(-1);
}

describe('an end that nobody saw', () => {
  it('of all coins is told as one at the latest, of what follows from them', () => {
    const bench = benchWith();
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    const seenDown = bench.now() - 2_000;
    bench.pass(2 * HOUR);
    bench.insist(
      'wallets',
      coins(20, () => false),
    );
    expect(last(bench)).toMatchObject({
      kind: 'resolved',
      services: ['binance/withdrawals'],
      endedAtLatest: true,
      downAt: seenDown,
    });
  });

  it('of some of the coins says nothing of the last, which was seen to come back', () => {
    const bench = benchWith();
    bench.insist(
      'wallets',
      coins(40, (i) => i < 5),
    );
    bench.pass(2 * HOUR);
    bench.insist(
      'wallets',
      coins(40, (i) => i === 4),
    );
    bench.pass(60_000);
    bench.insist(
      'wallets',
      coins(40, () => false),
    );
    expect(last(bench)).toMatchObject({ kind: 'resolved' });
    expect(last(bench)).not.toHaveProperty('endedAtLatest');
  });

  it('of the last of the coins counts, though others were seen to come back', () => {
    const bench = benchWith();
    bench.insist(
      'wallets',
      coins(40, (i) => i < 5),
    );
    bench.pass(60_000);
    bench.insist(
      'wallets',
      coins(40, (i) => i === 4),
    );
    bench.pass(2 * HOUR);
    bench.insist(
      'wallets',
      coins(40, () => false),
    );
    expect(last(bench)).toMatchObject({ kind: 'resolved', endedAtLatest: true });
  });

  it('of one service of several is told of that one', () => {
    const bench = benchWith();
    bench.say('status-page', [word('login', 'major_outage'), word('api', 'major_outage')]);
    bench.pass(2 * HOUR);
    bench.say('status-page', [word('login', 'major_outage'), word('api', 'operational')]);
    const { change, parts } = last(bench)!;
    expect(change).toBe('partly_back');
    expect(parts?.map(({ downAt, service }) => [service, downAt])).toEqual([
      ['binance/login', undefined],
      ['binance/api', START + 60_000],
    ]);
  });
});

describe('a list that cannot be fetched', () => {
  it('was not heard meanwhile, though its failing was', () => {
    const bench = benchWith();
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    const seenDown = bench.now() - 2_000;
    for (let minutes = 0; minutes < 20; minutes += 1) {
      const at = bench.now();
      bench.observe({
        source: 'wallets',
        at,
        kind: 'failed',
        message: '503',
        reach: 'answered',
        readings: [],
      });
      bench.pass(60_000);
    }
    bench.insist(
      'wallets',
      coins(20, () => false),
    );
    expect(last(bench)).toMatchObject({ kind: 'resolved', endedAtLatest: true, downAt: seenDown });
  });
});

describe('a beginning that nobody saw', () => {
  it('of all coins is told as since some time before', () => {
    const bench = benchWith();
    const seenWell = bench.now();
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.pass(2 * HOUR);
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    expect(last(bench)).toMatchObject({ kind: 'opened', sinceKnown: false, workedAt: seenWell });
  });
});
