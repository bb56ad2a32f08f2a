import { readdirSync } from 'node:fs';

import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { commands } from '#commands/index.ts';
import { checkCommands } from '#test/support/discord/limits/command.ts';

const folder = new URL('../../commands/', import.meta.url);

describe('The list of commands', () => {
  it('holds every command file', () => {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && name !== 'command.ts' && name !== 'index.ts')
      .map((name) => name.replace('.ts', ''));
    expect(commands.map(({ data }) => data.name).toSorted()).toEqual(files.toSorted());
  });

  it('stays within the limits of Discord', () => {
    expect(() => checkCommands(commands.map(({ data }) => data))).not.toThrow();
  });

  it('is offered where it works: in servers, or anywhere', () => {
    for (const { data, place } of commands) {
      const contexts = place === 'anywhere' ? [0, 1, 2] : [InteractionContextType.Guild];
      expect(data.contexts).toEqual(contexts);
    }
  });

  it.each([
    ['status', undefined],
    ['subscribe', PermissionFlagsBits.ManageChannels],
    ['unsubscribe', PermissionFlagsBits.ManageChannels],
    ['alerts', PermissionFlagsBits.ManageChannels],
    ['watchlist', PermissionFlagsBits.ManageGuild],
  ])('lets the right people use /%s', (name, bit) => {
    const command = commands.find(({ data }) => data.name === name);
    expect(command?.data.default_member_permissions).toBe(bit === undefined ? undefined : String(bit));
  });
});
