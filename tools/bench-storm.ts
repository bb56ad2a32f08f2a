import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { commandLine } from '#src/cli/command-line.ts';

const USAGE = `Measures how fast one notice reaches many channels, as a ratio to what Discord allows (50 a second).

  npm run bench:storm -- [--channels 600] [--latency 50,250,500,1000] [--sync 0.2,5,20]

--sync is how many milliseconds a sync of the disk takes longer than it does here; that needs a C compiler (cc).
The last row tells the first 100 of 10,000 channels, for the time until the first message.`;

interface Storm {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly ceilingMs: number;
  readonly limited: number;
  readonly loopMs: number;
  readonly cpuMs: number;
  readonly bytes: number;
}

const run = promisify(execFile);
const { values } = commandLine(USAGE, {
  channels: { type: 'string', default: '600' },
  latency: { type: 'string', default: '50,250,500,1000' },
  sync: { type: 'string', default: '0.2,5,20' },
});

const folder = mkdtempSync(join(tmpdir(), 'downtick-slow-sync-'));
const shim = await compileShim();
const child = new URL('./bench/storm-process.ts', import.meta.url).pathname;

console.log(
  'channels   sync  latency   first ms    last ms   last ÷ ceiling   429  loop ms  CPU ms  bytes a message',
);
for (const sync of numbers(values.sync)) {
  for (const latency of numbers(values.latency))
    report(Number(values.channels), sync, latency, await storm(values.channels, sync, latency));
}
report(10_000, 5, 250, await storm('10000', 5, 250, '100'), 100);
rmSync(folder, { recursive: true, force: true });

async function storm(channels: string, syncMs: number, latencyMs: number, tell = channels): Promise<Storm> {
  const env = shim === undefined ? {} : { LD_PRELOAD: shim, SYNC_US: String(Math.round(syncMs * 1000)) };
  const { stdout } = await run(process.execPath, [child, channels, String(latencyMs), tell], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as Storm;
}

function report(channels: number, sync: number, latency: number, result: Storm, told = channels): void {
  const { firstMs, lastMs, ceilingMs, limited, loopMs, cpuMs, bytes } = result;
  const cells = [
    String(channels).padStart(8),
    `${sync} ms`.padStart(7),
    `${latency} ms`.padStart(8),
    firstMs.toFixed(0).padStart(10),
    lastMs.toFixed(0).padStart(10),
    (told < channels ? '–' : (lastMs / ceilingMs).toFixed(3)).padStart(16),
    String(limited).padStart(5),
    loopMs.toFixed(0).padStart(8),
    cpuMs.toFixed(0).padStart(7),
    (bytes / told).toFixed(0).padStart(16),
  ];
  console.log(cells.join(' '));
}

async function compileShim(): Promise<string | undefined> {
  const source = new URL('./bench/slow-sync.c', import.meta.url).pathname;
  const target = join(folder, 'slow-sync.so');
  try {
    await run('cc', ['-shared', '-fPIC', '-O2', '-o', target, source, '-ldl']);
    return target;
  } catch {
    console.log('There is no C compiler here (cc), so that the disk stays as fast as it is.');
    return undefined;
  }
}

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}
