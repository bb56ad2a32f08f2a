import { describe, expect, it } from 'vitest';

import type { Reading } from '#src/domain/reading.ts';
import { viewService } from '#src/engine/view/view.ts';
import type { ServiceView } from '#src/engine/view/view.ts';
import { START, coins, createEngineBench, flag, probe, statement, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import { MINUTE, contextAt } from '#test/engine/incident/an-incident.ts';

const CARD = 'card/EUR';

function seen(bench: EngineBench, path = CARD): ServiceView {
  return viewService(bench.state(), `binance/${path}`, contextAt(bench.now()));
}

type Said = readonly [source: string, ...said: Reading[]];

/** What is said a minute after one another, beginning at the start. */
function after(...rounds: readonly (readonly Said[])[]): EngineBench {
  const bench = createEngineBench();
  for (const [i, round] of rounds.entries()) {
    if (i > 0) bench.pass(MINUTE);
    for (const [source, ...said] of round) bench.say(source, said);
  }
  return bench;
}

const coin = (status: Reading['status']): Said => ['status-page', word(CARD, status)];
const whole = (status: Reading['status']): Said => ['system-status', word('card', status)];
const exchange = (status: Reading['status']): Said => ['announcements', word('', status)];

const WELL = [coin('operational'), whole('operational')];

describe('What an ancestor lends', () => {
  it('is its trouble, with since when and in whose words, to what worked before', () => {
    const view = seen(after(WELL, [coin('operational'), whole('partial_outage')]));
    expect(view).toMatchObject({
      service: `binance/${CARD}`,
      status: 'partial_outage',
      since: START + MINUTE,
      rule: 'exchange_says_so',
      evidence: [{ source: 'system-status', service: 'binance/card' }],
    });
  });

  it('is its trouble, to what began to be well at the same time', () => {
    const bench = after(
      [['announcements', word('', 'operational')]],
      [['status-page', word(CARD, 'operational', { since: START + MINUTE })], whole('major_outage')],
    );
    expect(seen(bench).status).toBe('major_outage');
  });

  it('is nothing to what was said to work since', () => {
    const bench = after(
      [coin('major_outage'), whole('operational')],
      [coin('major_outage'), whole('major_outage')],
      [coin('operational'), whole('major_outage')],
    );
    expect(seen(bench)).toMatchObject({ status: 'operational', since: START + 2 * MINUTE });
  });

  it('is nothing to what is in trouble itself, however small', () => {
    const bench = after(
      WELL,
      [coin('degraded_performance'), whole('operational')],
      [coin('degraded_performance'), whole('major_outage')],
    );
    expect(seen(bench)).toMatchObject({
      status: 'degraded_performance',
      evidence: [{ source: 'status-page' }],
    });
  });

  it('is nothing while it is well or unknown', () => {
    for (const status of ['operational', 'unknown'] as const)
      expect(seen(after(WELL, [coin('operational'), whole(status)])).status).toBe('operational');
  });

  it('is no small trouble of the whole where the same page calls this well', () => {
    const page = (path: Reading['status'], card: Reading['status']): Said => [
      'status-page',
      word(CARD, path),
      word('card', card),
    ];
    const well = [page('operational', 'operational')];
    expect(seen(after(well, [page('operational', 'degraded_performance')])).status).toBe('operational');
    expect(seen(after(well, [page('operational', 'partial_outage')])).status).toBe('partial_outage');
    const apart = after(WELL, [coin('operational'), whole('degraded_performance')]);
    expect(seen(apart).status).toBe('degraded_performance');
    const unknown = after(well, [page('unknown', 'degraded_performance')]);
    expect(seen(unknown).status).toBe('degraded_performance');
  });

  it('is no load of one endpoint to another that we see answer', () => {
    const futures = 'api/USD-M-FUTURES';
    const answers: Said = ['futures-ping', probe(futures, 'operational')];
    const api = (status: Reading['status']): Said => ['spot-ping', word('api', status)];
    const loaded = after([answers, api('operational')], [answers, api('degraded_performance')]);
    expect(seen(loaded, futures)).toMatchObject({ status: 'operational', basis: 'measured' });
    const down = after([answers, api('operational')], [answers, api('major_outage')]);
    expect(seen(down, futures).status).toBe('major_outage');
  });

  it('comes from a farther one, where small trouble of the nearer is that of something else', () => {
    const page = (card: Reading['status']): Said => [
      'status-page',
      word(CARD, 'operational'),
      word('card', card),
    ];
    const bench = after(
      [page('operational'), exchange('operational')],
      [page('degraded_performance'), exchange('major_outage')],
    );
    expect(seen(bench)).toMatchObject({ status: 'major_outage', evidence: [{ service: 'binance' }] });
  });

  it('comes from the nearest that is in trouble', () => {
    const both = [coin('operational'), whole('partial_outage'), exchange('major_outage')];
    const bench = after([...WELL, exchange('operational')], both);
    expect(seen(bench)).toMatchObject({ status: 'partial_outage', evidence: [{ service: 'binance/card' }] });
    const onlyExchange = [coin('operational'), whole('operational'), exchange('major_outage')];
    const farther = after([...WELL, exchange('operational')], onlyExchange);
    expect(seen(farther)).toMatchObject({ status: 'major_outage', evidence: [{ service: 'binance' }] });
  });

  it('is nothing that only follows from its coins, of which this one works', () => {
    const bench = createEngineBench();
    const rows = (isOpen: boolean) => [...coins(20, () => !isOpen), flag('withdrawals/BTC/BTC', true)];
    bench.say('wallets', rows(true));
    bench.pass(MINUTE);
    bench.insist('wallets', rows(false));
    expect(seen(bench, 'withdrawals').status).toBe('major_outage');
    expect(seen(bench, 'withdrawals/BTC/BTC').status).toBe('operational');
  });

  it('is its trouble, to what is closed for good', () => {
    const bench = createEngineBench();
    bench.say('wallets', [flag('withdrawals/XYZ/SOL', false)]);
    bench.say('system-status', [word('withdrawals', 'operational')]);
    bench.pass(MINUTE);
    bench.say('system-status', [word('withdrawals', 'partial_outage')]);
    const view = seen(bench, 'withdrawals/XYZ/SOL');
    expect(view.status).toBe('partial_outage');
    expect(view).not.toHaveProperty('closedSince');
  });

  it('is nothing where it is itself closed for good', () => {
    const bench = after([
      ['wallets', flag('card', false)],
      ['status-page', word(CARD, 'unknown')],
    ]);
    expect(seen(bench, 'card')).toHaveProperty('closedSince');
    expect(seen(bench).status).not.toBe('major_outage');
  });
});

describe('A running maintenance', () => {
  /** The card is planned to be maintained from the first minute on, and is. */
  function maintained(more: Partial<Reading> = {}, says = true): EngineBench {
    const bench = createEngineBench();
    const plan = (phase: 'scheduled' | 'in_progress', path = 'card'): Reading => ({
      ...word(path, phase === 'scheduled' ? 'operational' : 'under_maintenance'),
      ref: 'w',
      window: { id: 'w', phase, from: START + MINUTE, until: START + 60 * MINUTE, title: 'Card upgrade' },
      ...more,
    });
    bench.say('status-page', []);
    bench.say('status-page', [plan('scheduled')]);
    bench.pass(2 * MINUTE);
    bench.say('status-page', [plan('in_progress')]);
    if (!says) bench.say('system-status', [word('card', 'operational')]);
    return bench;
  }

  it('is what all that it covers is under, since it was planned to begin', () => {
    for (const path of ['card', CARD])
      expect(seen(maintained(), path)).toMatchObject({
        status: 'under_maintenance',
        basis: 'official',
        since: START + MINUTE,
        sinceKnown: true,
      });
    expect(seen(maintained(), 'spot').status).not.toBe('under_maintenance');
  });

  it('is shown in the words of who says so, about what it covers', () => {
    expect(seen(maintained()).evidence).toMatchObject([
      { source: 'status-page', service: 'binance/card', status: 'under_maintenance' },
    ]);
  });

  it('is shown by its plan where nothing else calls it that', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say('announcements', [
      statement('card', 'operational', START, {
        window: { id: 'w', phase: 'in_progress', from: START, until: null, title: 'Card upgrade' },
      }),
    ]);
    expect(seen(bench, 'card')).toMatchObject({
      status: 'under_maintenance',
      evidence: [{ source: 'announcements', service: 'binance/card', quote: 'Card upgrade' }],
    });
  });

  it('of a network is what a coin is under that moves on it alone, and no coin that moves elsewhere too', () => {
    const bench = createEngineBench();
    const flags = (isOpen: boolean): Reading[] => [
      flag('withdrawals/LINK/ERC20', isOpen),
      flag('withdrawals/USDT/ERC20', isOpen),
      flag('withdrawals/USDT/TRC20', true),
    ];
    bench.insist('wallets', flags(true), 3);
    bench.say('announcements', []);
    bench.say('announcements', [
      statement('withdrawals/*/ERC20', 'operational', START, {
        window: { id: 'w', phase: 'scheduled', from: bench.now(), until: null, title: 'Upgrade of Ethereum' },
      }),
    ]);
    bench.insist('wallets', flags(false), 3);
    expect(seen(bench, 'withdrawals/LINK').status).toBe('under_maintenance');
    expect(seen(bench, 'withdrawals/USDT').status).not.toBe('under_maintenance');
  });

  it('in some countries is not what all are under', () => {
    expect(seen(maintained({ regions: ['GB'] }), 'card').status).not.toBe('under_maintenance');
  });
});

describe('A coin that its list calls open', () => {
  it('is as it is on the networks that a page tells apart', () => {
    const wallets: Said = ['wallets', word('deposits/CRO', 'operational')];
    const page = (status: Reading['status']): Said => ['status-page', word('deposits/CRO/CRONOS', status)];
    const bench = after([wallets, page('operational')], [wallets, page('degraded_performance')]);
    expect(seen(bench, 'deposits/CRO')).toMatchObject({
      status: 'degraded_performance',
      parts: { hit: 1, of: 1 },
    });
    expect(seen(after([wallets, page('operational')]), 'deposits/CRO').status).toBe('operational');
  });
});
