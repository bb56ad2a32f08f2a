import { ApplicationCommandOptionType, ChannelType, PermissionsBitField } from 'discord.js';
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  CommandInteractionOption,
  MessageComponentInteraction,
} from 'discord.js';

import type {
  ActionRequest,
  Caller,
  ChosenChannel,
  ChosenRole,
  CommandRequest,
  CompletionRequest,
} from './handler.ts';

export function requestOf(interaction: ChatInputCommandInteraction): CommandRequest {
  const options = leavesOf(interaction.options.data);
  const subcommand = interaction.options.getSubcommand(false);
  return {
    ...callerOf(interaction),
    ...(subcommand !== null && { subcommand }),
    strings: stringsOf(options),
    numbers: byName(options, ({ value }) => (typeof value === 'number' ? value : undefined)),
    channels: byName(options, (option) => channelOf(option, interaction)),
    roles: byName(options, roleOf),
  };
}

export function actionOf(interaction: MessageComponentInteraction, key: string): ActionRequest {
  const values = interaction.isAnySelectMenu() ? interaction.values : [];
  return { ...callerOf(interaction), messageId: interaction.message.id, key, values };
}

export function completionOf(interaction: AutocompleteInteraction): CompletionRequest {
  const { name, value } = interaction.options.getFocused(true);
  const subcommand = interaction.options.getSubcommand(false);
  return {
    guildId: interaction.guildId ?? undefined,
    locale: interaction.locale,
    ...(subcommand !== null && { subcommand }),
    strings: stringsOf(leavesOf(interaction.options.data)),
    focused: { name, value },
  };
}

function callerOf(interaction: ChatInputCommandInteraction | MessageComponentInteraction): Caller {
  const { guildId, channelId, channel, appPermissions, user, member, memberPermissions } = interaction;
  const nick = member !== null && 'displayName' in member ? member.displayName : undefined;
  return {
    guildId: guildId ?? undefined,
    userId: user.id,
    userName: nick ?? user.displayName,
    locale: interaction.locale,
    guildLocale: interaction.guildLocale ?? undefined,
    memberPermissions: memberPermissions?.bitfield ?? null,
    channel: {
      id: channelId,
      // All channels of a server are cached but for threads that the bot has not joined.
      kind: channel === null ? (guildId === null ? 'other' : 'thread') : kindOf(channel.type),
      appPermissions: appPermissions.bitfield,
    },
  };
}

/** The options themselves, without the subcommand around them. */
function leavesOf(options: readonly CommandInteractionOption[]): readonly CommandInteractionOption[] {
  const [first] = options;
  return first?.type === ApplicationCommandOptionType.Subcommand ? (first.options ?? []) : options;
}

function stringsOf(options: readonly CommandInteractionOption[]): Record<string, string> {
  return byName(options, ({ type, value }) =>
    type === ApplicationCommandOptionType.String && typeof value === 'string' ? value : undefined,
  );
}

function byName<T>(
  options: readonly CommandInteractionOption[],
  read: (option: CommandInteractionOption) => T | undefined,
): Record<string, T> {
  const entries = options.flatMap((option): [string, T][] => {
    const value = read(option);
    return value === undefined ? [] : [[option.name, value]];
  });
  return Object.fromEntries(entries);
}

function roleOf({ role }: CommandInteractionOption): ChosenRole | undefined {
  return role === undefined || role === null
    ? undefined
    : { id: role.id, name: role.name, mentionable: role.mentionable };
}

function channelOf(
  { channel }: CommandInteractionOption,
  { guild }: ChatInputCommandInteraction,
): ChosenChannel | undefined {
  if (channel === undefined || channel === null) return undefined;
  return { id: channel.id, kind: kindOf(channel.type), appPermissions: permissionsIn(channel, guild) };
}

/** What the bot may do in a chosen channel: as Discord says with the interaction, or as the roles work out. */
function permissionsIn(
  channel: NonNullable<CommandInteractionOption['channel']>,
  guild: ChatInputCommandInteraction['guild'],
): bigint | null {
  if ('app_permissions' in channel && typeof channel.app_permissions === 'string') {
    return new PermissionsBitField(BigInt(channel.app_permissions)).bitfield;
  }
  if ('appPermissions' in channel && channel.appPermissions !== null) return channel.appPermissions.bitfield;
  const me = guild?.members.me;
  const known = guild?.channels.resolve(channel.id);
  return me === undefined || me === null || known === undefined || known === null
    ? null
    : known.permissionsFor(me).bitfield;
}

function kindOf(type: ChannelType): ChosenChannel['kind'] {
  switch (type) {
    case ChannelType.GuildText:
    case ChannelType.GuildAnnouncement:
      return 'text';
    case ChannelType.PublicThread:
    case ChannelType.PrivateThread:
    case ChannelType.AnnouncementThread:
      return 'thread';
    default:
      return 'other';
  }
}
