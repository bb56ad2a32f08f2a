import { describe, expect, it } from 'vitest';

import type { Reading } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { assetsOf } from '#src/engine/view/listed.ts';
import { viewExchange, viewService } from '#src/engine/view/view.ts';
import type { ComponentView, ExchangeView, ServiceView } from '#src/engine/view/view.ts';
import {
  coins,
  createEngineBench,
  flag,
  probe,
  START,
  statement,
  testPolicy,
  testProfile,
  window,
  word,
} from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const contextAt = (now: number) => ({ now, policy: testPolicy, profile: testProfile });

function exchangeSeen(bench: EngineBench, components: readonly string[] = ['withdrawals']): ExchangeView {
  return viewExchange(bench.state(), { ...contextAt(bench.now()), components });
}

function componentSeen(bench: EngineBench, component = 'withdrawals'): ComponentView | undefined {
  return exchangeSeen(bench, [component]).components.find((one) => one.component === component);
}

function serviceSeen(bench: EngineBench, path: string): ServiceView {
  return viewService(bench.state(), `binance/${path}`, contextAt(bench.now()));
}

describe('a component that is known by its coins alone', () => {
  it('works, however few of them do not', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.insist(
      'wallets',
      coins(30, (i) => i < 3),
    );
    expect(componentSeen(bench)).toMatchObject({ status: 'operational', hit: 3, of: 30 });
  });

  it('is down when nearly all of them are, by the time and the words of that', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.at('12:04:00');
    bench.insist(
      'wallets',
      coins(30, (i) => i < 28),
    );
    expect(componentSeen(bench)).toMatchObject({
      status: 'major_outage',
      since: START + 4 * MINUTE,
      sinceKnown: true,
      basis: 'inferred',
      evidence: [{ venue: 'coin_list', count: { hit: 28, of: 30 }, detail: 'closed' }],
      hit: 28,
      of: 30,
    });
  });

  it('counts a coin once, whatever the number of its networks', () => {
    const bench = createEngineBench();
    const usdt = (isOpen: boolean) =>
      ['ERC20', 'TRC20', 'SOL'].map((on) => flag(`withdrawals/USDT/${on}`, isOpen));
    bench.insist('wallets', [...usdt(true), flag('withdrawals/BTC/BTC', true)]);
    bench.insist('wallets', [...usdt(false), flag('withdrawals/BTC/BTC', true)]);
    expect(componentSeen(bench)).toMatchObject({ hit: 1, of: 2 });
  });

  it('counts what is closed for good apart, and no coin of it as one of its coins', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, (i) => i < 4),
    );
    expect(componentSeen(bench)).toMatchObject({ status: 'operational', hit: 0, of: 26, closedForLong: 4 });
  });

  it('is down, since nobody knows when, if all was closed when first seen', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => true),
    );
    expect(componentSeen(bench)).toMatchObject({
      status: 'major_outage',
      sinceKnown: false,
      closedForLong: 30,
    });
    expect(bench.told()).toEqual([]);
  });

  it('is unknown again when its list has not been read for long', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.pass(6 * MINUTE);
    const view = exchangeSeen(bench);
    expect(view.status).toBe('unknown');
    expect(view.components[0]).toMatchObject({ status: 'unknown', closedForLong: 0 });
    expect(view.components[0]).not.toHaveProperty('of');
  });
});

describe('a component of which a source names some parts', () => {
  it('is partly out where all that is known of it is out', () => {
    const bench = createEngineBench();
    bench.say('system-status', [word('spot', 'operational')]);
    bench.say('system-status', [word('spot', 'operational'), word('derivatives/FUTURES', 'major_outage')]);
    expect(serviceSeen(bench, 'derivatives').status).toBe('partial_outage');
    expect(serviceSeen(bench, 'spot').status).toBe('operational');
  });
});

describe('a component that a source speaks of as a whole', () => {
  it('works where the page that lists it is disturbed by something else', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('spot', 'operational')]);
    const whole = (status: Status): Reading => ({ ...word('spot', status), service: 'binance' });
    bench.pass(MINUTE);
    bench.say('status-page', [word('spot', 'operational'), whole('degraded_performance')]);
    expect(serviceSeen(bench, 'spot').status).toBe('operational');
    expect(serviceSeen(bench, 'withdrawals').status).toBe('degraded_performance');
    bench.pass(MINUTE);
    bench.say('status-page', [word('spot', 'operational'), whole('major_outage')]);
    expect(serviceSeen(bench, 'spot').status).toBe('major_outage');
  });

  it('is what the source says, since when it says so', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.at('12:05:00');
    bench.say('status-page', [
      word('withdrawals', 'partial_outage', { evidence: 'Delays with withdrawals', spoken: true }),
    ]);
    expect(componentSeen(bench)).toEqual({
      component: 'withdrawals',
      service: 'binance/withdrawals',
      status: 'partial_outage',
      since: START + 5 * MINUTE,
      sinceKnown: true,
      basis: 'official',
      evidence: [
        {
          source: 'status-page',
          venue: 'status_page',
          service: 'binance/withdrawals',
          basis: 'official',
          status: 'partial_outage',
          since: START + 5 * MINUTE,
          quote: 'Delays with withdrawals',
        },
      ],
      closedForLong: 0,
    });
  });

  it('does not work again because the source that saw it down has gone silent', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(6 * MINUTE);
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    expect(componentSeen(bench)).toMatchObject({ status: 'unknown', hit: 0, of: 30 });
    const lastKnown = { status: 'major_outage', since: START + 4_000, heardAt: START + 4_000 };
    expect(componentSeen(bench)?.lastKnown).toEqual(lastKnown);
    expect(serviceSeen(bench, 'withdrawals').lastKnown).toEqual(lastKnown);
    expect(exchangeSeen(bench).incidents).toMatchObject([{ services: ['binance/withdrawals'] }]);
  });

  it('is known by its coins when the source has gone silent in good times', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(6 * MINUTE);
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    expect(componentSeen(bench)).toMatchObject({ status: 'operational' });
    expect(componentSeen(bench)).not.toHaveProperty('lastKnown');
    expect(serviceSeen(bench, 'withdrawals')).not.toHaveProperty('lastKnown');
  });

  it('is down with the exchange, since the exchange is', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('system-status', [word('', 'operational')]);
    bench.at('12:04:00');
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('system-status', [word('', 'major_outage')]);
    expect(componentSeen(bench)).toMatchObject({ status: 'major_outage', since: START + 4 * MINUTE });
  });

  it('is shown even where no source was expected to speak of it', () => {
    const bench = createEngineBench();
    bench.say('announcements', [statement('withdrawals', 'operational', START - HOUR)]);
    bench.pass(MINUTE);
    bench.say('announcements', [statement('card', 'major_outage', bench.now())]);
    const view = exchangeSeen(bench, ['withdrawals']);
    expect(view.components.map(({ component }) => component)).toEqual(['withdrawals', 'card']);
    expect(view.status).toBe('major_outage');
  });
});

describe('an exchange', () => {
  it('is as bad as the worst of its components', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('spot', 'operational'), word('deposits', 'operational')]);
    bench.say('status-page', [word('spot', 'degraded_performance'), word('deposits', 'operational')]);
    expect(exchangeSeen(bench, ['spot', 'deposits', 'staking']).status).toBe('degraded_performance');
  });

  it('lists what is open, and not what is over', () => {
    const bench = createEngineBench();
    const page = (spot: boolean, api: boolean) => [
      word('spot', spot ? 'operational' : 'major_outage'),
      word('api', api ? 'operational' : 'major_outage'),
    ];
    bench.say('status-page', page(true, true));
    bench.say('status-page', page(true, false));
    bench.pass(3 * MINUTE);
    bench.say('status-page', page(false, false));
    bench.pass(MINUTE);
    bench.say('status-page', page(false, true));
    expect(bench.state().incidents).toHaveLength(2);
    expect(exchangeSeen(bench).incidents.map(({ services: [service] }) => service)).toEqual(['binance/spot']);
  });

  it('tells how reading each of its sources goes, those not read yet included', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('spot', 'operational')]);
    bench.pass(MINUTE);
    bench.observe({ source: 'wallets', at: bench.now(), kind: 'blocked', message: 'HTTP 451' });
    const { freshAt, sources } = exchangeSeen(bench);
    expect(freshAt).toBe(START);
    expect(sources).toEqual([
      { id: 'system-status', outcome: 'ok', okAt: 0, checkedAt: 0, fresh: false },
      { id: 'status-page', outcome: 'ok', okAt: START, checkedAt: START, fresh: true },
      {
        id: 'wallets',
        outcome: 'blocked',
        okAt: 0,
        checkedAt: START + MINUTE,
        fresh: false,
      },
      { id: 'spot-ping', outcome: 'ok', okAt: 0, checkedAt: 0, fresh: false },
      { id: 'announcements', outcome: 'ok', okAt: 0, checkedAt: 0, fresh: false },
    ]);
  });

  it('that nobody has read yet is unknown', () => {
    const view = viewExchange(emptyExchangeState('binance'), { ...contextAt(START), components: ['api'] });
    expect(view).toMatchObject({ status: 'unknown', freshAt: 0, incidents: [], maintenances: [] });
    expect(view.components).toMatchObject([{ status: 'unknown', sinceKnown: false }]);
  });

  it('that is retired is neither, whatever was known of it', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    const context = { ...contextAt(bench.now()), components: ['withdrawals'] };
    expect(viewExchange(bench.state(), context).status).toBe('major_outage');
    expect(viewExchange(bench.state(), { ...context, retired: 'It has closed.' }).status).toBe('unknown');
  });

  it('shows each component by the one that decides', () => {
    const bench = createEngineBench();
    for (const source of ['status-page', 'system-status'])
      bench.say(source, [word('withdrawals', 'major_outage')]);
    expect(serviceSeen(bench, 'withdrawals').evidence).toHaveLength(2);
    expect(componentSeen(bench)?.evidence).toHaveLength(1);
  });

  it('that is retired is neither up nor down', () => {
    const retired = 'Closed for good on 23 September 2026.';
    const view = viewExchange(emptyExchangeState('binance'), {
      ...contextAt(START),
      components: [],
      retired,
    });
    expect(view).toMatchObject({ status: 'unknown', retired });
  });
});

describe('a running maintenance', () => {
  const upgrade = (phase: 'scheduled' | 'in_progress') =>
    word('withdrawals', phase === 'scheduled' ? 'operational' : 'under_maintenance', {
      evidence: 'We upgrade the wallets',
      spoken: true,
      window: window('m1', { phase, from: START + 30 * MINUTE, until: START + 60 * MINUTE }),
    });

  it('wins over the flags that it explains', () => {
    const bench = createEngineBench();
    bench.say('status-page', [upgrade('scheduled')]);
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.at('12:31:00');
    bench.say('status-page', [upgrade('in_progress')]);
    bench.insist(
      'wallets',
      coins(30, () => true),
    );
    expect(componentSeen(bench)).toMatchObject({
      status: 'under_maintenance',
      since: START + 30 * MINUTE,
      sinceKnown: true,
      basis: 'official',
      evidence: [{ quote: 'We upgrade the wallets' }],
      hit: 30,
      of: 30,
    });
    expect(serviceSeen(bench, 'withdrawals/C1/N1').status).toBe('under_maintenance');
  });

  it('is not claimed to run where only the clock says so', () => {
    const bench = createEngineBench();
    const plan = statement('withdrawals', 'operational', START, {
      window: window('m2', {
        from: START + 30 * MINUTE,
        until: START + 60 * MINUTE,
        title: 'Wallet upgrade',
      }),
      link: 'https://example.com/m2',
    });
    bench.say('announcements', [statement('spot', 'operational', START - HOUR)]);
    bench.say('announcements', [plan]);
    bench.at('12:35:00');
    bench.say('announcements', [plan]);
    expect(serviceSeen(bench, 'withdrawals').status).not.toBe('under_maintenance');
    expect(bench.notices().at(-1)).toMatchObject({
      kind: 'maintenance_started',
      plannedOnly: true,
      evidence: [{ source: 'announcements', quote: 'Wallet upgrade', link: 'https://example.com/m2' }],
    });
  });

  it('is no status before it begins, and listed all the same', () => {
    const bench = createEngineBench();
    bench.say('status-page', [upgrade('scheduled')]);
    const view = exchangeSeen(bench);
    expect(view.components).toMatchObject([{ status: 'operational' }]);
    expect(view.maintenances).toMatchObject([{ stage: 'scheduled' }]);
  });

  it('of one coin is none of its component', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(30, () => false),
    );
    bench.say('status-page', [word('withdrawals/C1', 'operational')]);
    bench.say('status-page', [word('withdrawals/C1', 'under_maintenance')]);
    expect(componentSeen(bench)).toMatchObject({ status: 'operational' });
    expect(serviceSeen(bench, 'withdrawals/C1').status).toBe('under_maintenance');
  });

  it('that ran when first seen says that nobody knows since when', () => {
    const bench = createEngineBench();
    bench.say('system-status', [word('', 'under_maintenance')]);
    expect(componentSeen(bench)?.sinceKnown).toBe(false);
    expect(exchangeSeen(bench)).toMatchObject({ status: 'under_maintenance' });
  });
});

describe('one coin', () => {
  it('that was closed when first seen is closed since then, asked for by network or as a whole', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false), flag('withdrawals/BTC/BTC', true)]);
    bench.pass(MINUTE);
    for (const path of ['withdrawals/XYZ/SOL', 'withdrawals/XYZ']) {
      const view = serviceSeen(bench, path);
      expect(view).toMatchObject({ closedSince: START, sinceKnown: false, incidents: [] });
      expect(view.evidence).toMatchObject([{ source: 'wallets', detail: 'closed' }]);
      expect(view).not.toHaveProperty('parts');
    }
  });

  it('that has been closed for longer than a week is closed since then', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', true)]);
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false)]);
    const closedAt = START + 4000;
    expect(serviceSeen(bench, 'withdrawals/XYZ')).toMatchObject({ status: 'major_outage', since: closedAt });
    expect(serviceSeen(bench, 'withdrawals/XYZ')).not.toHaveProperty('closedSince');
    for (let day = 0; day < 8; day += 1) {
      bench.pass(DAY);
      bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false), flag(`withdrawals/NEW${day}/SOL`, true)]);
    }
    expect(serviceSeen(bench, 'withdrawals/XYZ')).toMatchObject({ closedSince: closedAt, incidents: [] });
  });

  it('that is closed for good is down when the exchange is', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false), flag('withdrawals/BTC/BTC', true)]);
    bench.say('system-status', [word('', 'operational')]);
    bench.pass(MINUTE);
    bench.say('system-status', [word('', 'major_outage')]);
    const view = serviceSeen(bench, 'withdrawals/XYZ/SOL');
    expect(view).toMatchObject({ status: 'major_outage', service: 'binance/withdrawals/XYZ/SOL' });
    expect(view).not.toHaveProperty('closedSince');
  });

  it('is partly down when one of its networks is, and the network is named', () => {
    const bench = createEngineBench();
    const usdt = (trc20: boolean) => [
      flag('withdrawals/USDT/TRC20', trc20),
      flag('withdrawals/USDT/ERC20', true),
    ];
    bench.insist('wallets', usdt(true));
    for (const time of ['12:04:00', '12:08:00']) {
      bench.at(time);
      bench.say('wallets', usdt(true));
    }
    bench.at('12:10:00');
    bench.insist('wallets', usdt(false));
    expect(serviceSeen(bench, 'withdrawals/USDT')).toMatchObject({
      status: 'partial_outage',
      since: START + 10 * MINUTE,
      sinceKnown: true,
      evidence: [{ source: 'wallets', detail: 'closed' }],
      parts: { hit: 1, of: 2, list: [{ service: 'binance/withdrawals/USDT/TRC20', status: 'major_outage' }] },
      incidents: [{ services: ['binance/withdrawals/USDT/TRC20'] }],
    });
  });

  it('works again as soon as its own flag says so, though the announcement is older', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', true)]);
    bench.say('announcements', [statement('withdrawals', 'operational', START - HOUR)]);
    bench.pass(MINUTE);
    bench.say('announcements', [statement('withdrawals', 'major_outage', bench.now())]);
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', false)]);
    bench.pass(MINUTE);
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', true)]);
    expect(serviceSeen(bench, 'withdrawals/BTC/BTC').status).toBe('operational');
  });

  it('shares the incident of its group only when it is one of the group', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(40, () => false),
    );
    bench.insist(
      'wallets',
      coins(40, (i) => i < 5),
    );
    expect(exchangeSeen(bench).incidents).toMatchObject([{ members: expect.any(Array) }]);
    expect(serviceSeen(bench, 'withdrawals/C1').incidents).toHaveLength(1);
    expect(serviceSeen(bench, 'withdrawals').incidents).toHaveLength(1);
    expect(serviceSeen(bench, 'withdrawals/C5').incidents).toEqual([]);
  });

  it('that no source lists is unknown', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', true)]);
    expect(serviceSeen(bench, 'withdrawals/NOPE')).toEqual({
      rule: 'nothing_known',
      service: 'binance/withdrawals/NOPE',
      status: 'unknown',
      since: 0,
      sinceKnown: false,
      basis: 'official',
      evidence: [],
      incidents: [],
    });
  });
});

describe('a whole network', () => {
  it('works when its coins do, and is down when most of them are', () => {
    const bench = createEngineBench();
    const onTron = (isOpen: (i: number) => boolean) =>
      Array.from({ length: 12 }, (_, i) => flag(`withdrawals/T${i}/${i < 8 ? 'TRC20' : 'BEP20'}`, isOpen(i)));
    bench.insist(
      'wallets',
      onTron(() => true),
    );
    expect(serviceSeen(bench, 'withdrawals/*/TRC20')).toMatchObject({
      status: 'operational',
      parts: { hit: 0, of: 8 },
    });
    bench.insist(
      'wallets',
      onTron((i) => i >= 8),
    );
    expect(serviceSeen(bench, 'withdrawals/*/TRC20')).toMatchObject({
      status: 'major_outage',
      parts: { hit: 8, of: 8 },
    });
    expect(serviceSeen(bench, 'withdrawals/*/BEP20')).toMatchObject({
      status: 'operational',
      parts: { hit: 0, of: 4 },
    });
  });
});

describe('a probe', () => {
  it('that fails while the exchange says that all is well shows both', () => {
    const bench = createEngineBench();
    bench.say('system-status', [word('', 'operational')]);
    for (let i = 0; i < 2; i += 1) bench.say('spot-ping', [probe('api', 'operational')]);
    for (let i = 0; i < 3; i += 1) {
      bench.pass(2000);
      bench.fail('spot-ping');
    }
    expect(serviceSeen(bench, 'api')).toMatchObject({
      status: 'major_outage',
      basis: 'measured',
      incidents: [{ unconfirmed: true }],
    });
  });
});

describe('the coins that a component is known to have', () => {
  it('are listed in order, the closed ones included, whole networks not', () => {
    const bench = createEngineBench();
    bench.insist('wallets', [
      flag('withdrawals/USDT/TRC20', true),
      flag('withdrawals/BTC/BTC', true),
      flag('withdrawals/XYZ', false),
      flag('withdrawals/*/BEP20', true),
      flag('deposits/ETH/ERC20', true),
    ]);
    expect(assetsOf(bench.state(), 'withdrawals')).toEqual(['BTC', 'USDT', 'XYZ']);
  });
});

describe('a component of coins', () => {
  it('names a coin that is out on all its networks once, and another by the network where it is', () => {
    const bench = createEngineBench();
    const list = (usdtIsOpen: boolean, xrpIsOpen: boolean) => [
      flag('withdrawals/USDT/ERC20', usdtIsOpen),
      flag('withdrawals/USDT/TRC20', usdtIsOpen),
      flag('withdrawals/XRP/XRP', xrpIsOpen),
      flag('withdrawals/XRP/BEP20', true),
    ];
    bench.say('wallets', list(true, true));
    bench.insist('wallets', list(false, false));
    const { parts } = viewService(bench.state(), 'binance/withdrawals', {
      now: bench.now(),
      policy: testPolicy,
      profile: { id: 'binance', name: 'Binance', sources: {} },
    });
    expect(parts).toMatchObject({ hit: 2, of: 2 });
    expect(parts?.list.map(({ service }) => service).toSorted()).toEqual([
      'binance/withdrawals/USDT',
      'binance/withdrawals/XRP/XRP',
    ]);
  });
});
