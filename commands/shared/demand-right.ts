import { PermissionFlagsBits } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import type { Caller } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';

type DemandedRight = 'ManageChannels' | 'ManageGuild' | 'ManageWebhooks';

/** Whether a member may set what the channels of a server are told. */
export function mayManage(
  { memberPermissions }: Pick<Caller, 'memberPermissions'>,
  right: DemandedRight = 'ManageChannels',
): boolean {
  const wanted = PermissionFlagsBits[right] | PermissionFlagsBits.Administrator;
  return memberPermissions !== null && (memberPermissions & wanted) !== 0n;
}

/** Discord checks rights where a command is typed, and never where a button is pressed. Throws `UserError`. */
export function demandRight(asker: Pick<Caller, 'memberPermissions'>, right: DemandedRight, say: Say): void {
  if (mayManage(asker, right)) return;
  throw new UserError(say('reply.notAllowed', { right: say(`right.${right}`) }));
}
