import { RequestMethod, RESTJSONErrorCodes, Routes } from 'discord.js';

import type { Catalogue } from '#src/alert/catalogue.ts';
import type { Edit, OutgoingMessage, Posted } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { isEnd } from '#src/domain/is-end.ts';

import { bodyOf, editedBody, titleOf } from './body.ts';
import { createFinder } from './find-message.ts';
import type { MessageRest } from './message-rest.ts';
import { alone, createMessageWriter, postedOf } from './message-writer.ts';
import { tagsFor } from './place.ts';
import type { ForumPlace, Place, Places } from './place.ts';
import type { Publisher } from './publish.ts';
import { isSnowflake } from '#src/channels/discord/is-snowflake.ts';
import type { Threads } from './threads.ts';
import { UnauthorizedError } from '#src/channels/discord/line/token-doubt.ts';
import type { Welcome } from '#src/channels/discord/line/token-doubt.ts';

export interface Messenger {
  post(post: OutgoingMessage): Promise<Posted>;
  find(post: OutgoingMessage, since: number): Promise<Posted | undefined>;
  edit(edit: Edit): Promise<void>;
  /** The time as Discord has it. */
  now(): number;
  /** The bot's own id, once it is known. */
  self(): string | undefined;
  /** Asks Discord whether it lets the bot in, and so learns who the bot is and what time Discord has. */
  check(): Promise<Welcome>;
}

/** What there is beside plain text channels. */
export interface MessengerParts {
  readonly places: Places;
  readonly threads: Threads;
  readonly publisher: Publisher;
}

/** Posts notices as messages of the bot. They are bot messages, not webhooks: only those know `enforce_nonce`. */
export function createDiscordMessenger(
  rest: MessageRest,
  catalogue: Catalogue,
  around?: MessengerParts,
): Messenger {
  let self: string | undefined;
  const messages = createMessageWriter(rest, catalogue);
  const finder = createFinder(rest, catalogue, () => self);

  /** `undefined` where there is no thread, and none can be begun. */
  async function inThread(
    post: OutgoingMessage,
    threadId: string,
    threads: Threads,
  ): Promise<Posted | undefined> {
    const inside = { ...alone(post), isFollowUp: true as const };
    try {
      return await messages.write(inside, threadId);
    } catch (error) {
      if (!isClosed(error)) throw error;
      if (error.code !== RESTJSONErrorCodes.UnknownChannel) return undefined;
    }
    const isOpen = await threads.open(post.target.address, threadId, titleOf(post, catalogue));
    return isOpen ? await messages.write(inside, threadId) : undefined;
  }

  /** In a place that nobody knows, which may be a forum. */
  async function replyOrPost(post: OutgoingMessage): Promise<Posted> {
    try {
      return await messages.reply(post);
    } catch (error) {
      if (!isClosed(error) || error.code !== RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel)
        throw error;
      const place = await around?.places.of(post.target.address, true);
      if (around === undefined || place?.kind !== 'forum') throw error;
      return await inForum(post, place, around.threads);
    }
  }

  async function inForum(post: OutgoingMessage, forum: ForumPlace, threads: Threads): Promise<Posted> {
    const { content, replyTo, target } = post;
    if (replyTo !== undefined) {
      try {
        return await messages.write({ ...alone(post), isFollowUp: true }, replyTo);
      } catch (error) {
        if (!isClosed(error)) throw error;
        // A moderator has locked or deleted the post. Where the whole forum is closed, another one is refused too.
      }
    }
    const title = titleOf(post, catalogue);
    // A forum knows no nonces, so that what may have arrived is looked for.
    if (post.again === true) {
      const since = rest.now() - FORUM_LOOK_MS;
      const known = await threads.find(forum.guildId, target.address, title, since);
      if (known !== undefined) return { messageId: known };
    }
    const exchange = content.kind === 'notice' ? content.notice.exchangeName : '';
    const begin = async (tags: readonly string[]): Promise<Posted> =>
      postedOf(await threads.post(target.address, title, tags, bodyOf(post, catalogue)));
    const tags = tagsFor(forum, exchange);
    try {
      return await begin(tags);
    } catch (error) {
      // It may demand other tags than when it was looked at.
      const place = isRefused(error) ? await around?.places.again(target.address) : undefined;
      const others = place?.kind === 'forum' ? tagsFor(place, exchange) : tags;
      if (others.join() === tags.join()) throw error;
      return await begin(others);
    }
  }

  /** A thread is worth a call; other news goes out as it can. */
  async function placeOf({
    address,
    isDirect,
    style,
  }: OutgoingMessage['target']): Promise<Place | undefined> {
    if (isDirect) return { kind: 'text' };
    return await around?.places.of(address, style === 'thread');
  }

  async function publish({ messageId }: Posted, post: OutgoingMessage, place?: Place): Promise<void> {
    if (place?.kind !== 'announcement') return;
    await around?.publisher.publish(post.target.address, messageId, isMinor(post));
  }

  async function editIn(channelId: string, edit: Edit): Promise<void> {
    const body = editedBody(edit, catalogue);
    await rest.call(RequestMethod.Patch, Routes.channelMessage(channelId, edit.messageId), { body });
  }

  return {
    now: () => rest.now(),
    self: () => self,

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
      const { content, replyTo, target } = post;
      const place = await placeOf(target);
      if (around === undefined || place === undefined) {
        const posted = await replyOrPost(post);
        if (around !== undefined && isWorthPublishing(post))
          await publish(posted, post, await around.places.after(target.address));
        return posted;
      }
      if (place.kind === 'forum') return await inForum(post, place, around.threads);
      const isThreaded = hasThread(post.target, place);
      const inside =
        isThreaded && replyTo !== undefined ? await inThread(post, replyTo, around.threads) : undefined;
      if (inside !== undefined) return inside;
      const posted = await messages.reply(post);
      // It can be begun later too, with the first message that goes into it.
      if (isThreaded && replyTo === undefined && content.kind === 'notice' && !isEnd(content.notice)) {
        const title = titleOf(post, catalogue);
        await around.threads.open(target.address, posted.messageId, title).catch(() => false);
      }
      if (isWorthPublishing(post)) await publish(posted, post, place);
      return posted;
    },

    async find(post, since) {
      const { replyTo, target } = post;
      const place = await placeOf(target);
      if (around !== undefined && place?.kind === 'forum' && replyTo === undefined) {
        const title = titleOf(post, catalogue);
        const known = await around.threads.find(place.guildId, target.address, title, since);
        return known === undefined ? undefined : { messageId: known };
      }
      const isInside = replyTo !== undefined && (place?.kind === 'forum' || hasThread(target, place));
      const inside = isInside ? await finder.find(post, replyTo, since) : undefined;
      if (inside !== undefined || place?.kind === 'forum') return inside;
      return await finder.find(post, target.address, since);
    },

    async edit(edit) {
      const { isFirst, messageId, notice, rootId, target } = edit;
      const place = await placeOf(target);
      const isForum = place?.kind === 'forum';
      const isThreaded = isForum || hasThread(target, place);
      const isInside = isForum || (isThreaded && messageId !== rootId);
      try {
        await editIn(isInside ? rootId : target.address, edit);
      } catch (error) {
        if (!isInside || !isClosed(error) || around === undefined) throw error;
        // The post of a forum, which a moderator has deleted or locked, is not the forum.
        if (isForum && (error.closed?.kind === 'gone' || error.closed?.kind === 'locked'))
          throw new DeliveryError('message_gone', error.message, { code: error.code, cause: error });
        // Put away, or never begun, so that the message stands in the channel.
        if (error.code === ARCHIVED) await around.threads.reopen(rootId);
        await editIn(error.code === ARCHIVED ? rootId : target.address, edit);
      }
      if (isThreaded && isFirst && isEnd(notice) && around !== undefined)
        await around.threads.close(
          rootId,
          titleOf({ content: { kind: 'notice', notice }, target }, catalogue),
        );
    },
  };
}

const ARCHIVED = 50_083;
const FORUM_LOOK_MS = 15 * 60_000;

function hasThread({ isDirect, style }: OutgoingMessage['target'], place: Place | undefined): boolean {
  return (
    style === 'thread' && isDirect !== true && (place?.kind === 'text' || place?.kind === 'announcement')
  );
}

/** The opening and the end: ten an hour are all that Discord takes. */
function isWorthPublishing({ content, replyTo, target }: OutgoingMessage): boolean {
  if (content.kind !== 'notice') return false;
  return target.hub === true || replyTo === undefined || isEnd(content.notice);
}

/** What got worse leaves room for what begins and ends. */
function isMinor({ content, replyTo }: OutgoingMessage): boolean {
  return replyTo !== undefined && content.kind === 'notice' && !isEnd(content.notice);
}

function isRefused(error: unknown): boolean {
  return error instanceof DeliveryError && error.kind === 'refused';
}

function isClosed(error: unknown): error is DeliveryError {
  return error instanceof DeliveryError && error.kind === 'closed';
}
