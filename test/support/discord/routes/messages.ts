import { ChannelType, MessageFlags, MessageReferenceType, MessageType, type APIMessage } from 'discord.js';

import {
  botMay,
  requirePermissions,
  requireSending,
  textChannel,
  writableChannel,
} from '#test/support/discord/access.ts';
import { invalidField, refusals } from '#test/support/discord/api-error.ts';
import { checkMessage, type MessageForm } from '#test/support/discord/limits/message.ts';
import type { Route, RouteCall } from '#test/support/discord/route.ts';
import type { DiscordState } from '#test/support/discord/state.ts';
import type { WorldChannel } from '#test/support/discord/world-records.ts';

import { bringToFollowers } from './followers.ts';

const oneMessage = '/channels/:channel/messages/:message';

/** Messages of the bot in channels: create, read, edit, delete, publish. */
export function messageRoutes(state: DiscordState): Route[] {
  const channelOf = (call: RouteCall): WorldChannel => textChannel(state, call.param('channel'));
  const messageOf = (call: RouteCall): APIMessage => {
    const channel = channelOf(call);
    return state.book.get(channel.id, call.param('message'));
  };

  return [
    {
      method: 'POST',
      pattern: '/channels/:channel/messages',
      handle: (call) => ({
        body: createMessage(state, writableChannel(state, call.param('channel')), call),
      }),
    },
    {
      method: 'GET',
      pattern: '/channels/:channel/messages',
      handle: (call) => {
        const channel = channelOf(call);
        requirePermissions(state, channel, 'ReadMessageHistory');
        return { body: page(state.book.visibleIn(channel.id), call.query).map(asRead) };
      },
    },
    { method: 'GET', pattern: oneMessage, handle: (call) => ({ body: asRead(messageOf(call)) }) },
    {
      method: 'PATCH',
      pattern: oneMessage,
      handle: (call) => {
        const message = messageOf(call);
        if (message.author.id !== state.world.bot.id) throw refusals.notYourMessage();
        if (channelOf(call).thread?.archived) throw refusals.archivedThread();
        requireFewOldEdits(state, message);
        const edited = state.book.edit(message, checkMessage(call.body ?? {}, message), call.files);
        state.publish('MESSAGE_UPDATE', edited, channelOf(call).guildId);
        return { body: edited };
      },
    },
    {
      method: 'DELETE',
      pattern: oneMessage,
      handle: (call) => {
        const message = messageOf(call);
        if (message.author.id !== state.world.bot.id)
          requirePermissions(state, channelOf(call), 'ManageMessages');
        state.book.delete(message);
        return {};
      },
    },
    {
      method: 'POST',
      pattern: `${oneMessage}/crosspost`,
      handle: (call) => {
        const channel = channelOf(call);
        if (channel.type !== ChannelType.GuildAnnouncement) throw refusals.wrongChannelType();
        requirePermissions(state, channel, 'SendMessages');
        const message = messageOf(call);
        if ((message.flags ?? 0) & MessageFlags.Crossposted) throw refusals.alreadyCrossposted();
        bringToFollowers(state, message);
        return { body: state.book.flag(message, MessageFlags.Crossposted) };
      },
    },
    {
      method: 'POST',
      pattern: '/channels/:channel/typing',
      handle: (call) => {
        requireSending(state, channelOf(call));
        return {};
      },
    },
  ];
}

/** A page of a channel's messages, newest first: the newest, or those next to a message that is named. */
function page(oldestFirst: readonly APIMessage[], query: URLSearchParams): APIMessage[] {
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidField(['limit'], 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.');
  const after = query.get('after');
  const before = query.get('before');
  if (after !== null)
    return oldestFirst
      .filter(({ id }) => BigInt(id) > BigInt(after))
      .slice(0, limit)
      .toReversed();
  return oldestFirst
    .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
    .slice(-limit)
    .toReversed();
}

/** Discord shows a nonce to nobody but in the answer that made the message. */
function asRead(message: APIMessage): APIMessage {
  const { nonce: _, ...read } = message;
  return read;
}

const HOUR_MS = 3_600_000;
/** Discord's number is not published; what is known is that there is one. */
const OLD_EDITS_MAX = 3;

/** 30046 when messages over an hour old were edited too often in their channel lately. */
function requireFewOldEdits({ book, clock }: DiscordState, message: APIMessage): void {
  const isOld = ({ timestamp }: APIMessage, at: number): boolean => at - Date.parse(timestamp) > HOUR_MS;
  const now = clock.now();
  if (!isOld(message, now)) return;
  const recent = book.edits.filter(
    ({ channelId, at, before }) =>
      channelId === message.channel_id && now - at < HOUR_MS && isOld(before, at),
  );
  if (recent.length >= OLD_EDITS_MAX) throw refusals.tooManyEdits();
}

const sendableFlags: number =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

function createMessage(state: DiscordState, channel: WorldChannel, call: RouteCall): APIMessage {
  requireSending(state, channel);
  const form = checkMessage(call.body ?? {});
  if (form.embeds?.length) requirePermissions(state, channel, 'EmbedLinks');
  if (call.files.length > 0) requirePermissions(state, channel, 'AttachFiles');
  const author = state.world.bot;
  const { nonce } = form;
  if (form.enforce_nonce && nonce !== undefined && nonce !== null) {
    const earlier = state.nonces.find(author.id, nonce);
    // A first message that was deleted since is not made again: 10008.
    if (earlier) return state.book.get(earlier.channelId, earlier.messageId);
  }
  if (channel.thread?.archived) channel.thread.archived = false;
  const message = state.book.write(channel, author, form, call.files, {
    ...reference(state, channel, form),
    flags: (form.flags ?? 0) & sendableFlags,
  });
  if (nonce !== undefined && nonce !== null) state.nonces.remember(author.id, nonce, message);
  state.publish('MESSAGE_CREATE', message, channel.guildId);
  return message;
}

/** What makes a message a reply; nothing when the other one is gone and that is all right. */
function reference(state: DiscordState, channel: WorldChannel, form: MessageForm): Partial<APIMessage> {
  const asked = form.message_reference;
  if (!asked || asked.type === MessageReferenceType.Forward) return {};
  if (!botMay(state, channel, 'ReadMessageHistory')) throw refusals.noHistoryToReplyTo();
  const referenced = state.book.find(channel.id, asked.message_id);
  if (!referenced && asked.fail_if_not_exists !== false)
    throw invalidField(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  if (!referenced) return {};
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: referenced.id,
      channel_id: channel.id,
      ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
    },
    referenced_message: referenced,
  };
}
