import { PermissionFlagsBits } from 'discord.js';

import type { ChosenChannel, ChosenRole } from '#src/channels/discord/handler.ts';

type Needed = 'ViewChannel' | 'SendMessages' | 'SendMessagesInThreads' | 'EmbedLinks' | 'MentionEveryone';

/** The permissions that the bot lacks for posting alerts in a channel. */
export function missingPermissions({ kind, appPermissions }: ChosenChannel): Needed[] {
  if (appPermissions === null) return [];
  const send = kind === 'thread' ? 'SendMessagesInThreads' : 'SendMessages';
  const needed: readonly Needed[] = ['ViewChannel', send, 'EmbedLinks'];
  return needed.filter((permission) => !has(appPermissions, permission));
}

/** Whether a mention of the role would reach anybody. */
export function canMention(role: ChosenRole, { appPermissions }: ChosenChannel): boolean {
  return role.mentionable || appPermissions === null || has(appPermissions, 'MentionEveryone');
}

function has(permissions: bigint, permission: Needed): boolean {
  const isAdmin = (permissions & PermissionFlagsBits.Administrator) !== 0n;
  return isAdmin || (permissions & PermissionFlagsBits[permission]) !== 0n;
}
