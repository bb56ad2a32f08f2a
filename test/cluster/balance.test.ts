import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { openCluster } from '#src/cluster/open-cluster.ts';
import { joinCluster } from '#src/app/join-cluster.ts';
import type { MembershipDeps } from '#src/app/join-cluster.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { connectStore } from '#src/storage/store.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';
import type { RedisServer } from '#test/support/redis-server.ts';

const EXCHANGES = ['a', 'b', 'c', 'd', 'e'];
const log = createLogger('silent');
/** Pauses are a tenth of what they are, so that nobody waits for them. */
const hurried = {
  ...systemClock,
  setTimer: (ms: number, wake: () => void) => systemClock.setTimer(ms / 10, wake),
};

describe.skipIf(isWithoutRedis)('pollers on one Redis', { timeout: 60_000 }, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  /** A poller that only notes what it leads. */
  async function aPoller(): Promise<{
    led: Set<string>;
    change: (exchanges: readonly string[]) => Promise<void>;
    end: () => Promise<void>;
  }> {
    const store = await connectStore(redis.url, { report: ({ problem }) => expect.fail(problem) });
    const { server } = store;
    if (server === undefined) throw new Error('It has no server.');
    const led = new Set<string>();
    const poller = {
      lead: async (exchange: string) => void led.add(exchange),
      leave: async (exchange: string) => void led.delete(exchange),
      isLeading: (exchange: string) => led.has(exchange),
      watch: () => undefined,
      stop: () => Promise.resolve(),
    } as unknown as MembershipDeps['poller'];
    const membership = joinCluster({
      cluster: openCluster({ server, clock: hurried, log }),
      roles: new Set(['poller']),
      exchanges: EXCHANGES,
      poller,
      queue: {} as MembershipDeps['queue'],
      settings: { load: () => Promise.resolve() } as unknown as MembershipDeps['settings'],
      states: { read: () => Promise.resolve(undefined) },
      onLeft: () => undefined,
      onListening: () => undefined,
      onListenedElsewhere: () => undefined,
      clock: hurried,
      log,
    });
    await membership.start();
    let isThere = true;
    const end = async (): Promise<void> => {
      if (!isThere) return;
      isThere = false;
      await membership.stop();
      led.clear();
      await store.close();
    };
    onTestFinished(end);
    return { led, change: (exchanges) => membership.change(exchanges), end };
  }

  it('share the exchanges, each led by one of them, and take over what one leaves', async () => {
    const one = await aPoller();
    await expect.poll(() => one.led.size, { timeout: 20_000 }).toBe(5);
    const two = await aPoller();
    await expect.poll(() => [one.led.size, two.led.size], { timeout: 30_000 }).toEqual([3, 2]);
    expect(new Set([...one.led, ...two.led]).size).toBe(5);
    await one.end();
    await expect.poll(() => two.led.size, { timeout: 20_000 }).toBe(5);
    await two.end();
  });

  it('lead what is new by their configuration, and leave what is watched no more', async () => {
    const [one, two] = [await aPoller(), await aPoller()];
    const all = (): string[] => [...one.led, ...two.led].toSorted();
    await expect.poll(all, { timeout: 20_000 }).toEqual(EXCHANGES);
    // For a moment they differ: who knows of it leads it.
    await two.change([...EXCHANGES, 'f']);
    await expect.poll(() => two.led.has('f'), { timeout: 20_000 }).toBe(true);
    await one.change([...EXCHANGES, 'f']);
    for (const each of [one, two]) {
      await each.change(['a', 'f']);
      // As the poller does with what it no longer watches.
      for (const exchange of each.led) if (!['a', 'f'].includes(exchange)) each.led.delete(exchange);
    }
    const three = await aPoller();
    // What one leaves to another is led by nobody for a moment.
    await expect
      .poll(() => [[...three.led].toSorted(), all()], { timeout: 20_000 })
      .toEqual([
        ['b', 'c', 'd', 'e'],
        ['a', 'f'],
      ]);
  });
});
