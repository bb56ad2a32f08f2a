import type { Clock } from '#src/platform/clock.ts';

/** Counts what may be done so often within a time, by all who share the limit. */
export interface Allowance {
  /** Whether one more may be done, of so many within so long. Then it is counted. */
  take(name: string, most: number, withinMs: number): Promise<boolean>;
}

export function createAllowance(clock: Pick<Clock, 'monotonic'>): Allowance {
  const taken = new Map<string, readonly number[]>();
  return {
    async take(name, most, withinMs) {
      const now = clock.monotonic();
      const lately = (taken.get(name) ?? []).filter((at) => now - at < withinMs);
      const isFree = lately.length < most;
      taken.set(name, isFree ? [...lately, now] : lately);
      return isFree;
    },
  };
}
