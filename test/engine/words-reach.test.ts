import { describe, expect, it } from 'vitest';

import { claimOn } from '#src/domain/claims.ts';
import { createEngineBench, flag, START, statement, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A bench that knows its announcements, and has just heard that withdrawals are halted. */
function halted(service = 'withdrawals'): EngineBench {
  const bench = createEngineBench();
  bench.say('announcements', []);
  bench.say('announcements', [statement(service, 'major_outage', START)]);
  bench.pass(HOUR);
  return bench;
}

const news = (bench: EngineBench): string[] =>
  bench.notices().map(({ change, kind, services }) => [kind, change, ...services].filter(Boolean).join(' '));

describe('a statement about the whole', () => {
  it('ends what was announced of a part', () => {
    const bench = halted();
    bench.say('announcements', [statement('', 'operational', bench.now())]);
    expect(news(bench)).toEqual(['opened binance/withdrawals', 'resolved binance/withdrawals']);
    expect(bench.notices().at(-1)?.evidence).toMatchObject([
      { source: 'announcements', status: 'operational' },
    ]);
  });

  it('does not reach what it names as an exception', () => {
    const bench = halted();
    const except = ['binance/withdrawals/BTC'];
    bench.say('announcements', [statement('withdrawals', 'operational', bench.now(), { except })]);
    bench.pass(HOUR);
    bench.say('announcements', [statement('withdrawals/BTC', 'operational', bench.now())]);
    expect(news(bench)).toEqual([
      'opened binance/withdrawals',
      'changed partly_back binance/withdrawals binance/withdrawals/BTC',
      'resolved binance/withdrawals binance/withdrawals/BTC',
    ]);
  });

  it('gives way to a newer word about the part', () => {
    const bench = halted();
    bench.say('announcements', [statement('', 'operational', bench.now())]);
    bench.pass(MINUTE);
    bench.say('announcements', [
      statement('', 'operational', bench.now() - MINUTE),
      statement('withdrawals', 'major_outage', bench.now()),
    ]);
    expect(news(bench).at(-1)).toBe('reopened binance/withdrawals');
  });

  it('ends nothing that the exchange still shows as closed', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', true)]);
    bench.say('announcements', []);
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', false)]);
    bench.pass(MINUTE);
    bench.say('announcements', [statement('', 'operational', bench.now())]);
    expect(news(bench)).toEqual(['opened binance/withdrawals/BTC']);
  });
});

describe('an edited post', () => {
  const post = (status: 'major_outage' | 'operational', evidence: string) => [
    statement('withdrawals', status, START, { evidence }),
  ];

  it('is a new word, heard by its changed text', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say('announcements', post('major_outage', 'Withdrawals are suspended'));
    bench.pass(HOUR);
    bench.say('announcements', post('operational', '[Resolved] Withdrawals are suspended'));
    expect(news(bench)).toEqual(['opened binance/withdrawals', 'resolved binance/withdrawals']);
  });

  it('is not heard anew at every poll', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say('announcements', post('major_outage', 'Withdrawals are suspended'));
    bench.pass(HOUR);
    for (let i = 0; i < 3; i += 1) {
      bench.pass(MINUTE);
      bench.say('announcements', post('operational', '[Resolved] Withdrawals are suspended'));
    }
    bench.say('announcements', post('major_outage', 'Withdrawals are suspended once more'));
    expect(news(bench)).toEqual([
      'opened binance/withdrawals',
      'resolved binance/withdrawals',
      'reopened binance/withdrawals',
    ]);
  });

  it('does not come back once the switches have overtaken it', () => {
    const bench = createEngineBench();
    const words = post('major_outage', 'Withdrawals are suspended');
    const page = (status: 'major_outage' | 'operational') => [word('withdrawals', status)];
    bench.say('status-page', page('operational'));
    bench.say('announcements', []);
    bench.say('announcements', words);
    bench.say('status-page', page('major_outage'));
    bench.pass(MINUTE);
    bench.say('status-page', page('operational'));
    bench.say('announcements', words);
    expect(news(bench)).toEqual(['opened binance/withdrawals', 'resolved binance/withdrawals']);
    expect(
      bench
        .notices()
        .at(-1)
        ?.evidence.map(({ source }) => source),
    ).toEqual(['status-page']);
  });
});

describe('what holds in some countries only', () => {
  const inUk = (status: 'major_outage' | 'operational', at: number) =>
    statement('withdrawals/GBP', status, at, { regions: ['GB'] });

  it('is told as that, and changes nobody else’s status', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.insist('wallets', [flag('withdrawals/GBP/FPS', true)]);
    bench.say('announcements', [inUk('major_outage', bench.now())]);
    expect(bench.notices()).toMatchObject([
      { kind: 'opened', services: ['binance/withdrawals/GBP'], regions: ['GB'] },
    ]);
    expect(Object.keys(bench.state().claims)).toContain('announcements@GB');
    expect(claimOn(bench.state().claims['announcements'] ?? [], 'binance/withdrawals/GBP')).toBeUndefined();
    bench.pass(MINUTE);
    bench.say('announcements', [inUk('operational', bench.now())]);
    expect(bench.notices().at(-1)).toMatchObject({ kind: 'resolved', regions: ['GB'] });
  });

  it('is another story than what is down everywhere', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say('announcements', [
      inUk('major_outage', START),
      statement('deposits', 'major_outage', START, { ref: 'other' }),
    ]);
    expect(bench.notices().map(({ regions, services }) => [services[0], regions])).toEqual([
      ['binance/deposits', undefined],
      ['binance/withdrawals/GBP', ['GB']],
    ]);
  });
});
