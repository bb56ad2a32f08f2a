import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { Bench } from './bench.ts';
import { quantile } from './median.ts';
import type { Measurement } from './measurement.ts';
import { WALLET_LIST } from './workloads.ts';

const GROUP = 'Event loop, 2.2 MB wallet list fetched, unpacked and decoded';
const WARM_UP_POLLS = 10;
const POLLS = 100;
const ATMOST_MS = 50;
const NS_PER_MS = 1e6;

/** How long the event loop stands still while the largest list is read: nothing else is done meanwhile. */
export async function measureLoopDelay(bench: Bench): Promise<Measurement[]> {
  const subject = bench.subject(WALLET_LIST, 'packed');
  for (let i = 0; i < WARM_UP_POLLS; i += 1) await subject.poll();
  const all = monitorEventLoopDelay({ resolution: 1 });
  const each = monitorEventLoopDelay({ resolution: 1 });
  const longest: number[] = [];
  all.enable();
  each.enable();
  for (let i = 0; i < POLLS; i += 1) {
    each.reset();
    await subject.poll();
    // The sampler has to wake once more to see how long it could not.
    await nextTurn();
    longest.push(each.max / NS_PER_MS);
  }
  all.disable();
  each.disable();
  await subject.close();
  return [
    {
      group: GROUP,
      name: 'delay, p99 of all samples',
      value: all.percentile(99) / NS_PER_MS,
      unit: 'ms',
      atMost: ATMOST_MS,
      detail: `p50 ${(all.percentile(50) / NS_PER_MS).toFixed(1)} ms, sampled every ms over ${POLLS} polls back to back`,
    },
    {
      group: GROUP,
      name: 'longest stop within a poll, p99 of polls',
      value: quantile(longest, 0.99),
      unit: 'ms',
      atMost: ATMOST_MS,
      detail: `median ${quantile(longest, 0.5).toFixed(1)} ms`,
    },
  ];
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 3);
  });
}
