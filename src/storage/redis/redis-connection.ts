import { createHash } from 'node:crypto';

import { createClient } from '@keyv/redis';

import { redisFailure, RedisSilence } from './redis-failure.ts';

export type RedisClient = ReturnType<typeof makeClient>;

/** One connection to a Redis, which comes back by itself. What is asked of it meanwhile rejects at once. */
export interface RedisConnection {
  readonly client: RedisClient;
  /** Where it is, without user and password. */
  readonly place: string;
  /** The task's result, or a `StoreError` that says what is wrong with Redis, after a few seconds at the latest. */
  ask: <Result>(task: (client: RedisClient) => Promise<Result>) => Promise<Result>;
  /** Runs a script, which the server keeps. */
  run: (script: string, call: ScriptCall) => Promise<unknown>;
  close: () => Promise<void>;
}

interface ScriptCall {
  readonly keys: string[];
  readonly arguments: string[];
}

export interface ConnectOptions {
  /** It went away, with a sentence about it; it is back, with none. */
  readonly onAvailable?: (problem: string | undefined) => void;
}

const ANSWER_WITHIN_MS = 5_000;
const CONNECT_WITHIN_MS = 5_000;
/** A way there that swallows everything is noticed by this. */
const PING_EVERY_MS = 3_000;
const SILENT_MS = 10_000;
const LONGEST_PAUSE_MS = 1_000;

/** Connects to the Redis that a URL names. Rejects with a `StoreError` where that does not work at once. */
export async function connectRedis(url: string, options: ConnectOptions = {}): Promise<RedisConnection> {
  const place = new URL(url).host;
  const client = makeClient(url);
  let isAway = false;
  client.on('error', (error: unknown) => {
    if (isAway || !client.isOpen) return;
    isAway = true;
    options.onAvailable?.(redisFailure(place, error).message);
  });
  client.on('ready', () => {
    if (isAway) options.onAvailable?.(undefined);
    isAway = false;
  });
  const shas = new Map<string, string>();

  async function ask<Result>(task: (asked: RedisClient) => Promise<Result>): Promise<Result> {
    const silence = Promise.withResolvers<never>();
    const timer = setTimeout(() => silence.reject(new RedisSilence(ANSWER_WITHIN_MS)), ANSWER_WITHIN_MS);
    try {
      return await Promise.race([task(client), silence.promise]);
    } catch (error) {
      throw redisFailure(place, error);
    } finally {
      clearTimeout(timer);
    }
  }

  function shaOf(script: string): string {
    const known = shas.get(script);
    if (known !== undefined) return known;
    const sha = createHash('sha1').update(script).digest('hex');
    shas.set(script, sha);
    return sha;
  }

  // The first connection is tried once: whoever starts with a wrong address wants to know.
  const giveUp = setTimeout(() => client.destroy(), CONNECT_WITHIN_MS);
  try {
    await client.connect();
  } catch (error) {
    throw redisFailure(place, error);
  } finally {
    clearTimeout(giveUp);
  }

  return {
    client,
    place,
    ask,
    run: (script, call) =>
      ask(async (asked) => {
        try {
          return await asked.evalSha(shaOf(script), call);
        } catch (error) {
          if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
          return await asked.eval(script, call);
        }
      }),
    async close() {
      if (!client.isOpen) return;
      if (!client.isReady) client.destroy();
      // What is under way is awaited where there is somebody to answer; a silent connection ends by its own time-out.
      else await ask(() => client.close()).catch(() => undefined);
    },
  };
}

function makeClient(url: string) {
  let hasConnected = false;
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_EVERY_MS,
    socket: {
      connectTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (retries, cause) =>
        hasConnected ? Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(retries, 10)) : cause,
    },
  });
  client.once('ready', () => {
    hasConnected = true;
  });
  // Every collection has an adapter of its own, which listens too.
  client.setMaxListeners(0);
  return client;
}
