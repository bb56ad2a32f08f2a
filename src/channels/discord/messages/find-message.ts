import { RequestMethod, Routes, SnowflakeUtil } from 'discord.js';
import type { APIMessage } from 'discord.js';

import type { Catalogue } from '#src/alert/catalogue.ts';
import type { OutgoingMessage, Posted } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';

import { isOurs } from './body.ts';
import { toDeliveryError } from './delivery-error.ts';
import { isSnowflake } from '#src/channels/discord/is-snowflake.ts';
import type { MessageRest } from './message-rest.ts';

/** Looks for the message of an earlier try. */
export interface Finder {
  /** One of ours that says the same and is newer than `since`, by Discord's time. */
  find(post: OutgoingMessage, channelId: string, since: number): Promise<Posted | undefined>;
}

/** Discord gives at most so many messages at once. */
const PAGE = 100;
/** More than any channel gets between a try and a look. */
const PAGES_MAX = 50;
/** Our time of a try and Discord's time of the message are not quite the same. */
const SLACK_MS = 60_000;

/** `self` is the bot's own id, once it is known. */
export function createFinder(
  rest: MessageRest,
  catalogue: Catalogue,
  self: () => string | undefined,
): Finder {
  /** Messages of the channel since a time, oldest page first. */
  async function* pages(channelId: string, since: number): AsyncGenerator<readonly APIMessage[]> {
    let after = SnowflakeUtil.generate({
      timestamp: Math.max(Math.trunc(since) - SLACK_MS, Number(SnowflakeUtil.epoch)),
    });
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE), after: String(after) });
      const got = await rest.call(RequestMethod.Get, Routes.channelMessages(channelId), { query });
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
    async find(post, channelId, since) {
      try {
        for await (const messages of pages(channelId, since)) {
          const found = messages.find(
            (message) =>
              (self() === undefined || message.author.id === self()) && isOurs(message, post, catalogue),
          );
          if (found !== undefined) return { messageId: found.id };
        }
      } catch (error) {
        // Where the bot may post and not read, sending again is better than not sending.
        if (toDeliveryError(error).kind !== 'closed') throw error;
      }
      return undefined;
    },
  };
}
