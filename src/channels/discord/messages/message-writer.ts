import { RequestMethod, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { APIMessage, RESTPostAPIChannelMessageJSONBody } from 'discord.js';

import type { Catalogue } from '#src/alert/catalogue.ts';
import { isSnowflake } from '#src/channels/discord/is-snowflake.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import type { OutgoingMessage, Posted } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';

import { bodyOf, withFollowers } from './body.ts';
import type { ToldMessage } from './body.ts';
import type { MessageRest } from './message-rest.ts';

/** Makes messages of posts, wherever these belong. */
export interface MessageWriter {
  /**
   * Where members asked to be mentioned and there are too many for one message, the rest follows in reply to it.
   */
  write(post: ToldMessage, channelId: string): Promise<Posted>;
  /** As a reply at its address, where the bot may reply. */
  reply(post: OutgoingMessage): Promise<Posted>;
}

/** A nonce has at most 25 characters; what follows a message has one of its own. */
const NONCE_ROOM = 22;

export function createMessageWriter(rest: MessageRest, catalogue: Catalogue): MessageWriter {
  async function write(post: ToldMessage, channelId: string): Promise<Posted> {
    const [first, ...more] = withFollowers(bodyOf(post, catalogue), post.followers ?? []);
    if (first === undefined) throw new RangeError('There is nothing to post.');
    const posted = await create(post, first, channelId);
    for (const [i, body] of more.entries()) {
      const nonce = `${post.nonce.slice(0, NONCE_ROOM)}+${i}`;
      await create({ nonce, replyTo: posted.messageId }, body, channelId);
    }
    return posted;
  }

  async function create(
    { nonce, replyTo }: Pick<OutgoingMessage, 'nonce' | 'replyTo'>,
    body: MessageBody,
    channelId: string,
  ): Promise<Posted> {
    const message: RESTPostAPIChannelMessageJSONBody = {
      ...body,
      nonce,
      enforce_nonce: true,
      ...(replyTo !== undefined && { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
    };
    return postedOf(
      await rest.call(RequestMethod.Post, Routes.channelMessages(channelId), { body: message }),
    );
  }

  async function reply(post: OutgoingMessage): Promise<Posted> {
    try {
      return await write(post, post.target.address);
    } catch (error) {
      if (post.replyTo === undefined || !isReplyForbidden(error)) throw error;
    }
    return await write(alone(post), post.target.address);
  }

  return { write, reply };
}

/** What Discord answers to a new message. */
export function postedOf(answer: unknown): Posted {
  const { id } = (answer ?? {}) as Partial<APIMessage>;
  // A page of something in front of Discord, or half of an answer: the message may be there, or not.
  if (!isSnowflake(id)) throw new DeliveryError('unclear', 'Discord answers without a message.');
  return { messageId: id };
}

/** The post as a message of its own, where it cannot reply. */
export function alone(post: OutgoingMessage): OutgoingMessage {
  const { replyTo: _, ...rest } = post;
  return rest;
}

/** A reply needs Read Message History; the news does not. */
function isReplyForbidden(error: unknown): boolean {
  return (
    error instanceof DeliveryError &&
    error.code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory
  );
}
