import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

/** Where a status comes from: the exchange's own word, our probe, or a conclusion from other services. */
export type Basis = 'official' | 'measured' | 'inferred';

/**
 * The nature of a reading, which decides how much confirming it needs and what its absence means.
 *
 * - `word`: the exchange says so deliberately and keeps saying it (status page, system status).
 *   One reading confirms. No longer said: see `ref`.
 * - `flag`: one of many switches (a coin's withdrawals, a pair's trading). Two that agree confirm;
 *   no longer listed means out of sight, and never back.
 * - `probe`: we asked and it did or did not answer. Three confirm a failure, two a recovery.
 * - `statement`: said once, at `statedAt` (an announcement). It stands until it is overtaken. One about the whole
 *   reaches its parts; a part's own newer one wins.
 */
export type Signal = 'word' | 'flag' | 'probe' | 'statement';

/** Statuspage's words for the life of a scheduled maintenance, and `canceled`. */
export type MaintenancePhase = 'scheduled' | 'in_progress' | 'verifying' | 'completed' | 'canceled';

/** A planned window. Times are epoch milliseconds; `null` where the exchange does not say. */
export interface Window {
  /**
   * The exchange's own id for it, stable while it is moved; unique within its source. A later post that moves,
   * cancels or completes what another one planned has an id of its own: the engine finds what it is about by the
   * services of its readings, by `was`, and by the times.
   */
  readonly id: string;
  readonly phase: MaintenancePhase;
  readonly from: number | null;
  readonly until: number | null;
  readonly title: string;
  /**
   * Set where the words are about a window told of before, which they give a new time, call off or end: its id where
   * they name it (an id, or a link to its post), `true` where they only say so ("postponed", "is completed").
   */
  readonly amends?: string | true;
  /** Only the day of `from` is known, so that its begin shows and is not told by the clock. */
  readonly dayOnly?: true;
  /** The begin that a moved window had before, where the words repeat it. */
  readonly was?: number;
}

/**
 * Something that the exchange gives up for good: a delisted coin, a rail, a country, a quote currency. It is neither
 * maintenance nor outage: it is told once to those who follow it by name, and what then closes is silent.
 */
export interface Ending {
  /** The exchange's own id of the post; readings with the same one are one story. */
  readonly id: string;
  /** When this service ends, epoch milliseconds; `null` where nothing is said. */
  readonly at: number | null;
  readonly title: string;
}

/** How much of a service is hit, where it has parts: `withdrawals` of 312 of 340 coins. */
export interface Extent {
  readonly hit: number;
  readonly of: number;
  /** The parts that are hit, majors first, bounded to what a message can show. */
  readonly parts: readonly ServicePath[];
}

/** How and when a source said something. */
export interface Wording {
  /** One line, in the source's words where it has words. It comes from outside: escape it to show it. */
  readonly evidence: string;
  /** The evidence is what the exchange wrote for people to read. Otherwise it is technical, or ours. */
  readonly spoken?: true;
  readonly link?: string;
  /** When the exchange expects it to be over, epoch milliseconds. */
  readonly eta?: number;
  /** When the exchange said it, epoch milliseconds. Statements always have it. */
  readonly statedAt?: number;
  /**
   * The exchange's own id of the incident, event or post behind the reading; of an inferred one, the sources that it
   * follows from. What is said under one id has one cause. A `word` with an id that leaves a list that is otherwise
   * whole is over; a `word` without one that is no longer listed has gone out of sight.
   */
  readonly ref?: string;
}

/** What one source said of one service at one time. */
export interface Reading extends Wording {
  readonly service: ServicePath;
  /** The status now: of a service whose maintenance is only planned, that is `operational`. */
  readonly status: Status;
  readonly basis: Basis;
  readonly signal: Signal;
  readonly window?: Window;
  /** When it began, epoch milliseconds, where that is known better than by when it was read. */
  readonly since?: number;
  /**
   * The source lists only what is not well (halted pairs), so that what it no longer lists works again. It is asked
   * for as often as a flag is.
   */
  readonly listsTroubleOnly?: true;
  /**
   * Of a statement: when the post took its present text, where it is known to have had another. An edited post is a
   * new word from then on. Without it the engine takes a changed `evidence` under the same `ref` and `statedAt` for
   * an edit, and dates it by when it was read; so the evidence has to hold the words that changed.
   */
  readonly editedAt?: number;
  /** Parts that the reading does not speak of: "all withdrawals except BTC". Full service paths. */
  readonly except?: readonly ServicePath[];
  /**
   * Where it holds, where not everywhere: ISO 3166 codes, or the exchange's own word. Such a reading is told as that,
   * and changes nobody else's status.
   */
  readonly regions?: readonly string[];
  /** Only some accounts are concerned. */
  readonly accounts?: 'some';
  /** Set where it is about an end for good. Its status is `operational`, and says nothing of the service. */
  readonly ending?: Ending;
  /** Of an inferred reading: what it follows from, and by which rule. */
  readonly extent?: Extent;
  readonly rule?: string;
  /** Of what was measured from several places: those that see it. */
  readonly seenFrom?: readonly string[];
}
