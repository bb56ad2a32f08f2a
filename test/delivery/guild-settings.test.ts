import { describe, expect, it } from 'vitest';

import { loseAddress } from '#src/delivery/give-up-address.ts';
import { createGuildSettings } from '#src/delivery/guild-settings.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';
import { noon } from '#test/delivery/a-notice.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';

function subscription(id: string, channelId = 'a'): Subscription {
  return {
    id,
    channelId,
    target: { kind: 'selector', selector: '*' },
    level: 'standard',
    style: 'reply',
    createdAt: 0,
  };
}

const adding =
  (added: Subscription) =>
  (guild: Guild): Guild => ({ ...guild, subscriptions: [...guild.subscriptions, added] });

describe('Settings of guilds', () => {
  it('are empty until something is set, and survive a restart', async () => {
    const records = memoryCollection<Guild>();
    const settings = createGuildSettings(records);
    expect(settings.get('g').subscriptions).toEqual([]);
    await settings.update('g', adding(subscription('1')));

    const restarted = createGuildSettings(records);
    await restarted.load();
    expect([...restarted.all()]).toMatchObject([{ id: 'g', subscriptions: [{ id: '1' }] }]);
  });

  it('lose no change of two that are made at once', async () => {
    const settings = createGuildSettings(memoryCollection());
    await Promise.all(['1', '2', '3'].map((id) => settings.update('g', adding(subscription(id)))));
    expect(settings.get('g').subscriptions.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('stay as they were when the store does not take a change', async () => {
    let isFull = true;
    const settings = createGuildSettings(
      memoryCollection((call) => {
        if (call === 'set' && isFull) throw new Error('disk full');
      }),
    );
    await expect(settings.update('g', adding(subscription('1')))).rejects.toThrow('disk full');
    expect(settings.get('g').subscriptions).toEqual([]);
    isFull = false;
    await settings.update('g', adding(subscription('2')));
    expect(settings.get('g').subscriptions).toHaveLength(1);
  });

  it('are forgotten with the guild', async () => {
    const records = memoryCollection<Guild>();
    const settings = createGuildSettings(records);
    await settings.update('g', adding(subscription('1')));
    await settings.remove('g');
    expect(records.records.size).toBe(0);
    expect([...settings.all()]).toEqual([]);
  });
});

describe('A channel that is given up', () => {
  it('has its subscriptions disabled with the reason, the others go on, and the guild is told once', async () => {
    const settings = createGuildSettings(memoryCollection());
    await settings.update('g', adding(subscription('1')));
    await settings.update('g', adding(subscription('2', 'b')));
    const told: string[] = [];
    const deps = {
      settings,
      clock: { now: () => noon },
      channels: new Map([
        [
          'discord',
          {
            nameOf: (address: string) => `<#${address}>`,
            tellAdmins: async (guildId: string, text: string, except: string) =>
              void told.push(`${guildId} ${except} ${text}`),
          },
        ],
      ]),
    };
    const lost = { guildId: 'g', target: { channel: 'discord', address: 'a', mentions: [] } };
    await loseAddress(deps, lost, 'The channel was deleted.');
    await loseAddress(deps, lost, 'Another reason.');
    expect(settings.get('g').subscriptions.map(({ disabled }) => disabled)).toEqual([
      { at: noon, reason: 'The channel was deleted.' },
      undefined,
    ]);
    expect(told).toEqual([
      'g a I can no longer post exchange alerts in <#a>. The channel was deleted. See /subscriptions.',
    ]);
  });
});
