import { availableParallelism, cpus, loadavg } from 'node:os';

import { loadConfig } from '#config/load.ts';
import { commandLine } from '#src/cli/command-line.ts';

import { measureFlips } from './bench/flip-cost.ts';
import { measurePlanning } from './bench/planning.ts';
import { measureProgram } from './bench/whole-program.ts';

const USAGE = `Measures the whole program on loopback, and prints what was measured as it comes.

  npm run bench [-- --start --program --flips --planning]

  --start     start to first poll, from the bundle and from the sources, with thirty exchanges watched
  --program   that, CPU a check, memory, and how soon a change is told
  --flips     one flip among 100 to 50,000 coins: CPU and what is written
  --planning  finding those who may want a notice, among 100 to 1,000,000 subscriptions

All of it where none is named. \`npm run bench:storm\` measures many channels at once, \`npm run bench:polling\` the parts of
a poll. Every figure stands beside a baseline of the same run.`;

const { values } = commandLine(USAGE, {
  start: { type: 'boolean', default: false },
  program: { type: 'boolean', default: false },
  flips: { type: 'boolean', default: false },
  planning: { type: 'boolean', default: false },
});
const { start, program, flips, planning } = values;
const isAll = !start && !program && !flips && !planning;

say('machine', `${availableParallelism()} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}, ${load()}`);
if (flips || isAll) await measureFlips(loadConfig({}), [100, 1_000, 10_000, 50_000], say);
if (planning || isAll) measurePlanning([100, 1_000, 10_000, 100_000, 1_000_000], say);
if (start || program || isAll) await measureProgram(say, { start: true, running: program || isAll });
say('machine', load());

function say(what: string, result: string): void {
  console.log(`${what}: ${result}`);
}

function load(): string {
  return `load ${loadavg()[0]?.toFixed(1) ?? '?'}`;
}
