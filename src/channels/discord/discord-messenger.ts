import { DiscordAPIError, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { APIMessage, REST, RESTPostAPIChannelMessageJSONBody } from 'discord.js';

import type { Channel, Post } from '#src/delivery/channel.ts';

import { toDeliveryError } from './delivery-error.ts';
import { renderAlert, renderPlainAlert } from './render/alert.ts';
import type { MessageBody } from './render/message-body.ts';

/** How many of a channel's newest messages are looked through for one of ours. */
const LOOK_BACK = 50;

type Messenger = Pick<Channel, 'post' | 'find' | 'edit'>;

/** Posts notices as messages of the bot. They are bot messages, not webhooks: only those know `enforce_nonce`. */
export function createDiscordMessenger(rest: REST): Messenger {
  async function create(post: Post, body: MessageBody): Promise<APIMessage> {
    const message: RESTPostAPIChannelMessageJSONBody = {
      ...body,
      nonce: post.nonce,
      enforce_nonce: true,
      ...(post.replyTo !== undefined && {
        message_reference: { message_id: post.replyTo, fail_if_not_exists: false },
      }),
    };
    return (await rest.post(Routes.channelMessages(post.target.address), { body: message })) as APIMessage;
  }

  return {
    async post(post) {
      const body = bodyOf(post);
      try {
        return { messageId: (await create(post, body)).id };
      } catch (error) {
        if (post.replyTo === undefined || !isReplyForbidden(error)) throw toDeliveryError(error);
      }
      const { replyTo: _, ...unattached } = post;
      return await attempt(async () => ({ messageId: (await create(unattached, body)).id }));
    },

    async find(post) {
      const newest = await newestMessages(rest, post.target.address);
      const body = bodyOf(post);
      const found = newest.find((message) => message.nonce === post.nonce || isSame(message, body));
      return found === undefined ? undefined : { messageId: found.id };
    },

    async edit({ target, messageId, notice }) {
      const body = renderAlert(notice, target.mentions);
      await attempt(async () => rest.patch(Routes.channelMessage(target.address, messageId), { body }));
    },
  };
}

/** None where the bot may post and not read: sending again is then better than not sending. */
async function newestMessages(rest: REST, channelId: string): Promise<APIMessage[]> {
  const query = new URLSearchParams({ limit: String(LOOK_BACK) });
  try {
    return (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.kind === 'channel_lost') return [];
    throw failure;
  }
}

function bodyOf({ notice, target, plain = false }: Post): MessageBody {
  return plain ? renderPlainAlert(notice, target.mentions) : renderAlert(notice, target.mentions);
}

/** Discord keeps no nonces for long; the headline with the time of the notice tells messages apart as well. */
function isSame(message: APIMessage, { content, embeds: [ours] }: MessageBody): boolean {
  const theirs = message.embeds[0]?.timestamp;
  if (message.content !== content || theirs === undefined || ours?.timestamp === undefined) return false;
  return Date.parse(theirs) === Date.parse(ours.timestamp);
}

/** A reply needs Read Message History; the news does not. */
function isReplyForbidden(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory
  );
}

async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toDeliveryError(error);
  }
}
