import { expect, it, onTestFinished } from 'vitest';

import { joinCluster } from '#src/app/join-cluster.ts';
import type { MembershipDeps } from '#src/app/join-cluster.ts';
import { openCluster } from '#src/cluster/open-cluster.ts';
import { createLogger } from '#src/platform/log.ts';
import { createPoller } from '#src/polling/poller.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { step } from '#src/engine/step.ts';
import { incidentKey } from '#src/storage/incident-archive.ts';
import { connectStore } from '#src/storage/store.ts';
import { sampleExchange } from '#test/storage/samples.ts';
import { allOf } from '#test/support/all-of.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';

const log = createLogger('silent');
const LOOK_MS = 10 * 60_000;

it.skipIf(isWithoutRedis)(
  'what was taken out of the configuration of all processes is closed without a word; what one still watches is not',
  async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const open = () => connectStore(redis.url, { report: ({ problem }) => expect.fail(problem) });
    const [other, store] = [await open(), await open()];
    const { server } = store;
    if (server === undefined) throw new Error('It has no server.');
    const clock = createFakeClock();
    let updatedAt = 0;
    const decide = async (exchange: string): Promise<void> => {
      updatedAt += 1;
      await other.exchanges.set(exchange, { ...sampleExchange, exchange, updatedAt });
    };
    await decide('left');
    await decide('watched');
    const poller = createPoller({
      exchanges: [],
      ownNetwork: shippedConfig().policy.ownNetwork,
      step,
      clock,
      scheduler: createScheduler({ clock }),
      fetch: () => Promise.reject(new Error('Nothing is watched.')),
      states: store.exchanges,
      archive: (exchange, incident) =>
        store.incidents.writeOf(incidentKey(exchange, incident.phaseSince, incident.id), incident),
      onOutbox: () => expect.fail('Somebody would be told.'),
      mayWrite: () => false,
      onOperator: () => undefined,
      log,
    });
    const membership = joinCluster({
      cluster: openCluster({ server, clock, log }),
      roles: new Set(['poller']),
      exchanges: [],
      poller,
      queue: {} as MembershipDeps['queue'],
      settings: { load: () => Promise.resolve() } as unknown as MembershipDeps['settings'],
      states: store.exchanges,
      onLeft: () => undefined,
      onListening: () => undefined,
      onListenedElsewhere: () => undefined,
      clock,
      log,
    });
    await membership.start();
    const opened = async (exchange: string): Promise<number | undefined> =>
      (await other.exchanges.read(exchange))?.incidents.length;
    expect(await opened('left')).toBe(1);
    await decide('watched');
    await clock.advance(LOOK_MS);
    await expect.poll(() => opened('left'), { timeout: 10_000 }).toBe(0);
    expect(await opened('watched')).toBe(1);
    const archived = await allOf(store.incidents.entries('left/'));
    expect(archived.map(([, { lapsed }]) => lapsed)).toEqual([true]);
    // Whoever watches it goes on to write it.
    await decide('watched');
    await membership.stop();
    await Promise.all([other.close(), store.close()]);
  },
  40_000,
);
