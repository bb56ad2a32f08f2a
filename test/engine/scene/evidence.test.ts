import { describe, expect, it } from 'vitest';

import { evidenceOf, venueOf } from '#src/engine/scene/evidence.ts';
import { aClaim } from '#test/engine/some-claims.ts';
import { testProfile } from '#test/support/engine-bench.ts';

const WITHDRAWALS = 'binance/withdrawals';
const shown = (source: string, changes: Parameters<typeof aClaim>[2] = {}) =>
  evidenceOf(WITHDRAWALS, source, aClaim('word', 'major_outage', { since: 5, ...changes }), testProfile);

describe('What people are shown of a claim', () => {
  const bare = {
    source: 'status-page',
    venue: 'status_page',
    service: WITHDRAWALS,
    basis: 'official',
    status: 'major_outage',
    since: 5,
  };

  it('is where it was said, what it says, and nothing that it does not', () => {
    expect(shown('status-page', { evidence: ' \n' })).toStrictEqual(bare);
    expect(shown('status-page', { evidence: ' ', spoken: true })).toStrictEqual(bare);
  });

  it('is its words where they are for people, and a detail for the operator where not', () => {
    expect(shown('status-page', { evidence: ' Halted. ', spoken: true })).toStrictEqual({
      ...bare,
      quote: 'Halted.',
    });
    expect(shown('status-page', { evidence: 'withdrawEnable: false' })).toStrictEqual({
      ...bare,
      detail: 'withdrawEnable: false',
    });
  });

  it('is all else that is known of it', () => {
    const more = { statedAt: 4, link: 'https://example.com', seenFrom: ['eu'] };
    const extent = { hit: 2, of: 3, parts: ['binance/withdrawals/BTC'] };
    expect(shown('status-page', { ...more, extent, evidence: '' })).toStrictEqual({
      ...bare,
      ...more,
      count: { hit: 2, of: 3 },
    });
  });

  it('of what follows from others is theirs', () => {
    expect(shown('~roll-up', { ref: 'wallets, status-page' })).toMatchObject({
      source: 'wallets, status-page',
      venue: 'coin_list',
    });
    expect(shown('~roll-up').source).toBe('~roll-up');
    expect(shown('wallets', { ref: 'post-1' }).source).toBe('wallets');
  });
});

it('a source that is not known is the system status of the exchange', () => {
  expect(venueOf('wallets', testProfile)).toBe('coin_list');
  expect(venueOf('gone', testProfile)).toBe('system_status');
});
