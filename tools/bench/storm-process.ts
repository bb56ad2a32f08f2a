// One storm, in a process of its own: a notice for many channels, through the real dispatcher, queue and store, to a
// channel that answers after a while and counts as Discord does. The result is one line of JSON.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';

import type { Channel } from '#src/delivery/channel.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { openStore } from '#src/storage/store.ts';

const PER_SECOND = 50;

// As the program has it.
setFlagsFromString('--optimize-for-size');

const [channelsText = '1000', latencyText = '50', tellText = channelsText] = process.argv.slice(2);
const channelCount = Number(channelsText);
const latencyMs = Number(latencyText);
const tellCount = Number(tellText);

const folder = mkdtempSync(join(tmpdir(), 'downtick-storm-'));
const path = join(folder, 'storm.db');
const store = openStore(`sqlite:${path}`, { report: () => undefined });
const settings = createGuildSettings(store.guilds);
await store.commit(
  Array.from({ length: channelCount }, (_, i) => {
    const id = `g${i}`;
    const target = { kind: 'selector' as const, selector: 'binance' };
    const subscription = {
      id: '1',
      channelId: `c${i}`,
      target,
      level: 'standard' as const,
      style: 'reply' as const,
      createdAt: 0,
    };
    return store.guilds.writeOf(id, { ...emptyGuild(id), subscriptions: [subscription] });
  }),
);
await settings.load();

const arrivals: number[] = [];
let windowEndsAt = 0;
let inWindow = 0;
let limited = 0;
const told = Promise.withResolvers<void>();

function arrive(): void {
  const now = performance.now();
  if (now >= windowEndsAt) {
    windowEndsAt = now + 1000;
    inWindow = 0;
  }
  inWindow += 1;
  if (inWindow > PER_SECOND) limited += 1;
  arrivals.push(now);
  if (arrivals.length === tellCount) told.resolve();
}

const channel: Channel = {
  id: 'storm',
  traits: { perSecond: PER_SECOND },
  start: async () => undefined,
  stop: async () => undefined,
  async post({ nonce }) {
    arrive();
    await new Promise((resolve) => {
      setTimeout(resolve, latencyMs);
    });
    return { messageId: nonce };
  },
  find: async () => undefined,
  edit: async () => undefined,
  paused: async () => undefined,
  tellOperator: async () => undefined,
};

const queue = createDeliveryQueue({
  store,
  channels: [channel],
  clock: systemClock,
  log: createLogger('silent'),
  random: Math.random,
  onPaused: async () => undefined,
  onResumed: async () => undefined,
});
await queue.start([]);
const dispatcher = createDispatcher({
  audiences: [{ channel: channel.id, candidates: (notice) => settings.candidates(notice) }],
  queue,
  majors: () => [],
  clearOutbox: (_exchange, _items, instead) => store.commit(instead),
  clock: systemClock,
  log: createLogger('silent'),
});
const notice: Notice = {
  id: 'binance-withdrawals-1#1',
  kind: 'opened',
  at: Date.now(),
  services: ['binance/withdrawals'],
  exchangeName: 'Binance',
  status: 'major_outage',
  previous: 'operational',
  basis: 'official',
  unconfirmed: false,
  disputed: false,
  incident: 'binance-withdrawals-1',
  since: Date.now(),
  sinceKnown: true,
  evidence: [],
  stillWorking: [],
};

const bytesBefore = written();
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const start = performance.now();
const cpuBefore = process.cpuUsage();
await dispatcher.dispatch('binance', [{ kind: 'notice', notice }]);
await told.promise;
delay.disable();
const cpu = process.cpuUsage(cpuBefore);
const last = arrivals.at(-1) ?? 0;
const result = {
  firstMs: (arrivals[0] ?? 0) - start,
  lastMs: last - start,
  // The first fifty go at once.
  ceilingMs: ((tellCount - PER_SECOND) / PER_SECOND) * 1000,
  limited,
  loopMs: delay.max / 1e6,
  cpuMs: (cpu.user + cpu.system) / 1000,
  bytes: written() - bytesBefore,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
await queue.stop();
await store.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

function written(): number {
  return ['', '-wal'].reduce((sum, suffix) => {
    const stats = statSync(`${path}${suffix}`, { throwIfNoEntry: false });
    return sum + (stats?.size ?? 0);
  }, 0);
}
