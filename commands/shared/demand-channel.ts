import type { Say } from '#src/alert/catalogue.ts';
import type { ChosenChannel, ChosenRole } from '#src/channels/discord/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/user-error.ts';

import { canMention, missingPermissions } from './channel-permissions.ts';
import { demandRight } from './demand-right.ts';

/**
 * A command may name any channel, and Discord checks the member's rights where it is typed. Throws `UserError` where
 * the channel belongs to another server, or the member may not manage it.
 */
export function demandOwn(channel: ChosenChannel, guildId: string, say: Say): void {
  if (channel.guildId !== undefined && channel.guildId !== guildId)
    throw new UserError('That channel belongs to another server. Choose one of this server.');
  demandRight(channel, 'ManageChannels', say);
}

/** Throws `UserError`, with what to do, where alerts could not be posted. */
export function demandPostable(channel: ChosenChannel): void {
  if (channel.kind === 'other') {
    throw new UserError(
      'I post in text channels, announcement channels and threads only. Choose one of those.',
    );
  }
  const missing = missingPermissions(channel);
  if (missing.length === 0) return;
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(missing);
  throw new UserError(
    `I cannot post in <#${channel.id}> yet. It needs ${list} for me: ` +
      'Channel settings → Permissions → Downtick. Then try again.',
  );
}

/** Throws `UserError`, with what to do, where a mention of the role would reach nobody. */
export function demandMentionable(role: ChosenRole, channel: ChosenChannel, guildId: string): void {
  if (role.id === guildId)
    throw new UserError('I do not mention everyone. Choose a role that people can take.');
  if (canMention(role, channel)) return;
  throw new UserError(
    `I may not mention ${escapeText(role.name, 100)}. Allow anyone to mention that role in its settings, ` +
      `or give me Mention Everyone in <#${channel.id}>.`,
  );
}
