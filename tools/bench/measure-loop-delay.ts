import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

import type { Bench } from './bench.ts';
import { median } from './median.ts';
import type { Measurement } from './measurement.ts';
import { WALLET_LIST } from './workloads.ts';

const GROUP = 'Event loop, 2.2 MB wallet list fetched, unpacked and decoded';
const WARM_UP_POLLS = 10;
const POLLS = 100;
const AT_MOST_MS = 50;
const NS_PER_MS = 1e6;
// The sampler has to wake once more to see for how long it could not.
const AFTERTHOUGHT_MS = 3;

/** How long the event loop stands still while the largest list is read: nothing else is done meanwhile. */
export async function measureLoopDelay(bench: Bench): Promise<Measurement[]> {
  const subject = bench.subject(WALLET_LIST, 'packed');
  const polls = await delayOf(() => subject.poll());
  await subject.close();
  const url = bench.originOf('changing') + WALLET_LIST.path;
  const bare = await delayOf(() => bench.bare.read(url));
  const idle = await delayOf(() => setTimeout(10));
  return [
    { group: GROUP, name: 'delay, p99', value: polls.p99, unit: 'ms', atMost: AT_MOST_MS, detail: SAMPLING },
    { group: GROUP, name: 'longest stop of a poll, median', value: polls.stop, unit: 'ms', detail: '' },
    { group: GROUP, name: 'longest stop of a bare read, median', value: bare.stop, unit: 'ms', detail: '' },
    {
      group: GROUP,
      name: 'delay of an idle loop, p99',
      value: idle.p99,
      unit: 'ms',
      detail: 'what is left is the sampler, and what else this machine does',
    },
  ];
}

const SAMPLING = `sampled every ms, over ${POLLS} polls back to back`;

/** In milliseconds: the 99th percentile of all samples, and the median of the longest delay within each run. */
async function delayOf(run: () => Promise<unknown>): Promise<{ p99: number; stop: number }> {
  for (let i = 0; i < WARM_UP_POLLS; i += 1) await run();
  const all = monitorEventLoopDelay({ resolution: 1 });
  const each = monitorEventLoopDelay({ resolution: 1 });
  const longest: number[] = [];
  all.enable();
  each.enable();
  for (let i = 0; i < POLLS; i += 1) {
    each.reset();
    await run();
    await setTimeout(AFTERTHOUGHT_MS);
    longest.push(each.max / NS_PER_MS);
  }
  all.disable();
  each.disable();
  return { p99: all.percentile(99) / NS_PER_MS, stop: median(longest) };
}
