import { describe, expect, it } from 'vitest';

import { createPlan } from '#src/delivery/plan.ts';
import type { DeliveryTarget } from '#src/domain/delivery.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild, Mute, Subscription } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import { aNotice, aRecovery, noon } from '#test/delivery/a-notice.ts';

const context = { posted: new Map(), pending: new Set<string>(), majors: [], now: noon };

function follows(selector: string, changes: Partial<Subscription> = {}): Subscription {
  const target = { kind: 'selector', selector } as const;
  return { id: selector, channelId: 'a', target, level: 'standard', createdAt: 0, ...changes };
}

/** Where, and how, a guild with these subscriptions is told. */
function targetsOf(notice: Notice, guild: Partial<Guild>): DeliveryTarget[] {
  const all = { ...emptyGuild('g'), ...guild };
  const plan = createPlan({ kind: 'notice', notice }, context);
  for (const subscription of all.subscriptions) plan.consider('discord', { guild: all, subscription });
  return plan.planned().flatMap(({ to }) => to.map(({ target }) => target));
}

describe('What is told to an address', () => {
  const several = aNotice({ services: ['binance/withdrawals', 'binance/deposits'] });

  it('is in the language that the guild has chosen, if it has', () => {
    const subscriptions = [follows('binance')];
    expect(targetsOf(aNotice(), { subscriptions, settings: { locale: 'zh-CN' } })).toEqual([
      { channel: 'discord', address: 'a', mentions: [], locale: 'zh-CN' },
    ]);
    expect(targetsOf(aNotice(), { subscriptions })).toEqual([
      { channel: 'discord', address: 'a', mentions: [] },
    ]);
  });

  it.each<[rule: string, notice: Notice, isFocused: boolean]>([
    ['of one service', aNotice(), false],
    ['of two services', several, true],
    ['of several coins', aNotice({ members: ['binance/withdrawals/BTC'] }), true],
  ])('%s is in terms of what is followed there: %j', (_rule, notice, isFocused) => {
    const subscriptions = [
      follows('binance/withdrawals'),
      follows('binance', { id: '2' }),
      follows('binance', { id: '3' }),
    ];
    const focus = targetsOf(notice, { subscriptions }).map((target) => target.focus);
    expect(focus).toEqual([isFocused ? ['binance/withdrawals', 'binance'] : undefined]);
  });

  it('is for the hub where any of its subscriptions is, and only what is worth publishing', () => {
    const both = [follows('binance'), follows('binance', { id: '2', hub: true })];
    expect(targetsOf(aNotice(), { subscriptions: both })[0]).toMatchObject({ hub: true });
    expect(targetsOf(aNotice(), { subscriptions: both.slice(0, 1) })[0]).not.toHaveProperty('hub');
    const plan = aNotice({ kind: 'maintenance_scheduled', status: 'operational' });
    expect(targetsOf(plan, { subscriptions: both.slice(1) })).toEqual([]);
    expect(targetsOf(plan, { subscriptions: both })).toHaveLength(1);
  });

  it('is told directly where a member follows it, and in the style of its address', () => {
    const subscriptions = [follows('binance')];
    expect(targetsOf(aNotice(), { id: memberSettingsId('ada'), subscriptions })[0]?.isDirect).toBe(true);
    expect(targetsOf(aNotice(), { subscriptions })[0]).not.toHaveProperty('isDirect');
    const threads = [follows('binance', { style: 'thread' })];
    expect(targetsOf(aNotice(), { subscriptions: threads })[0]?.style).toBe('thread');
    expect(targetsOf(aNotice(), { subscriptions })[0]).not.toHaveProperty('style');
  });

  it('mentions each role once, and nobody where none was asked for', () => {
    const roles = [undefined, 'r1', 'r2', 'r1'];
    const subscriptions = roles.map((roleId, i) =>
      follows('binance', { id: String(i), ...(roleId !== undefined && { roleId }) }),
    );
    expect(targetsOf(aNotice(), { subscriptions })[0]?.mentions).toEqual(['r1', 'r2']);
  });
});

describe('A mute', () => {
  const mute = (selector: string): Mute => ({ id: '1', selector, until: noon + 1, by: 'ada', at: noon });
  const decide = (notice: Notice, mutes: readonly Mute[], pending: readonly string[] = []): string => {
    const subscription = follows('binance');
    const guild = { ...emptyGuild('g'), subscriptions: [subscription], mutes };
    const plan = createPlan({ kind: 'notice', notice }, { ...context, pending: new Set(pending) });
    return plan.consider('discord', { guild, subscription }).because;
  };

  it('holds where it names all that the notice is about', () => {
    const several = aNotice({ services: ['binance/withdrawals', 'binance/deposits'] });
    expect(decide(several, [mute('binance/withdrawals')])).toBe('selected');
    expect(decide(several, [mute('binance/withdrawals'), mute('binance/deposits')])).toBe('muted');
  });

  it('of coins holds for the group of them, though it is told under the component’s name', () => {
    const group = aNotice({ members: ['binance/withdrawals/BTC', 'binance/withdrawals/ETH'] });
    expect(decide(group, [mute('binance/withdrawals/BTC')])).toBe('selected');
    expect(decide(group, [mute('*/*/BTC'), mute('*/*/ETH')])).toBe('muted');
  });

  it('holds for what goes on, and not for the end, of what is being told', () => {
    expect(decide(aNotice({ kind: 'changed' }), [mute('binance')], ['a'])).toBe('muted');
    expect(decide(aRecovery(), [mute('binance')], ['a'])).toBe('follow_up');
    expect(decide(aRecovery(), [mute('binance')])).toBe('muted');
  });
});
