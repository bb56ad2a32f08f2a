import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { openStore } from '#src/storage/store.ts';

import { entriesOf } from '#src/domain/claims.ts';
import { bundle } from '#tools/bundle/bundle.ts';

import { createBareLoop } from './bare-loop.ts';
import { percentile } from './cpu.ts';
import {
  cpuMsOf,
  environmentOf,
  EXCHANGES,
  FLIPPED,
  startBot,
  subscribeBench,
  writeConfig,
} from './program.ts';
import type { Print } from './say.ts';
import { measureStart } from './start.ts';
import { BESIDE, startWorld } from './world.ts';
import type { BenchWorld } from './world.ts';

const run = promisify(execFile);
const PACED = fileURLToPath(new URL('./paced-bare-process.ts', import.meta.url));
const WARM_UP_MS = 60_000;
/** The requests of so long are what the bare loops read too. */
const SAMPLE_MS = 40_000;
const COUNT_MS = 60_000;
const BETWEEN_FLIPS_MS = 1_500;
const MB = 1024 * 1024;

export interface ProgramParts {
  readonly start: boolean;
  readonly running: boolean;
}

/**
 * The program as the image starts it, thirty exchanges watched and one Discord server told: how long it takes to start,
 * what it costs a check, how much memory it holds, and how soon a change is told. The exchanges and Discord are
 * another process.
 */
export async function measureProgram(say: Print, parts: ProgramParts): Promise<void> {
  const world = await startWorld();
  const folder = mkdtempSync(join(tmpdir(), 'downtick-bench-'));
  try {
    await bundle(join(folder, 'app'));
    writeConfig(folder, world.origin);
    await subscribeBench(folder, world);
    await run(process.execPath, ['warm.js'], { cwd: join(folder, 'app') });
    if (parts.start) await measureStart(folder, world, say);
    if (parts.running) await measureRunning(folder, world, say);
  } finally {
    world.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureRunning(folder: string, world: BenchWorld, say: Print): Promise<void> {
  const bot = await startBot(folder, world);
  await setTimeout(WARM_UP_MS - SAMPLE_MS);
  world.mark();
  await setTimeout(SAMPLE_MS);
  const { paths } = await world.counts();
  const beside = startPaced(world.origin, paths, SAMPLE_MS / paths.length);
  world.mark();
  const cpuBefore = cpuMsOf(bot.pid);
  await setTimeout(COUNT_MS);
  const cpuMs = cpuMsOf(bot.pid) - cpuBefore;
  const checks = (await world.counts()).paths.length;
  const perCheck = cpuMs / checks;
  const paced = await beside.end();
  const bare = await bareCpuMs(world.origin, paths);
  say(
    'checks',
    `${(checks / (COUNT_MS / 1_000)).toFixed(1)} a second, ${perCheck.toFixed(2)} ms CPU each,` +
      ` ${(perCheck / paced).toFixed(1)}× of a bare loop beside it at the same pace (${paced.toFixed(2)} ms),` +
      ` ${(perCheck / bare).toFixed(1)}× of one without a pause (${bare.toFixed(2)} ms)`,
  );
  const rss = rssMbOf(bot.pid);
  const discordOnly = await discordOnlyMb();
  say(
    'memory',
    `${EXCHANGES} exchanges, one server: ${rss.toFixed(0)} MB, ${(rss / discordOnly).toFixed(2)}× of a process that only loads discord.js (${discordOnly.toFixed(0)} MB)`,
  );
  const lags: number[] = [];
  for (const to of ['down', 'up'] as const) {
    for (const exchange of FLIPPED) {
      world.flip(exchange, to);
      await setTimeout(BETWEEN_FLIPS_MS);
    }
  }
  const { heardAt, postedAt } = await world.counts();
  for (const at of heardAt) {
    const told = postedAt.find((posted) => posted >= at);
    if (told !== undefined) lags.push(told - at);
  }
  say(
    'last reading → request to Discord',
    `${percentile(lags, 0.5)} ms in the middle, ${percentile(lags, 0.99)} ms at worst, of ${lags.length} of ${heardAt.length} flips`,
  );
  await bot.stop();
  say('services', String(await servicesIn(environmentOf(folder, world)['STORE_URL'] ?? '')));
}

/** How many services anything is known of. */
async function servicesIn(storeUrl: string): Promise<number> {
  const store = openStore(storeUrl, { report: () => undefined });
  let count = 0;
  for (const id of (await store.exchanges.lastDecisions()).keys()) {
    const claims = Object.values((await store.exchanges.get(id))?.claims ?? {});
    count += new Set(claims.flatMap((own) => Array.from(entriesOf(own), ([service]) => service))).size;
  }
  await store.close();
  return count;
}

interface Paced {
  /** What a read has cost, in milliseconds of CPU. */
  end(): Promise<number>;
}

function startPaced(origin: string, paths: readonly string[], everyMs: number): Paced {
  const child = fork(PACED, { execArgv: [] });
  child.send({ urls: paths.map((path) => `${origin}/${BESIDE}${path}`), everyMs });
  return {
    async end() {
      child.send('end');
      const [perRead] = (await once(child, 'message')) as [number];
      child.disconnect();
      return perRead;
    },
  };
}

function rssMbOf(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return (Number(kb) * 1_024) / MB;
}

/** What reading the same answers costs at least. */
async function bareCpuMs(origin: string, paths: readonly string[]): Promise<number> {
  const loop = createBareLoop();
  for (const path of paths.slice(0, 100)) await loop.read(`${origin}/${path}`).catch(() => undefined);
  const before = process.cpuUsage();
  // What is no JSON costs its attempt.
  for (const path of paths) await loop.read(`${origin}/${path}`).catch(() => undefined);
  const { system, user } = process.cpuUsage(before);
  await loop.close();
  return (system + user) / 1_000 / paths.length;
}

async function discordOnlyMb(): Promise<number> {
  const script =
    'await import("discord.js"); globalThis.gc(); process.stdout.write(String(process.memoryUsage.rss()))';
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data: Buffer) => (text += data.toString()));
  await once(child, 'close');
  return Number(text) / MB;
}
