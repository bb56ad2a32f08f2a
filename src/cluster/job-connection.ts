import type { RedisClient, RedisConnection } from '#src/storage/redis/redis-connection.ts';

/** A connection for BullMQ: jobs are waited for by blocking reads, on which silence is no sign of trouble. */
export function jobConnection({ client }: Pick<RedisConnection, 'client'>): RedisClient {
  const connection = client.duplicate({
    disableOfflineQueue: false,
    socket: { ...client.options.socket, socketTimeout: undefined },
  } as never);
  connection.on('error', () => {});
  connection.setMaxListeners(0);
  return connection;
}
