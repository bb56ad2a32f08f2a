import { describe, expect, it } from 'vitest';

import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Reading } from '#src/domain/reading.ts';
import { newsOf } from '#src/engine/maintenance/maintenance-news.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { contextAt, MINUTE } from '#test/engine/incident/an-incident.ts';
import { LATER, aClaim, stateWith } from '#test/engine/some-claims.ts';
import { START, createEngineBench, flag, probe, statement, word } from '#test/support/engine-bench.ts';
import { aMaintenance } from './a-maintenance.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FROM = START + HOUR;
const UNTIL = START + 2 * HOUR;

type Says = readonly [source: string, ...said: Reading[]];

/** What becomes of a maintenance at a time, when these things were said just before; words that were so before are in `before`. */
function news(
  maintenance: Maintenance,
  now: number,
  said: readonly Says[] = [],
  before: readonly Says[] = [],
) {
  const bench = createEngineBench();
  for (const [source, ...readings] of before) bench.say(source, readings);
  bench.pass(now - START - 10_000);
  for (const [source, ...readings] of said) bench.insist(source, readings, 3);
  const state = { ...bench.state(), maintenances: [] };
  const { kind, next, rule } = newsOf(maintenance, sceneOf(state, contextAt(now)));
  return { kind, rule, next, stage: next.stage };
}

const told = (...args: Parameters<typeof news>) => {
  const { kind, rule, stage } = news(...args);
  return [kind, rule, stage];
};

const coin = 'withdrawals/BTC';
const planned = aMaintenance([coin]);
const posted = aMaintenance([coin], { signal: 'statement' });
const open: Says = ['wallets', flag('withdrawals/BTC/BTC', true)];
const closed: Says = ['wallets', flag('withdrawals/BTC/BTC', false)];
const callsItThat: Says = ['system-status', word(coin, 'under_maintenance')];

describe('A window that is to come', () => {
  it.each<
    [rule: string, maintenance: Maintenance, now: number, said: readonly Says[], what: readonly unknown[]]
  >([
    ['is nothing new once it was told', planned, START + MINUTE, [], [undefined, undefined, 'scheduled']],
    [
      'is announced once',
      { ...planned, announced: undefined } as unknown as Maintenance,
      START + MINUTE,
      [],
      ['scheduled', 'window_announced', 'scheduled'],
    ],
    [
      'is moved, by a quarter of an hour or more',
      aMaintenance([coin], { window: { from: FROM + 15 * MINUTE } }),
      START + MINUTE,
      [],
      ['moved', 'window_moved', 'scheduled'],
    ],
    [
      'is moved at its end too',
      aMaintenance([coin], { window: { until: UNTIL - 15 * MINUTE } }),
      START + MINUTE,
      [],
      ['moved', 'window_moved', 'scheduled'],
    ],
    [
      'is not moved by less',
      aMaintenance([coin], { window: { from: FROM + 14 * MINUTE, until: UNTIL - 14 * MINUTE } }),
      START + MINUTE,
      [],
      [undefined, undefined, 'scheduled'],
    ],
    [
      'is called off',
      aMaintenance([coin], { window: { phase: 'canceled' } }),
      START + MINUTE,
      [],
      ['canceled', 'said_canceled', 'ended'],
    ],
    [
      'is over, where that is said before it was seen to begin',
      aMaintenance([coin], { window: { phase: 'completed' } }),
      START + MINUTE,
      [],
      ['ended', 'said_completed', 'ended'],
    ],
    [
      'ends without a word where nobody was told of it',
      aMaintenance([coin], { window: { phase: 'canceled' }, notices: 0 }),
      START + MINUTE,
      [],
      [undefined, undefined, 'ended'],
    ],
    [
      'came and went, where only a post told of it',
      posted,
      UNTIL + HOUR,
      [],
      [undefined, undefined, 'ended'],
    ],
    ['is planned for now by the clock', posted, FROM, [], ['started', 'planned_for_now', 'planned_now']],
    [
      'waits for the word of who lists it, whatever the clock says',
      planned,
      FROM,
      [],
      [undefined, undefined, 'planned_now'],
    ],
    [
      'begins when what it takes down does not answer',
      aMaintenance(['spot']),
      FROM,
      [['spot-ping', probe('api', 'major_outage')]],
      ['started', 'does_not_answer', 'started'],
    ],
    ['is nothing new once its time has passed unseen', planned, UNTIL, [], [undefined, undefined, 'ended']],
    [
      'begins when the exchange says so, however early',
      aMaintenance([coin], { window: { phase: 'in_progress' } }),
      START + MINUTE,
      [],
      ['started', 'said_to_run', 'started'],
    ],
    [
      'begins when its status says so, near its time',
      planned,
      FROM - 45 * MINUTE,
      [callsItThat],
      ['started', 'status_says_so', 'started'],
    ],
    [
      'does not by the status of another time',
      planned,
      FROM - 46 * MINUTE,
      [callsItThat],
      [undefined, undefined, 'scheduled'],
    ],
    [
      'does not by the status of something else',
      planned,
      FROM - MINUTE,
      [['system-status', word('spot', 'under_maintenance')]],
      [undefined, undefined, 'scheduled'],
    ],
    [
      'does not by the status in some countries',
      planned,
      FROM - MINUTE,
      [['system-status', word(coin, 'under_maintenance', { regions: ['GB'] })]],
      [undefined, undefined, 'scheduled'],
    ],
    [
      'begins when what it is of stops, near its time',
      planned,
      FROM - 10 * MINUTE,
      [closed],
      ['started', 'switches_closed', 'started'],
    ],
    [
      'is not told some minutes early because of that',
      planned,
      FROM - 5 * MINUTE,
      [closed],
      [undefined, undefined, 'scheduled'],
    ],
    ['has begun by that at its time', planned, FROM, [closed], ['started', 'switches_closed', 'started']],
  ])('%s', (_rule, maintenance, now, said, what) => {
    expect(told(maintenance, now, said, [open])).toEqual(what);
  });

  it('remembers the times that were told', () => {
    const moved = aMaintenance([coin], { window: { from: FROM + HOUR, until: UNTIL + HOUR } });
    expect(news(moved, START + MINUTE).next.announced).toEqual({ from: FROM + HOUR, until: UNTIL + HOUR });
    expect(news(planned, START + MINUTE).next).toBe(planned);
  });

  it('is dated by when it began', () => {
    expect(news(planned, FROM + MINUTE).next.stageSince).toBe(FROM + MINUTE);
  });

  it('in some countries is not shown by what stops for all', () => {
    const inBritain = aMaintenance([coin], { regions: ['GB'] });
    expect(told(inBritain, FROM - 10 * MINUTE, [closed], [open])).toEqual([
      undefined,
      undefined,
      'scheduled',
    ]);
  });

  it('is not shown by an endpoint that does not answer', () => {
    const ofApi = aMaintenance(['api']);
    const dead: Says = ['spot-ping', probe('api', 'major_outage')];
    expect(told(ofApi, FROM - 10 * MINUTE, [dead], [['spot-ping', probe('api', 'operational')]])).toEqual([
      undefined,
      undefined,
      'scheduled',
    ]);
  });
});

describe('A window whose time has come, with nothing to show for it,', () => {
  const now = (changes: Parameters<typeof aMaintenance>[1] = {}): Maintenance =>
    aMaintenance([coin], { stage: 'planned_now', stageSince: FROM, ...changes });

  it.each<
    [rule: string, maintenance: Maintenance, at: number, said: readonly Says[], what: readonly unknown[]]
  >([
    ['waits', now(), FROM + MINUTE, [], [undefined, undefined, 'planned_now']],
    [
      'is called off',
      now({ window: { phase: 'canceled' } }),
      FROM + MINUTE,
      [],
      ['canceled', 'said_canceled', 'ended'],
    ],
    [
      'is over, where that is said',
      now({ window: { phase: 'completed' } }),
      FROM + MINUTE,
      [],
      ['ended', 'said_completed', 'ended'],
    ],
    [
      'is moved to a later time',
      now({ window: { from: FROM + HOUR } }),
      FROM + MINUTE,
      [],
      ['moved', 'window_moved', 'scheduled'],
    ],
    ['shows at last', now(), FROM + MINUTE, [closed], ['started', 'switches_closed', 'started']],
    ['is said to run at last', now(), FROM + MINUTE, [callsItThat], ['started', 'status_says_so', 'started']],
    ['ends with its time, untold', now(), UNTIL, [], [undefined, undefined, 'ended']],
    [
      'shows at last, which amends what the clock said of a post',
      now({ signal: 'statement' }),
      FROM + MINUTE,
      [closed],
      ['refresh', 'switches_closed', 'started'],
    ],
    [
      'ends with its time, where a post planned it',
      now({ signal: 'statement' }),
      UNTIL,
      [],
      ['ended', 'time_is_up', 'ended'],
    ],
  ])('%s', (_rule, maintenance, at, said, what) => {
    expect(told(maintenance, at, said, [open])).toEqual(what);
  });

  it('remembers that it was seen to stop something, where it was', () => {
    expect(news(now(), FROM + MINUTE, [closed], [open]).next.sawTrouble).toBe(true);
    expect(news(now(), FROM + MINUTE, [callsItThat], [open]).next).not.toHaveProperty('sawTrouble');
  });
});

describe('When it began', () => {
  const began = (maintenance: Maintenance, at: number, said: readonly Says[]): number | undefined =>
    news(maintenance, at, said, [open]).next.startedAt;
  const waiting = aMaintenance([coin], { stage: 'planned_now', stageSince: FROM });

  it.each<[rule: string, maintenance: Maintenance, at: number, said: readonly Says[], isNow: boolean]>([
    ['is its hour, where that is said a little later', planned, FROM + MINUTE, [callsItThat], false],
    ['is its hour, where that is said long after', planned, FROM + 50 * MINUTE, [callsItThat], false],
    [
      'is its hour, where it stops up to three quarters of an hour late',
      planned,
      FROM + 45 * MINUTE,
      [closed],
      false,
    ],
    ['is now, where it stops later than that', planned, FROM + 45 * MINUTE + 1, [closed], true],
    [
      'is its hour, where that passed with nothing to show for some minutes',
      waiting,
      FROM + 5 * MINUTE,
      [closed],
      false,
    ],
    ['is now, where more than those have passed', waiting, FROM + 5 * MINUTE + 1, [closed], true],
    [
      'is now, where more than those have passed until it is said',
      waiting,
      FROM + 6 * MINUTE,
      [callsItThat],
      true,
    ],
    [
      'is now, where no hour was named',
      aMaintenance([coin], { window: { from: null, until: null, phase: 'in_progress' } }),
      FROM,
      [],
      true,
    ],
    [
      'is now, where a day alone was named',
      aMaintenance([coin], { window: { dayOnly: true } }),
      FROM,
      [closed],
      true,
    ],
  ])('%s', (_rule, maintenance, at, said, isNow) => {
    expect(began(maintenance, at, said)).toBe(isNow ? at : undefined);
  });
});

describe('An endpoint that does not answer', () => {
  /** Of what becomes of a maintenance of spot, past its time, while an endpoint fails since `failedAt`. */
  function pastTime(
    changes: Parameters<typeof aMaintenance>[1],
    failedAt: number,
    path = 'api',
  ): readonly unknown[] {
    const state = stateWith({
      ping: { [path]: aClaim('probe', 'major_outage', { since: failedAt }) },
    });
    const running = aMaintenance(['spot'], { stage: 'started', stageSince: LATER - HOUR, ...changes });
    const { kind, rule } = newsOf(running, sceneOf(state, contextAt(LATER)));
    return [kind, rule];
  }
  const window = { from: LATER - 70 * MINUTE, until: LATER - 10 * MINUTE };

  it.each<[rule: string, changes: Parameters<typeof aMaintenance>[1], failedAt: number, isPart: boolean]>([
    ['since its begin is part of it', { window }, window.from, true],
    ['since shortly before it is part of it', { window }, window.from - 45 * MINUTE, true],
    ['since longer before it is not', { window }, window.from - 45 * MINUTE - 1, false],
    ['since a moment before its end is part of it', { window }, window.until - 1, true],
    ['since its end is not', { window }, window.until, false],
    [
      'is part of one whose begin nobody knows',
      { window: { ...window, from: null } },
      window.from - HOUR,
      true,
    ],
    ['is no part of one in some countries', { window, regions: ['GB'] }, window.from, false],
  ])('%s', (_rule, changes, failedAt, isPart) => {
    expect(pastTime(changes, failedAt)).toEqual(
      isPart ? ['overrun', 'still_closed'] : ['ended', 'time_is_up'],
    );
  });

  it('of something else is no part of it', () => {
    expect(pastTime({ window }, window.from, 'card')).toEqual(['ended', 'time_is_up']);
  });
});

describe('A maintenance that runs', () => {
  const running = (changes: Parameters<typeof aMaintenance>[1] = {}): Maintenance =>
    aMaintenance([coin], { stage: 'started', stageSince: FROM, ...changes });
  const announced = (changes: Parameters<typeof aMaintenance>[1] = {}): Maintenance =>
    running({ signal: 'statement', ...changes });
  const resumed = (at: number, path = coin): Says => ['announcements', statement(path, 'operational', at)];

  it.each<
    [rule: string, maintenance: Maintenance, now: number, said: readonly Says[], what: readonly unknown[]]
  >([
    ['goes on', running(), UNTIL - 1, [], [undefined, undefined, 'started']],
    ['ends with its time', running(), UNTIL, [], ['ended', 'time_is_up', 'ended']],
    [
      'is over when that is said',
      running({ window: { phase: 'completed' } }),
      FROM + MINUTE,
      [],
      ['ended', 'said_completed', 'ended'],
    ],
    [
      'is not over while what it is of is closed',
      running(),
      UNTIL,
      [closed],
      [undefined, undefined, 'started'],
    ],
    [
      'is not over while it is said to run',
      running({ window: { phase: 'verifying' } }),
      UNTIL,
      [],
      [undefined, undefined, 'started'],
    ],
    [
      'is not over while its status says so',
      running(),
      UNTIL,
      [callsItThat],
      [undefined, undefined, 'started'],
    ],
    [
      'overruns five minutes after its time',
      running(),
      UNTIL + 5 * MINUTE,
      [closed],
      ['overrun', 'still_closed', 'overrun'],
    ],
    ['not before', running(), UNTIL + 5 * MINUTE - 1, [closed], [undefined, undefined, 'started']],
    [
      'does not overrun while what says that it runs cannot be read',
      running({ window: { phase: 'in_progress' } }),
      UNTIL + 5 * MINUTE,
      [],
      [undefined, undefined, 'started'],
    ],
    [
      'overruns where what says that it runs can be read',
      running({ window: { phase: 'in_progress' } }),
      UNTIL + 5 * MINUTE,
      [['status-page', word('spot', 'operational')]],
      ['overrun', 'still_closed', 'overrun'],
    ],
    [
      'overruns once',
      running({ stage: 'overrun' }),
      UNTIL + HOUR,
      [closed],
      [undefined, undefined, 'overrun'],
    ],
    ['ends late', running({ stage: 'overrun' }), UNTIL + HOUR, [], ['ended', 'time_is_up', 'ended']],
    [
      'goes on for good, without an end',
      running({ window: { until: null } }),
      FROM + 9 * DAY,
      [],
      [undefined, undefined, 'started'],
    ],
    [
      'that a post announced without an end is forgotten after a day',
      announced({ window: { until: null } }),
      FROM + DAY,
      [],
      [undefined, undefined, 'ended'],
    ],
    [
      'not before',
      announced({ window: { until: null } }),
      FROM + DAY - 1,
      [],
      [undefined, undefined, 'started'],
    ],
    [
      'not while what it is of is closed',
      announced({ window: { until: null } }),
      FROM + DAY,
      [closed],
      [undefined, undefined, 'started'],
    ],
    [
      'that a post announced is over when what it stopped works again',
      announced({ sawTrouble: true }),
      FROM + 30 * MINUTE,
      [open],
      ['ended', 'works_again', 'ended'],
    ],
    [
      'not where it was not seen to stop anything',
      announced(),
      FROM + 30 * MINUTE,
      [open],
      [undefined, undefined, 'started'],
    ],
    [
      'not while the exchange still says of all of it that it is under maintenance',
      announced({ sawTrouble: true }),
      FROM + 30 * MINUTE,
      [open, ['system-status', word('withdrawals', 'under_maintenance')]],
      [undefined, undefined, 'started'],
    ],
    [
      'not where a page goes on telling of it',
      running({ sawTrouble: true }),
      FROM + 30 * MINUTE,
      [open],
      [undefined, undefined, 'started'],
    ],
    [
      'that a post announced is over when that is announced',
      announced(),
      FROM + 30 * MINUTE,
      [resumed(FROM + MINUTE)],
      ['ended', 'works_again', 'ended'],
    ],
    [
      'is over when the whole is announced to be back',
      announced(),
      FROM + 30 * MINUTE,
      [resumed(FROM + MINUTE, 'withdrawals')],
      ['ended', 'works_again', 'ended'],
    ],
    [
      'not by what was announced before it began',
      announced(),
      FROM + 30 * MINUTE,
      [resumed(FROM)],
      [undefined, undefined, 'started'],
    ],
    [
      'not by what was announced of something else',
      announced(),
      FROM + 30 * MINUTE,
      [resumed(FROM + MINUTE, 'spot')],
      [undefined, undefined, 'started'],
    ],
  ])('%s', (_rule, maintenance, now, said, what) => {
    expect(told(maintenance, now, said, [open, ['announcements']])).toEqual(what);
  });

  it('remembers that it was seen to stop something', () => {
    expect(news(running(), FROM + MINUTE, [closed], [open]).next.sawTrouble).toBe(true);
    const seen = running({ sawTrouble: true });
    expect(news(seen, FROM + MINUTE, [closed], [open]).next).toBe(seen);
  });

  it('goes on under what the exchange says of all of it, and not of a part or of some countries', () => {
    const seen = announced({ sawTrouble: true });
    const at = FROM + 30 * MINUTE;
    const whole: Says = ['system-status', word('withdrawals', 'under_maintenance')];
    const both = { ...seen, services: [...seen.services, 'binance/deposits/BTC'] };
    expect(told(both, at, [open, whole], [open])).toEqual(['ended', 'works_again', 'ended']);
    const inBritain: Says = ['system-status', word('withdrawals', 'under_maintenance', { regions: ['GB'] })];
    expect(told(seen, at, [open, inBritain], [open])).toEqual(['ended', 'works_again', 'ended']);
    expect(told(seen, at, [open, whole], [open])).toEqual([undefined, undefined, 'started']);
  });

  it('is not over by a word that it works, nor by what was announced to be halted', () => {
    const at = FROM + 30 * MINUTE;
    const page: Says = ['system-status', word(coin, 'operational', { statedAt: FROM + MINUTE })];
    expect(told(announced(), at, [page], [open])[2]).toBe('started');
    const halted: Says = ['announcements', statement(coin, 'major_outage', FROM + MINUTE)];
    expect(told(announced(), at, [halted], [open, ['announcements']])[2]).toBe('started');
  });

  it('is over by what was announced after it began, or after its hour where that was earlier', () => {
    const at = FROM + 30 * MINUTE;
    const late = announced({ stageSince: FROM + 20 * MINUTE });
    expect(told(late, at, [resumed(FROM + 10 * MINUTE)], [open, ['announcements']])[2]).toBe('ended');
    const early = announced({ stageSince: FROM - 20 * MINUTE });
    expect(told(early, at, [resumed(FROM - 10 * MINUTE)], [open, ['announcements']])[2]).toBe('ended');
    const hourless = announced({ window: { from: null } });
    expect(told(hourless, at, [resumed(FROM + 10 * MINUTE)], [open, ['announcements']])[2]).toBe('ended');
    expect(told(hourless, at, [resumed(FROM - 10 * MINUTE)], [open, ['announcements']])[2]).toBe('started');
  });

  it('of two services is over when both are announced to be back', () => {
    const both = aMaintenance([coin, 'deposits/BTC'], {
      signal: 'statement',
      stage: 'started',
      stageSince: FROM,
    });
    const half = [resumed(FROM + MINUTE)];
    expect(told(both, FROM + 30 * MINUTE, half, [open, ['announcements']])[2]).toBe('started');
  });

  it('is not over where what it stopped is out of sight', () => {
    const gone: Says = ['wallets', flag('withdrawals/ETH/ETH', true)];
    const bench = createEngineBench();
    const rows = (isOpen: boolean) => [
      flag('withdrawals/BTC/BTC', isOpen),
      flag('withdrawals/ETH/ETH', true),
    ];
    bench.say('wallets', rows(true));
    bench.pass(FROM - START);
    bench.insist('wallets', rows(false));
    bench.say(gone[0], gone.slice(1) as Reading[]);
    const scene = sceneOf(bench.state(), contextAt(bench.now()));
    expect(newsOf(announced({ sawTrouble: true }), scene).next.stage).toBe('started');
  });

  it('that has ended stays so', () => {
    const over = aMaintenance([coin], { stage: 'ended' });
    expect(news(over, FROM).next).toBe(over);
  });
});
