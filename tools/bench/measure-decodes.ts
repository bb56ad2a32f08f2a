import type { Bench } from './bench.ts';
import type { Measurement } from './measurement.ts';
import { PAIRS, PING, STATUS_PAGE, SYSTEM_STATUS, WALLET_LIST } from './workloads.ts';

const POLLS = 20;

/** How often bodies that do not change are decoded: once each. */
export async function measureDecodes(bench: Bench): Promise<Measurement[]> {
  const workloads = [PING, SYSTEM_STATUS, STATUS_PAGE, WALLET_LIST, PAIRS];
  const measurements: Measurement[] = [];
  for (const mood of ['steady', 'tagged'] as const) {
    let decodes = 0;
    for (const workload of workloads) {
      const subject = bench.subject(workload, mood);
      for (let i = 0; i < POLLS; i += 1) await subject.poll();
      decodes += subject.decodes();
      await subject.close();
    }
    measurements.push({
      group: `Decodes of ${workloads.length} bodies that do not change, ${POLLS} polls each`,
      name: mood === 'steady' ? 'sent whole each time' : 'answered with 304',
      value: decodes,
      unit: 'count',
      atMost: workloads.length,
      detail: 'the first time only',
    });
  }
  return measurements;
}
