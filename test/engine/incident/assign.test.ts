import { describe, expect, it } from 'vitest';

import type { Incident } from '#src/domain/incident.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { assign, joinRunning } from '#src/engine/incident/assign.ts';
import type { Standing } from '#src/engine/incident/standing.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { START } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, aVerdict, anIncident, contextAt } from './an-incident.ts';

const around = (...top: readonly Verdict[]) => ({
  scene: sceneOf(emptyExchangeState('binance'), contextAt()),
  maintenances: [],
  top,
});

/** By the place of its incident: the troubles that it has; and those that are nobody's. */
function assigned(incidents: readonly Incident[], ...top: readonly Verdict[]) {
  const short = (verdicts: readonly Verdict[]): string[] => verdicts.map(({ service }) => service.slice(8));
  const { owned, fresh } = assign(incidents, around(...top));
  return { owned: owned.map(short), fresh: short(fresh) };
}

const HOUR = 60 * MINUTE;

describe('A trouble is given', () => {
  it('to the incident that has its service, and one that is nobody’s to none', () => {
    const incidents = [anIncident(['spot']), anIncident(['withdrawals', 'deposits'])];
    expect(assigned(incidents, aVerdict('deposits'), aVerdict('api'))).toEqual({
      owned: [[], ['deposits']],
      fresh: ['api'],
    });
  });

  it('to one that is open before one that is absorbed, before one that waits to be closed', () => {
    const over = anIncident(['spot'], { status: 'operational' });
    const absorbed = anIncident(['spot'], { absorbed: true });
    const open = anIncident(['spot']);
    expect(assigned([over, absorbed, open], aVerdict('spot')).owned).toEqual([[], [], ['spot']]);
    expect(assigned([over, absorbed], aVerdict('spot')).owned).toEqual([[], ['spot']]);
    expect(assigned([over], aVerdict('spot')).owned).toEqual([['spot']]);
  });

  it('to a group that has the coin, where none has it as a service', () => {
    const group = anIncident(['withdrawals'], { members: ['binance/withdrawals/BTC'] });
    const single = anIncident(['withdrawals/BTC'], { status: 'operational' });
    expect(assigned([group], aVerdict('withdrawals/BTC')).owned).toEqual([['withdrawals/BTC']]);
    expect(assigned([group, single], aVerdict('withdrawals/BTC')).owned).toEqual([[], ['withdrawals/BTC']]);
    expect(assigned([group], aVerdict('withdrawals/ETH')).fresh).toEqual(['withdrawals/ETH']);
  });

  it('to no incident of other countries', () => {
    const here = anIncident(['spot'], { regions: ['GB'] });
    const group = anIncident(['withdrawals'], { members: ['binance/withdrawals/BTC'], regions: ['GB'] });
    expect(assigned([here], aVerdict('spot', { regions: ['IE'] })).fresh).toEqual(['spot']);
    expect(assigned([anIncident(['spot'])], aVerdict('spot', { regions: ['IE'] })).fresh).toEqual(['spot']);
    expect(assigned([group], aVerdict('withdrawals/BTC')).fresh).toEqual(['withdrawals/BTC']);
  });

  it('to that of some countries, where a switch that knows none confirms it while it is open', () => {
    const here = anIncident(['spot'], { regions: ['GB'] });
    expect(assigned([here], aVerdict('spot')).owned).toEqual([['spot']]);
    const over = anIncident(['spot'], { regions: ['GB'], status: 'operational' });
    expect(assigned([over], aVerdict('spot')).fresh).toEqual(['spot']);
  });

  it('to nobody, where it is a network that is left of a component that comes back', () => {
    const network = aVerdict('withdrawals/*/BEP20');
    const own = anIncident(['withdrawals/*/BEP20'], { status: 'operational' });
    const whole = anIncident(['withdrawals']);
    expect(assigned([whole, own], network).fresh).toEqual(['withdrawals/*/BEP20']);
    // It is told as its own already.
    const running = anIncident(['withdrawals/*/BEP20']);
    expect(assigned([whole, running], network)).toEqual({ owned: [[], ['withdrawals/*/BEP20']], fresh: [] });
    // The component is not back; or its story is another one.
    expect(assigned([whole, own], aVerdict('withdrawals'), network).owned[1]).toEqual([
      'withdrawals/*/BEP20',
    ]);
    for (const changes of [
      { absorbed: true as const },
      { parts: [aPart('withdrawals', { status: 'operational' })] },
      { parts: [aPart('deposits')] },
      { regions: ['GB'] },
    ]) {
      const other = anIncident(['withdrawals'], changes);
      expect(assigned([other, own], network).owned[1]).toEqual(['withdrawals/*/BEP20']);
    }
  });
});

it('A network is what is left of a component though its incident has other parts', () => {
  const whole = anIncident(['spot', 'withdrawals']);
  expect(assigned([whole], aVerdict('withdrawals/*/BEP20')).fresh).toEqual(['withdrawals/*/BEP20']);
  // A network that is an incident itself goes on as that.
  const network = anIncident(['withdrawals/*/BEP20']);
  expect(assigned([network], aVerdict('withdrawals/*/BEP20')).owned).toEqual([['withdrawals/*/BEP20']]);
});

describe('New trouble', () => {
  const back = (path: string, changes = {}): Standing => ({
    kind: 'back',
    part: aPart(path, changes),
    verdict: aVerdict(path, { status: 'operational' }),
  });
  const down = (path: string, changes = {}): Standing => {
    const verdict = aVerdict(path, changes);
    return { kind: 'down', part: aPart(path), verdict, own: [verdict] };
  };
  const unseen = (path: string): Standing => ({ kind: 'unseen', part: aPart(path), heardAt: START });

  /** Whether it joins an incident that stands so; `dropped` where it is known already. */
  function fate(verdict: Verdict, incident: Incident, standings: readonly Standing[], now = START): string {
    const surroundings = {
      ...around(verdict),
      scene: sceneOf(emptyExchangeState('binance'), contextAt(now)),
    };
    const { joined, left } = joinRunning([verdict], [incident], [standings], surroundings);
    if (left.includes(verdict)) return 'opens';
    return joined[0]?.includes(verdict) === true ? 'joins' : 'dropped';
  }

  it('joins the incident that runs by the same cause, and opens where there is none', () => {
    const running = anIncident(['withdrawals']);
    expect(fate(aVerdict('spot'), running, [down('withdrawals')])).toBe('joins');
    expect(fate(aVerdict('spot'), running, [unseen('withdrawals')])).toBe('joins');
    expect(fate(aVerdict('spot'), running, [back('withdrawals')])).toBe('opens');
    expect(fate(aVerdict('spot'), running, [down('withdrawals')], START + MINUTE + 1)).toBe('opens');
  });

  it('joins one that falls again in this very step, however long ago it began', () => {
    const over = anIncident(['withdrawals'], { status: 'operational', phaseSince: START - 20 * MINUTE });
    expect(fate(aVerdict('spot'), over, [down('withdrawals')])).toBe('joins');
    expect(fate(aVerdict('spot'), over, [unseen('withdrawals')])).toBe('opens');
    const running = anIncident(['withdrawals'], { phaseSince: START - 20 * MINUTE });
    expect(fate(aVerdict('spot'), running, [down('withdrawals')])).toBe('opens');
  });

  it('is part of what is out of sight and open still', () => {
    const running = anIncident(['withdrawals']);
    expect(fate(aVerdict('withdrawals/BTC'), running, [unseen('withdrawals')])).toBe('dropped');
    expect(fate(aVerdict('withdrawals'), running, [unseen('withdrawals')])).toBe('joins');
    const several = anIncident(['spot', 'withdrawals']);
    const standings = [down('spot'), unseen('withdrawals')];
    expect(fate(aVerdict('withdrawals/BTC'), several, standings)).toBe('dropped');
    const here = anIncident(['withdrawals'], { regions: ['GB'] });
    expect(fate(aVerdict('withdrawals/BTC'), here, [unseen('withdrawals')])).toBe('opens');
    expect(fate(aVerdict('withdrawals/BTC'), running, [down('withdrawals')])).toBe('opens');
  });

  it('is what is left of the story, where all else comes back', () => {
    const running = anIncident(['withdrawals'], { cause: { refs: ['posts#1'], sources: [] } });
    const standings = [back('withdrawals')];
    expect(fate(aVerdict('withdrawals/*/BEP20'), running, standings)).toBe('joins');
    expect(fate(aVerdict('withdrawals/XYZ', { refs: ['posts#1'] }), running, standings)).toBe('joins');
    expect(fate(aVerdict('withdrawals/XYZ', { refs: ['posts#2'] }), running, standings)).toBe('opens');
    // Most people have that one.
    expect(fate(aVerdict('withdrawals/BTC'), running, standings)).toBe('joins');
    expect(fate(aVerdict('withdrawals/BTC/SEGWIT'), running, standings)).toBe('opens');
    expect(fate(aVerdict('deposits/*/BEP20'), running, standings)).toBe('opens');
    // It was back before.
    const longBack = [back('withdrawals', { status: 'operational' })];
    expect(fate(aVerdict('withdrawals/*/BEP20'), running, longBack)).toBe('opens');
    const here = anIncident(['withdrawals'], { regions: ['GB'] });
    expect(fate(aVerdict('withdrawals/*/BEP20'), here, standings)).toBe('opens');
    // Of several parts the one that comes back says so; one that is out of sight does not.
    const several = anIncident(['spot', 'withdrawals']);
    const mixed = [down('spot'), back('withdrawals')];
    expect(fate(aVerdict('withdrawals/*/BEP20'), several, mixed, START + HOUR)).toBe('joins');
    const gone: Standing = { kind: 'lapsed', part: aPart('withdrawals') };
    expect(fate(aVerdict('withdrawals/*/BEP20'), running, [gone], START + HOUR)).toBe('opens');
  });

  it('is of a coin that the incident has already: on another network, or on all, at any time', () => {
    const later = START + HOUR;
    const networks = ['withdrawals/BTC/BTC', 'withdrawals/BTC/LN'];
    const running = anIncident(networks);
    const standings = networks.map((path) => down(path));
    const whole = aVerdict('withdrawals/BTC', { rule: 'whole_coin' });
    const other = aVerdict('withdrawals/BTC/BEP20');
    for (const verdict of [whole, other]) {
      expect(fate(verdict, running, standings, later)).toBe('joins');
      expect(fate(verdict, running, standings.slice(0, 1), later)).toBe('joins');
      const mended = networks.map((path) => back(path, { status: 'operational' }));
      expect(fate(verdict, running, mended, later)).toBe('opens');
      const here = anIncident(networks, { regions: ['GB'] });
      expect(fate(verdict, here, standings, later)).toBe('opens');
    }
    const group = { ...down('withdrawals'), part: aPart('withdrawals', { members: running.services }) };
    expect(fate(other, running, [group], later)).toBe('joins');
    for (const path of ['deposits/BTC/BEP20', 'withdrawals/ETH/BEP20', 'withdrawals/*/BEP20'])
      expect(fate(aVerdict(path), running, standings, later)).toBe('opens');
    const pair = anIncident(['spot/BTC/USD']);
    expect(fate(aVerdict('spot/BTC/EUR'), pair, [down('spot/BTC/USD')], later)).toBe('opens');
  });

  it('is the sum of what the incident has: a network whose known coins are halted already', () => {
    const running = anIncident(['withdrawals/BTC/BTC']);
    const network = (coins: readonly string[], hit = coins.length): Verdict =>
      aVerdict('withdrawals/*/BTC', {
        rule: 'network_share',
        extent: { hit, of: hit, parts: coins.map((coin) => `binance/withdrawals/${coin}`) },
      });
    const later = START + 10 * MINUTE;
    const standings = [down('withdrawals/BTC/BTC')];
    expect(fate(network(['BTC']), running, standings, later)).toBe('joins');
    expect(fate(network(['BTC', 'ORDI']), running, standings, later)).toBe('opens');
    expect(fate(network(['BTC'], 2), running, standings, later)).toBe('opens');
    expect(fate(network(['BTC']), running, [back('withdrawals/BTC/BTC')], later)).toBe('opens');
  });

  it('is a second word of a coin that is known to be halted on a network', () => {
    const running = anIncident(['withdrawals/BTC/BTC']);
    const standings = [down('withdrawals/BTC/BTC')];
    const said = aVerdict('withdrawals/BTC', { rule: 'announced' });
    expect(fate(said, running, standings, START + 10 * MINUTE)).toBe('joins');
    const opens = (verdict: Verdict, by: readonly Standing[] = standings): void =>
      expect(fate(verdict, running, by, START + HOUR)).toBe('opens');
    opens(aVerdict('withdrawals/ETH', { rule: 'announced' }));
    opens(said, [{ kind: 'lapsed', part: aPart('withdrawals/BTC/BTC') }]);
    const others = [down('withdrawals/ETH/ETH'), ...standings];
    expect(fate(said, running, others, START + 10 * MINUTE)).toBe('joins');
    expect(fate(aVerdict('spot'), running, [back('deposits'), down('withdrawals/BTC/BTC')])).toBe('opens');
  });

  it('is what is left of a coin, where its other networks come back', () => {
    const running = anIncident(['withdrawals/USDC']);
    const standings = [back('withdrawals/USDC')];
    expect(fate(aVerdict('withdrawals/USDC/SOL'), running, standings, START + HOUR)).toBe('joins');
    expect(fate(aVerdict('withdrawals/USDT/SOL'), running, standings, START + HOUR)).toBe('opens');
  });

  it('joins by a page incident that speaks of a part from this very step on', () => {
    const running = anIncident(['api'], { phaseSince: START - 20 * MINUTE });
    const standings = [down('api', { refs: ['status-page#1'] })];
    expect(fate(aVerdict('website', { refs: ['status-page#1'] }), running, standings)).toBe('joins');
    expect(fate(aVerdict('website', { refs: ['status-page#2'] }), running, standings)).toBe('opens');
  });
});
