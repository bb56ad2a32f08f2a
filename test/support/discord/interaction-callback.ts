import {
  ComponentType,
  InteractionResponseType as ResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
  type APIMessage,
} from 'discord.js';
import { z } from 'zod';

import { invalidField, refusals } from './api-error.ts';
import type { UploadedFile } from './http-call.ts';
import type { Interaction } from './interaction-desk.ts';
import { choicesSchema } from './limits/command.ts';
import { checkForm } from './limits/form.ts';
import { checkMessage, type MessageForm } from './limits/message.ts';
import { isEphemeral } from './message-book.ts';
import type { DiscordState } from './state.ts';

const callbackSchema = z.looseObject({ type: z.enum(ResponseType), data: z.unknown().optional() });
const autocompleteSchema = z.looseObject({ choices: choicesSchema });
/** A label with the field that it names: what a form is made of. */
const modalPartSchema = z.looseObject({
  type: z.literal(ComponentType.Label),
  label: z.string().min(1).max(45),
  description: z.string().max(100).nullish(),
  component: z.looseObject({ type: z.enum(ComponentType), custom_id: z.string().min(1).max(100) }),
});

const modalSchema = z.looseObject({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z.array(modalPartSchema).min(1).max(5),
});

const allowedTypes: Readonly<Partial<Record<InteractionType, readonly ResponseType[]>>> = {
  [InteractionType.ApplicationCommand]: [
    ResponseType.ChannelMessageWithSource,
    ResponseType.DeferredChannelMessageWithSource,
    ResponseType.Modal,
  ],
  [InteractionType.MessageComponent]: [
    ResponseType.ChannelMessageWithSource,
    ResponseType.DeferredChannelMessageWithSource,
    ResponseType.DeferredMessageUpdate,
    ResponseType.UpdateMessage,
    ResponseType.Modal,
  ],
  [InteractionType.ModalSubmit]: [
    ResponseType.ChannelMessageWithSource,
    ResponseType.DeferredChannelMessageWithSource,
    ResponseType.DeferredMessageUpdate,
    ResponseType.UpdateMessage,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [ResponseType.ApplicationCommandAutocompleteResult],
};

/** The first response to an interaction: one of types 4 to 9. Answers its message, where it makes one. */
export function acknowledge(
  state: DiscordState,
  interaction: Interaction,
  body: unknown,
  files: readonly UploadedFile[],
): APIMessage | undefined {
  if (interaction.acknowledged) throw refusals.alreadyAcknowledged();
  const { type, data } = checkForm(callbackSchema, body);
  if (!allowedTypes[interaction.type]?.includes(type))
    throw invalidField(['type'], 'BASE_TYPE_CHOICES', 'This response type does not answer that interaction.');

  const message = respond(state, interaction, type, data, files);
  interaction.acknowledged = {
    type,
    at: state.clock.now(),
    ephemeral: message ? isEphemeral(message) : false,
  };
  interaction.pending =
    type === ResponseType.DeferredChannelMessageWithSource || type === ResponseType.DeferredMessageUpdate;
  if (message) interaction.originalId = message.id;
  state.desk.progressed.emit(interaction);
  return message;
}

function respond(
  state: DiscordState,
  interaction: Interaction,
  type: ResponseType,
  data: unknown,
  files: readonly UploadedFile[],
): APIMessage | undefined {
  switch (type) {
    case ResponseType.ChannelMessageWithSource:
      return writeReply(state, interaction, checkMessage(data ?? {}), files);
    case ResponseType.DeferredChannelMessageWithSource:
      return writeLoadingReply(state, interaction, checkMessage(data ?? {}));
    case ResponseType.DeferredMessageUpdate:
      return sourceOf(state, interaction);
    case ResponseType.UpdateMessage:
      return updateSource(state, interaction, data, files);
    case ResponseType.ApplicationCommandAutocompleteResult:
      interaction.choices = checkForm(autocompleteSchema, data).choices;
      return undefined;
    case ResponseType.Modal:
      interaction.modal = checkForm(modalSchema, data);
      return undefined;
    default:
      throw invalidField(['type'], 'BASE_TYPE_CHOICES', 'Unknown response type.');
  }
}

const replyFlags: number =
  MessageFlags.Ephemeral |
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

/** A reply or a follow-up: a message that says which interaction it answers. */
export function writeReply(
  state: DiscordState,
  interaction: Interaction,
  form: MessageForm,
  files: readonly UploadedFile[],
  flags: number = (form.flags ?? 0) & replyFlags,
): APIMessage {
  const { type, id, user, channel } = interaction;
  const author = state.world.bot;
  return state.book.write(channel, author, withReplyMentions(form), files, {
    type: type === InteractionType.ApplicationCommand ? MessageType.ChatInputCommand : MessageType.Default,
    flags,
    webhook_id: state.applicationId,
    application_id: state.applicationId,
    interaction_metadata: {
      id,
      type,
      user: { id: user.id, username: user.username, discriminator: '0', global_name: null, avatar: null },
      authorizing_integration_owners: { 0: channel.guildId ?? '0' },
    } as unknown as NonNullable<APIMessage['interaction_metadata']>,
  });
}

/** Unlike a bot's message, a reply mentions only users unless it says otherwise. */
export function withReplyMentions(form: MessageForm): MessageForm {
  return { ...form, allowed_mentions: form.allowed_mentions ?? { parse: ['users'] } };
}

function writeLoadingReply(state: DiscordState, interaction: Interaction, form: MessageForm): APIMessage {
  const flags = form.flags ?? 0;
  if ((flags & ~MessageFlags.Ephemeral) !== 0)
    throw invalidField(['data', 'flags'], 'BASE_TYPE_CHOICES', 'A deferred reply may only be ephemeral.');
  return writeReply(state, interaction, {}, [], flags | MessageFlags.Loading);
}

function updateSource(
  state: DiscordState,
  interaction: Interaction,
  data: unknown,
  files: readonly UploadedFile[],
): APIMessage {
  const source = sourceOf(state, interaction);
  return state.book.edit(source, withReplyMentions(checkMessage(data ?? {}, source)), files);
}

function sourceOf(state: DiscordState, interaction: Interaction): APIMessage {
  return state.book.get(interaction.channel.id, interaction.sourceId ?? '');
}
