import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { emptyGuild } from '#src/domain/guild.ts';
import { copyStore } from '#src/storage/copy-store.ts';
import { connectStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import {
  sampleDelivery,
  sampleExchange,
  sampleGuild,
  sampleIncident,
  sampleMessage,
} from '#test/storage/samples.ts';
import { allOf } from '#test/support/all-of.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const open = (url: string): Promise<Store> =>
  connectStore(url, { report: ({ problem }) => expect.fail(problem) });
const sqlite = (): string => `sqlite:${join(temporaryFolder(), 'downtick.db')}`;

async function filled(url: string): Promise<void> {
  const store = await open(url);
  await store.exchanges.set('binance', sampleExchange);
  await store.commit([
    ...Array.from({ length: 450 }, (_, i) => store.guilds.writeOf(`${i}`, { ...sampleGuild, id: `${i}` })),
    store.incidents.writeOf('binance/2021-05/1', sampleIncident),
    store.deliveries.writeOf(sampleDelivery.id, sampleDelivery),
    store.messages.writeOf('1@2', sampleMessage),
  ]);
  await store.close();
}

describe.skipIf(isWithoutRedis)('a bot that moves from a file to Redis and back', () => {
  it('has there what it had here, record by record', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const [before, after] = [sqlite(), sqlite()];
    await filled(before);
    const there = await copyStore(before, redis.url);
    expect(there.byCollection.get('guilds')).toBe(450);
    // A bot that ran there meanwhile leaves what a file has no use for.
    const running = await open(redis.url);
    await running.exchanges.get('binance');
    await running.close();
    const back = await copyStore(redis.url, after);
    expect(back).toEqual(there);
    const store = await open(after);
    expect(await store.exchanges.get('binance')).toEqual(sampleExchange);
    expect(await allOf(store.guilds.entries())).toHaveLength(450);
    expect(await store.messages.get('1@2')).toEqual(sampleMessage);
    await store.close();
  });
});

describe('a store is not copied', () => {
  it('from a file that is not there, which is not made', async () => {
    const from = sqlite();
    await expect(copyStore(from, sqlite())).rejects.toThrow('there is no store here to copy');
    expect(existsSync(from.slice('sqlite:'.length))).toBe(false);
  });

  it('into one that has something', async () => {
    const [from, to] = [sqlite(), sqlite()];
    await filled(from);
    const store = await open(to);
    await store.guilds.set('1', emptyGuild('1'));
    await store.close();
    await expect(copyStore(from, to)).rejects.toThrow(
      'The store to copy to is not empty: it has guilds:1. Name an empty one.',
    );
    const untouched = await open(to);
    expect(await allOf(untouched.guilds.entries())).toEqual([['1', emptyGuild('1')]]);
    await untouched.close();
  });

  it('while a bot has its file', async () => {
    const [from, to] = [sqlite(), sqlite()];
    await filled(from);
    const running = await open(from);
    await expect(copyStore(from, to)).rejects.toThrow('another Downtick already uses this store');
    await running.close();
  });
});
