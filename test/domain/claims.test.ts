import { describe, expect, it } from 'vitest';

import {
  NO_CLAIMS,
  claimOn,
  claimsFrom,
  entriesOf,
  shelfOf,
  sizeOf,
  withClaims,
} from '#src/domain/claims.ts';
import type { Claim } from '#src/domain/exchange-state.ts';
import * as fc from '#test/support/fast-check.ts';

const serviceOf = (i: number): string => `binance/withdrawals/C${i}/NET${i % 7}`;

const claim = (since: number): Claim => ({
  status: 'operational',
  since,
  basis: 'official',
  signal: 'flag',
  evidence: '',
});

describe('claims', () => {
  it('hold what was put last, as a plain map would', () => {
    const change = fc.tuple(
      fc.integer({ min: 0, max: 400 }).map(serviceOf),
      fc.option(fc.integer().map(claim), { nil: undefined }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 300 }), { maxLength: 6 }), (batches) => {
        const plain = new Map<string, Claim>();
        let claims = NO_CLAIMS;
        for (const batch of batches) {
          const changes = new Map(batch);
          claims = withClaims(claims, changes);
          for (const [service, value] of changes) {
            if (value === undefined) plain.delete(service);
            else plain.set(service, value);
          }
          expect(new Map(entriesOf(claims))).toEqual(plain);
          expect(sizeOf(claims)).toBe(plain.size);
          for (const service of plain.keys()) expect(claimOn(claims, service)).toBe(plain.get(service));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are the very same where nothing differs, and share every shelf but that of what does', () => {
    const claims = claimsFrom(Array.from({ length: 1_000 }, (_, i) => [serviceOf(i), claim(1)]));
    const known = claimOn(claims, serviceOf(7));
    expect(withClaims(claims, new Map([[serviceOf(7), known]]))).toBe(claims);
    expect(withClaims(claims, new Map([['binance/spot', undefined]]))).toBe(claims);
    const after = withClaims(claims, new Map([[serviceOf(7), claim(2)]]));
    expect(after.filter((shelf, i) => shelf !== claims[i])).toHaveLength(1);
    expect(claimOn(claims, serviceOf(7))).toBe(known);
  });

  it('about one coin lie on one shelf', () => {
    const coin = shelfOf('binance/withdrawals/BTC', 64);
    expect(shelfOf('binance/withdrawals/BTC/LIGHTNING', 64)).toBe(coin);
    expect(shelfOf('binance/withdrawals/BTC/BTC', 64)).toBe(coin);
  });
});

describe('the shelves over which claims are spread', () => {
  /** Claims on the first so many services. */
  const first = (count: number) =>
    claimsFrom(Array.from({ length: count }, (_, i) => [serviceOf(i), claim(1)] as const));
  /** As many shelves as there are once there are so many, after there were a thousand. */
  const afterAThousand = (count: number): number => {
    const changes = Array.from(
      { length: Math.max(count, 1_000) },
      (_, i) => [serviceOf(i), i < count ? claim(1) : undefined] as const,
    );
    return withClaims(first(1_000), new Map(changes)).length;
  };

  it('hold few claims each, and evenly', () => {
    const sizes = first(10_000).map((shelf) => Object.keys(shelf).length);
    expect(Math.max(...sizes)).toBeLessThan(50);
    expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(sizes.length * 0.9);
  });

  it('stay as many until what lies on them has grown or shrunk a lot', () => {
    const count = first(1_000).length;
    expect(afterAThousand(2_500)).toBe(count);
    expect(afterAThousand(300)).toBe(count);
    expect(afterAThousand(20_000)).toBeGreaterThan(count);
    expect(afterAThousand(1)).toBe(1);
    expect(afterAThousand(0)).toBe(0);
  });
});
