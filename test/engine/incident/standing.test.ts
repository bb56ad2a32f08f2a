import { describe, expect, it } from 'vitest';

import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import { areSame, standingOf } from '#src/engine/incident/standing.ts';
import type { Standing } from '#src/engine/incident/standing.ts';
import { surroundingsOf } from '#src/engine/incident/surroundings.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { START, coins, createEngineBench, flag, statement, word } from '#test/support/engine-bench.ts';
import type { EngineBench } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, aVerdict, anIncident, contextAt } from './an-incident.ts';

const DAY = 24 * 60 * MINUTE;

/** How a part stands in what a bench has brought about; the troubles of these services are its incident's own. */
function standing(
  bench: EngineBench,
  part: IncidentPart,
  {
    own = [],
    incident = anIncident([], { parts: [part] }),
    maintenances = [],
  }: {
    readonly own?: readonly string[];
    readonly incident?: Incident;
    readonly maintenances?: readonly Maintenance[];
  } = {},
): Standing {
  const state: ExchangeState = { ...bench.state(), incidents: [incident] };
  const around = surroundingsOf(sceneOf(state, contextAt(bench.now())), maintenances, []);
  const mine = around.top.filter(({ service }) => own.includes(service.slice('binance/'.length)));
  return standingOf(incident, part, mine, around);
}

const withdrawals = aPart('withdrawals');
const bitcoin = aPart('withdrawals/BTC/BTC');

function page(...components: Parameters<typeof word>[]): EngineBench {
  const bench = createEngineBench();
  bench.say(
    'status-page',
    components.map(([component]) => word(component, 'operational')),
  );
  bench.pass(MINUTE);
  bench.say(
    'status-page',
    components.map((said) => word(...said)),
  );
  return bench;
}

/** Enough that the others are not their component's trouble. */
const OTHERS = coins(20, () => false);

/** Coins that were open and then as `isOpen` says, with others that stay open. */
function listed(isOpen: boolean, coins: readonly string[] = ['BTC']): EngineBench {
  const rows = (open: boolean) => [
    ...OTHERS,
    ...coins.map((coin) => flag(`withdrawals/${coin}/${coin}`, open)),
  ];
  const bench = createEngineBench();
  bench.say('wallets', rows(true));
  bench.pass(MINUTE);
  bench.insist('wallets', rows(isOpen));
  return bench;
}

describe('A part of an incident', () => {
  it('is down by a trouble of its own', () => {
    const found = standing(page(['withdrawals', 'major_outage']), withdrawals, { own: ['withdrawals'] });
    expect(found).toMatchObject({ kind: 'down', part: withdrawals, verdict: { status: 'major_outage' } });
  });

  it('that was a group is one thing once its component is down', () => {
    const group = aPart('withdrawals', { members: ['binance/withdrawals/BTC'] });
    const found = standing(page(['withdrawals', 'major_outage']), group, { own: ['withdrawals'] });
    expect(found).toMatchObject({ kind: 'down', part: withdrawals });
    expect(found.part).not.toHaveProperty('members');
  });

  it('that is a group is down by those of its coins that are', () => {
    const members = ['binance/withdrawals/BTC', 'binance/withdrawals/ETH'];
    const found = standing(listed(false), aPart('withdrawals', { members }), { own: ['withdrawals/BTC'] });
    expect(found).toMatchObject({
      kind: 'down',
      verdict: { service: 'binance/withdrawals', extent: { hit: 1, of: 2, parts: [members[0]] } },
      own: [{ service: members[0] }],
    });
  });

  it('is absorbed by a wider trouble, of another incident or of its own', () => {
    const bench = page(['withdrawals', 'major_outage'], ['deposits', 'operational']);
    const by = { service: 'binance/withdrawals' };
    expect(standing(bench, bitcoin)).toMatchObject({ kind: 'absorbed', by });
    expect(standing(bench, bitcoin, { own: ['withdrawals'] })).toMatchObject({ kind: 'absorbed', by });
  });

  it('is not absorbed by what is not as bad as it', () => {
    const bench = page(['withdrawals', 'degraded_performance']);
    expect(standing(bench, bitcoin).kind).not.toBe('absorbed');
    expect(standing(bench, aPart('withdrawals/BTC/BTC', { status: 'degraded_performance' })).kind).toBe(
      'absorbed',
    );
  });

  it('that works may be absorbed by anything wider', () => {
    const bench = page(['withdrawals', 'degraded_performance']);
    expect(standing(bench, aPart('withdrawals/BTC/BTC', { status: 'operational' })).kind).toBe('absorbed');
  });

  it('that is a group is absorbed by its component only where that explains each of its coins', () => {
    const members = ['binance/withdrawals/BTC', 'binance/deposits/BTC'];
    const bench = page(['withdrawals', 'major_outage'], ['deposits', 'operational']);
    expect(standing(bench, aPart('withdrawals', { members })).kind).not.toBe('absorbed');
    expect(standing(bench, aPart('withdrawals', { members: members.slice(0, 1) })).kind).toBe('absorbed');
  });

  it('that is a group is down by its own coins, and by no other of its incident', () => {
    const members = ['binance/withdrawals/BTC', 'binance/withdrawals/ETH'];
    const found = standing(listed(false, ['BTC', 'ADA']), aPart('withdrawals', { members }), {
      own: ['withdrawals/BTC', 'withdrawals/ADA'],
    });
    expect(found).toMatchObject({ kind: 'down', own: [{ service: members[0] }] });
  });

  it('that is one thing keeps what it is, to the very object, while it is down', () => {
    const found = standing(page(['withdrawals', 'major_outage']), withdrawals, { own: ['withdrawals'] });
    expect(found.part).toBe(withdrawals);
  });

  it('is absorbed by trouble in its own countries alone', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.pass(MINUTE);
    bench.say('announcements', [statement('withdrawals', 'major_outage', bench.now(), { regions: ['GB'] })]);
    const inBritain = anIncident([], { parts: [bitcoin], regions: ['GB'] });
    expect(standing(bench, bitcoin, { incident: inBritain }).kind).toBe('absorbed');
    const inIreland = anIncident([], { parts: [bitcoin], regions: ['IE'] });
    expect(standing(bench, bitcoin, { incident: inIreland }).kind).not.toBe('absorbed');
    expect(standing(bench, bitcoin).kind).not.toBe('absorbed');
  });

  it('is out of sight when its list no longer names it, since when it was last heard', () => {
    const bench = listed(false);
    const heardAt = bench.now();
    bench.say('wallets', OTHERS);
    expect(standing(bench, bitcoin)).toEqual({ kind: 'unseen', part: bitcoin, heardAt });
  });

  it('that was told to be back is that, though it is out of sight', () => {
    const bench = listed(false);
    bench.say('wallets', OTHERS);
    const wasBack = aPart('withdrawals/BTC/BTC', { status: 'operational' });
    expect(standing(bench, wasBack).kind).toBe('back');
  });

  it('that is a group is out of sight when one of its coins is', () => {
    const bench = listed(false, ['BTC', 'XRP']);
    bench.say('wallets', [...OTHERS, flag('withdrawals/XRP/XRP', true)]);
    const members = ['binance/withdrawals/XRP/XRP', 'binance/withdrawals/BTC/BTC'];
    expect(standing(bench, aPart('withdrawals', { members })).kind).toBe('unseen');
  });

  it('is back when a reading says so, with its words', () => {
    const found = standing(page(['withdrawals', 'operational']), withdrawals);
    expect(found).toMatchObject({
      kind: 'back',
      verdict: {
        service: 'binance/withdrawals',
        status: 'operational',
        evidence: [{ source: 'status-page' }],
      },
    });
  });

  it('of a coin that was back before is shown by its switches, where nothing says so of it as a whole', () => {
    const part = aPart('withdrawals/BTC', { status: 'operational' });
    const found = standing(listed(true), part);
    expect(found).toMatchObject({
      kind: 'back',
      verdict: { service: 'binance/withdrawals/BTC', status: 'operational', sources: ['wallets'] },
    });
    const said = listed(true);
    said.say('status-page', [word('withdrawals/BTC', 'operational')]);
    expect(standing(said, part)).toMatchObject({ verdict: { sources: ['status-page'] } });
    const spoken = page(['withdrawals/BTC/BTC', 'operational']);
    expect(standing(spoken, part)).toMatchObject({ kind: 'back', verdict: { status: 'unknown' } });
    const unseen = standing(listed(true), aPart('withdrawals', { status: 'operational' }));
    expect(unseen).toMatchObject({ kind: 'back', verdict: { status: 'unknown' } });
  });

  it('that is a group is back with the words of those of its coins that are', () => {
    const members = ['binance/withdrawals/BTC/BTC', 'binance/withdrawals/ETH/ETH', 'binance/withdrawals/ADA'];
    const found = standing(listed(true, ['BTC', 'ETH']), aPart('withdrawals', { members }));
    expect(found).toMatchObject({
      kind: 'back',
      verdict: {
        service: 'binance/withdrawals',
        evidence: [{ service: members[0] }, { service: members[1] }],
      },
    });
  });

  it('lapses where nothing says anything of it', () => {
    expect(standing(createEngineBench(), withdrawals).kind).toBe('lapsed');
  });

  it('is maintained when the exchange calls it that', () => {
    const bench = page(['withdrawals', 'under_maintenance']);
    expect(standing(bench, withdrawals)).toMatchObject({
      kind: 'maintained',
      verdict: { status: 'under_maintenance' },
    });
  });

  it('is maintained while a window runs that covers it, unless something says that it works', () => {
    const window: Maintenance = {
      id: 'm',
      source: 'announcements',
      services: ['binance/withdrawals'],
      window: { id: 'm', phase: 'in_progress', from: START, until: null, title: '' },
      firstSeenAt: START,
      signal: 'statement',
      stage: 'started',
      stageSince: START,
      told: true,
      notices: 1,
    };
    const unheard = createEngineBench();
    expect(standing(unheard, withdrawals, { maintenances: [window] }).kind).toBe('maintained');
    const bench = page(['withdrawals', 'operational']);
    expect(standing(bench, withdrawals, { maintenances: [window] }).kind).toBe('back');
  });

  it('in some countries is not maintained by what is so in all', () => {
    const bench = createEngineBench();
    bench.say('announcements', []);
    bench.pass(MINUTE);
    bench.say('announcements', [
      statement('withdrawals', 'under_maintenance', bench.now(), { regions: ['GB'] }),
    ]);
    const inBritain = anIncident([], { parts: [withdrawals], regions: ['GB'] });
    expect(standing(bench, withdrawals, { incident: inBritain }).kind).toBe('lapsed');
  });
});

describe('A coin that has been closed for so long that it is no outage', () => {
  /** Its page calls it well, eight days after the page or its switch had it halted. */
  function eightDaysAfter(isClosedFromTheStart: boolean, isOpen = false): EngineBench {
    const bench = createEngineBench();
    bench.say('wallets', [flag('withdrawals/BTC/BTC', !isClosedFromTheStart)]);
    bench.say('status-page', [word('withdrawals/BTC', 'operational')]);
    bench.pass(MINUTE);
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', false)]);
    bench.say('status-page', [word('withdrawals/BTC', 'major_outage')]);
    bench.pass(8 * DAY);
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', isOpen)]);
    bench.say('status-page', [word('withdrawals/BTC', 'operational')]);
    return bench;
  }
  const part = aPart('withdrawals/BTC', { since: START + MINUTE });

  it('has not come back, whatever else is said: it lapses', () => {
    expect(standing(eightDaysAfter(false), part).kind).toBe('lapsed');
  });

  it('has come back where its switch is on', () => {
    expect(standing(eightDaysAfter(false, true), part).kind).toBe('back');
  });

  it('of which only a page speaks has come back when that says so', () => {
    const bench = createEngineBench();
    bench.say('status-page', [word('withdrawals/BTC', 'operational')]);
    bench.pass(MINUTE);
    bench.say('status-page', [
      word('withdrawals/BTC', 'operational'),
      word('withdrawals/BTC/BTC', 'major_outage'),
    ]);
    expect(standing(bench, aPart('withdrawals/BTC')).kind).toBe('back');
  });

  it('is no component: that lapses by nothing but silence', () => {
    const bench = createEngineBench();
    bench.say('wallets', [flag('withdrawals/BTC/BTC', true), ...OTHERS]);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    bench.pass(MINUTE);
    bench.insist('wallets', [flag('withdrawals/BTC/BTC', false)]);
    bench.pass(8 * DAY);
    bench.say('wallets', [flag('withdrawals/BTC/BTC', false)]);
    bench.say('status-page', [word('withdrawals', 'operational')]);
    expect(standing(bench, aPart('withdrawals', { since: START + MINUTE })).kind).toBe('back');
  });

  it('has come back where its switch was off all along', () => {
    expect(standing(eightDaysAfter(true), part).kind).toBe('back');
  });
});

describe('Parts stand as before', () => {
  const verdict = aVerdict('withdrawals');
  const part = withdrawals;
  const down = (changes: { readonly own?: readonly Verdict[] } = {}): Standing => ({
    kind: 'down',
    part,
    verdict: { ...verdict },
    own: [verdict],
    ...changes,
  });

  it.each<[rule: string, one: Standing, other: Standing, isSame: boolean]>([
    ['by the very same troubles', down(), down(), true],
    ['not by others that read alike', down(), down({ own: [{ ...verdict }] }), false],
    ['not by fewer', down({ own: [verdict, verdict] }), down(), false],
    ['not by more', down(), down({ own: [verdict, verdict] }), false],
    [
      'not where the part is another',
      down(),
      { kind: 'down', part: { ...part }, verdict, own: [verdict] },
      false,
    ],
    ['not where the kind is another', { kind: 'maintained', part, verdict }, { kind: 'lapsed', part }, false],
    [
      'where nothing is said of them',
      { kind: 'absorbed', part, by: verdict },
      { kind: 'absorbed', part, by: verdict },
      true,
    ],
    ['by the very same reading', { kind: 'back', part, verdict }, { kind: 'back', part, verdict }, true],
    [
      'not by another reading',
      { kind: 'back', part, verdict },
      { kind: 'back', part, verdict: { ...verdict } },
      false,
    ],
    [
      'while not heard anew',
      { kind: 'unseen', part, heardAt: 1 },
      { kind: 'unseen', part, heardAt: 1 },
      true,
    ],
    [
      'not once heard anew',
      { kind: 'unseen', part, heardAt: 1 },
      { kind: 'unseen', part, heardAt: 2 },
      false,
    ],
  ])('%s', (_rule, one, other, isSame) => {
    expect(areSame([one], [other])).toBe(isSame);
  });

  it('where all of a group are the same, and the reading and the time are what both have', () => {
    const other = { ...verdict };
    const group = (second: Verdict): Standing => down({ own: [verdict, second] });
    expect(areSame([group(verdict)], [group(other)])).toBe(false);
    expect(areSame([group(other)], [group(other)])).toBe(true);
  });

  it('where there are as many', () => {
    expect(areSame([down()], [])).toBe(false);
    expect(areSame([], [down()])).toBe(false);
    expect(areSame([down(), { kind: 'maintained', part, verdict }], [down(), { kind: 'lapsed', part }])).toBe(
      false,
    );
  });
});
