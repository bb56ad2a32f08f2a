import type { ChosenChannel, ChosenRole } from '#src/channels/discord/interactions/handler.ts';
import { holdsRight, missingRights } from '#src/channels/discord/line/rights.ts';
import type { Right } from '#src/channels/discord/line/rights.ts';

/** The permissions that the bot lacks for posting alerts in a channel. */
export function missingPermissions({ kind, appPermissions }: ChosenChannel): Right[] {
  return appPermissions === null || kind === 'direct' ? [] : missingRights(appPermissions, kind === 'thread');
}

/** Whether a mention of the role would reach anybody. */
export function canMention(role: ChosenRole, { appPermissions }: ChosenChannel): boolean {
  return role.mentionable || appPermissions === null || holdsRight(appPermissions, 'MentionEveryone');
}
