import { median } from './median.ts';

export interface ComparedCpu {
  /** Processor time of one poll, user and system, in milliseconds: the median of the rounds. */
  readonly pollMs: number;
  readonly bareMs: number;
  /** Of the two. */
  readonly ratio: number;
  readonly rounds: number;
}

export interface Contest {
  readonly poll: () => Promise<void>;
  readonly bare: () => Promise<void>;
  /** How many of each make a round: enough that every round has its share of collected garbage. */
  readonly perRound: number;
  readonly budgetMs: number;
}

const MIN_ROUNDS = 5;
const WARM_UP_MS = 700;

/** Runs both in turns, so that what else the machine does weighs on both alike. */
export async function compareCpu({ bare, budgetMs, perRound, poll }: Contest): Promise<ComparedCpu> {
  // The first rounds compile and fill caches.
  const warmUntil = performance.now() + WARM_UP_MS;
  while (performance.now() < warmUntil) {
    await cpuOf(poll, perRound);
    await cpuOf(bare, perRound);
  }
  const rounds: { readonly pollMs: number; readonly bareMs: number }[] = [];
  const until = performance.now() + budgetMs;
  while (rounds.length < MIN_ROUNDS || performance.now() < until) {
    // Who goes first pays for the other's garbage, so they take turns.
    if (rounds.length % 2 === 0) {
      const pollMs = await cpuOf(poll, perRound);
      rounds.push({ pollMs, bareMs: await cpuOf(bare, perRound) });
    } else {
      const bareMs = await cpuOf(bare, perRound);
      rounds.push({ pollMs: await cpuOf(poll, perRound), bareMs });
    }
  }
  const pollMs = median(rounds.map((round) => round.pollMs));
  const bareMs = median(rounds.map((round) => round.bareMs));
  return { pollMs, bareMs, ratio: pollMs / bareMs, rounds: rounds.length };
}

/** Processor time of one of `times` runs, in milliseconds. */
async function cpuOf(run: () => Promise<void>, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i += 1) await run();
  const { system, user } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}
