import type { Logger } from '#src/platform/log.ts';
import { CHANGES_CHANNEL } from '#src/storage/redis/redis-commit.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

/** Tells what other processes have written, as soon as it is. */
export interface Changes {
  /** Resolves when nothing is missed any more. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ChangesDeps {
  readonly connection: RedisConnection;
  readonly prefix: string;
  /** Of this process: what it wrote itself it knows. */
  readonly origin: string;
  readonly log: Logger;
  /** By collection. */
  readonly on: Readonly<Record<string, (id: string) => void>>;
  /** Changes may have been missed: everything is to be looked at anew. */
  readonly onGap: () => void;
}

export function createChanges({ connection, prefix, origin, log, on, onGap }: ChangesDeps): Changes {
  const subscriber = connection.client.duplicate({ disableOfflineQueue: false });
  let isStarted = false;
  subscriber.on('error', (error: unknown) => log.debug({ err: error }, 'changes are not heard'));
  subscriber.on('ready', () => {
    if (isStarted) onGap();
  });

  function take(message: string): void {
    const { by, keys } = JSON.parse(message) as { readonly by: string; readonly keys: readonly string[] };
    if (by === origin) return;
    for (const key of keys) {
      const at = key.indexOf(':');
      on[key.slice(0, at)]?.(key.slice(at + 1));
    }
  }

  return {
    async start() {
      await subscriber.connect();
      await subscriber.subscribe(`${prefix}${CHANGES_CHANNEL}`, take);
      isStarted = true;
    },
    async stop() {
      if (subscriber.isOpen) subscriber.destroy();
    },
  };
}
