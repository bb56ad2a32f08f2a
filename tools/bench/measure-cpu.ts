import type { Bench } from './bench.ts';
import { compareCpu } from './compare-cpu.ts';
import type { Mood } from './field.ts';
import type { Measurement } from './measurement.ts';
import { PAIRS, PING, STATUS_PAGE, SYSTEM_STATUS, WALLET_LIST } from './workloads.ts';
import type { Workload } from './workloads.ts';

interface Case {
  readonly workload: Workload;
  readonly mood: Mood;
  readonly how: string;
  readonly perRound: number;
  readonly budgetMs: number;
  readonly atMost?: number;
}

const SMALL = { perRound: 300, budgetMs: 3_000, atMost: 1.5 };
const MIDDLE = { perRound: 50, budgetMs: 3_000 };
const LARGE = { perRound: 15, budgetMs: 5_500, atMost: 1.3 };
const SAME = { mood: 'steady', how: 'unchanged' } as const;
const NEW = { mood: 'changing', how: 'changes every time' } as const;

const CASES: readonly Case[] = [
  { workload: PING, ...SAME, ...SMALL },
  { workload: SYSTEM_STATUS, ...SAME, ...SMALL },
  { workload: SYSTEM_STATUS, ...NEW, ...SMALL },
  { workload: STATUS_PAGE, ...SAME, ...MIDDLE },
  { workload: STATUS_PAGE, ...NEW, ...MIDDLE },
  { workload: WALLET_LIST, ...SAME, ...LARGE },
  { workload: WALLET_LIST, ...NEW, ...LARGE },
  {
    workload: WALLET_LIST,
    mood: 'switching',
    how: 'coins close and open every time',
    perRound: LARGE.perRound,
    budgetMs: LARGE.budgetMs,
  },
  { workload: PAIRS, ...SAME, ...LARGE },
  { workload: PAIRS, ...NEW, ...LARGE },
];

/** Processor time of one poll, against a bare loop over the same bodies. */
export async function measureCpu(bench: Bench): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const one of CASES) measurements.push(await measureCase(bench, one));
  return measurements;
}

async function measureCase(
  bench: Bench,
  { atMost, budgetMs, how, mood, perRound, workload }: Case,
): Promise<Measurement> {
  const subject = bench.subject(workload, mood);
  const url = bench.originOf(mood) + workload.path;
  const compared = await compareCpu({
    poll: () => subject.poll(),
    bare: () => bench.bare.read(url),
    perRound,
    budgetMs,
  });
  await subject.close();
  return {
    group: 'CPU per poll, bare loop = 1',
    name: `${workload.name}, ${how}`,
    value: compared.ratio,
    unit: 'ratio',
    ...(atMost !== undefined && { atMost }),
    detail: `${compared.pollMs.toFixed(3)} ms, bare ${compared.bareMs.toFixed(3)} ms, ${compared.rounds} rounds`,
  };
}
