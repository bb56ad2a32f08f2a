/**
 * How a language tells times. All are sources of regular expressions, matched without regard to case, or alternatives
 * for one. Named groups hold the parts: `y m d month` of a date, `h min min2 half ap` of a clock, `low high more half
 * unit` of a duration.
 */
export interface TimeWords {
  readonly numerals: Readonly<Record<string, number>>;
  readonly dates: readonly string[];
  /** Where it stands behind "3/6", that is the sixth of March. Elsewhere it may be June. */
  readonly afterSlashedDate: string;
  readonly days: readonly (readonly [words: string, days: number])[];
  readonly clocks: readonly string[];
  readonly noon: string;
  readonly midnight: string;
  readonly morning: string;
  readonly afternoon: string;
  readonly durations: readonly string[];
  readonly units: readonly (readonly [unit: string, ms: number])[];
  /** What may stand between the parts of one length: "2 hours and 30 minutes". */
  readonly andLength: string;
  /** Zones by what texts call them: an IANA name, or minutes east of UTC. */
  readonly zones: readonly (readonly [words: string, zone: string | number])[];
  /** What may stand between the parts of one time. */
  readonly glue: string;
  readonly range: string;
  readonly untilBefore: string;
  readonly fromBefore: string;
  readonly untilAfter: string;
  readonly fromAfter: string;
  readonly ago: string;
  /** Behind a length: so late something comes. */
  readonly lateAfter: string;
  /** Behind a length: it counts from now on. */
  readonly ahead: string;
  /** What leads to the time that a plan is moved to. */
  readonly movedTo: string;
  /** What leads to a time that no longer holds: "originally scheduled for". */
  readonly voidBefore: string;
  /** What follows on such a time: "has been postponed". */
  readonly voidAfter: string;
  /** Labels of structured posts before a time: "暂停时间:". */
  readonly fields: {
    readonly from: string;
    readonly until: string;
    readonly window: string;
    /** Of a time that no longer holds, alone or before one of these: "before the change:", "old end time:". */
    readonly void: string;
    /** Of the time that holds now, alone or before one of these: "after the change:", "new end time:". */
    readonly changed: string;
  };
}
