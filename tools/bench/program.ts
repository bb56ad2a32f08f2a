import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { emptyGuild } from '#src/domain/guild.ts';
import { openStore } from '#src/storage/store.ts';

import type { BenchWorld } from './world.ts';

/** So many exchanges go down and come back, one after the other. */
export const FLIPPED: readonly string[] = Array.from({ length: 10 }, (_, i) => `bench${i}`);
/** Exchanges with as many coins and pairs as Binance, which has the most. */
const LARGE = ['binance', 'largea', 'largeb'];
export const EXCHANGES = 30;
/** Of Linux: so many ticks of the clock a second. */
const TICKS = 100;

/** Thirty exchanges, all of whose addresses lead to the world. */
export function writeConfig(folder: string, origin: string): void {
  const exchanges = join(folder, 'config', 'exchanges');
  cpSync('config', join(folder, 'config'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  const others = readdirSync(exchanges).filter((name) => name !== 'binance.yaml');
  for (const name of others.slice(EXCHANGES - FLIPPED.length - LARGE.length)) rmSync(join(exchanges, name));
  for (const name of readdirSync(exchanges)) {
    const path = join(exchanges, name);
    // Only where it reads; what it links to stays.
    const text = readFileSync(path, 'utf8').replaceAll(
      /^(\s*(?:- )?(?:url|feed|page): *)https:\/\//gm,
      `$1${origin}/`,
    );
    writeFileSync(path, text);
    if (name === 'binance.yaml')
      for (const id of LARGE.slice(1)) writeFileSync(join(exchanges, `${id}.yaml`), renamed(text, id));
  }
  const check = { service: 'withdrawals', at: 'status', values: { up: 'operational', down: 'major_outage' } };
  for (const id of FLIPPED) {
    const status = { type: 'json', url: `${origin}/bench/${id}`, every: '1s', checks: [check] };
    const bench = { id, name: id.toUpperCase(), sources: { status } };
    // JSON is YAML.
    writeFileSync(join(exchanges, `${id}.yaml`), JSON.stringify(bench));
  }
}

function renamed(yaml: string, id: string): string {
  return yaml
    .replace(/^id: .*$/m, `id: ${id}`)
    .replace(/^name: .*$/m, `name: ${id.toUpperCase()}`)
    .replace(/^aliases: .*$/m, '');
}

export function environmentOf(folder: string, { discordUrl, token }: BenchWorld): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    ...imageEnvironment(),
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discordUrl,
    STORE_URL: `sqlite:${join(folder, 'data', 'downtick.db')}`,
    CONFIG_DIR: join(folder, 'config'),
    LOG_LEVEL: 'warn',
  };
}

/** What the image sets for the process. */
function imageEnvironment(): Record<string, string> {
  const set = readFileSync('Dockerfile', 'utf8').matchAll(/^\s*(?:ENV )?(NODE_ENV|MALLOC_\w+)=(\S+)/gm);
  return Object.fromEntries(Array.from(set, ([, name = '', value = '']) => [name, value]));
}

/** One server that follows all of it. */
export async function subscribeBench(folder: string, world: BenchWorld): Promise<void> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const store = openStore(environmentOf(folder, world)['STORE_URL'] ?? '', { report: () => undefined });
  await store.guilds.set(world.guildId, {
    ...emptyGuild(world.guildId),
    subscriptions: [
      {
        id: '1',
        channelId: world.channelId,
        target: { kind: 'selector', selector: '*' },
        level: 'standard',
        createdAt: 0,
      },
    ],
  });
  await store.close();
}

export interface Running {
  readonly pid: number;
  readonly firstAt: number;
  /** What it had taken of the processor by then. */
  readonly firstCpuMs: number;
  stop(): Promise<void>;
}

/** Starts the program that lies in `app`, with the configuration and the store of `folder`; resolves at its first request. */
export async function startBot(
  folder: string,
  world: BenchWorld,
  app = join(folder, 'app'),
): Promise<Running> {
  world.mark();
  const child = spawn(process.execPath, ['downtick.js'], {
    cwd: app,
    env: environmentOf(folder, world),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const pid = child.pid ?? 0;
  const firstAt = await firstRequest(world, child);
  return {
    pid,
    firstAt,
    firstCpuMs: cpuMsOf(pid),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstRequest(world: BenchWorld, child: ChildProcess): Promise<number> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}.`);
    const { firstAt } = await world.counts();
    if (firstAt > 0) return firstAt;
    await setTimeout(5);
  }
}

/** User and system time of a process so far. */
export function cpuMsOf(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
  return ((user + system) / TICKS) * 1_000;
}
