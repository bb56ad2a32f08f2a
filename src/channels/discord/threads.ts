import {
  RequestMethod,
  RESTJSONErrorCodes,
  Routes,
  SnowflakeUtil,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type { APIChannel } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Logger } from '#src/platform/log.ts';

import type { MessageRest } from './message-rest.ts';
import { clip } from './render/escape.ts';
import type { MessageBody } from './render/message-body.ts';

/** Threads that alerts are told in. A thread has the id of the message that it was begun at. */
export interface Threads {
  /** Begins a thread at a message; `false` where that is not possible, for want of a right or of room. */
  open(channelId: string, messageId: string, name: string): Promise<boolean>;
  /** A post in a forum; its thread and its message have one id. */
  post(forumId: string, name: string, tags: readonly string[], body: MessageBody): Promise<unknown>;
  /** A post in a forum of that name that is newer than `since`, by Discord's time. */
  find(guildId: string, forumId: string, name: string, since: number): Promise<string | undefined>;
  /** Renames a thread for what came of it, and puts it away. Never rejects. */
  close(threadId: string, name: string): Promise<void>;
  reopen(threadId: string): Promise<void>;
}

const NAME_MAX = 100;
const REMEMBERED = 1_000;

/** The thread is there already. */
const EXISTS = new Set<number>([RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage]);

/** Why a thread cannot be begun: nothing that trying again would change. */
const IMPOSSIBLE = new Set<number>([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.MaximumActiveThreads,
  RESTJSONErrorCodes.MaximumActiveAnnouncementThreads,
  RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
  RESTJSONErrorCodes.UnknownMessage,
]);

export function createThreads(rest: MessageRest, log: Pick<Logger, 'warn'>): Threads {
  const change = async (threadId: string, body: object): Promise<void> => {
    await rest.call(RequestMethod.Patch, Routes.channel(threadId), { body });
  };
  /** Those that have their last name. */
  const named = new Set<string>();
  return {
    async open(channelId, messageId, name) {
      const body = { name: clip(name, NAME_MAX), auto_archive_duration: ThreadAutoArchiveDuration.OneDay };
      try {
        await rest.call(RequestMethod.Post, Routes.threads(channelId, messageId), { body });
        return true;
      } catch (error) {
        const code = error instanceof DeliveryError ? (error.code ?? 0) : 0;
        if (EXISTS.has(code)) return true;
        if (!IMPOSSIBLE.has(code)) throw error;
        log.warn({ channelId, err: error }, 'could not open a thread; what follows is told as replies');
        return false;
      }
    },
    async post(forumId, name, tags, message) {
      const body = {
        name: clip(name, NAME_MAX),
        auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
        ...(tags.length > 0 && { applied_tags: tags }),
        message,
      };
      return await rest.call(RequestMethod.Post, Routes.threads(forumId), { body });
    },
    async find(guildId, forumId, name, since) {
      const got = await rest.call(RequestMethod.Get, Routes.guildActiveThreads(guildId));
      const { threads = [] } = (got ?? {}) as { readonly threads?: readonly APIChannel[] };
      return threads.find(
        (thread) =>
          'parent_id' in thread &&
          thread.parent_id === forumId &&
          thread.name === clip(name, NAME_MAX) &&
          SnowflakeUtil.timestampFrom(thread.id) >= since,
      )?.id;
    },
    async close(threadId, name) {
      try {
        const isNamed = named.has(threadId);
        await change(threadId, { ...(!isNamed && { name: clip(name, NAME_MAX) }), archived: true });
        named.add(threadId);
        for (const old of named) if (named.size > REMEMBERED) named.delete(old);
      } catch (error) {
        log.warn({ threadId, err: error }, 'could not put a thread away');
      }
    },
    async reopen(threadId) {
      await change(threadId, { archived: false });
    },
  };
}
