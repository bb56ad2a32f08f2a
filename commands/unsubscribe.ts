import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';

import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import type { Subscription } from '#src/domain/guild.ts';
import { normalizeSelector } from '#src/domain/selector.ts';

import type { Command } from './command.ts';
import { plainReply } from './shared/plain-reply.ts';
import { rank } from './shared/suggest.ts';
import { showTarget, targetText } from './shared/target.ts';

export const unsubscribe: Command = {
  visibility: 'private',
  data: {
    name: 'unsubscribe',
    description: 'Stop telling a channel',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'target',
        description: 'What it follows, or the number that /alerts list shows',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        description: 'The channel, where several follow the same',
      },
    ],
  },

  async run({ guildId, channel: here, strings, channels }, { guilds }) {
    const text = strings['target'] ?? '';
    const found = choose(guilds.get(guildId).subscriptions, text, channels['channel']?.id, here.id);
    await guilds.update(guildId, (guild) => ({
      ...guild,
      subscriptions: guild.subscriptions.filter(({ id }) => id !== found.id),
    }));
    return plainReply(`✅ <#${found.channelId}> no longer follows ${showTarget(found.target)}.`);
  },

  complete({ guildId, focused }, { guilds }) {
    const choices = guilds.get(guildId).subscriptions.map((subscription) => ({
      name: `${subscription.id}: ${targetText(subscription.target)}${subscription.disabled ? ' (disabled)' : ''}`,
      value: subscription.id,
    }));
    return rank(choices, focused.value);
  },
};

/** The one subscription that is meant: by number, or by target, here rather than elsewhere. */
function choose(
  subscriptions: readonly Subscription[],
  text: string,
  channelId: string | undefined,
  hereId: string,
): Subscription {
  const wanted = normalizeSelector(text);
  const meant = subscriptions.filter(
    ({ id, target }) => id === text.trim() || normalizeSelector(targetText(target)) === wanted,
  );
  const [first, ...more] =
    channelId === undefined ? meant : meant.filter((one) => one.channelId === channelId);
  if (first === undefined) {
    throw new UserError(`No such subscription: “${escapeText(text, 100)}”. /alerts list shows them all.`);
  }
  if (more.length === 0) return first;
  const here = meant.find((one) => one.channelId === hereId);
  if (here !== undefined) return here;
  const where = [first, ...more].map((one) => `<#${one.channelId}>`).join(', ');
  throw new UserError(`Several channels follow that: ${where}. Name the channel as well.`);
}
