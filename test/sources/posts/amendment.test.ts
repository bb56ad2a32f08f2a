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
    ['XRP Wallet Maintenance Rescheduled to 12:00–14:00 on March 5, 2024 (UTC)', ''],
    [
      'Postponement of the XRP wallet maintenance',
      'The XRP wallet maintenance that was planned for 10:00 (UTC) on March 5 has been postponed. It will now start at 12:00 (UTC) on March 5 and is expected to take two hours. During the maintenance, deposits and withdrawals of XRP will be suspended.',
    ],
    ['XRP wallet maintenance postponed', 'It is moved from 10:00 to 12:00 on March 5, 2024 (UTC).'],
  ])('puts it off: %s', (title, body) => {
    expect(amended(title, body)).toMatchObject([
      { window: { phase: 'scheduled', from: Date.parse('2024-03-05T12:00:00Z'), amends: true } },
      { service: 'kucoin/withdrawals/XRP' },
    ]);
  });

  it.each([
    ['XRP wallet maintenance has been postponed until further notice', ''],
    ['XRP wallet maintenance postponed', 'We will announce the new date 48 hours ahead.'],
  ])('takes it away where nobody knows until when it is put off: %s', (title, body) => {
    expect(amended(title, body)).toMatchObject([
      { window: { phase: 'canceled' } },
      { service: 'kucoin/withdrawals/XRP' },
    ]);
  });

  it.each([
    'Before the change: 2024-03-05 10:00 (UTC)\nAfter the change: 2024-03-05 12:00 (UTC)',
    'Original time: 2024-03-05 10:00 (UTC)\nNew time: 2024-03-05 12:00 (UTC)',
    'Before the change\n2024-03-05 10:00 (UTC)\nAfter the change\n2024-03-05 12:00 (UTC)',
    '变更前：2024-03-05 18:00\n变更后：2024-03-05 20:00',
    '변경 전: 2024-03-05 19:00\n변경 후: 2024-03-05 21:00',
    '日程を変更いたします。\n■ 変更前\n2024年3月5日 19:00\n■ 変更後\n2024年3月5日 21:00',
  ])('takes the new time from its field: %s', (body) => {
    expect(amended('XRP wallet maintenance rescheduled', body)).toMatchObject([
      { window: { phase: 'scheduled', from: Date.parse('2024-03-05T12:00:00Z') } },
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
