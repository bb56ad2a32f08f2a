import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openCluster } from '#src/cluster/open-cluster.ts';
import type { Channel } from '#src/delivery/channel.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { connectStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { aNotice } from '#test/delivery/a-notice.ts';

import { redisCost } from './redis-cost.ts';
import type { RedisCost } from './redis-cost.ts';

const PER_SECOND = 50;
const LATENCY_MS = 50;
const log = createLogger('silent');

export interface ClusterStorm {
  readonly lastMs: number;
  /** What Discord's limit alone takes. */
  readonly ceilingMs: number;
  /** Channels that were told twice. */
  readonly doubled: number;
  /** Sent again under the same nonce, of which Discord makes no second message. */
  readonly resent: number;
  readonly cost: RedisCost | undefined;
}

/** One notice for many channels, told by so many notifiers on a Redis, or by one process with a file. */
export async function storm(channels: number, redisUrl?: string, notifiers = 1): Promise<ClusterStorm> {
  const folder = mkdtempSync(join(tmpdir(), 'downtick-storm-'));
  const url = redisUrl ?? `sqlite:${join(folder, 'storm.db')}`;
  const stores: Store[] = [];
  const queues: DeliveryQueue[] = [];
  const arrived = new Map<string, Set<string>>();
  let resent = 0;
  const told = Promise.withResolvers<void>();
  const channel: Channel = {
    id: 'storm',
    traits: { perSecond: PER_SECOND },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async post({ nonce, target }) {
      const nonces = arrived.get(target.address) ?? new Set();
      arrived.set(target.address, nonces);
      if (nonces.has(nonce)) resent += 1;
      nonces.add(nonce);
      if (arrived.size === channels) told.resolve();
      await new Promise((resolve) => {
        setTimeout(resolve, LATENCY_MS);
      });
      return { messageId: nonce };
    },
    // As Discord's: what arrived is found, whoever sent it.
    find: async ({ nonce, target }) =>
      arrived.get(target.address)?.has(nonce) === true ? { messageId: nonce } : undefined,
    edit: () => Promise.resolve(),
    paused: async () => undefined,
    tellOperator: () => Promise.resolve(),
  };
  const deps = {
    channels: [channel],
    clock: systemClock,
    log,
    random: Math.random,
    onPaused: () => Promise.resolve(),
    onResumed: () => Promise.resolve(),
  };
  for (let i = 0; i < notifiers; i += 1) {
    const store = await connectStore(url, { report: () => undefined });
    stores.push(store);
    const { server } = store;
    queues.push(
      server === undefined
        ? createDeliveryQueue({ ...deps, store })
        : openCluster({ server, clock: systemClock, log }).queue({
            ...deps,
            store,
            isNotifier: true,
            pausedIn: async () => new Map(),
          }),
    );
  }
  const [store] = stores;
  const [queue] = queues;
  if (store === undefined || queue === undefined) throw new Error('There is no process.');
  const settings = createGuildSettings(store.guilds);
  await follow(store, channels);
  await settings.load();
  for (const one of queues) await one.start([]);
  const dispatcher = createDispatcher({
    audiences: [{ channel: channel.id, candidates: (notice) => settings.candidates(notice) }],
    queue,
    majors: () => [],
    clearOutbox: (_exchange, _items, instead) => store.commit(instead),
    clock: systemClock,
    log,
  });
  const measured = redisUrl === undefined ? undefined : await redisCost(store);
  const start = performance.now();
  await dispatcher.dispatch('binance', [{ kind: 'notice', notice: aNotice({ at: Date.now() }) }]);
  await told.promise;
  const lastMs = performance.now() - start;
  const cost = await measured?.();
  for (const one of queues) await one.stop();
  for (const one of stores) await one.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    lastMs,
    ceilingMs: ((channels - PER_SECOND) / PER_SECOND) * 1_000,
    doubled: [...arrived.values()].filter((nonces) => nonces.size > 1).length,
    resent,
    cost,
  };
}

const BATCH = 500;

/** A server for each channel, which follows Binance. */
async function follow(store: Store, channels: number): Promise<void> {
  for (let at = 0; at < channels; at += BATCH) {
    await store.commit(
      Array.from({ length: Math.min(BATCH, channels - at) }, (_, i) => {
        const id = `g${at + i}`;
        const subscription = {
          id: '1',
          channelId: `c${at + i}`,
          target: { kind: 'selector' as const, selector: 'binance' },
          level: 'standard' as const,
          createdAt: 0,
        };
        return store.guilds.writeOf(id, { ...emptyGuild(id), subscriptions: [subscription] });
      }),
    );
  }
}
