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
  async function aPoller(): Promise<{ led: Set<string>; end: () => Promise<void> }> {
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
    return { led, end };
  }

  it('share the exchanges, each led by one of them, and take over what one leaves', async () => {
    const one = await aPoller();
    await expect.poll(() => one.led.size, { timeout: 20_000 }).toBe(5);
    const two = await aPoller();
    await expect.poll(() => [one.led.size, two.led.size], { timeout: 30_000 }).toEqual([3, 2]);
    expect(new Set([...one.led, ...two.led]).size).toBe(5);
    await one.end();
    await expect.poll(() => two.led.size, { timeout: 20_000 }).toBe(5);
  });
});
