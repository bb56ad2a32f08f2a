import { describe, expect, it } from 'vitest';

import { gather, groupVerdict, isOfCoin, partOf } from '#src/engine/incident/group.ts';
import type { Fallen } from '#src/engine/incident/group.ts';
import { regroup } from '#src/engine/incident/regroup.ts';
import type { Standing } from '#src/engine/incident/standing.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { START } from '#test/support/engine-bench.ts';
import { aPart, aVerdict, contextAt } from './an-incident.ts';

const coins = (count: number, from = 0, component = 'withdrawals'): Verdict[] =>
  Array.from({ length: count }, (_, i) => aVerdict(`${component}/C${from + i}`, { since: START + from + i }));

const namesOf = (fallen: readonly Fallen[]): string[] =>
  fallen.map(({ verdict, members }) => `${verdict.service.slice(8)}${members ? `: ${members.length}` : ''}`);

describe('Coins that fell together', () => {
  it('are one thing from five of a component on', () => {
    expect(namesOf(gather(coins(5), contextAt()))).toEqual(['withdrawals: 5']);
    expect(namesOf(gather(coins(4), contextAt()))).toHaveLength(4);
  });

  it('are counted for each component by itself, and others stay what they are', () => {
    const fallen = gather(
      [...coins(5), ...coins(6, 0, 'deposits'), ...coins(2, 0, 'spot'), aVerdict('api')],
      contextAt(),
    );
    expect(namesOf(fallen)).toEqual(['withdrawals: 5', 'deposits: 6', 'spot/C0', 'spot/C1', 'api']);
  });

  it('are each told for itself beside their component, so that nothing has the same name twice', () => {
    const fallen = gather([...coins(5), aVerdict('withdrawals')], contextAt());
    expect(namesOf(fallen)).toEqual([...coins(5).map(({ service }) => service.slice(8)), 'withdrawals']);
    expect(namesOf(gather(coins(5), contextAt(), ['binance/withdrawals']))).toHaveLength(5);
  });

  it.each<[what: string, verdict: Verdict, expected: boolean]>([
    ['a coin', aVerdict('withdrawals/BTC'), true],
    ['a coin on a network', aVerdict('withdrawals/BTC/LN'), true],
    ['a component', aVerdict('withdrawals'), false],
    ['a whole network', aVerdict('withdrawals/*/LN'), false],
    ['what was probed', aVerdict('spot/BTC', { basis: 'measured' }), false],
    ['what follows from others', aVerdict('withdrawals/BTC', { basis: 'inferred' }), true],
    ['what was so when first seen', aVerdict('withdrawals/BTC', { isBaseline: true }), false],
  ])('count %s as a coin: %s', (_what, verdict, expected) => {
    expect(isOfCoin(verdict)).toBe(expected);
  });

  it('are told as a disturbance of their component, since the first of them fell', () => {
    const fell = [
      aVerdict('withdrawals/A', { since: START + 2, refs: ['page#1'], sources: ['page'] }),
      aVerdict('withdrawals/B', { since: START + 1, refs: ['page#1'], sources: ['page', 'wallets'] }),
      aVerdict('withdrawals/C', { since: START + 1, sinceKnown: false }),
    ];
    expect(groupVerdict('binance/withdrawals', fell, 7)).toMatchObject({
      service: 'binance/withdrawals',
      status: 'degraded_performance',
      rule: 'some_coins',
      since: START + 1,
      sinceKnown: true,
      refs: ['page#1'],
      sources: ['page', 'wallets'],
      extent: { hit: 3, of: 7, parts: fell.map(({ service }) => service) },
    });
  });

  it('are named up to as many as a message can show', () => {
    const { extent } = groupVerdict('binance/withdrawals', coins(40), 40);
    expect([extent?.hit, extent?.parts.length]).toEqual([40, 25]);
  });

  it('are a part that knows its members', () => {
    const verdict = aVerdict('withdrawals', { since: START - 5, sinceKnown: false });
    const part = aPart('withdrawals', { since: START - 5, sinceKnown: false });
    expect(partOf({ verdict })).toStrictEqual(part);
    expect(partOf({ verdict, members: ['binance/withdrawals/A'] })).toStrictEqual({
      ...part,
      members: ['binance/withdrawals/A'],
    });
  });
});

describe('A group that is taken', () => {
  const down = (verdict: Verdict, members?: string[]): Standing => {
    const own = members === undefined ? [verdict] : coins(members.length);
    const part = { ...partOf({ verdict }), ...(members !== undefined && { members }) };
    return { kind: 'down', part, verdict, own };
  };
  const members = coins(5).map(({ service }) => service);
  const group = down(groupVerdict('binance/withdrawals', coins(5), 5), members);

  it('takes in coins of its component that join it, and no others', () => {
    const more = coins(1, 5);
    const [other] = coins(1, 0, 'deposits');
    if (other === undefined) throw new Error('There is no coin.');
    const probed = aVerdict('withdrawals/P', { basis: 'measured' });
    const after = regroup([group], [...more, other, probed], contextAt());
    expect(after.joined.map(({ verdict }) => verdict)).toEqual([other, probed]);
    const [grown] = after.standings;
    expect(grown?.part.members).toEqual([...members, 'binance/withdrawals/C5']);
    expect(grown?.kind === 'down' && [grown.own.length, grown.verdict.extent?.hit]).toEqual([6, 6]);
    expect(grown?.kind === 'down' && grown.verdict.extent?.of).toBe(6);
  });

  it('takes in several that join in one step', () => {
    const after = regroup([group], coins(3, 5), contextAt());
    expect(after.joined).toEqual([]);
    expect(after.standings[0]?.part.members).toHaveLength(8);
  });

  it('takes in nothing while it is back', () => {
    const back: Standing = { kind: 'back', part: group.part, verdict: aVerdict('withdrawals') };
    const after = regroup([back], coins(1, 5), contextAt());
    expect(after.standings).toEqual([back]);
    expect(namesOf(after.joined)).toEqual(['withdrawals/C5']);
  });

  it('is made of coins that have become enough for one, and takes their place', () => {
    const single = coins(3).map((verdict) => down(verdict));
    const after = regroup([...single, down(aVerdict('api'))], coins(2, 3), contextAt());
    expect(after.standings.map(({ part }) => part.service)).toEqual(['binance/api']);
    expect(namesOf(after.joined)).toEqual(['withdrawals: 5']);
  });

  it('is not made of too few: those that were there go on, those that join are parts of their own', () => {
    const single = coins(2).map((verdict) => down(verdict));
    const after = regroup(single, coins(2, 2), contextAt());
    expect(after.standings).toEqual(single);
    expect(namesOf(after.joined)).toEqual(['withdrawals/C2', 'withdrawals/C3']);
  });

  it('is left as it is where nothing joins', () => {
    const single = coins(6).map((verdict) => down(verdict));
    expect(regroup(single, [], contextAt())).toStrictEqual({ standings: single, joined: [] });
  });
});
