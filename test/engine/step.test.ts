import { describe, expect, it } from 'vitest';

import type { Status } from '#src/domain/status.ts';
import {
  coins,
  createEngineBench,
  flag,
  probe,
  START,
  statement,
  window,
  word,
} from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('start-up', () => {
  it('is silent, whatever the first reading says', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.say(
      'wallets',
      coins(30, (i) => i < 20),
    );
    bench.say('spot-ping', [probe('api', 'operational')]);
    expect(bench.told()).toEqual([]);
  });

  it('does not tell the recovery of what nobody was told of', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(MINUTE);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    expect(bench.told()).toEqual([]);
  });

  it('tells once of what changed while the bot was off, as what it is', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.restart();
    bench.pass(6 * HOUR);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    expect(bench.notices()[0]).toMatchObject({ sinceKnown: false, since: START });
  });
});

describe('confirmation', () => {
  it('takes the exchange at its first word', () => {
    const bench = createEngineBench();
    bench.say('system-status', [word('', 'operational')]);
    bench.pass(MINUTE);
    bench.say('system-status', [word('', 'major_outage')]);
    expect(bench.told()).toEqual(['opened binance major_outage']);
  });

  it('wants two flags that agree, and asks for the second at once', () => {
    const bench = createEngineBench();
    bench.say('wallets', [flag('withdrawals/XYZ/SOL', true)]);
    bench.pass(MINUTE);
    bench.say('wallets', [flag('withdrawals/XYZ/SOL', false)]);
    expect(bench.told()).toEqual([]);
    expect(bench.rereads()).toEqual([{ source: 'wallets', afterMs: 2000 }]);
    bench.pass(2000);
    bench.observe({ source: 'wallets', at: bench.now(), kind: 'unchanged' });
    expect(bench.told()).toEqual(['opened binance/withdrawals/XYZ major_outage']);
    expect(bench.rereads()).toEqual([]);
  });

  it('forgets a flag that flickers', () => {
    const bench = createEngineBench();
    for (const isOpen of [true, false, true, false, true]) {
      bench.say('wallets', [flag('withdrawals/XYZ/SOL', isOpen)]);
      bench.pass(MINUTE);
    }
    expect(bench.told()).toEqual([]);
  });

  it('wants three failures of a probe and two answers', () => {
    const bench = createEngineBench();
    bench.say('spot-ping', [probe('api', 'operational')]);
    bench.say('spot-ping', [probe('api', 'operational')]);
    bench.fail('spot-ping');
    bench.fail('spot-ping');
    expect(bench.told()).toEqual([]);
    bench.fail('spot-ping');
    expect(bench.told()).toEqual(['opened binance/api major_outage']);
    bench.say('spot-ping', [probe('api', 'operational')]);
    expect(bench.told()).toHaveLength(1);
    bench.observe({ source: 'spot-ping', at: bench.now(), kind: 'unchanged' });
    expect(bench.told()).toEqual(['opened binance/api major_outage', 'resolved binance/api operational']);
  });

  it('counts no failure that our own network may be to blame for', () => {
    const bench = createEngineBench();
    bench.say('spot-ping', [probe('api', 'operational')]);
    bench.say('spot-ping', [probe('api', 'operational')]);
    for (let i = 0; i < 20; i += 1) bench.fail('spot-ping', 'unproven');
    expect(bench.told()).toEqual([]);
  });
});

describe('what a poll came to', () => {
  it.each(['broken', 'throttled', 'blocked', 'misconfigured'] as const)(
    'makes no status of a source that is %s',
    (kind) => {
      const bench = createEngineBench();
      bench.say('status-page', [word('withdrawals', 'operational')]);
      for (let i = 0; i < 20; i += 1) {
        bench.pass(MINUTE);
        bench.observe({ source: 'status-page', at: bench.now(), kind, message: 'no' });
      }
      expect(bench.told()).toEqual([]);
      expect(bench.state().sources['status-page']).toMatchObject({ outcome: kind, okAt: START });
    },
  );

  it('reads no status from a list that has lost most of its rows', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(40, () => false),
    );
    bench.pass(MINUTE);
    bench.insist(
      'wallets',
      coins(3, () => true),
      5,
    );
    expect(bench.told()).toEqual([]);
    expect(bench.state().sources['wallets']).toMatchObject({ outcome: 'broken' });
  });

  it('takes an error in the place of the payload for what it says, and for nothing else', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.pass(MINUTE);
    const readings = [word('', 'under_maintenance', { ref: 'error' })];
    bench.observe({ source: 'wallets', at: bench.now(), kind: 'ok', partial: true, readings });
    expect(bench.told()).toEqual(['maintenance_started binance under_maintenance']);
    bench.pass(MINUTE);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    expect(bench.told().at(-1)).toBe('maintenance_ended binance operational');
    expect(bench.told()).toHaveLength(2);
  });

  it('takes a coin that appears for a listing and one that vanishes for a delisting', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.pass(MINUTE);
    bench.insist('wallets', [...coins(20, () => false), flag('withdrawals/NEW/SOL', false)]);
    bench.insist('wallets', [...coins(19, () => false), flag('withdrawals/NEW/SOL', false)]);
    expect(bench.told()).toEqual([]);
  });
});

describe('roll-up', () => {
  it('tells of a hundred coins once, with how many of how many', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(340, () => false),
    );
    bench.pass(MINUTE);
    bench.insist(
      'wallets',
      coins(340, (i) => i < 312),
    );
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    expect(bench.notices()[0]?.extent).toMatchObject({ hit: 312, of: 340 });
    expect(bench.notices()[0]?.evidence[0]).toMatchObject({
      venue: 'coin_list',
      count: { hit: 312, of: 340 },
      detail: 'closed',
    });
  });

  it('tells of one coin as that coin', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(340, () => false),
    );
    bench.pass(MINUTE);
    bench.insist(
      'wallets',
      coins(340, (i) => i === 7),
    );
    bench.pass(10 * MINUTE);
    bench.insist(
      'wallets',
      coins(340, () => false),
    );
    expect(bench.told()).toEqual([
      'opened binance/withdrawals/C7 major_outage',
      'resolved binance/withdrawals/C7 operational',
    ]);
  });

  it('tells of one network of a coin as that network', () => {
    const bench = createEngineBench();
    const usdt = (isOpen: boolean) => [
      flag('withdrawals/USDT/TRC20', isOpen),
      flag('withdrawals/USDT/ERC20', true),
    ];
    bench.say('wallets', usdt(true));
    bench.insist('wallets', usdt(false));
    expect(bench.told()).toEqual(['opened binance/withdrawals/USDT/TRC20 major_outage']);
  });

  it('tells of a whole network once', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(90, () => false),
    );
    bench.insist(
      'wallets',
      coins(90, (i) => i % 3 === 1 && i < 50),
    );
    expect(bench.told()).toEqual(['opened binance/withdrawals/*/N1 major_outage']);
  });

  it('tells once of coins that fall together and are too few to be the whole', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(300, () => false),
    );
    bench.insist(
      'wallets',
      coins(300, (i) => i < 12),
    );
    expect(bench.told()).toEqual(['opened binance/withdrawals degraded_performance']);
    expect(bench.notices()[0]?.extent).toMatchObject({ hit: 12, of: 12 });
    bench.insist(
      'wallets',
      coins(300, () => false),
    );
    expect(bench.told().at(-1)).toBe('resolved binance/withdrawals operational');
    expect(bench.told()).toHaveLength(2);
  });

  it('counts two majors as the component being partly down, all of them as down', () => {
    const majors = ['BTC', 'ETH', 'USDT', 'USDC'];
    const list = (closed: readonly string[]) => [
      ...coins(100, () => false),
      ...majors.map((major) => flag(`withdrawals/${major}/ERC20`, !closed.includes(major))),
    ];
    const bench = createEngineBench();
    bench.say('wallets', list([]));
    bench.insist('wallets', list(['BTC', 'ETH']));
    bench.insist('wallets', list(majors));
    expect(bench.told()).toEqual([
      'opened binance/withdrawals partial_outage',
      'changed binance/withdrawals major_outage',
    ]);
  });

  it('leaves out what was closed when first seen', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(100, (i) => i < 60),
    );
    bench.insist(
      'wallets',
      coins(100, (i) => i < 60 || i >= 65),
    );
    expect(bench.notices()[0]?.extent).toMatchObject({ hit: 35, of: 40 });
  });

  it('lets an outage swallow the coins that fell before it, and tells of its end once', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(100, () => false),
    );
    bench.insist(
      'wallets',
      coins(100, (i) => i < 1),
    );
    bench.insist(
      'wallets',
      coins(100, (i) => i < 90),
    );
    bench.pass(10 * MINUTE);
    bench.insist(
      'wallets',
      coins(100, () => false),
    );
    expect(bench.told()).toEqual([
      'opened binance/withdrawals/C0 major_outage',
      'opened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
    ]);
  });

  it('does not open what an outage leaves behind, and tells when that comes back', () => {
    const bench = createEngineBench();
    bench.say(
      'wallets',
      coins(100, () => false),
    );
    bench.insist(
      'wallets',
      coins(100, () => true),
    );
    bench.pass(10 * MINUTE);
    bench.insist(
      'wallets',
      coins(100, (i) => i === 3),
    );
    bench.pass(10 * MINUTE);
    bench.insist(
      'wallets',
      coins(100, () => false),
    );
    expect(bench.told()).toEqual([
      'opened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
      'resolved binance/withdrawals/C3 operational',
    ]);
    expect(bench.notices()[1]?.extent).toMatchObject({ hit: 1, parts: ['binance/withdrawals/C3'] });
    expect(bench.notices().map(({ leftBehind }) => leftBehind)).toEqual([undefined, undefined, true]);
  });

  it('lets the whole exchange swallow its components', () => {
    const bench = createEngineBench();
    bench.say('status-page', [
      word('', 'operational'),
      word('spot', 'operational'),
      word('withdrawals', 'operational'),
    ]);
    bench.say('status-page', [
      word('', 'major_outage'),
      word('spot', 'major_outage'),
      word('withdrawals', 'major_outage'),
    ]);
    bench.say('status-page', [
      word('', 'operational'),
      word('spot', 'operational'),
      word('withdrawals', 'operational'),
    ]);
    expect(bench.told()).toEqual(['opened binance major_outage', 'resolved binance operational']);
  });
});

describe('what joins an incident', () => {
  const refreshes = (bench: EngineBench) => bench.refreshed().map(({ joined }) => joined);

  it('in its first minute is named by the refresh', () => {
    const bench = createEngineBench();
    const page = (deposits: Status) =>
      bench.say('status-page', [word('withdrawals', 'major_outage'), word('deposits', deposits)]);
    bench.say('status-page', [word('withdrawals', 'operational'), word('deposits', 'operational')]);
    page('operational');
    bench.pass(30 * SECOND);
    page('partial_outage');
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    expect(refreshes(bench)).toEqual([['binance/deposits']]);
  });

  it('is a coin where it joins a group', () => {
    const bench = createEngineBench();
    bench.insist(
      'wallets',
      coins(40, () => false),
    );
    bench.insist(
      'wallets',
      coins(40, (i) => i < 5),
    );
    bench.insist(
      'wallets',
      coins(40, (i) => i < 6),
    );
    expect(bench.told()).toEqual(['opened binance/withdrawals degraded_performance']);
    expect(refreshes(bench)).toEqual([['binance/withdrawals/C5']]);
  });
});

describe('flaps', () => {
  const down = [word('withdrawals', 'major_outage')];
  const up = [word('withdrawals', 'operational')];

  it('reopens the same incident within the window', () => {
    const bench = createEngineBench();
    bench.say('status-page', up);
    for (const said of [down, up, down, up]) {
      bench.pass(5 * MINUTE);
      bench.say('status-page', said);
    }
    expect(bench.told().map((line) => line.split(' ')[0])).toEqual([
      'opened',
      'resolved',
      'reopened',
      'resolved',
    ]);
    expect(new Set(bench.notices().map(({ incident }) => incident)).size).toBe(1);
  });

  it('opens a new incident after the window', () => {
    const bench = createEngineBench();
    bench.say('status-page', up);
    bench.say('status-page', down);
    bench.say('status-page', up);
    bench.pass(31 * MINUTE);
    bench.say('status-page', up);
    bench.say('status-page', down);
    expect(bench.told().map((line) => line.split(' ')[0])).toEqual(['opened', 'resolved', 'opened']);
    expect(bench.closed()).toHaveLength(1);
  });

  it('tells of flapping once, and of its end once it holds still', () => {
    const bench = createEngineBench();
    bench.say('status-page', up);
    for (let i = 0; i < 50; i += 1) {
      bench.pass(2 * MINUTE);
      bench.say('status-page', i % 2 === 0 ? down : up);
    }
    bench.pass(31 * MINUTE);
    bench.say('status-page', up);
    bench.pass(31 * MINUTE);
    bench.say('status-page', up);
    expect(bench.told().map((line) => line.split(' ')[0])).toEqual([
      'opened',
      'resolved',
      'reopened',
      'resolved',
      'flapping',
      'resolved',
    ]);
  });

  it('says so when flapping ends in lasting trouble', () => {
    const bench = createEngineBench();
    bench.say('status-page', up);
    for (let i = 0; i < 7; i += 1) {
      bench.pass(2 * MINUTE);
      bench.say('status-page', i % 2 === 0 ? down : up);
    }
    bench.pass(31 * MINUTE);
    bench.say('status-page', down);
    expect(bench.told().slice(-2)).toEqual([
      'flapping binance/withdrawals major_outage',
      'changed binance/withdrawals major_outage',
    ]);
    // Its end is that of the last time, and not of all of them.
    bench.pass(9 * MINUTE);
    bench.say('status-page', up);
    expect(bench.notices().at(-1)).toMatchObject({ kind: 'resolved', durationMs: 40 * MINUTE });
  });
});

describe('staleness', () => {
  it('keeps an incident open while nobody can see, and alerts nobody', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    for (let i = 0; i < 120; i += 1) {
      bench.pass(MINUTE);
      bench.tick();
    }
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    expect(bench.told().at(-1)).toBe('resolved binance/withdrawals operational');
  });

  it('does not leave the field to a source that saw nothing wrong all the time', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    for (let i = 0; i < 60; i += 1) {
      bench.pass(MINUTE);
      bench.say('status-page', [word('withdrawals', 'operational')]);
    }
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.insist(
      'wallets',
      coins(20, () => false),
    );
    expect(bench.told().at(-1)).toBe('resolved binance/withdrawals operational');
  });

  it('survives a clock that is set back', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.pass(-3 * HOUR);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    expect(bench.told()).toEqual([
      'opened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
    ]);
    expect(bench.notices()[1]?.durationMs).toBe(0);
  });
});

describe('disagreement', () => {
  it('says that the exchange does not confirm what only probes see', () => {
    const bench = createEngineBench();
    bench.say('system-status', [word('', 'operational')]);
    bench.say('spot-ping', [probe('api', 'operational')]);
    bench.say('spot-ping', [probe('api', 'operational')]);
    for (let i = 0; i < 3; i += 1) bench.fail('spot-ping');
    expect(bench.notices()[0]).toMatchObject({ kind: 'opened', basis: 'measured', unconfirmed: true });
    expect(bench.notices()[0]).toMatchObject({ kind: 'opened', unconfirmed: true });
  });

  it('does not take an announced resumption for one while the flags still say halted: it says both', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    bench.pass(10 * MINUTE);
    bench.say(
      'wallets',
      coins(20, () => true),
    );
    bench.say('announcements', [statement('withdrawals', 'operational', bench.now())]);
    expect(bench.told()).toHaveLength(1);
    bench.pass(3 * MINUTE);
    bench.say(
      'wallets',
      coins(20, () => true),
    );
    expect(bench.told()).toEqual([
      'opened binance/withdrawals major_outage',
      'changed binance/withdrawals major_outage',
    ]);
    expect(bench.notices()[1]).toMatchObject({ kind: 'changed', change: 'disputed', disputed: true });
    bench.insist(
      'wallets',
      coins(20, () => false),
    );
    expect(bench.told().at(-1)).toBe('resolved binance/withdrawals operational');
  });

  it('notices a quiet resumption: flags that open again overtake the announcement', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    const post = [statement('withdrawals', 'major_outage', bench.now())];
    bench.say('announcements', post);
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    bench.pass(HOUR);
    bench.insist(
      'wallets',
      coins(20, () => false),
    );
    bench.say('announcements', post);
    expect(bench.told()).toEqual([
      'opened binance/withdrawals major_outage',
      'resolved binance/withdrawals operational',
    ]);
  });

  it('tells once of what three sources say, with all three as evidence', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.say('announcements', [
      statement('withdrawals', 'major_outage', bench.now(), { eta: START + 2 * HOUR }),
    ]);
    bench.say('status-page', [word('withdrawals', 'major_outage')]);
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    const [incident] = bench.state().incidents;
    expect(incident?.evidence.map(({ source }) => source).toSorted()).toEqual([
      'announcements',
      'status-page',
      'wallets',
    ]);
    expect(incident?.eta).toBe(START + 2 * HOUR);
  });

  it('tells of an ETA that moves', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say('announcements', [statement('withdrawals', 'major_outage', START, { eta: START + 2 * HOUR })]);
    bench.pass(HOUR);
    bench.say('announcements', [
      statement('withdrawals', 'major_outage', bench.now(), { eta: START + 4 * HOUR }),
    ]);
    expect(bench.told().at(-1)).toBe('changed binance/withdrawals major_outage');
  });

  it('never tells an announced halt as over that nobody speaks of any more, and closes it after a week', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    const post = [statement('withdrawals', 'major_outage', START)];
    bench.say('announcements', post);
    bench.pass(25 * HOUR);
    bench.say('announcements', post);
    bench.pass(HOUR);
    bench.say('announcements', post);
    expect(bench.told()).toEqual(['opened binance/withdrawals major_outage']);
    expect(bench.state().incidents).toMatchObject([{ status: 'major_outage', lastHeardAt: START }]);
    bench.pass(7 * 24 * HOUR);
    bench.tick();
    expect(bench.told()).toHaveLength(1);
    expect(bench.closed()).toMatchObject([{ lapsed: true }]);
    expect(bench.refreshed().at(-1)).toMatchObject({
      kind: 'opened',
      lapsed: true,
      services: ['binance/withdrawals'],
      status: 'major_outage',
    });
  });
});

describe('an incident of which one part was told to be back, and the other is closed for good', () => {
  it('is over, which its message shows, and goes on from there', () => {
    const bench = createEngineBench();
    const turn = (solIsOpen: boolean | undefined, canPayIn: boolean, isUp = true): void => {
      bench.say('status-page', [word('withdrawals', isUp ? 'operational' : 'major_outage')]);
      bench.insist('wallets', [
        ...(solIsOpen === undefined ? [] : [flag('withdrawals/SOL/SOL', solIsOpen)]),
        flag('withdrawals/XRP/XRP', true),
        flag('deposits/ADA/ADA', canPayIn),
      ]);
      bench.pass(MINUTE);
    };
    turn(true, true);
    turn(false, false);
    turn(false, true);
    turn(false, true, false);
    turn(undefined, true, false);
    bench.pass(9 * 24 * HOUR);
    turn(false, true);
    const shown = bench.refreshed().find(({ kind }) => kind === 'resolved');
    expect(shown).toMatchObject({ services: ['binance/deposits/ADA'], status: 'operational' });
    expect(shown?.durationMs).toBeLessThan(3 * MINUTE);
    turn(false, false);
    turn(false, true);
    bench.pass(HOUR);
    bench.tick();
    expect(bench.closed().every(({ lapsed }) => lapsed === undefined)).toBe(true);
  });
});

describe('maintenance', () => {
  const plan = (more: object) =>
    word('withdrawals', 'operational', {
      window: window('m1', { from: START + HOUR, until: START + 2 * HOUR, ...more }),
    });

  it('is announced, starts, hides what it stops, and ends', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    bench.say('status-page', [plan({})]);
    bench.pass(HOUR);
    bench.say('status-page', [{ ...plan({ phase: 'in_progress' }), status: 'under_maintenance' }]);
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    bench.pass(30 * MINUTE);
    bench.insist(
      'wallets',
      coins(20, () => false),
    );
    bench.say('status-page', [word('withdrawals', 'operational')]);
    expect(bench.told()).toEqual([
      'maintenance_scheduled binance/withdrawals operational',
      'maintenance_started binance/withdrawals under_maintenance',
      'maintenance_ended binance/withdrawals operational',
    ]);
  });

  it('that is called off is told as such', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('status-page', [plan({})]);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    expect(bench.notices().map(({ kind }) => kind)).toEqual([
      'maintenance_scheduled',
      'maintenance_canceled',
    ]);
  });

  it('that moves is announced again', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.say('status-page', [plan({})]);
    bench.say('status-page', [plan({ from: START + 5 * HOUR, until: START + 6 * HOUR })]);
    expect(bench.notices()).toMatchObject([
      { kind: 'maintenance_scheduled' },
      {
        kind: 'maintenance_moved',
        previousWindow: { from: START + HOUR, until: START + 2 * HOUR },
        window: { from: START + 5 * HOUR },
      },
    ]);
  });

  it('that overruns is told once, and ends', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.say(
      'wallets',
      coins(20, () => false),
    );
    const post = statement('withdrawals', 'operational', START, {
      window: window('post', { from: START + HOUR, until: START + 2 * HOUR }),
    });
    bench.say('announcements', [post]);
    bench.pass(HOUR);
    bench.insist(
      'wallets',
      coins(20, () => true),
    );
    for (let i = 0; i < 70; i += 1) {
      bench.pass(MINUTE);
      bench.say(
        'wallets',
        coins(20, () => true),
      );
    }
    bench.insist(
      'wallets',
      coins(20, () => false),
    );
    expect(bench.told().map((line) => line.split(' ')[0])).toEqual([
      'maintenance_scheduled',
      'maintenance_started',
      'maintenance_overrun',
      'maintenance_ended',
    ]);
  });

  it('is also one when the exchange just says so', () => {
    const bench = createEngineBench();
    bench.say('system-status', [word('', 'operational')]);
    bench.say('system-status', [word('', 'under_maintenance')]);
    bench.pass(HOUR);
    bench.say('system-status', [word('', 'operational')]);
    expect(bench.told()).toEqual([
      'maintenance_started binance under_maintenance',
      'maintenance_ended binance operational',
    ]);
  });
});
