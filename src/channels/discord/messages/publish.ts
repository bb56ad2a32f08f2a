import { RequestMethod, Routes } from 'discord.js';

import { HOUR_MS } from '#src/domain/time.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { MessageRest } from './message-rest.ts';

/** Publishes messages of announcement channels to the servers that follow them. */
export interface Publisher {
  /** Never rejects: the message stands in its channel, whoever else gets it. */
  publish(channelId: string, messageId: string, isMinor?: boolean): Promise<void>;
}

/** Discord takes so many of a channel in an hour; the next would wait for the rest of it. */
const PER_HOUR = 10;
/** So many are kept for what begins and ends. */
const KEPT = 4;

export function createPublisher(
  rest: MessageRest,
  clock: Pick<Clock, 'monotonic'>,
  log: Pick<Logger, 'warn'>,
): Publisher {
  const lately = new Map<string, readonly number[]>();
  return {
    async publish(channelId, messageId, isMinor = false) {
      const now = clock.monotonic();
      const recent = (lately.get(channelId) ?? []).filter((at) => now - at < HOUR_MS);
      if (recent.length >= PER_HOUR - (isMinor ? KEPT : 0)) {
        log.warn({ channelId, messageId }, 'not published: Discord takes ten in an hour');
        return;
      }
      lately.set(channelId, [...recent, now]);
      try {
        await rest.call(RequestMethod.Post, `${Routes.channelMessage(channelId, messageId)}/crosspost`);
      } catch (error) {
        log.warn({ err: error, channelId, messageId }, 'could not publish an alert');
      }
    },
  };
}
