import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { commandLine } from '#src/cli/command-line.ts';

import { progress } from '#test/support/progress.ts';

import { buildProgram } from './bot.ts';
import { noFindings } from './check.ts';
import { compileDiskShim, removeDiskShim } from './disk.ts';
import { oneRun } from './one-run.ts';

const USAGE = `Runs the program in a process of its own against a Discord and exchanges on loopback, breaks it and them at
random, and compares what the world did with what each channel was told.

  npm run test:faults -- [--cluster] [--runs N] [--minutes M] [--seed S] [--at-once K] [--log FILE]

With --cluster it is three processes of each role on one Redis, and any of them is killed.`;

const { values } = commandLine(USAGE, {
  runs: { type: 'string' },
  minutes: { type: 'string' },
  seed: { type: 'string' },
  'at-once': { type: 'string' },
  log: { type: 'string' },
  cluster: { type: 'boolean', default: false },
});

const startedAt = Date.now();
const first = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const until =
  values.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.minutes) * 60_000;
const runs = Number(values.runs ?? (values.minutes === undefined ? 20 : Number.POSITIVE_INFINITY));
const total = noFindings();
const count = { runs: 0, broken: 0, flips: 0, messages: 0, faults: 0 };
const byName = new Map<string, number>();
const diskShim = compileDiskShim(tmpdir());
const bundled = mkdtempSync(join(tmpdir(), 'downtick-program-'));
const program = await buildProgram(bundled);
// A run mostly waits, and one of many processes starts nine.
const atOnce = Number(values['at-once'] ?? (values.cluster ? 1 : 3) * availableParallelism());
let next = 0;
const tick = progress(say);

if (diskShim === undefined) say('There is no C compiler here (cc): no disk is slow or full in these runs.');

say(`seed ${first}: run i has seed ${first} + i, and can be repeated with --seed and --runs 1`);
await Promise.all(Array.from({ length: atOnce }, work));

const kinds = `lost ${total.lost.length} · doubled ${total.doubled.length} · out of order ${total.outOfOrder.length} · false ${total.false.length} · late ${total.late.length}`;
if (diskShim !== undefined) removeDiskShim(diskShim);
rmSync(bundled, { recursive: true, force: true });
say(
  [...byName]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, times]) => `${name} ${times}`)
    .join(' · '),
);
say(
  `${count.flips} flips, ${count.faults} faults, ${count.messages} messages, ${count.broken} runs broken off`,
);
const seconds = Math.round((Date.now() - startedAt) / 1_000);
say(`${seconds} s, ${(seconds / Math.max(1, count.runs)).toFixed(1)} s a run`);
say(`runs ${count.runs} · ${kinds}`);
const isWell = count.broken === 0 && Object.values(total).every((list: string[]) => list.length === 0);
process.exit(isWell && count.runs > 0 ? 0 : 1);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function progressLine(): string {
  const found = Object.values(total).reduce((sum, list: string[]) => sum + list.length, 0);
  const of = Number.isFinite(runs) ? ` of ${runs}` : '';
  return `${count.runs}${of} runs after ${Math.round((Date.now() - startedAt) / 1_000)} s, ${count.messages} messages, ${found} found`;
}

async function work(): Promise<void> {
  while (next < runs && Date.now() < until) {
    const seed = first + next;
    next += 1;
    try {
      const { findings, faults, flips, messages, output } = await oneRun(
        seed,
        program,
        diskShim,
        values.cluster,
      );
      count.runs += 1;
      count.flips += flips;
      count.messages += messages;
      count.faults += faults.length;
      for (const name of faults) byName.set(name, (byName.get(name) ?? 0) + 1);
      let isFine = true;
      for (const kind of Object.keys(total) as (keyof typeof total)[]) {
        total[kind].push(...findings[kind]);
        for (const line of findings[kind]) say(`seed ${seed}, ${kind}: ${line}`);
        if (findings[kind].length > 0) isFine = false;
      }
      if (!isFine) say(`seed ${seed} had: ${faults.join(', ')}`);
      if (!isFine && values.log !== undefined) appendFileSync(values.log, `--- seed ${seed}\n${output}\n`);
      tick(progressLine);
    } catch (error) {
      count.broken += 1;
      say(`seed ${seed} was broken off: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}
