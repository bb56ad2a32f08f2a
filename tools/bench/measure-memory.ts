import { setImmediate } from 'node:timers/promises';

import type { Bench } from './bench.ts';
import type { Measurement } from './measurement.ts';
import { PING, SYSTEM_STATUS } from './workloads.ts';

const EARLY_POLLS = 1_000;
const LATE_POLLS = 10_000;
const FLAT = 1.05;
const MB = 1024 * 1024;

/** Memory in use after many polls of small bodies, against that after fewer. Needs `--expose-gc`. */
export async function measureMemory(bench: Bench): Promise<Measurement[]> {
  const subjects = [bench.subject(PING, 'steady'), bench.subject(SYSTEM_STATUS, 'changing')];
  const poll = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) await subjects[i % subjects.length]?.poll();
  };
  await poll(EARLY_POLLS);
  const early = await memoryInUse();
  await poll(LATE_POLLS - EARLY_POLLS);
  const late = await memoryInUse();
  for (const subject of subjects) await subject.close();
  return [
    {
      group: 'Memory in use, after 1,000 polls = 1',
      name: 'after 10,000 polls',
      value: late / early,
      unit: 'ratio',
      atMost: FLAT,
      detail: `${(early / MB).toFixed(2)} MB, then ${(late / MB).toFixed(2)} MB`,
    },
  ];
}

async function memoryInUse(): Promise<number> {
  // What finalizers hold on to is let go of one turn later.
  for (let i = 0; i < 3; i += 1) {
    globalThis.gc?.();
    await setImmediate();
  }
  const { external, heapUsed } = process.memoryUsage();
  return heapUsed + external;
}
