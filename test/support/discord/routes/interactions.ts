import { MessageFlags, type APIMessage } from 'discord.js';

import { refusals } from '#test/support/discord/api-error.ts';
import { acknowledge, withReplyMentions, writeReply } from '#test/support/discord/interaction-callback.ts';
import type { Interaction } from '#test/support/discord/interaction-desk.ts';
import { checkMessage } from '#test/support/discord/limits/message.ts';
import { isEphemeral, isLoading } from '#test/support/discord/message-book.ts';
import type { Route, RouteCall } from '#test/support/discord/route.ts';
import type { DiscordState } from '#test/support/discord/state.ts';

const firstResponseWithinMs = 3000;
const tokenLifeMs = 15 * 60_000;
const oneReply = '/webhooks/:application/:token/messages/:message';

/** Answers to interactions: the callback, then edits of the reply and follow-ups by its token. */
export function interactionRoutes(
  state: DiscordState,
  { enforceDeadlines }: { enforceDeadlines: boolean },
): Route[] {
  const byToken = (call: RouteCall): Interaction => {
    const interaction = state.desk.find(call.param('token'));
    if (!interaction?.acknowledged || call.param('application') !== state.applicationId)
      throw refusals.unknownWebhook();
    if (state.desk.isOlderThan(interaction, tokenLifeMs)) throw refusals.badWebhookToken();
    return interaction;
  };

  return [
    {
      method: 'POST',
      pattern: '/interactions/:interaction/:token/callback',
      open: true,
      outsideGlobalLimit: true,
      handle: (call) => {
        const interaction = state.desk.find(call.param('token'));
        if (interaction?.id !== call.param('interaction')) throw refusals.unknownInteraction();
        if (enforceDeadlines && state.desk.isOlderThan(interaction, firstResponseWithinMs))
          throw refusals.unknownInteraction();
        const message = acknowledge(state, interaction, call.body, call.files);
        return call.query.get('with_response') === 'true'
          ? { body: callbackPayload(interaction, message) }
          : {};
      },
    },
    {
      method: 'POST',
      pattern: '/webhooks/:application/:token',
      open: true,
      handle: (call) => ({ body: followUp(state, byToken(call), call) }),
    },
    {
      method: 'GET',
      pattern: oneReply,
      open: true,
      handle: (call) => ({ body: replyOf(state, byToken(call), call.param('message')) }),
    },
    {
      method: 'PATCH',
      pattern: oneReply,
      open: true,
      handle: (call) => {
        const interaction = byToken(call);
        const message = replyOf(state, interaction, call.param('message'));
        return { body: editReply(state, interaction, message, call) };
      },
    },
    {
      method: 'DELETE',
      pattern: oneReply,
      open: true,
      handle: (call) => {
        const interaction = byToken(call);
        state.book.delete(replyOf(state, interaction, call.param('message')));
        return {};
      },
    },
  ];
}

function replyOf(state: DiscordState, interaction: Interaction, messageId: string): APIMessage {
  const id = messageId === '@original' ? interaction.originalId : messageId;
  if (id !== interaction.originalId && !interaction.followUpIds.includes(id ?? ''))
    throw refusals.unknownMessage();
  return state.book.get(interaction.channel.id, id ?? '');
}

function editReply(
  state: DiscordState,
  interaction: Interaction,
  message: APIMessage,
  call: RouteCall,
): APIMessage {
  const edited = state.book.edit(
    message,
    withReplyMentions(checkMessage(call.body ?? {}, message)),
    call.files,
  );
  interaction.pending = false;
  state.desk.progressed.emit(interaction);
  return edited;
}

/** The first follow-up to a deferred reply becomes that reply, and stays as private as it was announced. */
function followUp(state: DiscordState, interaction: Interaction, call: RouteCall): APIMessage {
  const original = state.book.find(interaction.channel.id, interaction.originalId ?? '');
  if (original && isLoading(original)) return editReply(state, interaction, original, call);
  const form = checkMessage(call.body ?? {});
  const message = writeReply(state, interaction, form, call.files);
  interaction.followUpIds.push(message.id);
  interaction.pending = false;
  state.desk.progressed.emit(interaction);
  return message;
}

function callbackPayload(interaction: Interaction, message: APIMessage | undefined): Record<string, unknown> {
  const { id, type, acknowledged } = interaction;
  if (!message) return { interaction: { id, type }, resource: { type: acknowledged?.type } };
  return {
    interaction: {
      id,
      type,
      response_message_id: message.id,
      response_message_loading: ((message.flags ?? 0) & MessageFlags.Loading) !== 0,
      response_message_ephemeral: isEphemeral(message),
    },
    resource: { type: acknowledged?.type, message },
  };
}
