/** One line of the table: what was measured, and what it should be. */
export interface Measurement {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly unit: 'ratio' | 'ms' | 'share' | 'count';
  /** At most this; absent where there is no target. */
  readonly atMost?: number;
  /** What else is worth knowing, such as both sides of a ratio. */
  readonly detail: string;
}

export type TargetMet = 'met' | 'missed' | 'no target';

export function targetMet({ atMost, value }: Measurement): TargetMet {
  if (atMost === undefined) return 'no target';
  return value <= atMost ? 'met' : 'missed';
}
