import type { Bench } from './bench.ts';
import type { Mood } from './field.ts';
import type { Measurement } from './measurement.ts';
import { PAIRS, STATUS_PAGE, WALLET_LIST } from './workloads.ts';
import type { Workload } from './workloads.ts';

const GROUP = 'Bytes on the wire, whole bodies = 100 %';
const POLLS = 5;

/** What gzip and ETags save of the bytes that whole bodies would take. */
export async function measureBytes(bench: Bench): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const workload of [STATUS_PAGE, WALLET_LIST, PAIRS]) {
    measurements.push(
      await measureWire(bench, workload, 'packed', 'gzip, changes every time'),
      await measureWire(bench, workload, 'tagged', 'ETag, unchanged'),
    );
  }
  return measurements;
}

async function measureWire(bench: Bench, workload: Workload, mood: Mood, how: string): Promise<Measurement> {
  let wireBytes = 0;
  let whole = 0;
  let answers = 0;
  const subject = bench.subject(workload, mood, (result) => {
    if (result.kind === 'answer') whole = Math.max(whole, result.bytes);
    if (result.kind !== 'answer' && result.kind !== 'not_modified') return;
    answers += 1;
    // The first answer is always whole, and soon one of thousands.
    if (answers > 1) wireBytes += result.wireBytes;
  });
  for (let i = 0; i <= POLLS; i += 1) await subject.poll();
  await subject.close();
  return {
    group: GROUP,
    name: `${workload.name}, ${how}`,
    value: wireBytes / (whole * (answers - 1)),
    unit: 'share',
    detail: `${Math.round(wireBytes / (answers - 1)).toLocaleString('en')} of ${whole.toLocaleString('en')} bytes a poll`,
  };
}
