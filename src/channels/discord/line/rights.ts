import { PermissionFlagsBits } from 'discord.js';

/** What the bot may need somewhere; what each is called stands in the catalogues under `right`. */
const RIGHTS = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'MentionEveryone',
  'ManageWebhooks',
] as const;

export type Right = (typeof RIGHTS)[number];

export function isRight(name: string): name is Right {
  return RIGHTS.some((right) => right === name);
}

/** Whether a right is among those that are held; who administers a server has all of them. */
export function holdsRight(held: bigint, right: Right): boolean {
  return (held & (PermissionFlagsBits[right] | PermissionFlagsBits.Administrator)) !== 0n;
}

/** What is missing of what alerts need, in a channel or in a thread. */
export function missingRights(held: bigint, isThread: boolean): Right[] {
  const send = isThread ? 'SendMessagesInThreads' : 'SendMessages';
  const needed: readonly Right[] = ['ViewChannel', send, 'EmbedLinks'];
  return needed.filter((right) => !holdsRight(held, right));
}
