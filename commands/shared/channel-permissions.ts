import { PermissionFlagsBits } from 'discord.js';

import type { ChosenChannel, ChosenRole } from '#src/channels/discord/handler.ts';

const NAMES = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  SendMessagesInThreads: 'Send Messages in Threads',
  EmbedLinks: 'Embed Links',
  MentionEveryone: 'Mention Everyone',
} as const;

type Needed = keyof typeof NAMES;

/** The permissions that the bot lacks for posting alerts in a channel, by the names that Discord shows. */
export function missingPermissions({ kind, appPermissions }: ChosenChannel): string[] {
  if (appPermissions === null) return [];
  const send = kind === 'thread' ? 'SendMessagesInThreads' : 'SendMessages';
  const needed: readonly Needed[] = ['ViewChannel', send, 'EmbedLinks'];
  return needed
    .filter((permission) => !has(appPermissions, permission))
    .map((permission) => NAMES[permission]);
}

/** Whether a mention of the role would reach anybody. */
export function canMention(role: ChosenRole, { appPermissions }: ChosenChannel): boolean {
  return role.mentionable || appPermissions === null || has(appPermissions, 'MentionEveryone');
}

function has(permissions: bigint, permission: Needed): boolean {
  const isAdmin = (permissions & PermissionFlagsBits.Administrator) !== 0n;
  return isAdmin || (permissions & PermissionFlagsBits[permission]) !== 0n;
}
