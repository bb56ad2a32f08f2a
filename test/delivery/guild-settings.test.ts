import { describe, expect, it } from 'vitest';

import {
  disableAddress,
  pauseAddress,
  pausedAddresses,
  resumeAddress,
} from '#src/delivery/audience/address-state.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';

function subscription(id: string, channelId = 'a'): Subscription {
  return {
    id,
    channelId,
    target: { kind: 'selector', selector: '*' },
    level: 'standard',
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

  it('are written, and told of with what was there before, only where something changed', async () => {
    const calls: string[] = [];
    const changes: string[] = [];
    const settings = createGuildSettings(
      memoryCollection((call) => void calls.push(call)),
      (after, before) => void changes.push(`${before.subscriptions.length} to ${after.subscriptions.length}`),
    );
    const same = await settings.update('g', (guild) => guild);
    expect([same.subscriptions, calls, changes]).toEqual([[], [], []]);
    await settings.update('g', adding(subscription('1')));
    expect([calls, changes]).toEqual([['set'], ['0 to 1']]);
  });

  it('say whose subscriptions may want a notice, for as long as the guild is there', async () => {
    const records = memoryCollection<Guild>();
    const settings = createGuildSettings(records);
    const found = (): string[] =>
      [...settings.candidates(aNotice())].map(({ guild, subscription: { id } }) => `${guild.id}/${id}`);
    await settings.update('g', adding(subscription('1')));
    expect(found()).toEqual(['g/1']);
    const restarted = createGuildSettings(records);
    await restarted.load();
    expect([...restarted.candidates(aNotice())]).toHaveLength(1);
    await settings.remove('g');
    expect(found()).toEqual([]);
  });

  it('are read again where another process has changed them, or forgotten where it has removed them', async () => {
    const records = memoryCollection<Guild>();
    const settings = createGuildSettings(records);
    const other = createGuildSettings(records);
    await settings.update('g', adding(subscription('1')));
    await other.update('g', adding(subscription('2')));
    expect(settings.get('g').subscriptions).toHaveLength(1);
    await settings.refresh('g');
    expect(settings.get('g').subscriptions).toHaveLength(2);
    expect([...settings.candidates(aNotice())]).toHaveLength(2);
    await other.remove('g');
    await settings.refresh('g');
    expect([...settings.all()]).toEqual([]);
    expect([...settings.candidates(aNotice())]).toEqual([]);
  });

  it('that are gone from the store when all are loaded again are gone here, and no others', async () => {
    const records = memoryCollection<Guild>();
    const settings = createGuildSettings(records);
    for (const id of ['g', 'h']) await settings.update(id, adding(subscription('1')));
    records.records.delete('g');
    await settings.load();
    expect([...settings.all()].map(({ id }) => id)).toEqual(['h']);
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

describe('An address', () => {
  const guild = [subscription('1'), subscription('2', 'b')].reduce(
    (all, one) => adding(one)(all),
    emptyGuild('g'),
  );

  it('that is gone has its subscriptions disabled with the first reason, and the others go on', () => {
    const once = disableAddress(guild, 'a', { kind: 'gone' }, noon);
    expect(disableAddress(once, 'a', { kind: 'left' }, noon)).toBe(once);
    expect(once.subscriptions.map(({ disabled }) => disabled)).toEqual([
      { at: noon, reason: { kind: 'gone' } },
      undefined,
    ]);
  });

  it('that is closed is paused until it is not', () => {
    const closed = pauseAddress(guild, 'a', { kind: 'hidden' }, noon);
    expect([...pausedAddresses(closed)]).toEqual([['a', { kind: 'hidden' }]]);
    expect(pauseAddress(closed, 'a', { kind: 'locked' }, noon)).toBe(closed);
    expect(resumeAddress(closed, 'a')).toEqual(guild);
    const both = pauseAddress(closed, 'b', { kind: 'archived' }, noon);
    expect([...pausedAddresses(resumeAddress(both, 'a'))]).toEqual([['b', { kind: 'archived' }]]);
    expect(resumeAddress(guild, 'a')).toBe(guild);
  });
});
