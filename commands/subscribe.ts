import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';

import type { ChosenChannel, ChosenRole } from '#src/channels/discord/handler.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import { LEVELS } from '#src/domain/guild.ts';
import type { Guild, Level, Subscription, Target } from '#src/domain/guild.ts';

import type { Command } from './command.ts';
import { canMention, missingPermissions } from './shared/channel-permissions.ts';
import { plainReply } from './shared/plain-reply.ts';
import { suggestTargets } from './shared/suggest.ts';
import { isSameTarget, parseTarget, showTarget } from './shared/target.ts';

/** More than anybody needs, and few enough to list. */
const SUBSCRIPTIONS_MAX = 100;

const LEVEL_WORDS: Record<Level, string> = {
  major: 'outages and when they are over',
  standard: 'outages, disturbances and maintenance, and when they are over',
  detailed: 'outages, disturbances and maintenance, down to every coin, network and pair',
};

export const subscribe: Command = {
  visibility: 'private',
  data: {
    name: 'subscribe',
    description: 'Tell a channel when an exchange, or a part of it, goes down and comes back',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'target',
        description: 'binance, binance/withdrawals, */withdrawals, kraken/deposits/BTC, or a watch list',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        description: 'Where to post; this channel otherwise',
        channel_types: [
          ChannelType.GuildText,
          ChannelType.GuildAnnouncement,
          ChannelType.PublicThread,
          ChannelType.PrivateThread,
          ChannelType.AnnouncementThread,
        ],
      },
      { type: ApplicationCommandOptionType.Role, name: 'mention', description: 'A role to mention' },
      {
        type: ApplicationCommandOptionType.String,
        name: 'level',
        description: 'How much to tell; standard otherwise',
        choices: [
          { name: 'major: outages only', value: 'major' },
          { name: 'standard: also disturbances and maintenance', value: 'standard' },
          { name: 'detailed: also every coin, network and pair', value: 'detailed' },
        ],
      },
    ],
  },

  async run({ guildId, channel: here, strings, channels, roles }, deps) {
    const { guilds } = deps;
    const channel = channels['channel'] ?? here;
    const role = roles['mention'];
    demandPostable(channel);
    if (role !== undefined) demandMentionable(role, channel, guildId);
    const target = parseTarget(strings['target'] ?? '', guilds.get(guildId), deps);
    const wish = {
      channelId: channel.id,
      target,
      level: levelOf(strings['level']),
      style: 'reply' as const,
      ...(role !== undefined && { roleId: role.id }),
      createdAt: deps.clock.now(),
    };
    const isNew = !guilds.get(guildId).subscriptions.some((known) => isSame(known, wish));
    await guilds.update(guildId, (guild) => withSubscription(guild, wish));
    return plainReply(...confirmation(wish, isNew, guilds.get(guildId)));
  },

  complete: ({ guildId, focused }, deps) =>
    focused.name === 'target' ? suggestTargets(focused.value, deps.guilds.get(guildId), deps) : [],
};

type Wish = Omit<Subscription, 'id' | 'disabled'>;

function demandPostable(channel: ChosenChannel): void {
  if (channel.kind === 'other') {
    throw new UserError(
      'I post in text channels, announcement channels and threads only. Choose one of those.',
    );
  }
  const missing = missingPermissions(channel);
  if (missing.length === 0) return;
  throw new UserError(
    `I cannot post alerts in <#${channel.id}>. Missing there: ${missing.join(', ')}. ` +
      'Give me that in the channel’s permissions, then try again.',
  );
}

function demandMentionable(role: ChosenRole, channel: ChosenChannel, guildId: string): void {
  if (role.id === guildId)
    throw new UserError('I do not mention everyone. Choose a role that people can take.');
  if (canMention(role, channel)) return;
  throw new UserError(
    `I may not mention ${escapeText(role.name, 100)}. Allow anyone to mention that role in its settings, ` +
      `or give me Mention Everyone in <#${channel.id}>.`,
  );
}

function levelOf(text: string | undefined): Level {
  return LEVELS.find((level) => level === text) ?? 'standard';
}

function isSame(known: Subscription, wish: Wish): boolean {
  return known.channelId === wish.channelId && isSameTarget(known.target, wish.target);
}

/** Subscribing to the same thing again changes level and mention, and takes up what was disabled. */
function withSubscription(guild: Guild, wish: Wish): Guild {
  const known = guild.subscriptions.find((subscription) => isSame(subscription, wish));
  const others = guild.subscriptions.filter((subscription) => subscription !== known);
  if (others.length >= SUBSCRIPTIONS_MAX) {
    throw new UserError(
      `A server has at most ${SUBSCRIPTIONS_MAX} subscriptions. /unsubscribe from one first.`,
    );
  }
  return { ...guild, subscriptions: [...others, { ...wish, id: known?.id ?? nextId(others) }] };
}

function nextId(subscriptions: readonly Subscription[]): string {
  return String(Math.max(0, ...subscriptions.map(({ id }) => Number(id) || 0)) + 1);
}

function confirmation({ channelId, target, level, roleId }: Wish, isNew: boolean, guild: Guild): string[] {
  const mention = roleId === undefined ? '' : `, with a mention of <@&${roleId}>`;
  return [
    `${isNew ? '✅ Subscribed' : '✅ Updated'}: <#${channelId}> follows ${showTarget(target)} (${level}).`,
    `It will be told of ${LEVEL_WORDS[level]}${mention}.`,
    ...emptyListHint(target, guild),
  ];
}

function emptyListHint(target: Target, guild: Guild): string[] {
  if (target.kind !== 'list') return [];
  const isEmpty = guild.watchLists.find(({ name }) => name === target.name)?.selectors.length === 0;
  return isEmpty ? ['The watch list is still empty: fill it with /watchlist add.'] : [];
}
