import {
  RequestMethod,
  RESTJSONErrorCodes,
  Routes,
  SnowflakeUtil,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type { APIChannel, APIThreadChannel } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Logger } from '#src/platform/log.ts';

import type { MessageRest } from './message-rest.ts';
import { clip } from '#src/channels/discord/render/escape.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';

/** Threads that alerts are told in. A thread has the id of the message that it was begun at. */
export interface Threads {
  /** Begins a thread at a message; `false` where that is not possible, for want of a right or of room. */
  open(channelId: string, messageId: string, name: string): Promise<boolean>;
  /** A post in a forum; its thread and its message have one id. */
  post(forumId: string, name: string, tags: readonly string[], body: MessageBody): Promise<unknown>;
  /** A post in a forum of that name that is newer than `since`, by Discord's time. */
  find(guildId: string, forumId: string, name: string, since: number): Promise<string | undefined>;
  /** Renames a thread for what came of it, at most once, and puts it away. Rejects where trying again may help. */
  close(threadId: string, name: string): Promise<void>;
  reopen(threadId: string): Promise<void>;
}

const NAME_MAX = 100;
const LONG_MS = 60_000;

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
  /** Discord lets a thread be renamed twice in ten minutes; that it is put away is more. */
  async function putAway(threadId: string, name: string | undefined): Promise<void> {
    try {
      await change(threadId, { ...(name !== undefined && { name }), archived: true });
    } catch (error) {
      if (name === undefined || !isPassing(error)) throw error;
      await change(threadId, { archived: true });
    }
  }

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
        // Its name says whether it was renamed before, whoever did that.
        const thread = (await rest.call(
          RequestMethod.Get,
          Routes.channel(threadId),
        )) as Partial<APIThreadChannel>;
        if (thread.thread_metadata?.archived === true) return;
        const isNamed = symbolOf(thread.name ?? '') === symbolOf(name);
        await putAway(threadId, isNamed ? undefined : clip(name, NAME_MAX));
      } catch (error) {
        // What is to be told there waits for no thread that lasts; Discord puts it away by itself after a day.
        if (isPassing(error) && !isLong(error)) throw error;
        log.warn({ threadId, err: error }, 'could not put a thread away');
      }
    },
    async reopen(threadId) {
      await change(threadId, { archived: false });
    },
  };
}

/** The mark that a name begins with: it is another one for what is over. */
function symbolOf(name: string): string {
  return name.split(' ', 1)[0] ?? '';
}

function isLong(error: unknown): boolean {
  return error instanceof DeliveryError && (error.retryAfterMs ?? 0) > LONG_MS;
}

function isPassing(error: unknown): boolean {
  return error instanceof DeliveryError && ['busy', 'trouble', 'unclear'].includes(error.kind);
}
