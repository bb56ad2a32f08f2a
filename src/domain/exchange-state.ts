import type { EndingPlan } from '#src/domain/ending.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident, OutboxItem } from '#src/domain/incident.ts';
import type { OutcomeKind } from '#src/domain/outcome.ts';
import type { Basis, Extent, Signal, Wording } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

/** What one source, once confirmed, says of one service. Times are epoch milliseconds. */
export interface Claim extends Wording {
  readonly status: Status;
  /** When it began to say so: the time of the first reading that did. */
  readonly since: number;
  readonly basis: Basis;
  readonly signal: Signal;
  readonly extent?: Extent;
  /** It has said so ever since it was first read: a baseline, not a change. */
  readonly baseline?: true;
  /** It was last heard before a gap, so the change fell somewhere after this time. */
  readonly afterGap?: number;
  /** No longer listed since then, which is no recovery: this is how it was when last seen. */
  readonly unseenSince?: number;
  /** Of a statement: when its post was edited to say this. */
  readonly editedAt?: number;
  /** Of a statement of trouble: what the exchange keeps saying has gone through the trouble and back. */
  readonly overtaken?: true;
  readonly listsTroubleOnly?: true;
  readonly except?: readonly ServicePath[];
  readonly accounts?: 'some';
  /** Of an inferred claim: the rule of the roll-up that made it. */
  readonly rule?: string;
  /** Of what was measured from several places: those that see it. */
  readonly seenFrom?: readonly string[];
  /** A different status that is not confirmed yet. */
  readonly doubt?: Doubt;
}

/** A change that was not said often enough yet. */
export interface Doubt extends Wording {
  readonly status: Status;
  readonly since: number;
  readonly count: number;
  readonly afterGap?: number;
}

/** The claims of one voice about a few coins. */
export type Shelf = Readonly<Record<ServicePath, Claim>>;

/** All that one voice claims, spread over shelves (`claims.ts`). */
export type Claims = readonly Shelf[];

/** How reading a source goes: for the operator, for freshness, and for `/status`. */
export interface SourceState {
  readonly outcome: OutcomeKind;
  /** Its list lacks most of what it had, which makes it broken. */
  readonly lostRows?: true;
  /** Since when the outcome has been this one. */
  readonly since: number;
  readonly checkedAt: number;
  /** When it last said something; 0 for never. */
  readonly okAt: number;
  /** When it last was a failed probe whose failure is proven to be its own, which is evidence as well. */
  readonly failedAt?: number;
}

/** All that is remembered of one exchange: written whole, by its poller alone. */
export interface ExchangeState {
  readonly exchange: string;
  readonly updatedAt: number;
  readonly sources: Readonly<Record<string, SourceState>>;
  /**
   * By voice: a source's id, or `id@GB+IE` for what that source says of some countries alone.
   */
  readonly claims: Readonly<Record<string, Claims>>;
  /** Open, or within the flap window. */
  readonly incidents: readonly Incident[];
  readonly maintenances: readonly Maintenance[];
  /** What ends for good, and is remembered so that its closing is no outage. */
  readonly endings: readonly EndingPlan[];
  /** Decided and not yet handed to the dispatcher. */
  readonly outbox: readonly OutboxItem[];
}

export function emptyExchangeState(exchange: string): ExchangeState {
  return {
    exchange,
    updatedAt: 0,
    sources: {},
    claims: {},
    incidents: [],
    maintenances: [],
    endings: [],
    outbox: [],
  };
}
