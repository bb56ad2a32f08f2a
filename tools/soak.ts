import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';

import { loadConfig } from '#config/load.ts';
import { createApp } from '#src/app/app.ts';
import { createTerminal } from '#src/channels/terminal/terminal-channel.ts';
import { commandLine } from '#src/cli/command-line.ts';
import { formatDuration } from '#src/cli/format-duration.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import { createLogger } from '#src/platform/log.ts';
import { createScaledClock } from '#src/platform/scaled-clock.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { openStore } from '#src/storage/store.ts';

import { createSoakWorld } from './soak/world.ts';
import { leaksIn } from './soak/sample.ts';
import type { Sample } from './soak/sample.ts';

const USAGE = `Lets the whole program live for months at a speed of its own, against every shipped source answered from memory.

  npm run soak [-- --hours N] [--speed S]

  --hours N   how long it runs, 1 by default; 0.05 is three minutes
  --speed S   how many times as fast as time, 720 by default: an hour is a month

Prints memory, handles, size of the database and event loop delay as it goes.
Exit code: 0 when nothing leaks, 1 when something does.`;

const { values } = commandLine(USAGE, {
  hours: { type: 'string', default: '1' },
  speed: { type: 'string', default: '720' },
});
const hours = Number(values.hours);
const speed = Number(values.speed);
const MB = 1024 * 1024;
/** So many samples, whatever the length: enough for thirds of it. */
const SAMPLES = 36;

const folder = mkdtempSync(join(tmpdir(), 'downtick-soak-'));
const path = join(folder, 'soak.db');
const clock = createScaledClock(Date.UTC(2026, 0, 1), speed);
const world = createSoakWorld(() => clock.now());
const config = loadConfig({ X_BEARER_TOKEN: 'token' });
const store = openStore(`sqlite:${path}`, { report: ({ problem }) => console.log(`set aside: ${problem}`) });
let told = 0;
const app = createApp({
  config,
  channels: [(context) => createTerminal({ ...context, write: () => void (told += 1) })],
  store,
  fetch: world.fetch,
  clock,
  scheduler: createScheduler({ clock }),
  log: createLogger('silent'),
  onFatal: (error) => console.error(error.message),
});
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await app.start();
const everyMs = (hours * HOUR_MS) / SAMPLES;
console.log(`${SAMPLES} lines, one every ${formatDuration(everyMs)}:`);
console.log('  lived     RSS    heap  handles  database   delay      polls  told');
const samples: Sample[] = [];
for (let i = 0; i < SAMPLES; i += 1) {
  await setTimeout(everyMs);
  const sample = await take();
  samples.push(sample);
  console.log(
    [
      `${(sample.hour / 24).toFixed(1)} d`.padStart(7),
      `${sample.rssMb.toFixed(0)} MB`.padStart(7),
      `${sample.heapMb.toFixed(1)} MB`.padStart(8),
      String(sample.handles).padStart(8),
      `${sample.databaseMb.toFixed(1)} MB`.padStart(9),
      `${sample.delayMs.toFixed(0)} ms`.padStart(7),
      String(sample.polls).padStart(10),
      String(told).padStart(5),
    ].join(' '),
  );
}
delay.disable();
await app.stop();
await store.close();
rmSync(folder, { recursive: true, force: true });
const leaks = leaksIn(samples);
for (const leak of leaks) console.log(leak);
console.log(leaks.length === 0 ? 'Nothing leaks.' : 'Something leaks.');
process.exit(leaks.length === 0 ? 0 : 1);

async function take(): Promise<Sample> {
  const delayMs = delay.percentile(99) / 1e6;
  for (let i = 0; i < 3; i += 1) {
    globalThis.gc?.();
    await setImmediate();
  }
  const { heapUsed, rss } = process.memoryUsage();
  delay.reset();
  return {
    hour: clock.monotonic() / HOUR_MS,
    rssMb: rss / MB,
    heapMb: heapUsed / MB,
    handles: process.getActiveResourcesInfo().length,
    databaseMb: (sizeOf(path) + sizeOf(`${path}-wal`)) / MB,
    delayMs,
    polls: world.asked(),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
