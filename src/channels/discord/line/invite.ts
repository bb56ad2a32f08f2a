import { PermissionFlagsBits } from 'discord.js';

/** What the bot needs to do in a channel, and nothing more. */
export const NEEDED_RIGHTS = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const;

/** What some things need besides: pictures, and a thread for each incident. */
export const EXTRA_RIGHTS: bigint = PermissionFlagsBits.AttachFiles | PermissionFlagsBits.CreatePublicThreads;

/** The address at which an admin lets the bot into a server, with exactly the rights that it needs. */
export function inviteUrl(applicationId: string, extra = 0n): string {
  const permissions = Object.values(NEEDED_RIGHTS).reduce((all, right) => all | right, extra);
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;
}

/** The id of a bot, which its token begins with; `undefined` where it does not. */
export function applicationIdOf(token: string): string | undefined {
  const id = Buffer.from(token.split('.', 1).join(''), 'base64').toString('latin1');
  return /^\d{15,20}$/.test(id) ? id : undefined;
}
