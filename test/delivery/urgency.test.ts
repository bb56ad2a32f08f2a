import { describe, expect, it } from 'vitest';

import { createPlan } from '#src/delivery/plan.ts';
import { isForHub, isLoud, URGENCY, urgencyOf } from '#src/delivery/sending/urgency.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Subscription } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { aNotice } from '#test/delivery/a-notice.ts';

const rows: readonly [
  rule: string,
  notice: Partial<Notice>,
  urgency: keyof typeof URGENCY,
  rings: boolean,
][] = [
  ['an outage', { kind: 'opened' }, 'alert', true],
  ['an outage that is back', { kind: 'reopened' }, 'alert', true],
  ['what flaps', { kind: 'flapping' }, 'alert', true],
  ['what got worse', { kind: 'changed', status: 'major_outage', previous: 'partial_outage' }, 'alert', true],
  [
    'what got better',
    { kind: 'changed', status: 'partial_outage', previous: 'major_outage' },
    'reply',
    false,
  ],
  [
    'what is as bad as it was',
    { kind: 'changed', status: 'major_outage', previous: 'major_outage' },
    'reply',
    false,
  ],
  [
    'an end that was moved, of what is worse than it was',
    { kind: 'changed', change: 'eta_moved', status: 'major_outage', previous: 'partial_outage' },
    'reply',
    false,
  ],
  [
    'what got worse, as it is called',
    { kind: 'changed', change: 'worse', status: 'major_outage', previous: 'partial_outage' },
    'alert',
    true,
  ],
  ['a recovery', { kind: 'resolved', status: 'operational' }, 'recovery', false],
  [
    'maintenance that takes longer',
    { kind: 'maintenance_overrun', previous: 'major_outage' },
    'alert',
    false,
  ],
  ['maintenance that is planned', { kind: 'maintenance_scheduled' }, 'reply', false],
  ['maintenance that is moved', { kind: 'maintenance_moved' }, 'reply', false],
  ['maintenance that begins', { kind: 'maintenance_started' }, 'reply', false],
  ['maintenance that ends', { kind: 'maintenance_ended' }, 'reply', false],
  ['maintenance that is called off', { kind: 'maintenance_canceled' }, 'reply', false],
  ['what ends for good', { kind: 'ending_scheduled' }, 'reply', false],
];

describe('How urgent it is', () => {
  it.each(rows)('to tell of %s', (_rule, changes, urgency) => {
    expect(urgencyOf({ kind: 'notice', notice: aNotice(changes) })).toBe(URGENCY[urgency]);
  });

  it('to bring a message up to date: the least', () => {
    expect(urgencyOf({ kind: 'refresh', notice: aNotice() })).toBe(URGENCY.edit);
  });
});

describe('Whether it is shown as news, and published to all who follow the hub', () => {
  it.each(rows)('%s', (_rule, changes, urgency, rings) => {
    const notice = aNotice(changes);
    const isNews = rings || urgency === 'recovery';
    expect(isLoud(notice)).toBe(isNews);
    expect(isForHub({ kind: 'notice', notice })).toBe(isNews);
    expect(isForHub({ kind: 'refresh', notice })).toBe(false);
  });
});

describe('Whether a phone rings', () => {
  const subscription: Subscription = {
    id: '1',
    channelId: 'a',
    target: { kind: 'selector', selector: 'binance' },
    level: 'standard',
    roleId: 'role',
    createdAt: 0,
  };
  const guild = { ...emptyGuild('g'), subscriptions: [subscription] };

  it.each(rows)('for %s', (_rule, changes, _urgency, rings) => {
    const context = { posted: new Map(), pending: new Set(['a']), majors: [], now: 0 };
    const plan = createPlan({ kind: 'notice', notice: aNotice(changes) }, context);
    plan.consider('discord', { guild, subscription });
    expect(
      plan
        .planned()
        .flatMap(({ to }) => to)
        .map(({ target }) => target.mentions),
    ).toEqual([rings ? ['role'] : []]);
  });
});
