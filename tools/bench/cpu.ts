/** Processor time of a task in milliseconds, what collecting its rubbish takes beside it included. */
export function cpuOf(task: () => void): number {
  const before = process.cpuUsage();
  task();
  const { system, user } = process.cpuUsage(before);
  return (system + user) / 1_000;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
