/** How the process does at a time. */
export interface Sample {
  /** Hours lived. */
  readonly hour: number;
  readonly rssMb: number;
  /** After a collection. */
  readonly heapMb: number;
  readonly handles: number;
  readonly databaseMb: number;
  /** Event loop delay since the last sample, 99th percentile, in milliseconds. */
  readonly delayMs: number;
  readonly polls: number;
}

/** What may grow from the second third of a run to its last: more is a leak. */
const LIMITS = {
  rssMb: { factor: 1.15, plus: 16 },
  heapMb: { factor: 1.15, plus: 6 },
  handles: { factor: 1.1, plus: 10 },
  databaseMb: { factor: 2, plus: 4 },
} as const;

/** What leaks, a sentence for each. The first third warms up. */
export function leaksIn(samples: readonly Sample[]): string[] {
  const third = Math.floor(samples.length / 3);
  if (third === 0) return ['The run was too short to tell; let it live longer.'];
  const middle = samples.slice(third, 2 * third);
  const last = samples.slice(2 * third);
  return Object.entries(LIMITS).flatMap(([name, { factor, plus }]) => {
    const key = name as keyof typeof LIMITS;
    const before = median(middle.map((sample) => sample[key]));
    const after = median(last.map((sample) => sample[key]));
    return after > before * factor + plus
      ? [`${name} grew from ${before.toFixed(1)} to ${after.toFixed(1)}.`]
      : [];
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
