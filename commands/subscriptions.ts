import { ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits } from 'discord.js';

import { escapeText } from '#src/channels/discord/render/escape.ts';
import { allowOnly, fitLines, LIMITS } from '#src/channels/discord/render/message-body.ts';
import { timestamp } from '#src/channels/discord/render/timestamp.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';

import type { Command } from './command.ts';
import { plainReply } from './shared/plain-reply.ts';
import { showTarget } from './shared/target.ts';

export const subscriptions: Command = {
  visibility: 'private',
  data: {
    name: 'subscriptions',
    description: 'What the channels of this server follow, and what is disabled and why',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  },

  run({ guildId }, { guilds }) {
    const guild = guilds.get(guildId);
    if (guild.subscriptions.length === 0) {
      return plainReply('Nothing is followed here yet. Begin with /subscribe target: binance/withdrawals');
    }
    // What needs an admin comes first.
    const sorted = guild.subscriptions.toSorted(
      (a, b) => Number(isFine(guild, a)) - Number(isFine(guild, b)),
    );
    const lines = sorted.map((subscription) => lineOf(guild, subscription));
    return {
      content: `**Subscriptions** (${lines.length})`,
      embeds: [{ description: fitLines(lines, LIMITS.description) }],
      components: [],
      allowed_mentions: allowOnly([]),
    };
  },
};

function isFine(guild: Guild, { disabled, paused, target }: Subscription): boolean {
  return disabled === undefined && paused === undefined && selectorsOf(guild, target).length > 0;
}

function lineOf(
  guild: Guild,
  { id, channelId, target, level, roleId, paused, disabled }: Subscription,
): string {
  const mention = roleId === undefined ? '' : `, mentions <@&${roleId}>`;
  const line = `\`${id}\` <#${channelId}>: ${showTarget(target)} (${level}${mention})`;
  if (disabled !== undefined) {
    return `⛔ ${line}. Disabled ${timestamp(disabled.at, 'R')}: ${escapeText(disabled.reason, 300)}`;
  }
  if (paused !== undefined) {
    return `⏸️ ${line}. Paused ${timestamp(paused.at, 'R')}: ${escapeText(paused.reason, 300)} It goes on by itself.`;
  }
  return selectorsOf(guild, target).length === 0 ? `⚠️ ${line}. The watch list is empty.` : line;
}
