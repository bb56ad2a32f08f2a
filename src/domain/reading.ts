import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

/** Where a status comes from: the exchange's own word, our probe, or a conclusion from other services. */
export type Basis = 'official' | 'measured' | 'inferred';

/**
 * The nature of a reading, which decides how much confirming it needs and what its absence means.
 *
 * - `word`: the exchange says so deliberately and keeps saying it (status page, system status).
 *   One reading confirms; no longer said means over.
 * - `flag`: one of many switches (a coin's withdrawals, a pair's trading). Two that agree confirm;
 *   no longer listed means delisted.
 * - `probe`: we asked and it did or did not answer. Three confirm a failure, two a recovery.
 * - `statement`: said once, at `statedAt` (an announcement). It stands until it is overtaken.
 */
export type Signal = 'word' | 'flag' | 'probe' | 'statement';

/** Statuspage's words for the life of a scheduled maintenance, and `canceled`. */
export type MaintenancePhase = 'scheduled' | 'in_progress' | 'verifying' | 'completed' | 'canceled';

/** A planned window. Times are epoch milliseconds; `null` where the exchange does not say. */
export interface Window {
  /** The exchange's own id for it, stable while it is moved; unique within its source. */
  readonly id: string;
  readonly phase: MaintenancePhase;
  readonly from: number | null;
  readonly until: number | null;
  readonly title: string;
}

/** How much of a service is hit, where it has parts: `withdrawals` of 312 of 340 coins. */
export interface Extent {
  readonly hit: number;
  readonly of: number;
  /** The parts that are hit, majors first, bounded to what a message can show. */
  readonly parts: readonly ServicePath[];
}

/** What one source said of one service at one time. */
export interface Reading {
  readonly service: ServicePath;
  /** The status now: of a service whose maintenance is only planned, that is `operational`. */
  readonly status: Status;
  readonly basis: Basis;
  readonly signal: Signal;
  /** One line, in the source's words where it has words. It comes from outside: escape it to show it. */
  readonly evidence: string;
  /** The evidence is what the exchange wrote for people to read. Otherwise it is technical, or ours. */
  readonly spoken?: true;
  readonly link?: string;
  /** When the exchange expects it to be over, epoch milliseconds. */
  readonly eta?: number;
  readonly window?: Window;
  /** When the exchange said it, epoch milliseconds. Statements always have it. */
  readonly statedAt?: number;
  /** When it began, epoch milliseconds, where that is known better than by when it was read. */
  readonly since?: number;
  /** The exchange's own id of the incident or post behind the reading; of an inferred one, what it follows from. */
  readonly ref?: string;
  /**
   * The source lists only what is not well (halted pairs), so that what it no longer lists works again. It is asked
   * for as often as a flag is.
   */
  readonly listsTroubleOnly?: true;
  /** Only some accounts are concerned. */
  readonly accounts?: 'some';
  /** Of an inferred reading: what it follows from. */
  readonly extent?: Extent;
}
