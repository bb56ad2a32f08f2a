import { describe, expect, it } from 'vitest';

import type { Claim } from '#src/domain/exchange-state.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { lookAt } from '#src/engine/scene/look.ts';
import type { Said } from '#src/engine/scene/look.ts';
import { ROLL_UP } from '#src/engine/inference/roll-up.ts';
import { nothingKnown, verdictOf } from '#src/engine/scene/verdict.ts';
import { START, testPolicy, testProfile } from '#test/support/engine-bench.ts';

const MINUTE = 60_000;
const look = lookAt(emptyExchangeState('binance'), { now: START, policy: testPolicy, profile: testProfile });

function aSaid(source: string, changes: Partial<Claim> = {}): Said {
  const claim: Claim = {
    status: 'major_outage',
    since: START,
    basis: 'official',
    signal: 'word',
    evidence: 'closed',
    ...changes,
  };
  return { source, claim };
}

/** What the first of them decides, when all of them count. */
function decide(first: Said, ...others: readonly Said[]) {
  const live = [first, ...others];
  return verdictOf(
    {
      look,
      service: 'binance/withdrawals',
      said: live,
      live,
      closed: undefined,
      word: first,
      statement: undefined,
      probe: undefined,
    },
    first,
  );
}

const well = { status: 'operational' } as const;

describe('A verdict', () => {
  it('says no more than its one source does', () => {
    const { evidence, ...verdict } = decide(aSaid('status-page'));
    expect(verdict).toStrictEqual({
      service: 'binance/withdrawals',
      status: 'major_outage',
      basis: 'official',
      since: START,
      sinceKnown: true,
      unconfirmed: false,
      isBaseline: false,
      refs: [],
      sources: ['status-page'],
    });
    expect(evidence.map(({ source }) => source)).toEqual(['status-page']);
  });

  it('holds since the first that agrees saw it, and takes no part of who sees nothing', () => {
    const verdict = decide(
      aSaid('b', { since: START + 2 }),
      aSaid('a', { since: START + 1, status: 'partial_outage' }),
      aSaid('c', { ...well, since: START - 9, eta: 7, ref: '7', baseline: true }),
    );
    expect(verdict).toMatchObject({
      status: 'major_outage',
      since: START + 1,
      sources: ['b', 'a'],
      refs: [],
    });
    expect(verdict).not.toHaveProperty('eta');
  });

  it('began in a gap, of which nobody knows when it was, where the first that saw it was not heard before', () => {
    const gap = START - 5 * MINUTE;
    expect(decide(aSaid('a', { afterGap: gap }))).toMatchObject({ since: gap, sinceKnown: false });
    expect(decide(aSaid('a', { afterGap: gap }), aSaid('b', { since: START - 1 }))).toMatchObject({
      since: START - 1,
      sinceKnown: true,
    });
    expect(decide(aSaid('b', { since: START + 1 }), aSaid('a', { afterGap: gap }))).toMatchObject({
      since: gap,
      sinceKnown: false,
    });
  });

  it('is a baseline where all that agree have said so ever since', () => {
    const old = aSaid('a', { baseline: true });
    expect(decide(old)).toMatchObject({ isBaseline: true, sinceKnown: false });
    expect(decide(old, aSaid('b', { since: START + 1 })).isBaseline).toBe(false);
  });

  it('that it works rests on the one that decides, and says when it was last seen to be down', () => {
    const verdict = decide(aSaid('a', { ...well, afterGap: START - 1 }), aSaid('b', { ...well, since: 5 }));
    expect(verdict).toMatchObject({ sources: ['a'], downAt: START - 1 });
    expect(decide(aSaid('a', { afterGap: START - 1 }))).not.toHaveProperty('downAt');
    expect(decide(aSaid('a', well))).not.toHaveProperty('downAt');
  });

  it('names posts and page incidents by their source, and what a roll-up follows from as its sources', () => {
    const verdict = decide(
      aSaid('page', { ref: '1' }),
      aSaid('page', { ref: '2' }),
      aSaid(ROLL_UP, { ref: 'wallets, page' }),
      aSaid(ROLL_UP),
    );
    expect(verdict).toMatchObject({ refs: ['page#1', 'page#2'], sources: ['page', 'wallets'] });
  });

  it('has the extent of the first that counts, and the accounts of the one that decides', () => {
    const extent = { hit: 3, of: 9, parts: [] };
    const verdict = decide(
      aSaid('a', { accounts: 'some' }),
      aSaid('b', { extent }),
      aSaid('c', { extent: { hit: 1, of: 1, parts: [] } }),
    );
    expect(verdict).toMatchObject({ extent, accounts: 'some' });
    expect(decide(aSaid('a'), aSaid('b', { accounts: 'some' }))).not.toHaveProperty('accounts');
  });

  it.each<[rule: string, all: [Said, ...Said[]], eta: number | undefined]>([
    ['the newest statement', [aSaid('a', { eta: 1, statedAt: 10 }), aSaid('b', { eta: 2, statedAt: 20 })], 2],
    ['whatever the order', [aSaid('b', { eta: 2, statedAt: 20 }), aSaid('a', { eta: 1, statedAt: 10 })], 2],
    [
      'a word by when it began',
      [aSaid('a', { eta: 1, since: 30 }), aSaid('b', { eta: 2, since: 90, statedAt: 20 })],
      1,
    ],
    [
      'an edit by when it was made',
      [aSaid('a', { eta: 1, statedAt: 10, editedAt: 40 }), aSaid('b', { eta: 2, statedAt: 20 })],
      1,
    ],
    ['of equals by name', [aSaid('b', { eta: 2, statedAt: 20 }), aSaid('a', { eta: 1, statedAt: 20 })], 1],
    ['one that names any', [aSaid('a', { statedAt: 20 }), aSaid('b', { eta: 2, statedAt: 10 })], 2],
  ])('is expected to end as the newest says: %s', (_rule, all, eta) => {
    expect(decide(...all).eta).toBe(eta);
  });

  it('shows the exchange before what follows and what we probe, the worst first, then by name', () => {
    const { evidence } = decide(
      aSaid('f', { basis: 'measured' }),
      aSaid('e', { basis: 'inferred' }),
      aSaid('c', { status: 'degraded_performance' }),
      aSaid('b'),
      aSaid('a'),
    );
    expect(evidence.map(({ source }) => source)).toEqual(['a', 'b', 'c', 'e', 'f']);
  });
});

describe('Of what nobody can see', () => {
  it('nothing is known but what was last said, and is not overtaken', () => {
    const said = [
      aSaid('a', { since: START - 1, ref: '7', evidence: 'closed' }),
      aSaid('b', { since: START - 5, overtaken: true }),
      aSaid('c', { since: START - 9, evidence: '' }),
    ];
    const about = { look, service: 'binance/withdrawals', said, live: [] };
    const none = { closed: undefined, word: undefined, statement: undefined, probe: undefined };
    const { evidence, ...rest } = nothingKnown({ ...about, ...none });
    expect(rest).toStrictEqual({
      service: 'binance/withdrawals',
      status: 'unknown',
      basis: 'official',
      since: START - 1,
      sinceKnown: false,
      unconfirmed: false,
      isBaseline: false,
      refs: ['a#7'],
      sources: ['a', 'b', 'c'],
    });
    expect(evidence.map(({ source }) => source)).toEqual(['a']);
    expect(nothingKnown({ ...about, ...none, said: [] }).since).toBe(0);
  });
});
