import { PermissionFlagsBits } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import type { Caller } from '#src/channels/discord/handler.ts';
import { UserError } from '#src/channels/discord/user-error.ts';

/** Discord checks rights where a command is typed, and never where a button is pressed. Throws `UserError`. */
export function demandRight(
  { memberPermissions }: Pick<Caller, 'memberPermissions'>,
  right: 'ManageChannels' | 'ManageGuild',
  say: Say,
): void {
  const wanted = PermissionFlagsBits[right] | PermissionFlagsBits.Administrator;
  if (memberPermissions !== null && (memberPermissions & wanted) !== 0n) return;
  throw new UserError(say('reply.notAllowed', { right: say(`right.${right}`) }));
}
