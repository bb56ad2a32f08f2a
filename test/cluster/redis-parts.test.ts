import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createLaneJobs } from '#src/cluster/lane-jobs.ts';
import type { LaneJobs, Worked } from '#src/cluster/lane-jobs.ts';
import { createChanges } from '#src/cluster/changes.ts';
import { openCluster } from '#src/cluster/open-cluster.ts';
import { createRunCoordinator } from '#src/cluster/run-coordinator.ts';
import { createServerTime } from '#src/cluster/server-time.ts';
import { createSharedTally } from '#src/cluster/shared-tally.ts';
import { createSharedPace } from '#src/cluster/shared-pace.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { createElections } from '#src/polling/elections.ts';
import type { Elections } from '#src/polling/elections.ts';
import { connectStore } from '#src/storage/store.ts';
import type { Store, StoreServer } from '#src/storage/store.ts';
import { sampleGuild } from '#test/storage/samples.ts';
import { isWithoutRedis, SERVERS } from '#test/support/redis-server.ts';
import type { RedisServer } from '#test/support/redis-server.ts';

const log = createLogger('silent');
const clock = systemClock;
const lane = (address: string) => ({ channel: 'discord', guildId: 'g', address });

describe.skipIf(isWithoutRedis).each(SERVERS)('what processes share in %s', (_, startRedis) => {
  const stores: Store[] = [];
  let redis: RedisServer;
  let server: StoreServer;

  async function join(): Promise<{ store: Store; server: StoreServer }> {
    const store = await connectStore(redis.url, { report: ({ problem }) => expect.fail(problem) });
    stores.push(store);
    if (store.server === undefined) throw new Error('It has no server.');
    return { store, server: store.server };
  }

  beforeAll(async () => {
    redis = await startRedis();
    ({ server } = await join());
  });

  beforeEach(() => server.connection.client.flushAll());

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await redis.stop();
  });

  describe('a lead', () => {
    const coordinatorOf = (name: string) =>
      createRunCoordinator(server.connection, { prefix: server.prefix, process: name });

    it('stays with whoever has it, at whatever time it is asked for', async () => {
      const [one, two] = [coordinatorOf('one'), coordinatorOf('two')];
      expect(await one.shouldRun('poll/binance:2026-01-01T00:00:00.000Z', 5_000)).toBe(true);
      expect(await two.shouldRun('poll/binance:2026-01-01T00:00:03.000Z', 5_000)).toBe(false);
      const heldForMs = two.heldForMs('poll/binance');
      expect(heldForMs).toBeGreaterThan(0);
      expect(heldForMs).toBeLessThanOrEqual(5_000);
      expect(await one.shouldRun('poll/binance:2026-01-01T00:00:03.000Z', 5_000)).toBe(true);
      expect(await two.shouldRun('poll/kraken:2026-01-01T00:00:03.000Z', 5_000)).toBe(true);
      await one.onComplete?.('poll/binance:2026-01-01T00:00:03.000Z');
      expect(await two.shouldRun('poll/binance:2026-01-01T00:00:06.000Z', 5_000)).toBe(false);
      await two.onComplete?.('poll/binance');
      expect(await two.shouldRun('poll/binance:2026-01-01T00:00:06.000Z', 5_000)).toBe(false);
      await one.onComplete?.('poll/binance');
      expect(await two.shouldRun('poll/binance:2026-01-01T00:00:06.000Z', 5_000)).toBe(true);
    });

    it('is asked for when the lease of whoever died ends, and not later', async () => {
      const pauses: number[] = [];
      const elections = createElections({
        names: ['poll/binance'],
        coordinator: { shouldRun: async () => false, heldForMs: () => 700 },
        clock: {
          ...clock,
          setTimer(ms, wake) {
            pauses.push(ms);
            return clock.setTimer(ms, wake);
          },
        },
        log,
        onElected: async () => undefined,
        onLost: async () => undefined,
      });
      elections.start();
      await expect.poll(() => pauses.length, { timeout: 10_000 }).toBeGreaterThan(1);
      await elections.stop();
      expect(pauses[1]).toBe(720);
      expect(pauses[0]).toBeGreaterThan(720);
    });

    it('goes to another one when it is given up, and is nobody else’s before', async () => {
      const led: string[] = [];
      const elect = (name: string): Elections =>
        createElections({
          names: ['poll/binance'],
          coordinator: coordinatorOf(name),
          clock,
          log,
          onElected: async () => void led.push(name),
          onLost: async () => undefined,
        });
      const [one, two] = [elect('one'), elect('two')];
      one.start();
      await expect.poll(() => led, { timeout: 10_000 }).toEqual(['one']);
      two.start();
      await expect
        .poll(() => server.connection.client.get(`${server.prefix}@lease:poll/binance`))
        .toBe('one');
      expect(one.isLed('poll/binance')).toBe(true);
      expect(two.isLed('poll/binance')).toBe(false);
      await one.stop();
      expect(one.isLed('poll/binance')).toBe(false);
      await expect.poll(() => led, { timeout: 10_000 }).toEqual(['one', 'two']);
      await two.stop();
    });
  });

  it('lets connections of all processes identify five seconds apart, however many wait', async () => {
    const waited: number[] = [];
    const impatient = {
      ...clock,
      setTimer(delayMs: number, wake: () => void) {
        waited.push(delayMs);
        return clock.setTimer(0, wake);
      },
    };
    const clusters = [await join(), await join()].map((one) =>
      openCluster({ server: one.server, clock: impatient, log }),
    );
    for (let i = 0; i < 20; i += 1) await clusters[i % 2]?.identifySlot(0);
    await clusters[0]?.identifySlot(1);
    const gaps = [0, ...waited].slice(1).map((ms, i) => ms - ([0, ...waited][i] ?? 0));
    expect(waited).toHaveLength(19);
    for (const gap of gaps) expect(gap).toBeGreaterThan(4_000);
    expect(await server.connection.client.pTTL('{downtick}:@identify:0')).toBeGreaterThan(90_000);
  });

  it('lets the calls of all go at one pace, the more urgent ones first', async () => {
    const paceOf = async () =>
      createSharedPace({ connection: (await join()).server.connection, key: 'pace', perSecond: 100, clock });
    const paces = [await paceOf(), await paceOf()];
    const order: number[] = [];
    const times: number[] = [];
    const calls = paces.flatMap((pace) =>
      Array.from({ length: 40 }, async (_, i) => {
        await pace.slot(i % 2);
        order.push(i % 2);
        times.push(performance.now());
      }),
    );
    await Promise.all(calls);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(79 * 10 - 60);
    expect(order.slice(0, 20).filter((urgency) => urgency === 0).length).toBeGreaterThan(15);
  });

  it('counts what all of them together may do so often in a time', async () => {
    const [one, two] = [await join(), await join()].map((each) =>
      createSharedTally(each.server.connection, each.server.prefix),
    );
    for (const tally of [one, two, one]) expect(await tally?.take('a', 3, 60_000)).toBe(true);
    expect(await two?.take('a', 3, 60_000)).toBe(false);
    // What was refused is not counted.
    expect(await two?.take('a', 4, 60_000)).toBe(true);
    expect(await two?.take('b', 1, 100)).toBe(true);
    expect(await one?.take('b', 1, 100)).toBe(false);
    await expect.poll(() => one?.take('b', 1, 100)).toBe(true);
  });

  it('means the same by a time on machines whose clocks differ', async () => {
    const machines = [0, 5 * 3_600_000].map((at) => ({
      ...clock,
      now: () => at,
      setTimer: () => () => undefined,
    }));
    const times = await Promise.all(
      machines.map((machine) => createServerTime(server.connection, { machine, log })),
    );
    const [one = 0, two = 0] = times.map((time) => time.now());
    expect(Math.abs(one - two)).toBeLessThan(500);
    expect(Math.abs(one - Date.now())).toBeLessThan(1_000);
  });

  it('lets nobody’s calls go for as long as one of them was asked to wait', async () => {
    const paceOf = async () =>
      createSharedPace({ connection: (await join()).server.connection, key: 'asked', perSecond: 100, clock });
    const [one, two] = [await paceOf(), await paceOf()];
    await one.slot(0);
    one.pause?.(400);
    await one.slot(0);
    const startMs = performance.now();
    two.pause?.(300);
    await two.slot(0);
    expect(performance.now() - startMs).toBeGreaterThan(280);
  });

  it('tells what another one has written, and not what one has written oneself', async () => {
    const [one, two] = [await join(), await join()];
    const heard: string[] = [];
    const changes = createChanges({
      ...one.server,
      log,
      on: { guilds: (id) => void heard.push(`guild ${id}`), fences: (id) => void heard.push(`state ${id}`) },
      onGap: () => undefined,
    });
    await changes.start();
    await one.store.guilds.set('mine', sampleGuild);
    await two.store.guilds.set('theirs', sampleGuild);
    await two.store.exchanges.get('binance');
    await expect.poll(() => heard).toEqual(['guild theirs', 'state binance']);
    await changes.stop();
  });

  describe('the queue of lanes', () => {
    let jobs: LaneJobs[] = [];
    const openJobs = (): LaneJobs => {
      const opened = createLaneJobs({ ...server, log });
      jobs.push(opened);
      return opened;
    };

    afterEach(async () => {
      await Promise.all(jobs.map((one) => one.stop()));
      jobs = [];
    });

    it('has each lane worked on by one at a time, and once more for what came meanwhile', async () => {
      const [one, two] = [openJobs(), openJobs()];
      const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let atOnce = 0;
      let most = 0;
      let runs = 0;
      const work = async (): Promise<Worked> => {
        const gate = gates[runs];
        runs += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        await gate?.promise;
        atOnce -= 1;
        return { kind: 'drained' };
      };
      for (const each of [one, two]) each.work(work);
      for (let i = 0; i < 5; i += 1) await two.add([lane('a')], 0);
      await expect.poll(() => runs).toBe(1);
      for (let i = 0; i < 5; i += 1) await one.add([lane('a')], 0);
      gates[0]?.resolve();
      await expect.poll(() => runs).toBe(2);
      gates[1]?.resolve();
      await expect.poll(() => one.underWay()).toBe(0);
      expect({ most, runs }).toEqual({ most: 1, runs: 2 });
    });

    it('heeds what is asked of a lane while it is worked on, though it then waits', async () => {
      const [one, two] = [openJobs(), openJobs()];
      const begun = Promise.withResolvers<void>();
      const end = Promise.withResolvers<void>();
      const seen: unknown[] = [];
      one.work(async (_, nudge) => {
        seen.push(nudge);
        if (seen.length > 1) return { kind: 'drained' };
        begun.resolve();
        await end.promise;
        return { kind: 'waits', forMs: 3_600_000 };
      });
      await two.add([lane('c')], 0);
      await begun.promise;
      await two.add([lane('c')], 0, { look: 'open' });
      await two.add([lane('c')], 0);
      end.resolve();
      await expect.poll(() => seen).toEqual([{}, { look: 'open' }]);
      await expect.poll(() => one.underWay()).toBe(0);
    });

    it('has members worked on one a second by all, and servers beside them', async () => {
      const [one, two] = [openJobs(), openJobs()];
      const begun: string[] = [];
      for (const each of [one, two])
        each.work(async ({ address }) => {
          begun.push(address);
          return { kind: 'drained' };
        });
      const members = ['x', 'y', 'z'].map((address) => ({
        ...lane(address),
        guildId: memberSettingsId(address),
      }));
      const startMs = performance.now();
      await one.add([...members, lane('g'), lane('h')], 0);
      await expect.poll(() => begun.length, { timeout: 20_000 }).toBe(5);
      // However late the first one was begun, the third has its turn two seconds after the start at the earliest.
      expect(performance.now() - startMs).toBeGreaterThan(1_900);
      expect(begun.toSorted()).toEqual(['g', 'h', 'x', 'y', 'z']);
    });

    it('gives a lane that waits for its turn the turn of what is more urgent', async () => {
      const queue = openJobs();
      for (const address of ['d', 'e', 'f']) await queue.add([lane(address)], 3);
      await queue.add([lane('f')], 0);
      const order: string[] = [];
      const single = createLaneJobs({ ...server, log, atOnce: 1 });
      jobs.push(single);
      single.work(async ({ address }) => {
        order.push(address);
        return { kind: 'drained' };
      });
      await expect.poll(() => order).toEqual(['f', 'd', 'e']);
    });

    it('has a lane wait for as long as it says, or until it is woken', async () => {
      const queue = openJobs();
      const seen: unknown[] = [];
      queue.work(async (_, nudge) => {
        seen.push(nudge);
        return seen.length === 1 ? { kind: 'waits', forMs: 3_600_000 } : { kind: 'drained' };
      });
      await queue.add([lane('b')], 0);
      await expect.poll(() => seen).toEqual([{}]);
      await expect.poll(() => queue.underWay()).toBe(0);
      await queue.add([lane('b')], 0, { look: 'open' });
      await expect.poll(() => seen).toEqual([{}, { look: 'open' }]);
      await expect.poll(() => queue.underWay()).toBe(0);
    });
  });
});
