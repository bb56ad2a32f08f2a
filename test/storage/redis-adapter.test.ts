import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openKeyv } from '#src/storage/open-keyv.ts';
import { openCollection } from '#src/storage/collection.ts';
import { guildRecord } from '#src/storage/records/records.ts';
import { RedisAdapter } from '#src/storage/redis/redis-adapter.ts';
import { connectRedis } from '#src/storage/redis/redis-connection.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';
import { collectionContract } from '#test/contracts/collection.ts';
import { keyvAdapterContract } from '#test/contracts/keyv-adapter.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';
import type { RedisServer } from '#test/support/redis-server.ts';

describe.skipIf(isWithoutRedis)('the adapter for Redis', () => {
  const connections: RedisConnection[] = [];
  let server: RedisServer;

  beforeAll(async () => {
    server = await startRedis();
  });

  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await server.stop();
  });

  async function empty(): Promise<RedisConnection> {
    const connection = await connectRedis(server.url);
    connections.push(connection);
    await connection.client.flushAll();
    return connection;
  }

  keyvAdapterContract('RedisAdapter', async () => {
    const connection = await empty();
    const { client } = connection;
    return {
      adapter: () => new RedisAdapter(connection, '{test}:'),
      close: () => connection.close(),
      async pass(ms) {
        for (const key of await client.keys('*')) {
          const left = await client.pTTL(key);
          if (left > 0) await client.pExpire(key, left - ms);
        }
      },
    };
  });

  collectionContract('a collection in Redis', async () => {
    const connection = await empty();
    const keyv = (namespace: string) => openKeyv(new RedisAdapter(connection, '{test}:'), namespace);
    return openCollection(guildRecord, {
      records: keyv('guilds'),
      quarantine: keyv('quarantine'),
      report: () => {},
    });
  });

  it('forgets in its index what has expired', async () => {
    const connection = await empty();
    const keyv = openKeyv(new RedisAdapter(connection, '{test}:'), 'things');
    await keyv.set('a', 1, 1000);
    await keyv.set('b', 2);
    await connection.client.pExpire('{test}:things:a', 0);
    const listed: unknown[] = [];
    for await (const entry of keyv.iterator?.(undefined) ?? []) listed.push(entry);
    expect(listed).toStrictEqual([['b', 2]]);
    expect(await connection.client.zRange('{test}:@index', 0, -1)).toStrictEqual(['things:b']);
  });
});
