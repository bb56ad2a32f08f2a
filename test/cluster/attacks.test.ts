import { spawn } from 'node:child_process';

import { describe, expect, it, onTestFinished } from 'vitest';

import { openCluster } from '#src/cluster/open-cluster.ts';
import type { ClusterQueue } from '#src/cluster/cluster-queue.ts';
import { createLaneLedger } from '#src/cluster/lane-ledger.ts';
import { createTellingsCache } from '#src/cluster/tellings-cache.ts';
import type { Channel } from '#src/delivery/channel.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { connectStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { aTelling } from '#test/delivery/a-queue.ts';
import { CHILD_ENV } from '#test/support/child-env.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';

const log = createLogger('silent');
const clock = systemClock;
const DAY_MS = 24 * 3_600_000;
const telling = () => aTelling(aNotice({ at: Date.now() }));

/** A Redis, and a Discord that makes one message of each nonce. */
async function world() {
  const redis = await startRedis();
  const messages = new Set<string>();
  const posts: string[] = [];
  const ends: (() => unknown)[] = [() => redis.stop()];
  onTestFinished(async () => {
    for (const end of ends.toReversed()) await end();
  });

  /** A notifier in this process. `after` runs when a message is made, before that is heard. */
  async function notifier({ tells = true, after }: { tells?: boolean; after?: () => unknown } = {}): Promise<{
    store: Store;
    queue: ClusterQueue;
    isOver: () => Promise<boolean>;
  }> {
    const store = await connectStore(redis.url, { report: ({ problem }) => expect.fail(problem) });
    const { server } = store;
    if (server === undefined) throw new Error('It has no server.');
    const channel: Channel = {
      id: 'discord',
      start: async () => {},
      stop: async () => {},
      tellOperator: async () => {},
      paused: async () => {},
      edit: async () => {},
      find: async ({ nonce }) => (messages.has(nonce) ? { messageId: nonce } : undefined),
      async post({ nonce }) {
        posts.push(nonce);
        messages.add(nonce);
        await after?.();
        return { messageId: nonce };
      },
    };
    const queue = openCluster({ server, clock, log }).queue({
      store,
      isNotifier: tells,
      channels: [channel],
      clock,
      log,
      random: () => 0,
      onPaused: async () => {},
      onResumed: async () => {},
      pausedIn: async () => new Map(),
    });
    await queue.start([]);
    ends.push(async () => {
      await queue.stop();
      await store.close();
    });
    /** Whether all is told, and known to be. */
    const isOver = async (): Promise<boolean> => {
      await queue.sweep().catch(() => undefined);
      for await (const _ of store.deliveries.keys()) return false;
      return true;
    };
    return { store, queue, isOver };
  }

  async function send({ store, queue }: { store: Store; queue: ClusterQueue }): Promise<void> {
    const tellings = [telling()];
    await store.commit(queue.writesOf(tellings));
    await queue.take(tellings);
  }

  /** A notifier in a process of its own. */
  function inItsOwn() {
    const shim = new URL('../faults/clock-shim.ts', import.meta.url).href;
    const program = new URL('./notifier-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', shim, program, redis.url], {
      env: CHILD_ENV,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    ends.push(() => child.kill('SIGKILL'));
    const heard: Record<string, string>[] = [];
    child.on('message', (word: Record<string, string>) => {
      heard.push(word);
      if (word['sent'] !== undefined) {
        posts.push(word['sent']);
        messages.add(word['sent']);
      }
    });
    const says = async (word: object): Promise<void> => {
      await expect.poll(() => heard, { timeout: 40_000 }).toContainEqual(word);
    };
    return { child, heard, says };
  }

  return { redis, messages, posts, notifier, send, inItsOwn };
}

const overWithin = { timeout: 40_000, interval: 500 };

describe.skipIf(isWithoutRedis)('under attack, on a real Redis', { timeout: 90_000 }, () => {
  it('what was sent while Redis was started again is told once', async () => {
    const { redis, messages, notifier, send } = await world();
    let hits = 0;
    const one = await notifier({
      async after() {
        hits += 1;
        if (hits > 1) return;
        await redis.kill();
        await redis.start();
      },
    });
    await send(one);
    await expect.poll(one.isOver, overWithin).toBe(true);
    expect(messages.size).toBe(1);
  });

  it('what was sent while Redis was full is told once, and the rest when it is not', async () => {
    const { messages, notifier, send } = await world();
    let isFull = false;
    const one = await notifier({
      async after() {
        if (messages.size === 1 && !isFull) await fill(true);
      },
    });
    async function fill(wanted: boolean): Promise<void> {
      isFull = wanted;
      await one.store.server?.connection.client.configSet('maxmemory', wanted ? '1' : '0');
    }
    await send(one);
    await expect.poll(() => isFull, overWithin).toBe(true);
    await expect(one.store.commit(one.queue.writesOf([telling()]))).rejects.toThrow('it is full');
    await fill(false);
    await expect.poll(one.isOver, overWithin).toBe(true);
    expect(messages.size).toBe(1);
  });

  it('what a process was stopped over, whose lock ended meanwhile, is told once when it goes on', async () => {
    const { messages, posts, notifier, send, inItsOwn } = await world();
    const asleep = inItsOwn();
    await asleep.says({ is: 'there' });
    await send(await notifier({ tells: false }));
    await expect.poll(() => asleep.heard.some(({ asks }) => asks !== undefined), overWithin).toBe(true);
    asleep.child.kill('SIGSTOP');
    const other = await notifier();
    await expect.poll(() => messages.size, overWithin).toBe(1);
    asleep.child.kill('SIGCONT');
    asleep.child.send({ answer: 'go' });
    await expect.poll(() => posts.length, overWithin).toBe(2);
    await expect.poll(other.isOver, overWithin).toBe(true);
    expect([messages.size, new Set(posts).size]).toEqual([1, 1]);
  });

  it('a state is replaced no more by a process that was stopped while another one took it over', async () => {
    const { notifier, inItsOwn } = await world();
    const asleep = inItsOwn();
    await asleep.says({ is: 'writing' });
    asleep.child.kill('SIGSTOP');
    const { store } = await notifier();
    await store.exchanges.get('binance');
    const ours = { ...emptyExchangeState('binance'), updatedAt: -1 };
    await store.exchanges.set('binance', ours);
    asleep.child.kill('SIGCONT');
    await asleep.says({ is: 'overtaken' });
    expect(await store.exchanges.read('binance')).toMatchObject(ours);
  });

  it('what one whose clock is years ahead had wait is told soon after it has died', async () => {
    const { messages, notifier, send, inItsOwn } = await world();
    const ahead = inItsOwn();
    await ahead.says({ is: 'there' });
    ahead.child.send({ stepClockMs: 400 * DAY_MS });
    const one = await notifier({ tells: false });
    await send(one);
    await expect.poll(() => ahead.heard.some(({ asks }) => asks !== undefined), overWithin).toBe(true);
    ahead.child.send({ answer: 'trouble' });
    const { client } = one.store.server?.connection ?? {};
    await expect.poll(() => client?.zCard('{downtick}:jobs:lanes:delayed'), overWithin).toBe(1);
    ahead.child.kill('SIGKILL');
    const other = await notifier();
    await expect.poll(other.isOver, overWithin).toBe(true);
    expect(messages.size).toBe(1);
  });

  it('of two processes of one name, only the one that took a lane last ends what is told there', async () => {
    const { notifier, send } = await world();
    const [one, two] = [await notifier({ tells: false }), await notifier({ tells: false })];
    await send(one);
    const [first, second] = [one, two].map(({ store }) =>
      createLaneLedger({ store, tellings: createTellingsCache(store.deliveries) }),
    );
    const lane = { channel: 'discord', guildId: 'guild', address: 'a' };
    await first?.takeLane(lane);
    const [left] = (await first?.left(lane)) ?? [];
    await second?.takeLane(lane);
    if (left === undefined) throw new Error('There is nothing to tell.');
    const ended = [{ delivery: left.delivery, ending: { kind: 'sent', at: 0 } as const }];
    await expect(first?.end(ended)).rejects.toThrow(OvertakenError);
    await second?.end(ended);
    expect(await two.store.endings.get(left.delivery.id)).toEqual({ kind: 'sent', at: 0 });
  });
});
