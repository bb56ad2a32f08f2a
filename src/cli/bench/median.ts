/** The middle of some numbers, at least one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest of the numbers that a share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
