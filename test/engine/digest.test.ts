import { describe, expect, it } from 'vitest';

import { NO_CLAIMS, claimsFrom } from '#src/domain/claims.ts';
import type { Claim, Claims } from '#src/domain/exchange-state.ts';
import { digestOf, isRow } from '#src/engine/claims/digest.ts';
import { START } from '#test/support/engine-bench.ts';

const claim = (changes: Partial<Claim> = {}): Claim => ({
  status: 'operational',
  since: START,
  basis: 'official',
  signal: 'flag',
  evidence: '',
  ...changes,
});
const of = (claims: Readonly<Record<string, Claim>>): Claims =>
  claimsFrom(Object.entries(claims).map(([path, one]) => [`binance/${path}`, one] as const));

describe('What a look over all claims of a voice comes to', () => {
  it('is nothing where nothing is claimed', () => {
    expect(digestOf(NO_CLAIMS)).toEqual({
      size: 0,
      flags: 0,
      rows: 0,
      notWell: [],
      maintained: [],
      stated: [],
      calledWell: [],
      working: new Set(),
      probed: [],
      doubted: [],
      fewestDoubts: Number.POSITIVE_INFINITY,
    });
  });

  it('knows each kind of claim apart', () => {
    const doubt = { status: 'major_outage' as const, since: START, count: 2, evidence: '' };
    const digest = digestOf(
      of({
        'withdrawals/BTC': claim(),
        'withdrawals/ETH': claim({ status: 'partial_outage', doubt }),
        'deposits/BTC': claim({ status: 'under_maintenance', doubt: { ...doubt, count: 1 } }),
        spot: claim({ signal: 'word' }),
        margin: claim({ signal: 'statement', status: 'major_outage', statedAt: START }),
        api: claim({ signal: 'probe', basis: 'measured', status: 'unknown' }),
      }),
    );
    expect(digest).toEqual({
      size: 6,
      flags: 3,
      rows: 4,
      notWell: ['binance/withdrawals/ETH', 'binance/deposits/BTC', 'binance/margin'],
      maintained: ['binance/deposits/BTC'],
      stated: ['binance/margin'],
      calledWell: ['binance/spot'],
      working: new Set(['binance/withdrawals', 'binance/spot']),
      probed: ['binance/api'],
      doubted: ['binance/withdrawals/ETH', 'binance/deposits/BTC'],
      fewestDoubts: 1,
    });
  });

  it.each<[what: string, path: string, claim: Claim, isCalledWell: boolean]>([
    ['a component', 'spot', claim({ signal: 'word' }), true],
    ['no coin', 'spot/BTC', claim({ signal: 'word' }), false],
    ['nothing that follows from coins', 'spot', claim({ signal: 'word', basis: 'inferred' }), false],
    ['nothing that was stated once', 'spot', claim({ signal: 'statement' }), false],
    ['nothing in trouble', 'spot', claim({ signal: 'word', status: 'major_outage' }), false],
  ])('is that the exchange keeps calling well %s', (_what, path, one, isCalledWell) => {
    expect(digestOf(of({ [path]: one })).calledWell).toHaveLength(isCalledWell ? 1 : 0);
  });

  it('is that the whole exchange is called well, which is no component that works', () => {
    const digest = digestOf(claimsFrom([['binance', claim({ signal: 'word' })]]));
    expect(digest).toMatchObject({ calledWell: ['binance'], working: new Set() });
  });

  it('is the same over many shelves as over one', () => {
    const all = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [
        `withdrawals/C${i}`,
        claim({
          status: i % 3 === 0 ? 'major_outage' : 'operational',
          ...(i % 50 === 0 && {
            doubt: { status: 'operational', since: 0, count: 4 - i / 50, evidence: '' },
          }),
        }),
      ]),
    );
    const claims = of(all);
    expect(claims.length).toBeGreaterThan(1);
    const digest = digestOf(claims);
    expect(digest).toMatchObject({ size: 200, flags: 200, rows: 200, fewestDoubts: 1 });
    expect(digest.notWell.toSorted()).toEqual(
      Object.entries(all)
        .filter(([, { status }]) => status === 'major_outage')
        .map(([path]) => `binance/${path}`)
        .toSorted(),
    );
    expect(digest.doubted).toHaveLength(4);
    expect(digest.working).toEqual(new Set(['binance/withdrawals']));
  });

  it('is taken once for as long as the claims stay the same', () => {
    const claims = of({ spot: claim() });
    expect(digestOf(claims)).toBe(digestOf(claims));
  });
});

describe('A list has to go on listing', () => {
  it.each<[what: string, claim: Partial<Claim>, isListed: boolean]>([
    ['a switch', {}, true],
    ['a row of a page', { signal: 'word' }, true],
    ['no incident, which ends', { signal: 'word', ref: 'x' }, false],
    ['nothing that was said at a time', { signal: 'word', statedAt: START }, false],
    ['no statement', { signal: 'statement' }, false],
    ['no endpoint', { signal: 'probe' }, false],
    ['nothing that it does not list any more', { unseenSince: START }, false],
    ['nothing where it lists the halted alone', { listsTroubleOnly: true }, false],
  ])('%s', (_what, changes, isListed) => {
    expect(isRow(claim(changes))).toBe(isListed);
  });
});
