import { RequestMethod, Routes } from 'discord.js';

import { HOUR_MS } from '#src/domain/time.ts';
import type { Allowance } from '#src/delivery/allowance.ts';
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

export function createPublisher(rest: MessageRest, tally: Allowance, log: Pick<Logger, 'warn'>): Publisher {
  return {
    async publish(channelId, messageId, isMinor = false) {
      try {
        const most = PER_HOUR - (isMinor ? KEPT : 0);
        if (!(await tally.take(`publish/${channelId}`, most, HOUR_MS))) {
          log.warn({ channelId, messageId }, 'not published: Discord takes ten in an hour');
          return;
        }
        await rest.call(RequestMethod.Post, `${Routes.channelMessage(channelId, messageId)}/crosspost`);
      } catch (error) {
        log.warn({ err: error, channelId, messageId }, 'could not publish an alert');
      }
    },
  };
}
