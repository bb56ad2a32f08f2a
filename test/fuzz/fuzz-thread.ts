import { parentPort, workerData } from 'node:worker_threads';

import { createTrier } from './try-case.ts';

/** What the thread is to do: the cases from `from` up to `to`. */
export interface FuzzTask {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** The number of the case that is tried, for whoever waits for it. */
  readonly at: Int32Array;
}

const { seed, from, to, at } = workerData as FuzzTask;
const tryCase = createTrier(seed);
for (let index = from; index < to; index += 1) {
  Atomics.store(at, 0, index);
  const wrong = tryCase(index);
  if (wrong !== null) parentPort?.postMessage({ index, wrong });
}
Atomics.store(at, 0, to);
