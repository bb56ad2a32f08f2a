import { describe, expect, it } from 'vitest';

import type { Evidence } from '#src/domain/evidence.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, IncidentPart } from '#src/domain/incident.ts';
import { followParts } from '#src/engine/incident/follow.ts';
import { newIncident } from '#src/engine/incident/new-incident.ts';
import type { Standing } from '#src/engine/incident/standing.ts';
import { SHOWN_PARTS } from '#src/engine/inference/inferred.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { LATER, aClaim, stateWith } from '#test/engine/some-claims.ts';
import { START, createEngineBench, flag } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, aVerdict, anIncident, contextAt } from './an-incident.ts';

const NOW = START + 10 * MINUTE;
const NOTHING = emptyExchangeState('binance');

function follow(
  before: Incident,
  standings: readonly Standing[],
  joined: readonly Verdict[] = [],
  state: ExchangeState = NOTHING,
): Incident {
  const after = followed(before, standings, joined, state);
  if (after === undefined) throw new Error('Nothing is left.');
  return after;
}

function followed(
  before: Incident,
  standings: readonly Standing[],
  joined: readonly Verdict[] = [],
  state: ExchangeState = NOTHING,
): Incident | undefined {
  const scene = sceneOf(state, contextAt(NOW));
  return followParts(
    before,
    standings,
    joined.map((verdict) => ({ verdict })),
    { scene, maintenances: [], top: [] },
  );
}

const down = (part: IncidentPart, changes: Partial<Verdict> = {}): Extract<Standing, { kind: 'down' }> => {
  const verdict = aVerdict(part.service.slice('binance/'.length), changes);
  return { kind: 'down', part, verdict, own: [verdict] };
};
const back = (part: IncidentPart, changes: Partial<Verdict> = {}): Standing => ({
  kind: 'back',
  part,
  verdict: aVerdict(part.service.slice('binance/'.length), {
    status: 'operational',
    rule: 'works',
    ...changes,
  }),
});
const absorbed = (part: IncidentPart, by = aVerdict('')): Standing => ({ kind: 'absorbed', part, by });
const evidence = (source: string, changes: Partial<Evidence> = {}): Evidence => ({
  source,
  venue: 'status_page',
  service: 'binance/withdrawals',
  basis: 'official',
  status: 'major_outage',
  since: START,
  ...changes,
});

const withdrawals = aPart('withdrawals');
const deposits = aPart('deposits');
const one = anIncident(['withdrawals']);
const two = anIncident(['withdrawals', 'deposits']);

describe('A part of an incident', () => {
  it('that is down takes the status of now, and keeps since when', () => {
    const { parts } = follow(one, [down(withdrawals, { status: 'partial_outage', since: NOW })]);
    expect(parts).toEqual([{ ...withdrawals, status: 'partial_outage' }]);
  });

  it('that falls again is counted and dated anew', () => {
    const was = aPart('withdrawals', { status: 'operational', backAt: START + MINUTE, sinceKnown: false });
    const { parts } = follow(one, [down(was)]);
    expect(parts).toEqual([{ ...withdrawals, since: NOW, downs: 2 }]);
  });

  it('that something wider explains is kept, and counts no more', () => {
    const after = follow(two, [absorbed(withdrawals), down(deposits, { status: 'partial_outage' })]);
    expect(after.parts[0]).toEqual({ ...withdrawals, absorbed: 'elsewhere' });
    expect(after.status).toBe('partial_outage');
    expect(after).not.toHaveProperty('absorbed');
  });

  it('that comes out of it counts again', () => {
    const { parts } = follow(one, [down({ ...withdrawals, absorbed: 'elsewhere' })]);
    expect(parts).toEqual([withdrawals]);
  });

  it('that has lapsed is none any more', () => {
    const lapsed: Standing = { kind: 'lapsed', part: withdrawals };
    expect(follow(two, [lapsed, down(deposits)]).parts).toEqual([deposits]);
    expect(followed(one, [lapsed])).toBeUndefined();
  });

  it('that a wider one of the same incident explains is told by that, until it falls by itself', () => {
    const coin = aPart('deposits/BTC');
    const was = anIncident([], { parts: [deposits, coin] });
    const wider = down(deposits);
    const beneath = follow(was, [wider, absorbed(coin, wider.verdict)]);
    const hidden: IncidentPart = { ...coin, absorbed: 'here' };
    expect(beneath.parts).toEqual([deposits, hidden]);
    expect(beneath.services).toEqual(['binance/deposits']);
    const over = follow(beneath, [back(deposits), back(hidden)]);
    expect(over.services).toEqual(['binance/deposits']);
    const again = follow(over, [back(over.parts[0] ?? deposits), down(over.parts[1] ?? coin)]);
    expect(again.services).toEqual(['binance/deposits', 'binance/deposits/BTC']);
    expect(again.parts[1]).toEqual({ ...coin, since: NOW, downs: 2 });
  });

  it('that works while what it fell with again is out is not spoken of', () => {
    const wasBack = { ...withdrawals, status: 'operational' as const, backAt: START };
    const after = follow(two, [absorbed(wasBack), back(deposits)]);
    expect(after.services).toEqual(['binance/deposits']);
    expect(after.status).toBe('operational');
  });

  it('that is out of sight stays as it was last known', () => {
    const after = follow(two, [
      { kind: 'unseen', part: withdrawals, heardAt: START + MINUTE },
      { kind: 'unseen', part: deposits, heardAt: START + 2 * MINUTE },
    ]);
    expect(after.parts).toEqual([withdrawals, deposits]);
    expect(after).toMatchObject({ status: 'major_outage', lastHeardAt: START + MINUTE });
    expect(follow(after, [down(withdrawals), down(deposits)])).not.toHaveProperty('lastHeardAt');
  });

  it('that is maintained is that, and no outage', () => {
    const verdict = aVerdict('withdrawals', { status: 'under_maintenance' });
    const after = follow(one, [{ kind: 'maintained', part: withdrawals, verdict }]);
    expect(after.parts).toEqual([{ ...withdrawals, status: 'under_maintenance' }]);
    expect(after.status).toBe('under_maintenance');
  });

  it('that is back is dated once', () => {
    const { parts } = follow(one, [back(withdrawals)]);
    expect(parts).toEqual([{ ...withdrawals, status: 'operational', backAt: NOW }]);
    const again = follow(one, [
      back(aPart('withdrawals', { status: 'operational', backAt: START + MINUTE })),
    ]);
    expect(again.parts[0]?.backAt).toBe(START + MINUTE);
  });
});

describe('A part that was absorbed', () => {
  it('is told by what explains it where that joins its incident', () => {
    const spot = aVerdict('spot');
    const part = aPart('spot/BTC');
    const others: Standing[] = [absorbed(deposits), down(withdrawals)];
    const after = follow(two, [absorbed(part, spot), ...others], [spot]);
    expect(after.services.toSorted()).toEqual(['binance/deposits', 'binance/spot', 'binance/withdrawals']);
  });
});

describe('An incident, after its parts were looked at,', () => {
  it('is as bad as its worst part, and remembers how bad it was', () => {
    const better = follow(two, [
      down(withdrawals, { status: 'degraded_performance' }),
      down(deposits, { status: 'partial_outage' }),
    ]);
    expect(better).toMatchObject({ status: 'partial_outage', worst: 'major_outage' });
    const small = anIncident(['withdrawals'], { status: 'partial_outage', worst: 'partial_outage' });
    expect(follow(small, [down(withdrawals)]).worst).toBe('major_outage');
  });

  it('is absorbed while something wider explains all of it, and keeps its status and words', () => {
    const said = anIncident(['withdrawals'], { evidence: [evidence('status-page')], eta: NOW });
    const after = follow(said, [absorbed(withdrawals)]);
    expect(after).toMatchObject({ absorbed: true, status: 'major_outage', eta: NOW });
    expect(after.evidence).toEqual(said.evidence);
    expect(follow(after, [down(withdrawals)])).not.toHaveProperty('absorbed');
  });

  it('takes in what joins', () => {
    const after = follow(one, [down(withdrawals)], [aVerdict('deposits', { refs: ['status-page#1'] })]);
    expect(after.services).toEqual(['binance/withdrawals', 'binance/deposits']);
    expect(after.parts[1]).toEqual(deposits);
    expect(after.cause.refs).toEqual(['status-page#1']);
  });

  it('is led by what led it, unless something wider joins', () => {
    const spot = anIncident(['spot']);
    expect(follow(spot, [down(aPart('spot'))], [aVerdict('withdrawals')]).services).toEqual([
      'binance/spot',
      'binance/withdrawals',
    ]);
    const coin = anIncident(['withdrawals/BTC']);
    expect(follow(coin, [down(aPart('withdrawals/BTC'))], [aVerdict('withdrawals')]).services).toEqual([
      'binance/withdrawals',
      'binance/withdrawals/BTC',
    ]);
  });

  it('does not put a coin before its network: to people both are narrow', () => {
    const network = anIncident(['withdrawals/BTC/BTC']);
    const joined = follow(network, [down(aPart('withdrawals/BTC/BTC'))], [aVerdict('withdrawals/ETH')]);
    expect(joined.services).toEqual(['binance/withdrawals/BTC/BTC', 'binance/withdrawals/ETH']);
  });

  it('names the coins of its groups', () => {
    const members = ['binance/withdrawals/A', 'binance/withdrawals/B'];
    const group = aPart('withdrawals', { members });
    expect(follow(one, [down(group)]).members).toEqual(members);
    const outgrown = anIncident(['withdrawals'], { members });
    expect(follow(outgrown, [down(withdrawals)])).not.toHaveProperty('members');
  });
});

describe('What it says now', () => {
  it('is what its worst trouble says', () => {
    const after = follow(two, [
      down(withdrawals, { status: 'partial_outage', rule: 'announced', regions: ['GB'], accounts: 'some' }),
      down(deposits, { basis: 'measured', rule: 'does_not_answer' }),
    ]);
    expect(after).toMatchObject({ basis: 'measured', rule: 'does_not_answer' });
    expect(after).not.toHaveProperty('regions');
    expect(after).not.toHaveProperty('accounts');
    const some = follow(one, [down(withdrawals, { regions: ['GB'], accounts: 'some' })]);
    expect(some).toMatchObject({ regions: ['GB'], accounts: 'some' });
  });

  it('is unconfirmed where nothing of it is confirmed', () => {
    const mixed = [down(withdrawals, { unconfirmed: true }), down(deposits)];
    expect(follow(two, mixed).unconfirmed).toBe(false);
    const none = [down(withdrawals, { unconfirmed: true }), down(deposits, { unconfirmed: true })];
    expect(follow(two, none).unconfirmed).toBe(true);
  });

  it('is disputed where any of it is, and no longer than that', () => {
    const disputed = follow(two, [down(withdrawals), down(deposits, { disputed: true })]);
    expect(disputed.disputed).toBe(true);
    expect(follow(disputed, [down(withdrawals), down(deposits)])).not.toHaveProperty('disputed');
  });

  it('is expected to end when the last of it is', () => {
    const after = follow(two, [
      down(withdrawals, { eta: NOW + 2 * MINUTE }),
      down(deposits, { eta: NOW + MINUTE }),
    ]);
    expect(after.eta).toBe(NOW + 2 * MINUTE);
    expect(follow(after, [down(withdrawals), down(deposits)])).not.toHaveProperty('eta');
  });

  it('counts what the first that counts does', () => {
    const extent = { hit: 3, of: 9, parts: [] };
    const after = follow(two, [down(withdrawals), down(deposits, { extent })]);
    expect(after.extent).toEqual(extent);
    expect(follow(after, [down(withdrawals), down(deposits)])).not.toHaveProperty('extent');
  });

  it('is each word once, twelve at most', () => {
    const said = [evidence('a'), evidence('a'), evidence('b'), evidence('a', { status: 'partial_outage' })];
    expect(follow(one, [down(withdrawals, { evidence: said })]).evidence).toEqual([
      evidence('a'),
      evidence('b'),
      evidence('a', { status: 'partial_outage' }),
    ]);
    const many = Array.from({ length: 20 }, (_, i) => evidence(`source-${i}`));
    expect(follow(one, [down(withdrawals, { evidence: many })]).evidence).toHaveLength(12);
  });
});

describe('What is said once all of it is back', () => {
  const hit = anIncident(['withdrawals'], {
    disputed: true,
    eta: NOW + MINUTE,
    rule: 'exchange_says_so',
    extent: { hit: 9, of: 10, parts: [] },
    evidence: [evidence('status-page')],
  });

  it('is what says that it works, and nothing that said otherwise', () => {
    const works = evidence('wallets', { status: 'operational' });
    const said = [works, evidence('wallets'), evidence('spot-ping', { status: 'unknown' })];
    const after = follow(hit, [back(withdrawals, { evidence: said, rule: 'works' })]);
    expect(after.evidence).toEqual([works]);
    expect(after).toMatchObject({ status: 'operational', rule: 'works' });
    for (const key of ['disputed', 'eta', 'extent']) expect(after).not.toHaveProperty(key);
  });

  it('is what says that it is maintained, where it is', () => {
    const verdict = aVerdict('withdrawals', {
      status: 'under_maintenance',
      rule: 'exchange_says_so',
      evidence: [evidence('status-page', { status: 'under_maintenance' })],
    });
    const after = follow(hit, [{ kind: 'maintained', part: withdrawals, verdict }]);
    expect(after.evidence.map(({ status }) => status)).toEqual(['under_maintenance']);
  });

  it('is said once: later it stays as it is', () => {
    const over = follow(hit, [
      back(withdrawals, { evidence: [evidence('wallets', { status: 'operational' })] }),
    ]);
    const later = follow(over, [back(over.parts[0] ?? withdrawals)]);
    expect(later.evidence).toEqual(over.evidence);
  });

  it('names the coins that are still hit', () => {
    const bench = createEngineBench();
    const coin = (isOpen: boolean) => [
      flag('withdrawals/BTC/BTC', true),
      flag('withdrawals/XRP/XRP', isOpen),
      flag('deposits/ADA/ADA', isOpen),
    ];
    bench.say('wallets', coin(true));
    bench.pass(8 * MINUTE);
    bench.insist('wallets', coin(false));
    const after = follow(hit, [back(withdrawals)], [], bench.state());
    expect(after.extent).toEqual({ hit: 1, of: 10, parts: ['binance/withdrawals/XRP'] });
    const uncounted = anIncident(['withdrawals']);
    expect(follow(uncounted, [back(withdrawals)], [], bench.state()).extent).toEqual({
      hit: 1,
      of: 1,
      parts: ['binance/withdrawals/XRP'],
    });
  });

  it('counts what is down in part, in no more names than a message shows, and no trouble that is less', () => {
    const paths = Array.from({ length: 40 }, (_, i) => `withdrawals/C${i}`);
    const state = stateWith({
      'status-page': Object.fromEntries([
        ...paths.map((path) => [path, aClaim('word', 'partial_outage')] as const),
        ['withdrawals/SLOW', aClaim('word', 'degraded_performance')],
      ]),
    });
    const scene = sceneOf(state, contextAt(LATER));
    const around = { scene, maintenances: [], top: [] };
    const uncounted = anIncident(['deposits', 'withdrawals']);
    const after = followParts(uncounted, [back(deposits), back(withdrawals)], [], around);
    expect(after?.extent).toMatchObject({ hit: 40, of: 40 });
    expect(after?.extent?.parts).toHaveLength(SHOWN_PARTS);
  });

  it('names the networks that are still hit of a coin', () => {
    const state = stateWith({ 'status-page': { 'withdrawals/BTC/LN': aClaim('word', 'major_outage') } });
    const around = { scene: sceneOf(state, contextAt(LATER)), maintenances: [], top: [] };
    const coin = anIncident(['withdrawals/BTC']);
    const after = followParts(coin, [back(aPart('withdrawals/BTC'))], [], around);
    expect(after?.extent?.parts).toEqual(['binance/withdrawals/BTC/LN']);
  });

  it('is by the rule of what says that it works', () => {
    expect(follow(hit, [back(withdrawals, { rule: 'lists_it' })]).rule).toBe('lists_it');
  });

  it('keeps its words while any of it is out of sight, though it is not as bad any more', () => {
    const bad = anIncident(['withdrawals', 'deposits'], { evidence: [evidence('status-page')] });
    const after = follow(bad, [
      { kind: 'unseen', part: aPart('deposits', { status: 'partial_outage' }), heardAt: START },
      back(withdrawals, { evidence: [evidence('wallets', { status: 'operational' })] }),
    ]);
    expect(after.status).toBe('partial_outage');
    expect(after.evidence).toEqual(bad.evidence);
  });

  it('waits while any of it is out of sight', () => {
    const after = follow(two, [{ kind: 'unseen', part: withdrawals, heardAt: START }, back(deposits)]);
    expect(after.status).toBe('major_outage');
  });
});

describe('The order of services', () => {
  it('is the one that they were told in, then that of their names', () => {
    const told = ['website', 'deposits', 'withdrawals'];
    const after = follow(
      anIncident(told),
      told.toReversed().map((path) => down(aPart(path))),
    );
    expect(after.services).toEqual(told.map((path) => `binance/${path}`));
    const coins = ['ETH', 'ADA', 'BTC'].map((coin) => aVerdict(`withdrawals/${coin}`));
    expect(
      newIncident(
        coins.map((verdict) => ({ verdict })),
        contextAt(NOW),
      ).services,
    ).toEqual(['ADA', 'BTC', 'ETH'].map((coin) => `binance/withdrawals/${coin}`));
  });

  it('does not take away the coins of a group that has another part beside it', () => {
    const group = aPart('withdrawals', { members: ['binance/withdrawals/BTC', 'binance/withdrawals/ETH'] });
    const after = follow(anIncident([], { parts: [group, deposits] }), [down(group), down(deposits)]);
    expect(after.members).toEqual(group.members);
  });
});

describe('A new incident', () => {
  it('began with the first of it', () => {
    const early = aVerdict('deposits', { since: START - MINUTE, sinceKnown: false });
    const late = aVerdict('withdrawals');
    for (const verdicts of [
      [early, late],
      [late, early],
    ]) {
      const incident = newIncident(
        verdicts.map((verdict) => ({ verdict })),
        contextAt(NOW),
      );
      expect(incident).toMatchObject({ since: START - MINUTE, sinceKnown: false });
    }
  });

  const opened = (...verdicts: Verdict[]) =>
    newIncident(
      verdicts.map((verdict) => ({ verdict })),
      contextAt(NOW),
    );

  it('is named after what leads it, how much it is, where, and when', () => {
    const at = NOW.toString(36);
    expect(opened(aVerdict('withdrawals')).id).toBe(`binance-withdrawals-${at}`);
    expect(opened(aVerdict('withdrawals/BTC/BTC')).id).toBe(`binance-withdrawals.BTC.BTC-${at}`);
    expect(opened(aVerdict('withdrawals'), aVerdict('spot')).id).toBe(`binance-withdrawals-2-${at}`);
    expect(opened(aVerdict('withdrawals', { regions: ['GB', 'IE'] })).id).toBe(
      `binance-withdrawals-GB-IE-${at}`,
    );
    expect(opened({ ...aVerdict(''), service: 'binance' }).id).toBe(`binance-all-${at}`);
    const group = newIncident(
      [{ verdict: aVerdict('withdrawals'), members: ['binance/withdrawals/A', 'binance/withdrawals/B'] }],
      contextAt(NOW),
    );
    expect(group.id).toBe(`binance-withdrawals.A-2-${at}`);
  });

  it('names components in the order in which people would', () => {
    const paths = [
      'staking',
      'website',
      'api',
      'login',
      'margin',
      'derivatives',
      'spot',
      'deposits',
      'card',
      'withdrawals',
    ];
    expect(opened(...paths.map((path) => aVerdict(path))).services).toEqual(
      [
        'withdrawals',
        'deposits',
        'spot',
        'derivatives',
        'margin',
        'login',
        'api',
        'website',
        'card',
        'staking',
      ].map((component) => `binance/${component}`),
    );
  });

  it('names coins after components, and each by its component', () => {
    const services = opened(
      aVerdict('spot/BTC/USDT'),
      aVerdict('withdrawals/ETH'),
      aVerdict('website'),
      aVerdict('withdrawals/BTC'),
    ).services;
    expect(services).toEqual([
      'binance/website',
      'binance/withdrawals/BTC',
      'binance/withdrawals/ETH',
      'binance/spot/BTC/USDT',
    ]);
  });

  it('begins with the first of its parts, as far as that is known', () => {
    const later = aVerdict('withdrawals', { since: START + MINUTE });
    const first = aVerdict('deposits', { since: START, sinceKnown: false });
    expect(opened(later, first)).toMatchObject({ since: START, sinceKnown: false });
    expect(opened(later)).toMatchObject({ since: START + MINUTE, sinceKnown: true });
  });

  it('is as bad as its worst part, and told to nobody yet', () => {
    expect(opened(aVerdict('withdrawals', { status: 'partial_outage' }), aVerdict('deposits'))).toMatchObject(
      {
        status: 'major_outage',
        worst: 'major_outage',
        told: false,
        notices: 0,
        downs: 1,
        flapping: false,
        openedAt: NOW,
        phaseSince: NOW,
        timeline: [],
      },
    );
  });
});
