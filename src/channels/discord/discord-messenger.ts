import { RequestMethod, RESTJSONErrorCodes, Routes, SnowflakeUtil } from 'discord.js';
import type { APIMessage, RESTPostAPIChannelMessageJSONBody } from 'discord.js';

import type { Catalogue } from '#src/alert/catalogue.ts';
import type { Channel, Post } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { DeliveryTarget } from '#src/domain/delivery.ts';

import { bodyOf, editedBody, isOurs, withFollowers } from './body.ts';
import { toDeliveryError } from './delivery-error.ts';
import type { MessageRest } from './message-rest.ts';
import type { MessageBody } from './render/message-body.ts';
import { UnauthorizedError } from './token-doubt.ts';
import type { Welcome } from './token-doubt.ts';

export interface Messenger extends Pick<Channel, 'post' | 'find' | 'edit'> {
  /** The time as Discord has it. */
  now(): number;
  /** Asks Discord whether it lets the bot in, and so learns who the bot is and what time Discord has. */
  check(): Promise<Welcome>;
}

/** Discord gives at most so many messages at once. */
const PAGE = 100;
/** More than any channel gets between a try and a look. */
const PAGES_MAX = 50;
/** Our time of a try and Discord's time of the message are not quite the same. */
const SLACK_MS = 60_000;
/** A nonce has at most 25 characters; what follows a message has one of its own. */
const NONCE_ROOM = 22;

/** Posts notices as messages of the bot. They are bot messages, not webhooks: only those know `enforce_nonce`. */
export function createDiscordMessenger(rest: MessageRest, catalogue: Catalogue): Messenger {
  let self: string | undefined;

  /** Where members asked to be mentioned and there are too many for one message, the rest follows in reply to it. */
  async function createAll(post: Post): Promise<{ messageId: string }> {
    const [first, ...more] = withFollowers(bodyOf(post, catalogue), post.followers ?? []);
    if (first === undefined) throw new RangeError('There is nothing to post.');
    const made = await create(post, first);
    for (const [i, body] of more.entries())
      await create(
        { ...post, nonce: `${post.nonce.slice(0, NONCE_ROOM)}+${i}`, replyTo: made.messageId },
        body,
      );
    return made;
  }

  async function create({ target, nonce, replyTo }: Post, body: MessageBody): Promise<{ messageId: string }> {
    const message: RESTPostAPIChannelMessageJSONBody = {
      ...body,
      nonce,
      enforce_nonce: true,
      ...(replyTo !== undefined && { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
    };
    const made = await rest.call(RequestMethod.Post, Routes.channelMessages(target.address), {
      body: message,
    });
    const { id } = (made ?? {}) as Partial<APIMessage>;
    // A page of something in front of Discord, or half of an answer: the message may be there, or not.
    if (!isSnowflake(id)) throw new DeliveryError('unclear', 'Discord answers without a message.');
    return { messageId: id };
  }

  /** Messages of the channel since a time, oldest page first. */
  async function* pages(target: DeliveryTarget, since: number): AsyncGenerator<readonly APIMessage[]> {
    let after = SnowflakeUtil.generate({
      timestamp: Math.max(Math.trunc(since) - SLACK_MS, Number(SnowflakeUtil.epoch)),
    });
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE), after: String(after) });
      const got = await rest.call(RequestMethod.Get, Routes.channelMessages(target.address), { query });
      const messages = Array.isArray(got)
        ? (got as APIMessage[]).filter(({ id }) => isSnowflake(id))
        : undefined;
      if (messages === undefined) throw new DeliveryError('unclear', 'Discord answers without messages.');
      yield messages;
      if (messages.length < PAGE) return;
      after = messages.reduce((most, { id }) => (BigInt(id) > most ? BigInt(id) : most), after);
    }
  }

  return {
    now: () => rest.now(),

    async check() {
      try {
        const me = (await rest.call(RequestMethod.Get, Routes.user())) as
          | { readonly id?: unknown }
          | undefined;
        if (!isSnowflake(me?.id)) return 'unknown';
        self = me?.id;
        return 'welcome';
      } catch (error) {
        return error instanceof UnauthorizedError ? 'refused' : 'unknown';
      }
    },

    async post(post) {
      try {
        return await createAll(post);
      } catch (error) {
        if (post.replyTo === undefined || !isReplyForbidden(error)) throw error;
      }
      const { replyTo: _, ...unattached } = post;
      return await createAll(unattached);
    },

    async find(post, since) {
      try {
        for await (const messages of pages(post.target, since)) {
          const found = messages.find(
            (message) =>
              (self === undefined || message.author.id === self) && isOurs(message, post, catalogue),
          );
          if (found !== undefined) return { messageId: found.id };
        }
      } catch (error) {
        // Where the bot may post and not read, sending again is better than not sending.
        if (toDeliveryError(error).kind !== 'closed') throw error;
      }
      return undefined;
    },

    async edit({ messageId, ...edit }) {
      const { target } = edit;
      const body = editedBody(edit, catalogue);
      await rest.call(RequestMethod.Patch, Routes.channelMessage(target.address, messageId), { body });
    },
  };
}

function isSnowflake(id: unknown): id is string {
  return typeof id === 'string' && /^\d{17,20}$/.test(id);
}

/** A reply needs Read Message History; the news does not. */
function isReplyForbidden(error: unknown): boolean {
  return (
    error instanceof DeliveryError &&
    error.code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory
  );
}
