import { describe, expect, it } from 'vitest';

import { audienceOf } from '#src/delivery/audience/audience.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import { aNotice } from './a-notice.ts';
import { memoryCollection } from './memory-collection.ts';

const following = (id: string): Guild => ({
  ...emptyGuild(id),
  subscriptions: [
    { id: '1', channelId: 'a', target: { kind: 'selector', selector: '*' }, level: 'standard', createdAt: 0 },
  ],
});

describe('Who may want a notice', () => {
  const found = async (subscribers: readonly Guild[] | undefined): Promise<string[]> => {
    const settings = createGuildSettings(memoryCollection());
    await settings.update('g', () => following('g'));
    return [...audienceOf('x', subscribers, settings).candidates(aNotice())].map(({ guild }) => guild.id);
  };

  it('is whoever has subscribed by a command, where a channel has no subscribers of its own', async () => {
    expect(await found(undefined)).toEqual(['g']);
  });

  it('is each of its own subscribers, where it has some, and nobody else', async () => {
    expect(await found([following('one'), following('two')])).toEqual(['one', 'two']);
    expect(await found([])).toEqual([]);
  });
});
