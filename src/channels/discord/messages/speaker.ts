import { DefaultRestOptions, MessageFlags, RequestMethod, Routes, SnowflakeUtil } from 'discord.js';
import type { APIChannel, APIMessage } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Closed } from '#src/domain/closed.ts';

import type { Reply } from '#src/channels/discord/interactions/handler.ts';
import type { MessageRest } from './message-rest.ts';
import { createPlaces, tagsFor } from './place.ts';
import { clip } from '#src/channels/discord/render/escape.ts';

/** Messages of the bot that are no alerts: a test, a board, a greeting. Each waits for its turn, and mentions nobody. */
export interface Speaker {
  /** Resolves with the id of the message. Rejects with a `DeliveryError`, as all do. */
  say(channelId: string, message: Reply, options?: SayOptions): Promise<string>;
  change(channelId: string, messageId: string, message: Reply): Promise<void>;
  remove(channelId: string, messageId: string): Promise<void>;
  /** A message of the bot's own that has a button with that id, and is newer than `since`. */
  find(channelId: string, customId: string, since: number): Promise<string | undefined>;
  /** The server that a channel belongs to; none where the bot cannot tell. */
  guildOf(channelId: string): Promise<string | undefined>;
  /** A file that a member has handed in, as text. Rejects where it is not Discord's to give. */
  read(url: string): Promise<string>;
  /** The channel of direct messages with somebody, which is opened where there is none. */
  direct(userId: string): Promise<string>;
}

interface SayOptions {
  /** Nobody's phone rings. */
  readonly quiet?: boolean;
  /** A member waits for it, so that it goes before what nobody waits for. */
  readonly soon?: boolean;
  /** The same for every try, so that Discord makes one message of all. */
  readonly nonce?: string;
  /** What it is called in a forum, where each message begins a post. */
  readonly title?: string;
}

/** Why something could not be said, where that is Discord's doing: it may not be said there, or not now. */
export function whyNot(error: unknown): 'closed' | 'failed' | undefined {
  if (!(error instanceof DeliveryError)) return undefined;
  return error.kind === 'closed' ? 'closed' : 'failed';
}

/** Why it may not be said there, where that is known. */
export function closedBy(error: unknown): Closed | undefined {
  return error instanceof DeliveryError ? error.closed : undefined;
}

/** Discord's own code of why something could not be done, where it gave one. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DeliveryError ? error.code : undefined;
}

export type WaitForTurn = (soon: boolean) => Promise<void>;

/** Discord's time of a message and ours are not quite the same. */
const SLACK_MS = 60_000;
/** Discord's limit for the name of a post. */
const NAME_MAX = 100;

/** Where Discord keeps what members hand in. */
const FILES = new Set(['https://cdn.discordapp.com', 'https://media.discordapp.net']);

/** `origin` is where a stand-in for Discord keeps files. */
export function createSpeaker(rest: MessageRest, turn: WaitForTurn, origin?: string): Speaker {
  const places = createPlaces(rest, () => undefined);

  async function begin(
    forumId: string,
    name: string,
    message: object,
    cause: DeliveryError,
  ): Promise<string> {
    await turn(true);
    const place = await places.again(forumId);
    if (place?.kind !== 'forum') throw cause;
    await turn(true);
    const tags = tagsFor(place, '');
    const body = { name: clip(name, NAME_MAX), message, ...(tags.length > 0 && { applied_tags: tags }) };
    return idOf(await rest.call(RequestMethod.Post, Routes.threads(forumId), { body }));
  }

  return {
    async say(channelId, message, { nonce, quiet = false, soon = false, title } = {}) {
      await turn(soon);
      const body = {
        ...bodyOf(message),
        ...(quiet && { flags: MessageFlags.SuppressNotifications }),
      };
      try {
        const sent = { ...body, ...(nonce !== undefined && { nonce, enforce_nonce: true }) };
        return idOf(await rest.call(RequestMethod.Post, Routes.channelMessages(channelId), { body: sent }));
      } catch (error) {
        const isForum = error instanceof DeliveryError && error.closed?.kind === 'not_text';
        if (!isForum || title === undefined) throw error;
        return await begin(channelId, title, body, error);
      }
    },
    async change(channelId, messageId, message) {
      await turn(false);
      await rest.call(RequestMethod.Patch, Routes.channelMessage(channelId, messageId), {
        body: bodyOf(message),
      });
    },
    async remove(channelId, messageId) {
      await turn(false);
      await rest.call(RequestMethod.Delete, Routes.channelMessage(channelId, messageId));
    },
    async find(channelId, customId, since) {
      await turn(false);
      const after = SnowflakeUtil.generate({
        timestamp: Math.max(since - SLACK_MS, Number(SnowflakeUtil.epoch)),
      });
      const query = new URLSearchParams({ limit: '100', after: String(after) });
      const got = await rest.call(RequestMethod.Get, Routes.channelMessages(channelId), { query });
      const messages = Array.isArray(got) ? (got as APIMessage[]) : [];
      return messages.find(({ components }) => JSON.stringify(components ?? []).includes(`"${customId}"`))
        ?.id;
    },
    async guildOf(channelId) {
      await turn(true);
      try {
        const channel = await rest.call(RequestMethod.Get, Routes.channel(channelId));
        return (channel as { readonly guild_id?: string } | undefined)?.guild_id;
      } catch (error) {
        if (whyNot(error) === 'closed') return undefined;
        throw error;
      }
    },
    async read(url) {
      const at = new URL(url);
      if (!FILES.has(at.origin) && at.origin !== origin)
        throw new RangeError(`${at.host} keeps no files of Discord's.`);
      const response = await DefaultRestOptions.makeRequest(url, { method: 'GET' });
      if (!response.ok) throw new DeliveryError('trouble', `Discord answers ${response.status}.`);
      return await response.text();
    },
    async direct(userId) {
      await turn(true);
      const channel = (await rest.call(RequestMethod.Post, Routes.userChannels(), {
        body: { recipient_id: userId },
      })) as Partial<APIChannel> | undefined;
      if (typeof channel?.id !== 'string')
        throw new DeliveryError('unclear', 'Discord answers without a channel.');
      return channel.id;
    },
  };
}

function idOf(made: unknown): string {
  const { id } = (made ?? {}) as Partial<APIMessage>;
  if (typeof id !== 'string') throw new DeliveryError('unclear', 'Discord answers without a message.');
  return id;
}

function bodyOf({ components = [], content = '', embeds = [] }: Reply): object {
  return { content, embeds, components, allowed_mentions: { parse: [] } };
}
