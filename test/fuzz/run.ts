import { Worker } from 'node:worker_threads';

import { commandLine } from '#src/cli/command-line.ts';

import type { FuzzTask } from './fuzz-thread.ts';

const USAGE = `Gives every decoder and the reader of announcements mutated answers of every documented shape.

  npm run test:fuzz [-- --cases N] [--seed S]

  --cases N   how many, 20000 by default
  --seed S    the same seed tries the same; by chance otherwise

No case may throw, read a status out of rubbish, or take more time or memory than its size allows.
Exit code: 0 when all was well, 1 when not.`;

const { values } = commandLine(USAGE, {
  cases: { type: 'string', default: '20000' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
const LOOK_EVERY_MS = 2_000;
/** A case that takes longer than this never ends, for those who wait. */
const STUCK_MS = 20_000;
const MAX_MB = 1_024;

console.log(`Seed ${seed}, ${cases} cases.`);
const startedAt = performance.now();
const faults: string[] = [];
let from = 0;
while (from < cases) from = await runFrom(from);
console.log(
  `${cases} cases in ${Math.round((performance.now() - startedAt) / 1_000)} s, ${faults.length} faults (seed ${seed}).`,
);
process.exit(faults.length > 0 ? 1 : 0);

function note(fault: string): void {
  faults.push(fault);
  console.log(fault);
}

/** Tries cases in a thread until all are done or one never ends; resolves with the next that is to be tried. */
async function runFrom(first: number): Promise<number> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(at, 0, first);
  const worker = new Worker(new URL('./fuzz-thread.ts', import.meta.url), {
    workerData: { seed, from: first, to: cases, at } satisfies FuzzTask,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MB },
  });
  worker.on('message', ({ index, wrong }: { index: number; wrong: string }) => {
    note(`case ${index}: ${wrong}`);
  });
  let last = first;
  let movedAt = performance.now();
  const timer = setInterval(() => {
    const now = Atomics.load(at, 0);
    if (now !== last) movedAt = performance.now();
    last = now;
    console.log(`${now} of ${cases}, ${faults.length} faults`);
    if (performance.now() - movedAt > STUCK_MS) void worker.terminate();
  }, LOOK_EVERY_MS);
  const failure = await new Promise<string | null>((resolve) => {
    worker.on('error', (error) => resolve(error.message));
    worker.on('exit', () => resolve(null));
  });
  clearInterval(timer);
  const reached = Atomics.load(at, 0);
  if (reached >= cases) return cases;
  note(`case ${reached}: ${failure ?? `did not end within ${STUCK_MS / 1_000} s`}`);
  return reached + 1;
}
