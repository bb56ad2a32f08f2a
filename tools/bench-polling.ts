import { loadConfig } from '#config/load.ts';

import { createBench } from './bench/bench.ts';
import { measureBytes } from './bench/measure-bytes.ts';
import { measureCpu } from './bench/measure-cpu.ts';
import { measureDecodes } from './bench/measure-decodes.ts';
import { measureLoopDelay } from './bench/measure-loop-delay.ts';
import { measureMemory } from './bench/measure-memory.ts';
import type { Measurement } from './bench/measurement.ts';
import { renderReport, toJson } from './bench/report.ts';
import { startField } from './bench/start-field.ts';
import { commandLine, orExit } from '#src/cli/command-line.ts';

const USAGE = `Measures what polling costs, against simulated exchanges on this machine. Takes about a minute.

  npm run bench:polling [-- --json]

  --json   one JSON array on standard output, and nothing else

Exit code: 0 when everything was measured, whatever came of it; 1 when not. docs/performance.md explains each line.`;

const DEADLINE_MS = 90_000;

const { values } = commandLine(USAGE, { json: { type: 'boolean', default: false } });
setTimeout(() => {
  console.error(
    `Not done after ${DEADLINE_MS / 1_000} s: this machine is too slow, or too busy, to measure on.`,
  );
  process.exit(1);
}, DEADLINE_MS).unref();

const bench = createBench(
  orExit(() => loadConfig({})),
  await startField(),
);
const measurements: Measurement[] = [];
// Memory goes first, while little else has been in it.
for (const measure of [measureMemory, measureDecodes, measureCpu, measureLoopDelay, measureBytes]) {
  console.error(`${measure.name.replace(/^measure/, '')}…`);
  measurements.push(...(await measure(bench)));
}
await bench.close();
console.log(values.json ? toJson(measurements) : renderReport(measurements));
process.exit(0);
