import { DefaultRestOptions, MessageFlags, RequestMethod, Routes } from 'discord.js';
import type { APIChannel, APIMessage } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';

import type { Reply } from './handler.ts';
import type { MessageRest } from './message-rest.ts';

/** Messages of the bot that are no alerts: a test, a board, a greeting. Each waits for its turn, and mentions nobody. */
export interface Speaker {
  /** Resolves with the id of the message. Rejects with a `DeliveryError`, as all do. */
  say(channelId: string, message: Reply, options?: SayOptions): Promise<string>;
  change(channelId: string, messageId: string, message: Reply): Promise<void>;
  remove(channelId: string, messageId: string): Promise<void>;
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
}

/** Why something could not be said, where that is Discord's doing: it may not be said there, or not now. */
export function whyNot(error: unknown): 'closed' | 'failed' | undefined {
  if (!(error instanceof DeliveryError)) return undefined;
  return error.kind === 'closed' ? 'closed' : 'failed';
}

export type Turn = (soon: boolean) => Promise<void>;

/** Where Discord keeps what members hand in. */
const FILES = new Set(['https://cdn.discordapp.com', 'https://media.discordapp.net']);

/** `origin` is where a stand-in for Discord keeps files. */
export function createSpeaker(rest: MessageRest, turn: Turn, origin?: string): Speaker {
  return {
    async say(channelId, message, { quiet = false, soon = false } = {}) {
      await turn(soon);
      const made = (await rest.call(RequestMethod.Post, Routes.channelMessages(channelId), {
        body: {
          ...bodyOf(message),
          ...(quiet && { flags: MessageFlags.SuppressNotifications }),
        },
      })) as Partial<APIMessage> | undefined;
      if (typeof made?.id !== 'string')
        throw new DeliveryError('unclear', 'Discord answers without a message.');
      return made.id;
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

function bodyOf({ components = [], content = '', embeds = [] }: Reply): object {
  return { content, embeds, components, allowed_mentions: { parse: [] } };
}
