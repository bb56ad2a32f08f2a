import { ChannelType } from 'discord.js';
import { z } from 'zod';

import { reachableChannel, requirePermissions, textChannel } from '#test/support/discord/access.ts';
import { invalidField, refusals } from '#test/support/discord/api-error.ts';
import { checkMessage } from '#test/support/discord/limits/message.ts';
import { checkForm } from '#test/support/discord/limits/form.ts';
import { channelPayload } from '#test/support/discord/payloads.ts';
import type { Route, RouteCall } from '#test/support/discord/route.ts';
import type { DiscordState } from '#test/support/discord/state.ts';
import type { WorldChannel } from '#test/support/discord/world-records.ts';

const archiveMinutes = z.union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10_080)]);
const threadSchema = z.looseObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: archiveMinutes.nullish(),
  type: z.enum(ChannelType).nullish(),
});
const changeSchema = z.looseObject({
  name: z.string().min(1).max(100).optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: archiveMinutes.optional(),
});

/** Threads, begun at a message or without one, and direct-message channels. */
export function threadRoutes(state: DiscordState): Route[] {
  return [
    {
      method: 'POST',
      pattern: '/channels/:channel/messages/:message/threads',
      handle: (call) => {
        const parent = textChannel(state, call.param('channel'));
        const message = state.book.get(parent.id, call.param('message'));
        requirePermissions(state, parent, 'CreatePublicThreads');
        if (state.world.channel(message.id)) throw refusals.threadExists();
        return { status: 201, body: startThread(state, parent, call.body, message.id) };
      },
    },
    {
      method: 'POST',
      pattern: '/channels/:channel/threads',
      handle: (call) => {
        const parent = reachableChannel(state, call.param('channel'));
        if (parent.type === ChannelType.GuildForum)
          return { status: 201, body: startPost(state, parent, call) };
        return {
          status: 201,
          body: startThread(state, textChannel(state, call.param('channel')), call.body),
        };
      },
    },
    {
      method: 'PATCH',
      pattern: '/channels/:channel',
      handle: (call) => ({
        body: changeThread(state, reachableChannel(state, call.param('channel')), call.body),
      }),
    },
    {
      method: 'POST',
      pattern: '/users/@me/channels',
      handle: (call) => {
        const { recipient_id: id } = checkForm(z.looseObject({ recipient_id: z.string() }), call.body);
        const user = state.world.user(id);
        if (!user) throw invalidField(['recipient_id'], 'INVALID_USER', 'Unknown user');
        return { body: channelPayload(state.world.directChannel(user)) };
      },
    },
  ];
}

/** A thread at a message has the message's id. Begun without one it is private unless it says otherwise. */
function startThread(
  state: DiscordState,
  parent: WorldChannel,
  body: unknown,
  messageId?: string,
  threadId = messageId ?? state.mint(),
): unknown {
  const form = checkForm(threadSchema, body);
  const guild = state.world.guildOf(parent);
  if (!guild || parent.thread) throw refusals.wrongChannelType();
  const atMessage =
    parent.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
  const type = messageId === undefined ? (form.type ?? ChannelType.PrivateThread) : atMessage;
  if (messageId === undefined)
    requirePermissions(
      state,
      parent,
      type === ChannelType.PrivateThread ? 'CreatePrivateThreads' : 'CreatePublicThreads',
    );
  const thread = state.world.addChannel(
    guild,
    { name: form.name, type, parentId: parent.id },
    {
      id: threadId,
      state: {
        archived: false,
        locked: false,
        autoArchiveMinutes: form.auto_archive_duration ?? 4320,
        ownerId: state.world.bot.id,
      },
    },
  );
  const payload = channelPayload(thread);
  state.publish('THREAD_CREATE', { ...payload, newly_created: true }, guild.id);
  return payload;
}

const postSchema = z.looseObject({
  message: z.looseObject({}),
  applied_tags: z.array(z.string()).max(5).optional(),
});

/** A forum's post: a public thread whose first message has its id. It knows no nonce. */
function startPost(state: DiscordState, forum: WorldChannel, call: RouteCall): unknown {
  const form = checkForm(postSchema, call.body);
  requirePermissions(state, forum, 'SendMessages');
  const known = forum.forum?.tags.map(({ id }) => id) ?? [];
  const applied = form.applied_tags ?? [];
  if (applied.some((id) => !known.includes(id)) || (forum.forum?.demandsTag === true && applied.length === 0))
    throw invalidField(['applied_tags'], 'FORUM_TAG_REQUIRED', 'A tag is required to create a post here.');
  const { nonce: _nonce, enforce_nonce: _enforced, ...message } = checkMessage(form.message);
  const id = state.mint();
  const thread = startThread(state, forum, { ...form, type: ChannelType.PublicThread }, undefined, id);
  const channel = state.world.channel(id);
  if (!channel) throw refusals.unknownChannel();
  const written = state.book.write(channel, state.world.bot, message, call.files, { id });
  state.publish('MESSAGE_CREATE', written, forum.guildId);
  return { ...(thread as object), message: written };
}

function changeThread(state: DiscordState, channel: WorldChannel, body: unknown): unknown {
  const { thread } = channel;
  if (!thread) {
    requirePermissions(state, channel, 'ManageChannels');
    throw refusals.wrongChannelType();
  }
  const form = checkForm(changeSchema, body);
  if (form.locked !== undefined || thread.ownerId !== state.world.bot.id)
    requirePermissions(state, channel, 'ManageThreads');
  if (thread.archived && form.archived !== false) throw refusals.archivedThread();
  channel.name = form.name ?? channel.name;
  thread.archived = form.archived ?? thread.archived;
  thread.locked = form.locked ?? thread.locked;
  thread.autoArchiveMinutes = form.auto_archive_duration ?? thread.autoArchiveMinutes;
  const payload = channelPayload(channel);
  state.publish('THREAD_UPDATE', payload, channel.guildId);
  return payload;
}
