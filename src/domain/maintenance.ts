import type { Signal, Window } from './reading.ts';
import type { ServicePath } from './service.ts';

/** A planned window as the engine knows it, over one or more services. */
export interface Maintenance {
  readonly id: string;
  readonly source: string;
  readonly services: readonly ServicePath[];
  readonly window: Window;
  readonly link?: string;
  readonly firstSeenAt: number;
  /** A statement says it once; a word keeps saying it, so that its absence means something. */
  readonly signal: Signal;
  /**
   * `planned_now`: its time has come, and nothing says or shows yet that it has begun. `started`: something does.
   */
  readonly stage: 'scheduled' | 'planned_now' | 'started' | 'overrun' | 'ended';
  readonly stageSince: number;
  /** When it began, where the plan names no hour, or was not kept to. */
  readonly startedAt?: number;
  /** Whether its course is told. What already ran when first seen is known, and not told. */
  readonly told: boolean;
  /** The times that were last told, so that a move can be. */
  readonly announced?: { readonly from: number | null; readonly until: number | null };
  /** Of one that runs: the end that was last told, so that its moving can be. */
  readonly toldUntil?: number;
  /** What it covers was seen to stop, so that its coming back ends it. */
  readonly sawTrouble?: true;
  /** Windows of other posts, pages and lists that are the same one, as `source#id`; what they say counts here. */
  readonly also?: readonly string[];
  readonly regions?: readonly string[];
  readonly notices: number;
}
