import { describe, expect, it } from 'vitest';

import { amendmentOf } from '#src/sources/posts/amendment.ts';

const PUBLISHED = Date.parse('2024-03-05T08:30:00Z');

const amended = (title: string, body = '') =>
  amendmentOf(
    { id: 'p2', title, body, publishedAt: PUBLISHED },
    { exchange: 'kucoin', now: PUBLISHED, network: (name) => name },
  );

describe('a post about a maintenance that another one planned', () => {
  it.each([
    ['XRP Wallet Maintenance Has Been Cancelled'],
    ['Cancellation of the XRP Wallet Upgrade'],
    ['The maintenance of the XRP wallet is called off'],
  ])('calls it off: %s', (title) => {
    expect(amended(title)).toMatchObject([
      { service: 'kucoin/deposits/XRP', window: { phase: 'canceled', amends: true } },
      { service: 'kucoin/withdrawals/XRP', window: { phase: 'canceled', amends: true } },
    ]);
  });

  it.each([
    ['XRP Wallet Maintenance Is Postponed to 12:00 on March 5, 2024 (UTC)', ''],
    ['XRP Wallet Maintenance Rescheduled from 10:00 to 12:00 on March 5, 2024 (UTC)', ''],
    ['XRP wallet maintenance postponed', 'It is moved from 10:00 to 12:00 on March 5, 2024 (UTC).'],
  ])('puts it off: %s', (title, body) => {
    expect(amended(title, body)).toMatchObject([
      { window: { phase: 'scheduled', from: Date.parse('2024-03-05T12:00:00Z'), amends: true } },
      { service: 'kucoin/withdrawals/XRP' },
    ]);
  });

  it.each([
    ['XRP wallet maintenance at 12:00 on March 5, 2024 (UTC)'],
    ['XRP listing is postponed'],
    ['Withdrawals of XRP are delayed'],
  ])('says nothing of that kind: %s', (title) => {
    expect(amended(title)).toEqual([]);
  });
});
