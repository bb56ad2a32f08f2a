import { describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import { openIncidents } from '#src/engine/incident/open-incidents.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { START } from '#test/support/engine-bench.ts';
import { MINUTE, aPart, aVerdict, anIncident, contextAt } from './an-incident.ts';

const NOW = START + 10 * MINUTE;

/** What each new incident is of, and whether it is one that was left behind. */
function opened(fresh: readonly Verdict[], going: readonly Incident[] = []) {
  const scene = sceneOf(emptyExchangeState('binance'), contextAt(NOW));
  return openIncidents(fresh, going, scene).map(({ incident }) => ({
    services: incident.services.map((one) => one.slice('binance/'.length)),
    leftBehind: incident.leftBehind === true,
  }));
}

const over = (path: string, backAt: number | undefined = NOW) =>
  aPart(path, { status: 'operational', ...(backAt !== undefined && { backAt }) });
const ended = (changes: Partial<Incident> = {}): Incident =>
  anIncident([], { status: 'operational', parts: [over('spot'), over('withdrawals')], ...changes });

describe('What is down once something wider is over', () => {
  const coin = (changes: Partial<Verdict> = {}) => aVerdict('withdrawals/BTC', changes);

  it.each<[rule: string, verdict: Verdict, going: readonly Incident[], isLeftBehind: boolean]>([
    ['was left behind by it', coin(), [ended()], true],
    ['was left behind, if it fell at the latest as that ended', coin({ since: NOW }), [ended()], true],
    ['is news, if it fell later', coin({ since: NOW + 1 }), [ended()], false],
    ['is news, if nobody was told of the wider one', coin(), [ended({ told: false })], false],
    ['is news, if that was in some countries alone', coin(), [ended({ regions: ['GB'] })], false],
    [
      'was left behind in the very countries of that',
      coin({ regions: ['GB'] }),
      [ended({ regions: ['GB'] })],
      true,
    ],
    ['is news, if that is still down', coin(), [anIncident(['withdrawals'])], false],
    ['is news, if it is the very service', aVerdict('withdrawals'), [ended()], false],
    ['is news, if it is of something else', aVerdict('deposits/BTC'), [ended()], false],
  ])('%s', (_rule, verdict, going, isLeftBehind) => {
    expect(opened([verdict], going)[0]?.leftBehind).toBe(isLeftBehind);
  });
});

describe('What falls together', () => {
  it('is one incident where each is kin of any other', () => {
    const page = aVerdict('withdrawals/BTC', { sources: ['page'] });
    const both = aVerdict('withdrawals/ETH', { sources: ['page', 'list'] });
    const list = aVerdict('deposits/ADA', { sources: ['list'] });
    const alone = aVerdict('spot/XRP/USDT', { sources: ['pairs'] });
    expect(opened([page, both, alone, list]).map(({ services }) => services)).toEqual([
      ['spot/XRP/USDT'],
      ['withdrawals/BTC', 'withdrawals/ETH', 'deposits/ADA'],
    ]);
  });

  it('is named apart from what falls at the same time by another cause', () => {
    const coins = (from: number, ref: string): Verdict[] =>
      Array.from({ length: 5 }, (_, i) => aVerdict(`withdrawals/C${from + i}`, { refs: [ref] }));
    const scene = sceneOf(emptyExchangeState('binance'), contextAt(NOW));
    const ids = openIncidents([...coins(0, 'page#a'), ...coins(5, 'page#b')], [], scene).map(
      ({ incident }) => incident.id,
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  it('remembers no majors where it hits none', () => {
    const scene = sceneOf(emptyExchangeState('binance'), contextAt(NOW));
    expect(openIncidents([aVerdict('spot')], [], scene)[0]?.incident).not.toHaveProperty('majors');
  });
});
