import type { Evidence, Incident, Maintenance } from '#src/domain/incident.ts';
import type { OutcomeKind } from '#src/domain/outcome.ts';
import type { Basis } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

/** One component of an exchange as it stands now. Times are epoch milliseconds. */
export interface ComponentView {
  readonly component: string;
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
  readonly sinceKnown: boolean;
  readonly basis: Basis;
  /** The line of evidence that decides. It comes from outside. */
  readonly text?: string;
  /** How many of its parts are in trouble, where it has parts. */
  readonly hit?: number;
  readonly of?: number;
  /** Parts that have been closed for so long that they are no outage. */
  readonly closedForLong: number;
}

/** How reading a source goes. */
export interface SourceView {
  readonly id: string;
  readonly outcome: OutcomeKind;
  readonly message: string;
  /** When it last said something; 0 for never. */
  readonly okAt: number;
  readonly checkedAt: number;
  /** Its word still counts. */
  readonly fresh: boolean;
}

/** All that `/status` shows of an exchange. */
export interface ExchangeView {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  /** A sentence, of an exchange that is neither up nor down any more. */
  readonly retired?: string;
  readonly components: readonly ComponentView[];
  /** The open ones. */
  readonly incidents: readonly Incident[];
  /** Scheduled, started or overrun. */
  readonly maintenances: readonly Maintenance[];
  readonly sources: readonly SourceView[];
  /** When any source last said something; 0 for never. */
  readonly freshAt: number;
}

export interface PartView {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
}

/** All that `/status` shows of one service. */
export interface ServiceView {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
  readonly sinceKnown: boolean;
  readonly basis: Basis;
  readonly evidence: readonly Evidence[];
  /** It has been closed since then, which is long enough to be no outage. */
  readonly closedSince?: number;
  /** The parts in trouble, worst first, of how many. */
  readonly parts?: { readonly hit: number; readonly of: number; readonly list: readonly PartView[] };
  readonly incidents: readonly Incident[];
}
