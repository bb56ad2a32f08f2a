import type { Say } from '#src/alert/catalogue.ts';
import { plain } from '#src/alert/text.ts';
import type { ChosenChannel, ChosenRole } from '#src/channels/discord/interactions/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';

import type { CommandDeps } from '#commands/command.ts';

import { canMention, missingPermissions } from './channel-permissions.ts';
import { demandRight } from './demand-right.ts';

/**
 * A command may name any channel, and Discord checks the member's rights where it is typed. Throws `UserError` where
 * the channel belongs to another server, or the member may not manage it.
 */
export function demandOwn(channel: ChosenChannel, guildId: string, say: Say): void {
  if (channel.guildId !== undefined && channel.guildId !== guildId) throw new UserError(say('place.foreign'));
  demandRight(channel, 'ManageChannels', say);
}

/** Throws `UserError`, with what to do, where alerts could not be posted. */
export function demandPostable(
  channel: ChosenChannel,
  { say, voice }: Pick<CommandDeps, 'say' | 'voice'>,
  locale: string,
): void {
  const tell = say(locale);
  if (channel.kind === 'other') throw new UserError(tell('place.kind'));
  const missing = missingPermissions(channel);
  if (missing.length === 0) return;
  const rights = voice(locale).list(missing.map((right) => [tell(`right.${right}`)]));
  throw new UserError(tell('place.closed', { channel: `<#${channel.id}>`, rights: plain(rights) }));
}

/** Throws `UserError`, with what to do, where a mention of the role would reach nobody. */
export function demandMentionable(role: ChosenRole, channel: ChosenChannel, guildId: string, say: Say): void {
  if (role.id === guildId) throw new UserError(say('place.everyone'));
  if (canMention(role, channel)) return;
  throw new UserError(
    say('place.noMention', { role: escapeText(role.name, 100), channel: `<#${channel.id}>` }),
  );
}
