import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  InteractionType,
  ComponentType,
  type APIApplicationCommand,
  type APIMessage,
} from 'discord.js';

import { definitionsFor, fillOptions, nest, type OptionValues } from './command-options.ts';
import type { Interaction } from './interaction-desk.ts';
import { InteractionReply } from './interaction-reply.ts';
import { fillForm } from './fill-form.ts';
import { withNested, type ComponentForm } from './limits/components.ts';
import {
  directChannelPayload,
  interactionChannelPayload,
  memberPayload,
  userPayload,
  type Payload,
} from './payloads.ts';
import { channelPermissions, has, namesMissing } from './permissions.ts';
import type { WaitOptions } from './signal.ts';
import type { DiscordState } from './state.ts';
import type { WorldChannel, WorldGuild, WorldMember } from './world-records.ts';

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

interface Place {
  /** None in direct messages. */
  readonly guild?: WorldGuild | undefined;
  readonly channel: WorldChannel;
  readonly member: WorldMember;
  /** The member alone has installed the bot. */
  readonly isOwnInstall?: true;
}

const attachmentLimitBytes = 10 * 1024 * 1024;

/** Acts as a member with Discord's own client does, and sees what the bot answers. */
export class InteractionDriver {
  readonly #state: DiscordState;
  readonly #lastRefusal: () => string;

  constructor(state: DiscordState, lastRefusal: () => string) {
    this.#state = state;
    this.#lastRefusal = lastRefusal;
  }

  async command(
    place: Place,
    name: string,
    values: OptionValues,
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    const { command, path } = this.#offered(place, name);
    const filled = fillOptions(definitionsFor(command, path), values, {
      ...place,
      bot: this.#state.world.bot,
    });
    const type = InteractionType.ApplicationCommand;
    const interaction = this.#send(place, type, `/${name}`, {
      ...commandData(command),
      options: nest(path, filled.options),
      ...(Object.keys(filled.resolved).length > 0 ? { resolved: filled.resolved } : {}),
    });
    await this.#answered(interaction, wait);
    return new InteractionReply(this.#state, interaction);
  }

  async autocomplete(
    place: Place,
    name: string,
    values: OptionValues,
    focused: string,
    wait?: WaitOptions,
  ): Promise<readonly Choice[]> {
    const { command, path } = this.#offered(place, name);
    const definitions = definitionsFor(command, path);
    const option = definitions.find((one) => one.name === focused);
    if (!option || !('autocomplete' in option) || !option.autocomplete)
      throw new Error(`/${name} does not complete "${focused}".`);
    const typed = { ...values, [focused]: values[focused] ?? '' };
    const filled = fillOptions(definitions, typed, { ...place, bot: this.#state.world.bot }, focused);
    const type = InteractionType.ApplicationCommandAutocomplete;
    const interaction = this.#send(place, type, `completion of "${focused}" in /${name}`, {
      ...commandData(command),
      options: nest(path, filled.options),
    });
    await this.#answered(interaction, wait);
    return interaction.choices ?? [];
  }

  async click(
    place: Place,
    message: APIMessage,
    customId: string,
    values?: readonly string[],
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    const current = this.#state.book.get(place.channel.id, message.id);
    const components = withNested((current.components ?? []) as unknown as ComponentForm[]);
    const component = components.find((one) => one.custom_id === customId);
    if (!component) throw new Error(`The message has no button or menu "${customId}".`);
    if (component['disabled']) throw new Error(`"${customId}" is disabled.`);
    const interaction = this.#send(
      place,
      InteractionType.MessageComponent,
      `"${customId}"`,
      {
        custom_id: customId,
        component_type: component.type,
        ...(values ? { values } : {}),
        ...this.#chosenChannels(place, component.type, values),
      },
      current,
    );
    await this.#answered(interaction, wait);
    return new InteractionReply(this.#state, interaction);
  }

  #chosenChannels(
    { guild, member }: Place,
    type: ComponentType,
    values: readonly string[] = [],
  ): { resolved?: Payload } {
    if (type !== ComponentType.ChannelSelect || guild === undefined) return {};
    const channels = values.map((id) => {
      const channel = guild.channels.get(id);
      if (channel === undefined) throw new Error(`There is no channel ${id} in ${guild.name}.`);
      return [id, interactionChannelPayload(guild, channel, member, this.#state.world.bot)] as const;
    });
    return { resolved: { channels: Object.fromEntries(channels) } };
  }

  /** Fills in the form that a reply has opened, and sends it. */
  async submit(
    place: Place,
    modal: Readonly<Record<string, unknown>>,
    fields: Readonly<Record<string, readonly string[] | string>>,
    source: string | undefined,
    wait?: WaitOptions,
  ): Promise<InteractionReply> {
    const filled = fillForm(modal, fields, place, this.#state.world.bot);
    const message = source === undefined ? undefined : this.#state.book.find(place.channel.id, source);
    const type = InteractionType.ModalSubmit;
    const interaction = this.#send(place, type, `the form "${filled.custom_id}"`, { ...filled }, message);
    await this.#answered(interaction, wait);
    return new InteractionReply(this.#state, interaction);
  }

  /** The command as this member finds it when typing a slash here, or an error that says why not. */
  #offered(
    { guild, channel, isOwnInstall, member }: Place,
    name: string,
  ): { command: APIApplicationCommand; path: string[] } {
    const [root = '', ...path] = name.split(' ');
    const command = this.#state.commands.find(guild?.id ?? '', root);
    if (!command) throw new Error(`There is no command /${root} here.`);
    const context = guild === undefined ? InteractionContextType.BotDM : InteractionContextType.Guild;
    if (command.contexts && !command.contexts.includes(context))
      throw new Error(`/${root} is not offered here.`);
    const installed =
      isOwnInstall === true
        ? ApplicationIntegrationType.UserInstall
        : ApplicationIntegrationType.GuildInstall;
    if (!(command.integration_types ?? [ApplicationIntegrationType.GuildInstall]).includes(installed))
      throw new Error(`/${root} is not offered by an installation of that kind.`);
    // Rights are asked of members of servers that have let the bot in.
    if (guild === undefined || isOwnInstall === true) return { command, path };
    const held = channelPermissions(guild, channel, member);
    if (!has(held, 'UseApplicationCommands'))
      throw new Error(`${member.user.username} may not use commands in #${channel.name}.`);
    const needed = command.default_member_permissions;
    const missing = needed === null ? [] : namesMissing(BigInt(needed), held);
    if (missing.length > 0 || (needed === '0' && !has(held, 'Administrator')))
      throw new Error(
        `${member.user.username} is not offered /${root}: it needs ${missing.join(', ') || 'Administrator'}.`,
      );
    return { command, path };
  }

  #send(place: Place, type: InteractionType, name: string, data: Payload, message?: APIMessage): Interaction {
    const { guild, channel, isOwnInstall, member } = place;
    const { desk, endpoints, world, applicationId, publish } = this.#state;
    const interaction = desk.open({
      type,
      name,
      channel,
      user: member.user,
      ...(message ? { sourceId: message.id } : {}),
    });
    const described = guild
      ? interactionChannelPayload(guild, channel, member, world.bot)
      : directChannelPayload(channel);
    const payload = {
      id: interaction.id,
      application_id: applicationId,
      type,
      token: interaction.token,
      version: 1,
      data,
      ...(guild
        ? {
            guild_id: guild.id,
            guild: { id: guild.id, locale: guild.preferredLocale, features: [] },
            guild_locale: guild.preferredLocale,
            member: { ...memberPayload(member), permissions: described['permissions'] },
          }
        : { user: userPayload(member.user) }),
      channel_id: channel.id,
      channel: described,
      app_permissions: described['app_permissions'],
      locale: member.locale,
      entitlements: [],
      authorizing_integration_owners: isOwnInstall === true ? { 1: member.user.id } : { 0: guild?.id ?? '0' },
      context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
      attachment_size_limit: attachmentLimitBytes,
      ...(message ? { message } : {}),
    };
    // A fault of the answer fails the test, as an answer that is missing does.
    if (endpoints.interactionsUrl === undefined) publish('INTERACTION_CREATE', payload, guild?.id);
    else void endpoints.deliver(this.#state, interaction, payload);
    return interaction;
  }

  async #answered(interaction: Interaction, wait?: WaitOptions): Promise<void> {
    const state = (): string => {
      const begun = interaction.acknowledged ? 'an answer that was deferred' : 'an answer';
      return `${begun} to ${interaction.name}${this.#lastRefusal()}`;
    };
    await this.#state.desk.progressed.next(state, (one) => one === interaction && !one.pending, wait);
  }
}

function commandData(command: APIApplicationCommand): Payload {
  return {
    id: command.id,
    name: command.name,
    type: ApplicationCommandType.ChatInput,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
  };
}
