/**
 * The numbers that the engine decides by. Durations are milliseconds, shares are 0…1.
 * `config/downtick.yaml` holds them with a sentence each, and an exchange's file can override them.
 */
export interface Policy {
  /** Readings that must agree before a change counts. */
  readonly confirm: {
    readonly word: number;
    readonly flag: number;
    readonly probeFailure: number;
    readonly probeRecovery: number;
  };
  /** How soon a suspicious reading is read again, one entry for each further try. */
  readonly rereadMs: readonly number[];
  /** Without a fresh reading for so long, a source's claims are `unknown`. At least five of its cadences. */
  readonly staleMs: number;
  /** Down again within this time after a recovery is the same incident. */
  readonly flapWindowMs: number;
  /** From this round trip on an incident is flapping. */
  readonly flapRoundTrips: number;
  /** A flag that has been closed for so long is closed for good: no outage any more. */
  readonly longClosedMs: number;
  /** A statement that nothing repeats, updates or contradicts is what was last heard, no longer what holds. */
  readonly statementTtlMs: number;
  /** What was in trouble when last seen or heard, and of which nothing is known since, is closed without a word. */
  readonly lastKnownMs: number;
  /** What falls within this time by one cause is one incident. */
  readonly togetherMs: number;
  /** How long what the exchange announces and what it shows may differ before both are told. */
  readonly disputeGraceMs: number;
  /** An ETA that moves by at least this much is worth a notice. */
  readonly etaShiftMs: number;
  /** How late a maintenance may end before that is told. */
  readonly overrunGraceMs: number;
  /** What stops so long before an announced window that covers it has begun it early. */
  readonly earlyStartMs: number;
  readonly rollUp: {
    /** Coins whose halt hits most people. */
    readonly majors: readonly string[];
    /** Share of the coins (or pairs) in trouble from which the whole component is partly, and fully, out. */
    readonly partialShare: number;
    readonly majorShare: number;
    /** How many majors in trouble at once make the component partly out; all of them make it fully out. */
    readonly partialMajors: number;
    /** Fewer parts in trouble than this are never more than those parts. */
    readonly minParts: number;
    /** Share of a network's coins in trouble from which the network is. */
    readonly networkShare: number;
  };
  readonly ownNetwork: {
    /** Share of the hosts that fail at once from which the failure is ours. */
    readonly share: number;
    /** With fewer hosts than this nobody can tell. */
    readonly minHosts: number;
  };
}
