import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  ComponentType,
  InteractionContextType,
} from 'discord.js';
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteraction,
  APIApplicationCommandInteractionDataBasicOption,
  APIApplicationCommandInteractionDataOption,
  APIChatInputApplicationCommandInteraction,
  APIInteractionDataResolved,
  APIInteractionDataResolvedChannel,
  APIMessageComponentInteraction,
  APIModalSubmissionComponent,
  APIModalSubmitInteraction,
} from 'discord.js';

import type { ActionRequest, Caller, ChosenChannel, CommandRequest, CompletionRequest } from './handler.ts';

export function isChatInput(
  interaction: APIApplicationCommandInteraction,
): interaction is APIChatInputApplicationCommandInteraction {
  return interaction.data.type === ApplicationCommandType.ChatInput;
}

export function commandRequestOf(interaction: APIChatInputApplicationCommandInteraction): CommandRequest {
  const { subcommand, options } = flatten(interaction.data.options);
  const { resolved } = interaction.data;
  return {
    ...callerOf(interaction),
    ...(subcommand !== undefined && { subcommand }),
    strings: stringsOf(options),
    numbers: byName(options, ({ value }) => (typeof value === 'number' ? value : undefined)),
    flags: byName(options, ({ value }) => (typeof value === 'boolean' ? value : undefined)),
    channels: byName(options, (option) => chosenChannel(option, resolved)),
    files: byName(options, ({ value }) => {
      const file = resolved?.attachments?.[String(value)];
      return file && { name: file.filename, url: file.url, size: file.size };
    }),
    roles: byName(options, ({ value }) => {
      const role = resolved?.roles?.[String(value)];
      return role && { id: role.id, name: role.name, mentionable: role.mentionable };
    }),
  };
}

export function actionOf(
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  key: string,
): ActionRequest {
  const { data } = interaction;
  const sent = 'components' in data ? data : undefined;
  return {
    ...callerOf(interaction),
    key,
    values: 'values' in data ? data.values : [],
    fields: Object.fromEntries((sent?.components ?? []).flatMap(fieldOf)),
    channels: Object.fromEntries(
      Object.values(channelsIn(data)).map((channel) => [channel.id, seenChannel(channel)]),
    ),
  };
}

/** What was chosen of channels, in a select or in a form. */
function channelsIn(
  data: APIMessageComponentInteraction['data'] | APIModalSubmitInteraction['data'],
): Readonly<Record<string, APIInteractionDataResolvedChannel>> {
  const resolved = 'resolved' in data ? data.resolved : undefined;
  return resolved !== undefined && 'channels' in resolved ? (resolved.channels ?? {}) : {};
}

/** A field of a form, with what was chosen or typed. */
function fieldOf(part: APIModalSubmissionComponent): [string, readonly string[]][] {
  if (part.type !== ComponentType.Label) return [];
  const { component } = part;
  const values = 'values' in component ? component.values : [String(component.value ?? '')];
  return [[component.custom_id, values]];
}

export function completionOf(interaction: APIApplicationCommandAutocompleteInteraction): CompletionRequest {
  const { subcommand, options } = flatten(interaction.data.options);
  const focused = options.find((option) => 'focused' in option && option.focused);
  return {
    guildId: guildOf(interaction),
    userId: (interaction.user ?? interaction.member?.user)?.id ?? '',
    locale: interaction.locale,
    ...(subcommand !== undefined && { subcommand }),
    strings: stringsOf(options),
    focused: { name: focused?.name ?? '', value: String(focused?.value ?? '') },
  };
}

function callerOf(
  interaction:
    | APIChatInputApplicationCommandInteraction
    | APIMessageComponentInteraction
    | APIModalSubmitInteraction,
): Caller {
  const { channel, context, member } = interaction;
  const user = interaction.user ?? member?.user;
  const guildId = guildOf(interaction);
  const memberPermissions = member === undefined || guildId === undefined ? null : BigInt(member.permissions);
  return {
    applicationId: interaction.application_id,
    guildId,
    userId: user?.id ?? '',
    userName: member?.nick ?? user?.global_name ?? user?.username ?? '',
    locale: interaction.locale,
    guildLocale: interaction.guild_locale,
    memberPermissions,
    ...(ownersOf(interaction)[ApplicationIntegrationType.UserInstall] !== undefined && {
      isOwnInstall: true as const,
    }),
    channel: {
      id: channel?.id ?? '',
      kind:
        context === InteractionContextType.BotDM
          ? 'direct'
          : channel === undefined
            ? 'other'
            : kindOf(channel.type),
      appPermissions: BigInt(interaction.app_permissions),
      memberPermissions,
    },
  };
}

type Asked = Pick<APIChatInputApplicationCommandInteraction, 'authorizing_integration_owners' | 'guild_id'>;

function ownersOf({ authorizing_integration_owners }: Asked): Asked['authorizing_integration_owners'] {
  return authorizing_integration_owners ?? {};
}

/** None where the bot is there for one member alone, and knows nothing of the server. */
function guildOf(asked: Asked): string | undefined {
  const owners = ownersOf(asked);
  const isForMember =
    owners[ApplicationIntegrationType.UserInstall] !== undefined &&
    owners[ApplicationIntegrationType.GuildInstall] === undefined;
  return isForMember ? undefined : asked.guild_id;
}

type Option = APIApplicationCommandInteractionDataBasicOption;

/** The options themselves, and the subcommand around them. */
function flatten(options: readonly APIApplicationCommandInteractionDataOption[] = []): {
  readonly subcommand?: string;
  readonly options: readonly Option[];
} {
  const [first] = options;
  if (first?.type === ApplicationCommandOptionType.SubcommandGroup) return flatten(first.options);
  if (first?.type === ApplicationCommandOptionType.Subcommand)
    return { subcommand: first.name, options: first.options ?? [] };
  return { options: options as readonly Option[] };
}

function stringsOf(options: readonly Option[]): Record<string, string> {
  return byName(options, ({ type, value }) =>
    type === ApplicationCommandOptionType.String ? value : undefined,
  );
}

function byName<T>(options: readonly Option[], read: (option: Option) => T | undefined): Record<string, T> {
  const entries = options.flatMap((option): [string, T][] => {
    const value = read(option);
    return value === undefined ? [] : [[option.name, value]];
  });
  return Object.fromEntries(entries);
}

function chosenChannel(
  { type, value }: Option,
  resolved: APIInteractionDataResolved | undefined,
): ChosenChannel | undefined {
  const channel = type === ApplicationCommandOptionType.Channel ? resolved?.channels?.[value] : undefined;
  return channel === undefined ? undefined : seenChannel(channel);
}

function seenChannel(channel: APIInteractionDataResolvedChannel): ChosenChannel {
  const guildId = 'guild_id' in channel ? channel.guild_id : undefined;
  return {
    id: channel.id,
    kind: kindOf(channel.type),
    ...(typeof guildId === 'string' && { guildId }),
    appPermissions: bitsOf('app_permissions' in channel ? channel.app_permissions : undefined),
    memberPermissions: bitsOf(channel.permissions),
  };
}

/** Discord says with each chosen channel what the bot may do there, and what the member may. */
function bitsOf(said: unknown): bigint | null {
  return typeof said === 'string' ? BigInt(said) : null;
}

function kindOf(type: ChannelType): ChosenChannel['kind'] {
  switch (type) {
    case ChannelType.GuildText:
    case ChannelType.GuildAnnouncement:
    case ChannelType.GuildForum:
    case ChannelType.GuildMedia:
      return 'text';
    case ChannelType.PublicThread:
    case ChannelType.PrivateThread:
    case ChannelType.AnnouncementThread:
      return 'thread';
    default:
      return 'other';
  }
}
