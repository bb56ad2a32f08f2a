import { describe, expect, it } from 'vitest';

import type { EndingPlan } from '#src/domain/ending.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import { surroundingsOf } from '#src/engine/incident/surroundings.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import { LATER, aClaim, stateWith } from '#test/engine/some-claims.ts';
import { START, coins, createEngineBench, flag } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, anIncident, contextAt } from './an-incident.ts';

const running = (...services: string[]): Maintenance => ({
  id: 'window-1',
  source: 'status-page',
  services: services.map((path) => `binance/${path}`),
  window: { id: '1', phase: 'in_progress', from: LATER - 60 * MINUTE, until: LATER + 60 * MINUTE, title: '' },
  firstSeenAt: LATER - 60 * MINUTE,
  signal: 'word',
  stage: 'started',
  stageSince: LATER - 60 * MINUTE,
  told: true,
  notices: 1,
});
const ending = (path: string): EndingPlan => ({
  id: 'ending-1',
  source: 'announcements',
  services: [{ service: `binance/${path}`, at: null }],
  title: '',
  firstSeenAt: LATER - 60 * MINUTE,
  notices: 1,
});

interface Known {
  readonly endings?: readonly EndingPlan[];
  readonly incidents?: readonly Incident[];
  readonly maintenances?: readonly Maintenance[];
}

/** The troubles that there are to tell of. */
function topOf(
  state: ExchangeState,
  { endings = [], incidents = [], maintenances = [] }: Known = {},
): string[] {
  const scene = sceneOf({ ...state, incidents }, contextAt(LATER));
  return surroundingsOf(scene, maintenances, endings).top.map(({ service }) => service);
}

const word = stateWith({ 'status-page': { withdrawals: aClaim('word', 'major_outage') } });

describe('A trouble is told of', () => {
  it.each<[rule: string, incidents: readonly Incident[], expected: readonly string[]]>([
    ['not while a maintenance explains it', [], []],
    [
      'though one does, where it was an incident before',
      [anIncident(['deposits', 'withdrawals'])],
      ['binance/withdrawals'],
    ],
    ['not where another was one', [anIncident(['deposits'])], []],
    [
      'not where it has been back since',
      [anIncident([], { parts: [aPart('deposits'), aPart('withdrawals', { status: 'operational' })] })],
      [],
    ],
    ['not where it was one in some countries alone', [anIncident(['withdrawals'], { regions: ['GB'] })], []],
  ])('%s', (_rule, incidents, expected) => {
    expect(topOf(word, { incidents, maintenances: [running('withdrawals')] })).toEqual(expected);
  });

  it('where neither a maintenance nor an announced end explains it', () => {
    expect(topOf(word, { maintenances: [running('deposits')] })).toEqual(['binance/withdrawals']);
    expect(topOf(word, { endings: [ending('deposits')] })).toEqual(['binance/withdrawals']);
    expect(topOf(word, { endings: [ending('withdrawals')] })).toEqual([]);
  });

  it('not of a coin all of whose closed networks are maintained', () => {
    const bench = createEngineBench();
    const rows = (isOpen: boolean) => [
      ...coins(20, () => false),
      flag('withdrawals/ABC/ETH', isOpen),
      flag('withdrawals/ABC/BSC', isOpen),
    ];
    bench.pass(LATER - START - 2 * MINUTE);
    bench.say('wallets', rows(true));
    bench.pass(MINUTE);
    bench.insist('wallets', rows(false));
    const known = (changes: Known): string[] => topOf(bench.state(), changes);
    const whole = ['binance/withdrawals/ABC'];
    const onEth = running('withdrawals/*/ETH');
    expect(known({})).toEqual(whole);
    expect(known({ maintenances: [running('withdrawals/*/ETH', 'withdrawals/*/BSC')] })).toEqual([]);
    expect(known({ maintenances: [onEth] })).toEqual(whole);
    expect(known({ maintenances: [onEth], endings: [ending('withdrawals/ABC/BSC')] })).toEqual([]);
  });
});
