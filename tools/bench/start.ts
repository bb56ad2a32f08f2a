import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startBot } from './program.ts';
import type { Print } from './say.ts';
import type { BenchWorld } from './world.ts';

const STARTS = 5;

interface Start {
  readonly ms: number;
  readonly cpuMs: number;
}

/** How long it takes until the first exchange is asked, from the bundle and from the sources. */
export async function measureStart(folder: string, world: BenchWorld, say: Print): Promise<void> {
  const bare: number[] = [];
  const apps = { 'the bundle': join(folder, 'app'), 'the sources': process.cwd() };
  const starts = { 'the bundle': [] as Start[], 'the sources': [] as Start[] };
  // In turns, so that what else the machine does meets all of them.
  for (let i = 0; i < STARTS; i += 1) {
    bare.push(await timeOf(['-e', 'import("undici")']));
    for (const name of ['the bundle', 'the sources'] as const) {
      const start = Date.now();
      const bot = await startBot(folder, world, apps[name]);
      starts[name].push({ ms: bot.firstAt - start, cpuMs: bot.firstCpuMs });
      await bot.stop();
    }
  }
  const bareMs = Math.min(...bare);
  for (const [name, own] of Object.entries(starts)) {
    const ms = Math.min(...own.map((start) => start.ms));
    const cpuMs = Math.min(...own.map((start) => start.cpuMs));
    say(
      `start → first poll, from ${name}`,
      `${ms} ms, ${cpuMs} ms CPU, ${(ms / bareMs).toFixed(1)}× of Node that loads undici and ends (${bareMs} ms);` +
        ` of ${STARTS}: ${own.map((start) => start.ms).join(', ')} ms`,
    );
  }
}

async function timeOf(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  await once(child, 'exit');
  return Math.round(performance.now() - start);
}
