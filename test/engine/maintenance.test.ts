import { describe, expect, it } from 'vitest';

import type { MaintenancePhase } from '#src/domain/reading.ts';
import { explainsTrouble } from '#src/engine/maintenance/maintenance-time.ts';
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

const from = START + HOUR;
const until = START + 2 * HOUR;

/** What a status page says of its one planned window in each phase. */
function page(phase: MaintenancePhase, times: { from?: number; until?: number } = {}, component = 'spot') {
  const isOn = phase === 'in_progress' || phase === 'verifying';
  return [
    word(component, isOn ? 'under_maintenance' : 'operational', {
      window: window('m1', { phase, from, until, ...times }),
    }),
  ];
}

/** A bench with a status page that has no plans yet. */
function watching(): EngineBench {
  const bench = createEngineBench();
  bench.say('status-page', [word('spot', 'operational')]);
  bench.pass(MINUTE);
  return bench;
}

describe('a planned window', () => {
  it('is told when it is announced, when it starts and when it ends', () => {
    const bench = watching();
    bench.say('status-page', page('scheduled'));
    bench.at('13:00:30');
    bench.say('status-page', page('in_progress'));
    bench.at('13:50:00');
    bench.say('status-page', page('completed'));
    expect(bench.told()).toEqual([
      'maintenance_scheduled binance/spot operational',
      'maintenance_started binance/spot under_maintenance',
      'maintenance_ended binance/spot operational',
    ]);
    expect(bench.notices().at(-1)).toMatchObject({ since: from, durationMs: 50 * MINUTE });
  });

  it('that was there when first seen is known, and told only from its start on', () => {
    const bench = createEngineBench();
    bench.say('status-page', page('scheduled'));
    expect(bench.told()).toEqual([]);
    bench.at('13:00:30');
    bench.say('status-page', page('in_progress'));
    expect(bench.told()).toEqual(['maintenance_started binance/spot under_maintenance']);
  });

  it('that ran when first seen is not told at all', () => {
    const bench = createEngineBench();
    bench.at('13:10:00');
    bench.say('status-page', page('in_progress'));
    bench.at('13:50:00');
    bench.say('status-page', page('completed'));
    expect(bench.told()).toEqual([]);
  });

  it('that was over when first seen is not told at all', () => {
    const bench = watching();
    bench.say('status-page', page('completed'));
    expect(bench.told()).toEqual([]);
    expect(bench.state().maintenances).toEqual([]);
  });

  it('that begins early, begins when the exchange says so', () => {
    const bench = watching();
    bench.say('status-page', page('scheduled'));
    bench.at('12:40:00');
    bench.say('status-page', page('in_progress'));
    expect(bench.told().at(-1)).toBe('maintenance_started binance/spot under_maintenance');
  });

  it('is not ended by another one that is over and listed still', () => {
    const bench = watching();
    const over = word('spot', 'operational', {
      window: window('old', { phase: 'completed', from: START - HOUR, until: START }),
    });
    bench.say('status-page', [...page('scheduled'), over]);
    bench.pass(10 * MINUTE);
    bench.say('status-page', [...page('scheduled'), over]);
    expect(bench.told()).toEqual(['maintenance_scheduled binance/spot operational']);
  });

  it('is called off when it is no longer listed before it began', () => {
    const bench = watching();
    bench.say('status-page', page('scheduled'));
    bench.pass(MINUTE);
    bench.say('status-page', [word('spot', 'operational')]);
    expect(bench.notices().at(-1)).toMatchObject({
      kind: 'maintenance_canceled',
    });
  });

  it.each([
    ['by less than a quarter of an hour is no news', 10 * MINUTE, 1],
    ['by more is told once', 30 * MINUTE, 2],
  ])('that moves %s', (_name, shift, told) => {
    const bench = watching();
    bench.say('status-page', page('scheduled'));
    for (let i = 0; i < 3; i += 1) {
      bench.pass(MINUTE);
      bench.say('status-page', page('scheduled', { from: from + shift, until: until + shift }));
    }
    expect(bench.told()).toHaveLength(told);
  });

  it('that overruns is told once, some minutes after its time', () => {
    const bench = watching();
    bench.say('status-page', page('scheduled'));
    bench.at('13:00:30');
    bench.say('status-page', page('in_progress'));
    bench.at('14:04:00');
    bench.say('status-page', page('in_progress'));
    expect(bench.told()).not.toContain('maintenance_overrun binance/spot under_maintenance');
    for (const time of ['14:05:30', '14:30:00', '15:00:00']) {
      bench.at(time);
      bench.say('status-page', page('in_progress'));
    }
    expect(bench.told().filter((one) => one.startsWith('maintenance_overrun'))).toHaveLength(1);
  });

  it('survives a restart in each of its stages', () => {
    const bench = watching();
    bench.say('status-page', page('scheduled'));
    bench.restart();
    bench.say('status-page', page('scheduled'));
    bench.at('13:00:30');
    bench.say('status-page', page('in_progress'));
    bench.restart();
    bench.say('status-page', page('in_progress'));
    bench.at('13:50:00');
    bench.say('status-page', page('completed'));
    bench.restart();
    bench.say('status-page', page('completed'));
    expect(bench.told()).toHaveLength(3);
  });

  it('that nobody announced is told by the source that says so', () => {
    const bench = watching();
    bench.say('status-page', [
      word('spot', 'under_maintenance', { evidence: 'System upgrade', spoken: true }),
    ]);
    expect(bench.notices()).toMatchObject([
      { kind: 'maintenance_started', evidence: [{ source: 'status-page', quote: 'System upgrade' }] },
    ]);
    bench.pass(MINUTE);
    bench.say('status-page', [word('spot', 'operational')]);
    expect(bench.told().at(-1)).toBe('maintenance_ended binance/spot operational');
  });

  describe('that switches show', () => {
    const worked = (paths: readonly string[], all: readonly string[]) =>
      all.map((path) => ({
        ...flag(path, true),
        ...(paths.includes(path) && { status: 'under_maintenance' as const }),
      }));
    const pairs = ['BTC', 'ETH', 'XRP', 'ADA', 'SOL', 'TRX', 'DOT', 'LTC'].map((coin) => `spot/${coin}/IDR`);
    const begin = (paths: readonly string[]): EngineBench => {
      const bench = createEngineBench();
      bench.insist('wallets', worked([], pairs), 2);
      bench.pass(MINUTE);
      bench.insist('wallets', worked(paths, pairs), 2);
      return bench;
    };

    it('of all coins is one of the component', () => {
      const bench = begin(pairs);
      expect(bench.told()).toEqual(['maintenance_started binance/spot under_maintenance']);
      bench.pass(HOUR);
      bench.insist('wallets', worked([], pairs), 2);
      expect(bench.told().slice(1)).toEqual(['maintenance_ended binance/spot operational']);
    });

    it('of some coins is one of them all, and each is told with its end', () => {
      const bench = begin(['spot/SOL/IDR', 'spot/XRP/IDR']);
      bench.pass(HOUR);
      bench.insist('wallets', worked(['spot/XRP/IDR'], pairs), 2);
      bench.pass(HOUR);
      bench.insist('wallets', worked([], pairs), 2);
      expect(bench.notices().map(({ kind, services }) => [kind, ...services])).toEqual([
        ['maintenance_started', 'binance/spot/SOL/IDR', 'binance/spot/XRP/IDR'],
        ['maintenance_ended', 'binance/spot/SOL/IDR'],
        ['maintenance_ended', 'binance/spot/XRP/IDR'],
      ]);
    });

    it('of some coins, and later of all, is told anew, as that of the component', () => {
      const bench = begin(['spot/SOL/IDR', 'spot/XRP/IDR']);
      bench.pass(3 * MINUTE);
      bench.insist('wallets', worked(pairs, pairs), 2);
      bench.pass(3 * MINUTE);
      bench.insist('wallets', worked([], pairs), 2);
      expect(bench.told().slice(1)).toEqual([
        'maintenance_started binance/spot under_maintenance',
        'maintenance_ended binance/spot operational',
      ]);
    });

    it('of all coins goes on with those that are not open yet', () => {
      const bench = begin(pairs);
      bench.pass(HOUR);
      bench.insist('wallets', worked(['spot/SOL/IDR'], pairs), 2);
      bench.pass(HOUR);
      bench.insist('wallets', worked([], pairs), 2);
      expect(bench.told().slice(1)).toEqual([
        'maintenance_ended binance/spot operational',
        'maintenance_ended binance/spot/SOL/IDR operational',
      ]);
    });

    it('does not end because it has lasted for longer than what is closed for good', () => {
      const bench = begin(pairs);
      for (let day = 0; day < 9; day += 1) {
        bench.pass(24 * HOUR);
        bench.insist('wallets', worked(pairs, pairs), 2);
      }
      expect(bench.told()).toHaveLength(1);
    });
  });

  it('of two services is told once, as both', () => {
    const bench = watching();
    const both = (phase: MaintenancePhase) => [
      ...page(phase, {}, 'deposits'),
      ...page(phase, {}, 'withdrawals'),
    ];
    bench.say('status-page', both('scheduled'));
    expect(bench.notices()).toMatchObject([
      {
        services: ['binance/deposits', 'binance/withdrawals'],
      },
    ]);
  });

  it('that two sources tell of is told once', () => {
    const bench = watching();
    bench.say('system-status', [word('spot', 'operational')]);
    bench.say('status-page', page('scheduled'));
    bench.say('system-status', [
      word('spot', 'operational', { window: window('other', { phase: 'scheduled', from, until }) }),
    ]);
    expect(bench.told()).toEqual(['maintenance_scheduled binance/spot operational']);
  });
});

describe('what a maintenance stops', () => {
  const closing = (): EngineBench => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.insist(
      'wallets',
      coins(10, () => false),
    );
    bench.say('status-page', page('scheduled', {}, 'withdrawals'));
    bench.at('13:00:30');
    bench.say('status-page', page('in_progress', {}, 'withdrawals'));
    bench.insist(
      'wallets',
      coins(10, () => true),
    );
    return bench;
  };

  it('is no outage', () => {
    expect(
      closing()
        .told()
        .filter((one) => one.startsWith('opened')),
    ).toEqual([]);
  });

  it('is one when it does not come back a while after the end', () => {
    const bench = closing();
    bench.at('13:50:00');
    bench.say('status-page', page('completed', {}, 'withdrawals'));
    bench.insist(
      'wallets',
      coins(10, () => true),
    );
    expect(bench.told().filter((one) => one.startsWith('opened'))).toEqual([]);
    bench.at('13:56:00');
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.insist(
      'wallets',
      coins(10, () => true),
    );
    expect(bench.told().filter((one) => one.startsWith('opened'))).toEqual([
      'opened binance/withdrawals major_outage',
    ]);
  });

  it('is an outage where the maintenance is of something else', () => {
    const bench = closing();
    bench.insist('wallets', [...coins(10, () => true), flag('deposits/BTC/BTC', true)]);
    bench.insist('wallets', [...coins(10, () => true), flag('deposits/BTC/BTC', false)]);
    expect(bench.told().at(-1)).toBe('opened binance/deposits/BTC major_outage');
  });

  it('was an outage before, and stays the incident that it is', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('spot', 'operational')]);
    bench.say('status-page', [word('spot', 'major_outage')]);
    bench.pass(MINUTE);
    bench.say('status-page', [word('spot', 'under_maintenance')]);
    expect(bench.told()).toEqual([
      'opened binance/spot major_outage',
      'changed binance/spot under_maintenance',
    ]);
  });
});

describe('an announced maintenance', () => {
  const plan = (statedAt: number) =>
    statement('withdrawals/ETH', 'operational', statedAt, { window: window('post-1', { from, until }) });

  const announced = (): EngineBench => {
    const bench = createEngineBench();
    bench.say('announcements', [statement('spot', 'operational', START - HOUR)]);
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
    bench.say('announcements', [plan(bench.now())]);
    return bench;
  };

  it('starts by the clock, and ends when what it stopped comes back', () => {
    const bench = announced();
    bench.at('13:00:30');
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', false)]);
    bench.at('13:20:00');
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
    expect(bench.told()).toEqual([
      'maintenance_scheduled binance/withdrawals/ETH operational',
      'maintenance_started binance/withdrawals/ETH under_maintenance',
      'maintenance_ended binance/withdrawals/ETH operational',
    ]);
  });

  it('of a day alone lasts from when it was seen to begin', () => {
    const bench = createEngineBench();
    bench.say('announcements', [statement('spot', 'operational', START - HOUR)]);
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
    const day = START - (START % (24 * HOUR)) + 24 * HOUR;
    const post = { window: window('post-1', { from: day, dayOnly: true }) };
    bench.say('announcements', [statement('withdrawals/ETH', 'operational', bench.now(), post)]);
    bench.pass(day + 7 * HOUR - bench.now());
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', false)]);
    bench.pass(2 * HOUR);
    bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
    const { kind, durationMs = 0 } = bench.notices().at(-1) ?? {};
    expect(kind).toBe('maintenance_ended');
    expect(Math.round(durationMs / MINUTE)).toBe(120);
  });

  it('that is said to be completed is over, even where nothing showed that it had begun', () => {
    const bench = createEngineBench();
    bench.say('announcements', [statement('spot', 'operational', START - HOUR)]);
    const planned = { window: window('post-1', { from: from - (from % (24 * HOUR)), dayOnly: true }) };
    const first = statement('withdrawals/ETH', 'operational', START, planned);
    bench.say('announcements', [first]);
    bench.pass(2 * HOUR);
    const completed = window('post-2', { phase: 'completed', amends: true });
    bench.say('announcements', [
      first,
      statement('withdrawals/ETH', 'operational', bench.now(), { window: completed }),
    ]);
    expect(bench.told()).toEqual([
      'maintenance_scheduled binance/withdrawals/ETH operational',
      'maintenance_ended binance/withdrawals/ETH operational',
    ]);
    expect(bench.notices().at(-1)).not.toHaveProperty('durationMs');
  });

  it('takes longer where an endpoint does not answer since a time within it', () => {
    const bench = createEngineBench();
    bench.say('announcements', [statement('spot', 'operational', START - HOUR)]);
    bench.insist('spot-ping', [probe('api', 'operational')], 3);
    const whole = { window: window('post-1', { from, until }) };
    bench.say('announcements', [statement('spot', 'operational', bench.now(), whole)]);
    bench.at('12:59:30');
    bench.insist('spot-ping', [probe('api', 'operational')]);
    bench.at('13:00:30');
    bench.insist('spot-ping', [probe('api', 'major_outage')], 3);
    bench.at('14:00:30');
    bench.insist('spot-ping', [probe('api', 'major_outage')], 3);
    bench.at('14:06:00');
    bench.insist('spot-ping', [probe('api', 'major_outage')], 3);
    bench.at('14:20:00');
    bench.insist('spot-ping', [probe('api', 'operational')], 3);
    expect(bench.told().slice(1)).toEqual([
      'maintenance_started binance/spot under_maintenance',
      'maintenance_overrun binance/spot under_maintenance',
      'maintenance_ended binance/spot operational',
    ]);
  });

  it('is not announced again because its post is still in the list', () => {
    const bench = announced();
    const post = plan(START + 4000);
    for (const time of ['12:30:00', '13:30:00', '14:30:00', '16:00:00']) {
      bench.at(time);
      bench.say('announcements', [post]);
      bench.insist('wallets', [flag('withdrawals/ETH/ERC20', true)]);
    }
    expect(bench.told().filter((one) => one.startsWith('maintenance_scheduled'))).toHaveLength(1);
  });

  it('that came and went while nobody looked is not told afterwards', () => {
    const bench = announced();
    bench.at('18:00:00');
    bench.say('announcements', [plan(START + 4000)]);
    expect(bench.told()).toEqual(['maintenance_scheduled binance/withdrawals/ETH operational']);
  });
});

describe('a later post', () => {
  const planned = (services: readonly string[], more = {}) =>
    services.map((service) =>
      statement(service, 'operational', START, { window: window('post-1', { from, until, ...more }) }),
    );
  const later = (service: string, more: Parameters<typeof window>[1]) => [
    statement(service, 'operational', START + 30 * MINUTE, {
      window: window('post-2', { amends: true, ...more }),
    }),
  ];

  const announced = (): EngineBench => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say('announcements', planned(['deposits/ETH', 'withdrawals/ETH']));
    bench.pass(30 * MINUTE);
    return bench;
  };

  it.each(['withdrawals/ETH', 'withdrawals', '', 'withdrawals/*/ERC20'])(
    'calls off the maintenance that it finds by its subject: %s',
    (subject) => {
      const bench = announced();
      bench.say('announcements', [
        ...planned(['deposits/ETH', 'withdrawals/ETH']),
        ...later(subject, { phase: 'canceled' }),
      ]);
      bench.at('13:30:00');
      bench.say('announcements', [
        ...planned(['deposits/ETH', 'withdrawals/ETH']),
        ...later(subject, { phase: 'canceled' }),
      ]);
      expect(bench.notices().map(({ kind }) => kind)).toEqual([
        'maintenance_scheduled',
        'maintenance_canceled',
      ]);
    },
  );

  it('that extends what nobody heard of says until when, and not for how long it was', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    const extended = later('withdrawals/ETH', { until: START + 60 * MINUTE });
    bench.say('announcements', extended);
    bench.pass(60 * MINUTE);
    bench.say('announcements', extended);
    const [begin, end] = bench.notices();
    expect(begin).toMatchObject({ kind: 'maintenance_started', sinceKnown: false });
    expect(end?.kind).toBe('maintenance_ended');
    expect(end).not.toHaveProperty('durationMs');
  });

  it('about a coin ends no maintenance of all of them', () => {
    const bench = createEngineBench();
    const runs = window('m', { phase: 'in_progress', from: START, until: START + 90 * MINUTE });
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('announcements', []);
    const working = [word('withdrawals', 'under_maintenance', { window: runs })];
    bench.say('status-page', working);
    bench.pass(30 * MINUTE);
    for (const phase of ['canceled', 'completed'] as const)
      bench.say('announcements', later('withdrawals/ETH', { phase }));
    bench.say('status-page', working);
    expect(bench.notices().map(({ kind }) => kind)).toEqual(['maintenance_started']);
  });

  it('about another coin calls off nothing', () => {
    const bench = announced();
    bench.say('announcements', later('withdrawals/SOL', { phase: 'canceled' }));
    expect(bench.told()).toHaveLength(1);
  });

  it('moves it, and the post that planned it is not heard any more', () => {
    const bench = announced();
    const both = [
      ...planned(['deposits/ETH', 'withdrawals/ETH']),
      ...later('withdrawals/ETH', { from: from + 2 * HOUR }),
    ];
    bench.say('announcements', both);
    bench.at('13:30:00');
    bench.say('announcements', both);
    expect(bench.notices().map(({ kind }) => kind)).toEqual(['maintenance_scheduled', 'maintenance_moved']);
    expect(bench.notices().at(-1)).toMatchObject({
      window: { from: from + 2 * HOUR, until: until + 2 * HOUR },
    });
    bench.at('15:00:30');
    bench.say('announcements', both);
    expect(bench.notices().at(-1)).toMatchObject({ kind: 'maintenance_started', plannedOnly: true });
  });

  it('by a page of the same upgrade tells nothing twice', () => {
    const bench = announced();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('status-page', [
      word('withdrawals', 'operational', { window: window('m9', { from: from + 5 * MINUTE, until }) }),
    ]);
    expect(bench.told()).toHaveLength(1);
    expect(bench.state().maintenances).toHaveLength(1);
  });
});

describe('a window that grows', () => {
  const until = START + 3 * HOUR;
  const planned = (service: string, id: string) =>
    word(service, 'operational', { window: window(id, { from: START + 2 * HOUR, until }) });

  it('by a second source brings the message up to date, and names what nobody was told of', () => {
    const bench = createEngineBench();
    bench.say('status-page', []);
    bench.say('system-status', []);
    bench.say('status-page', [planned('withdrawals/XRP', 'm1')]);
    bench.say('system-status', [planned('withdrawals', 'm2')]);
    expect(bench.told()).toEqual(['maintenance_scheduled binance/withdrawals/XRP operational']);
    expect(bench.refreshed()).toMatchObject([
      { kind: 'maintenance_scheduled', services: ['binance/withdrawals'], joined: ['binance/withdrawals'] },
    ]);
  });

  it('by what is part of it is nothing new', () => {
    const bench = createEngineBench();
    bench.say('status-page', []);
    bench.say('system-status', []);
    bench.say('status-page', [planned('withdrawals', 'm1')]);
    bench.say('system-status', [planned('withdrawals/XRP', 'm2')]);
    expect(bench.refreshed()).toEqual([]);
  });
});

describe('what ends for good', () => {
  const at = START + 24 * HOUR;
  const ending = (service: string) =>
    statement(service, 'operational', START, {
      ending: { id: 'post-9', at, title: 'XYZ is delisted' },
    });

  it('is told once, and what then closes is silent', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', true), flag('withdrawals/ABC/SOL', true)]);
    bench.say('announcements', [ending('withdrawals/XYZ')]);
    bench.pass(24 * HOUR);
    bench.say('announcements', [ending('withdrawals/XYZ')]);
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false), flag('withdrawals/ABC/SOL', true)]);
    expect(bench.told()).toEqual(['ending_scheduled binance/withdrawals/XYZ operational']);
    expect(bench.notices()[0]).toMatchObject({ endings: [{ service: 'binance/withdrawals/XYZ', at }] });
    bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false), flag('withdrawals/ABC/SOL', false)]);
    expect(bench.told().at(-1)).toBe('opened binance/withdrawals/ABC major_outage');
  });
});

describe('being under maintenance', () => {
  it.each<[string, string, string, boolean]>([
    ['covers the parts of what it names', '13:30:00', 'binance/spot/BTC/USD', true],
    ['does not cover what contains it', '13:30:00', 'binance', false],
    ['does not begin long before its time', '12:10:00', 'binance/spot', false],
    ['explains what stops half an hour before its time', '12:30:00', 'binance/spot', true],
  ])('%s', (_name, time, service, expected) => {
    const bench = watching();
    bench.say('status-page', page('scheduled'));
    bench.at(time);
    bench.say('status-page', page('scheduled'));
    const { maintenances } = bench.state();
    const context = { now: bench.now(), policy: testPolicy, profile: testProfile };
    expect(explainsTrouble(service, 'official', maintenances, context)).toBe(expected);
  });
});
