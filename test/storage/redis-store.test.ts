import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import { KEY_PREFIX } from '#src/storage/redis/redis-backend.ts';
import { RedisAdapter } from '#src/storage/redis/redis-adapter.ts';
import { connectRedis } from '#src/storage/redis/redis-connection.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { connectStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { storeContract } from '#test/contracts/store.ts';
import { sampleExchange, sampleGuild, sampleMessage } from '#test/storage/samples.ts';
import { allOf } from '#test/support/all-of.ts';
import { canLimitFiles, isWithoutRedis, SERVERS } from '#test/support/redis-server.ts';
import type { RedisServer } from '#test/support/redis-server.ts';
import { startProxy } from '#test/support/tcp-proxy.ts';

const report = ({ problem }: { readonly problem: string }): never => expect.fail(problem);

describe.skipIf(isWithoutRedis).each(SERVERS)('a store in %s', (_, startRedis) => {
  const stores: Store[] = [];
  let server: RedisServer;

  beforeAll(async () => {
    server = await startRedis();
  });

  beforeEach(async () => {
    const { client, close } = await connectRedis(server.url);
    await client.flushAll();
    await close();
  });

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  });

  async function open(url = server.url, seen: (string | undefined)[] = []): Promise<Store> {
    const store = await connectStore(url, { report, onAvailable: (problem) => seen.push(problem) });
    stores.push(store);
    return store;
  }

  storeContract('Redis', async () => {
    const connection = await connectRedis(server.url);
    const adapter = new RedisAdapter(connection, KEY_PREFIX);
    return {
      open: (options) => connectStore(server.url, options),
      plant: (key, value) => adapter.set(key, value),
      look: (key) => adapter.get<string>(key),
      end: () => connection.close(),
    };
  });

  describe('of which two processes write', () => {
    it('has a state replaced only by whoever saw how it stands', async () => {
      const [one, two] = [await open(), await open()];
      await two.exchanges.get('binance');
      await one.exchanges.get('binance');
      await one.exchanges.set('binance', { ...sampleExchange, updatedAt: 1 });
      const late = [two.guilds.writeOf('1', sampleGuild)];
      await expect(two.exchanges.set('binance', { ...sampleExchange, updatedAt: 2 }, late)).rejects.toThrow(
        OvertakenError,
      );
      expect(await one.guilds.get('1')).toBeUndefined();
      // However often it tries: it has to look first.
      await expect(two.exchanges.set('binance', { ...sampleExchange, updatedAt: 3 })).rejects.toThrow(
        OvertakenError,
      );
      expect(await two.exchanges.get('binance')).toMatchObject({ updatedAt: 1 });
      await two.exchanges.set('binance', { ...sampleExchange, updatedAt: 4 });
      await expect(one.exchanges.set('binance', { ...sampleExchange, updatedAt: 5 })).rejects.toThrow(
        OvertakenError,
      );
      expect(await one.exchanges.get('binance')).toMatchObject({ updatedAt: 4 });
    });

    it('does not mix up the parts of two that replace it in turn', async () => {
      const [one, two] = [await open(), await open()];
      for (let turn = 1; turn <= 12; turn += 1) {
        const now = turn % 2 === 0 ? one : two;
        const state = (await now.exchanges.get('binance')) ?? emptyExchangeState('binance');
        const claims = { [`s${turn % 3}`]: sampleExchange.claims['wallets'] ?? [] };
        const next = {
          ...state,
          ...(turn % 3 === 0 && { incidents: sampleExchange.incidents }),
          claims,
          updatedAt: turn,
        };
        await now.exchanges.set('binance', next);
        const seen = await (turn % 2 === 0 ? two : one).exchanges.get('binance');
        expect(seen).toMatchObject({ updatedAt: turn, incidents: next.incidents });
      }
    });
  });

  describe('whose way is cut', () => {
    it('says at once what is wrong, and goes on by itself when the way is back', async () => {
      const proxy = await startProxy(server.port);
      const seen: (string | undefined)[] = [];
      const store = await open(`redis://127.0.0.1:${proxy.port}`, seen);
      await store.guilds.set('1', sampleGuild);
      proxy.cut();
      await expect.poll(() => seen.length).toBe(1);
      expect(seen[0]).toMatch(/^Redis at 127\.0\.0\.1:\d+: it cannot be reached\. Check that it runs/);
      await expect(store.guilds.set('2', sampleGuild)).rejects.toThrow(
        /^Could not write guilds\/2: Redis at 127\.0\.0\.1:\d+: it cannot be reached/,
      );
      await expect(store.guilds.get('1')).rejects.toThrow('Could not read guilds/1: Redis at ');
      proxy.mend();
      await expect.poll(() => seen).toStrictEqual([expect.any(String), undefined]);
      expect(await store.guilds.get('1')).toStrictEqual(sampleGuild);
      expect(await store.guilds.get('2')).toBeUndefined();
      await store.close();
      await proxy.close();
    });

    it('neither loses nor repeats a write of which it was not heard whether it was done', async () => {
      const proxy = await startProxy(server.port);
      const store = await open(`redis://127.0.0.1:${proxy.port}`);
      const { exchanges, messages } = store;
      await exchanges.get('binance');
      await exchanges.set('binance', { ...sampleExchange, updatedAt: 1 });
      proxy.cutAfterNext();
      const unheard = exchanges.set('binance', { ...sampleExchange, updatedAt: 2 }, [
        messages.writeOf('1@2', sampleMessage),
      ]);
      await expect(unheard).rejects.toThrow(StoreError);
      proxy.mend();
      await expect.poll(() => messages.get('1@2').catch(() => undefined)).toStrictEqual(sampleMessage);
      // It was our own write, so that it is still ours to replace.
      await exchanges.set('binance', { ...sampleExchange, updatedAt: 3 });
      expect(await exchanges.get('binance')).toMatchObject({ updatedAt: 3 });
      await store.close();
      await proxy.close();
    });
  });

  it('that answers late is waited for, and one that does not answer is not', async () => {
    const proxy = await startProxy(server.port);
    const store = await open(`redis://127.0.0.1:${proxy.port}`);
    proxy.delayAnswers(300);
    await store.guilds.set('1', sampleGuild);
    expect(await store.guilds.get('1')).toStrictEqual(sampleGuild);
    proxy.delayAnswers(60_000);
    await expect(store.guilds.set('2', sampleGuild)).rejects.toThrow('it gave no answer within 5 s.');
    await proxy.close();
    await store.close();
  });

  it('that is full refuses what needs memory, whole, and keeps what it has', async () => {
    const small = await startRedis('--maxmemory', '8mb', '--maxmemory-policy', 'noeviction');
    const store = await open(small.url);
    await store.guilds.set('1', sampleGuild);
    const large = { ...emptyGuild('2'), watchLists: [{ name: 'x'.repeat(50_000), selectors: [] }] };
    const fill = async (): Promise<void> => {
      for (let i = 0; i < 1_000; i += 1) await store.guilds.set(`large ${i}`, large);
    };
    await expect(fill()).rejects.toThrow(
      /it is full \(maxmemory\)\. Give it more memory; what was stored before is kept\.$/,
    );
    // From here on not even a byte more is free.
    const { client, close } = await connectRedis(small.url);
    await client.configSet('maxmemory', '1');
    const mixed = [store.guilds.deletionOf('1'), store.messages.writeOf('1@2', sampleMessage)];
    await expect(store.commit(mixed)).rejects.toThrow('it is full');
    expect(await store.guilds.get('1')).toStrictEqual(sampleGuild);
    expect(await store.messages.get('1@2')).toBeUndefined();
    for (const [id] of await allOf(store.guilds.entries('large'))) await store.guilds.delete(id);
    await client.configSet('maxmemory', '8mb');
    await close();
    await store.commit(mixed);
    expect(await store.messages.get('1@2')).toStrictEqual(sampleMessage);
    await store.close();
    await small.stop();
  });

  it.runIf(canLimitFiles).each([
    ['ends when it waits for it', 'always', 'it cannot be reached'],
    ['takes nothing when it does not', 'everysec', 'it cannot save to its disk, and so takes nothing. Check'],
  ])('that %s, and its disk is full, keeps what it took', async (_does, appendfsync, says) => {
    const own = await startRedis('--appendfsync', appendfsync);
    const store = await open(own.url);
    own.limitFiles(20_000);
    let kept = 0;
    const fill = async (): Promise<void> => {
      for (let i = 1; i < 1_000; i += 1) {
        await store.guilds.set(`${i}`, { ...sampleGuild, id: `${i}` });
        kept = i;
      }
    };
    await expect(fill()).rejects.toThrow(says);
    const both = [store.guilds.deletionOf('1'), store.messages.writeOf('1@2', sampleMessage)];
    await expect(store.commit(both)).rejects.toThrow(says);
    own.limitFiles(undefined);
    if (appendfsync === 'always') await own.start();
    const again = { timeout: 20_000 };
    await expect.poll(() => store.guilds.get('1').catch(() => undefined), again).toMatchObject({ id: '1' });
    expect(await store.messages.get('1@2')).toBeUndefined();
    const taken = (): Promise<boolean> =>
      store.commit(both).then(
        () => true,
        () => false,
      );
    await expect.poll(taken, again).toBe(true);
    await own.kill();
    await own.start();
    await expect
      .poll(() => store.guilds.get(`${kept}`).catch(() => undefined), again)
      .toMatchObject({ id: `${kept}` });
    expect(await allOf(store.guilds.entries())).toHaveLength(kept - 1);
    expect(await store.messages.get('1@2')).toStrictEqual(sampleMessage);
    await store.close();
    await own.stop();
  });

  it('has after a crash of Redis what it had before', async () => {
    const own = await startRedis();
    const store = await open(own.url);
    let kept = 0;
    const write = async (): Promise<void> => {
      for (let i = 1; i < 10_000; i += 1) {
        await store.exchanges.set('binance', { ...sampleExchange, updatedAt: i }, [
          store.guilds.writeOf('1', emptyGuild(`${i}`)),
        ]);
        kept = i;
      }
    };
    const writing = write().catch((error: unknown) => error);
    await expect.poll(() => kept, { timeout: 30_000 }).toBeGreaterThan(50);
    await own.kill();
    expect(await writing).toBeInstanceOf(StoreError);
    await own.start();
    await expect
      .poll(() =>
        store.guilds.get('1').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    const state = await store.exchanges.get('binance');
    const guild = await store.guilds.get('1');
    expect(state?.updatedAt).toBeGreaterThanOrEqual(kept);
    expect(guild?.id).toBe(String(state?.updatedAt));
    await store.close();
    await own.stop();
  });

  describe('is refused at the start', () => {
    it('where it would throw away what is stored', async () => {
      const evicting = await startRedis('--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru');
      await expect(open(evicting.url)).rejects.toThrow(
        'its maxmemory-policy is allkeys-lru, so that it would throw away subscriptions when it is full. Set it to noeviction.',
      );
      await evicting.stop();
    });

    it('where nobody listens', async () => {
      const gone = await startRedis();
      await gone.stop();
      await expect(open(gone.url)).rejects.toThrow('it cannot be reached. Check that it runs');
    });

    it('where the password is wrong, which is not repeated', async () => {
      const locked = await startRedis('--requirepass', 'right');
      await expect(open(locked.url)).rejects.toThrow('it asks for a password');
      const wrong = open(locked.url.replace('//', '//:wrong-secret@'));
      await expect(wrong).rejects.toThrow('it does not accept the user or the password in STORE_URL.');
      await expect(wrong).rejects.not.toThrow('wrong-secret');
      await open(locked.url.replace('//', '//:right@'));
      await Promise.all(stores.splice(-1).map((store) => store.close()));
      await locked.stop();
    });

    it('where a newer Downtick has used it', async () => {
      const connection = await connectRedis(server.url);
      const program = { version: '9.0.0', records: { guilds: 7 } };
      await new RedisAdapter(connection, KEY_PREFIX).set('meta:program', JSON.stringify({ value: program }));
      await connection.close();
      await expect(open()).rejects.toThrow('The store was last used by Downtick 9.0.0');
    });

    it.each([
      ['is not written to a disk', ['--appendonly', 'no'], 'keeps no append-only file'],
      [
        'is written to it later',
        ['--appendfsync', 'everysec'],
        'answers before its append-only file is on the disk',
      ],
    ])('and is warned of where what is stored %s', async (_what, options, says) => {
      const forgetful = await startRedis(...options);
      const warnings: string[] = [];
      const store = await connectStore(forgetful.url, {
        report,
        onWarning: (message) => warnings.push(message),
      });
      expect(warnings).toStrictEqual([expect.stringContaining(says)]);
      await store.close();
      await forgetful.stop();
    });
  });
});
