import type { Basis, Extent, Signal, Window } from '#src/domain/reading.ts';
import type { Component, ServicePath, Services } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import type { Venue } from '#src/domain/venue.ts';

/** Why we believe something: what was said or seen of a service, where, and since when. Times are epoch ms. */
export interface Evidence {
  /** The source's id, for the operator. */
  readonly source: string;
  readonly venue: Venue;
  readonly service: ServicePath;
  readonly basis: Basis;
  readonly status: Status;
  readonly since: number;
  /** When the exchange said it. */
  readonly statedAt?: number;
  readonly link?: string;
  /** The exchange's words, where they are words for people. They come from outside. */
  readonly quote?: string;
  /** How many of its parts are hit, of how many. */
  readonly count?: { readonly hit: number; readonly of: number };
  /** A technical line, such as the value of a switch: for the operator. It comes from outside. */
  readonly detail?: string;
}

export interface TimelineEntry {
  readonly at: number;
  readonly kind: NoticeKind;
  readonly status: Status;
  readonly change?: Change;
}

/** From the first confirmed trouble of a service to its lasting recovery, flaps included. Times are epoch ms. */
export interface Incident {
  readonly id: string;
  readonly services: Services;
  /** Its status now; `operational` while it waits out the flap window. */
  readonly status: Status;
  readonly worst: Status;
  readonly basis: Basis;
  /** The exchange says that all is well while our probes fail. */
  readonly unconfirmed: boolean;
  readonly since: number;
  /** False when it began while nobody looked: "down since before …". */
  readonly sinceKnown: boolean;
  readonly openedAt: number;
  /** When the running down or up phase began. */
  readonly phaseSince: number;
  /** How often it went down, the first time included. */
  readonly downs: number;
  readonly flapping: boolean;
  /** Whether anybody was told. What was down when first seen is known, and not told. */
  readonly told: boolean;
  readonly evidence: readonly Evidence[];
  readonly extent?: Extent;
  /** Of coins that were halted together, too few to be their component's trouble: which they are. */
  readonly members?: readonly ServicePath[];
  readonly eta?: number;
  /** The exchange has announced that it is back, while its own lists still say otherwise. */
  readonly disputed?: true;
  /** Number of notices so far; numbers the next one's id. */
  readonly notices: number;
  readonly timeline: readonly TimelineEntry[];
}

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
  readonly stage: 'scheduled' | 'started' | 'overrun' | 'ended';
  readonly stageSince: number;
  /** Whether its course is told. What already ran when first seen is known, and not told. */
  readonly told: boolean;
  /** The times that were last told, so that a move can be. */
  readonly announced?: { readonly from: number | null; readonly until: number | null };
  /** What it covers was seen to stop, so that its coming back ends it. */
  readonly sawTrouble?: true;
  readonly notices: number;
}

export const NOTICE_KINDS = [
  'opened',
  'changed',
  'reopened',
  'resolved',
  'flapping',
  'maintenance_scheduled',
  'maintenance_moved',
  'maintenance_started',
  'maintenance_ended',
  'maintenance_canceled',
  'maintenance_overrun',
  'ending_scheduled',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What it is that `changed`. */
export const CHANGES = [
  'worse',
  'better',
  'partly_back',
  'majors_back',
  'eta_given',
  'eta_moved',
  'eta_passed',
  'disputed',
  'steady',
  'maintained',
] as const;

export type Change = (typeof CHANGES)[number];

/** One thing worth telling. It holds all that a message needs, so that it can be told without its state. */
export interface Notice {
  /** The incident's or maintenance's id and a running number: the same decision has the same id. */
  readonly id: string;
  readonly kind: NoticeKind;
  /** Of a `changed`: what did. */
  readonly change?: Change;
  readonly at: number;
  /** All that it is about. */
  readonly services: Services;
  /** Those of the services that work again, where others do not. */
  readonly back?: readonly ServicePath[];
  /** Of coins that were halted together, told under their component's name: which they are. */
  readonly members?: readonly ServicePath[];
  /** The exchange's name as people write it: `Binance`. */
  readonly exchangeName: string;
  readonly status: Status;
  readonly previous: Status;
  readonly basis: Basis;
  readonly unconfirmed: boolean;
  /** The exchange has announced that it is back, while its own lists still say otherwise. */
  readonly disputed: boolean;
  /** The name of the engine's rule that decided. */
  readonly rule?: string;
  /** The incident's or maintenance's id. */
  readonly incident: string;
  readonly since: number;
  readonly sinceKnown: boolean;
  /** Of a beginning that nobody saw: it worked when it was last seen, at this time. */
  readonly workedAt?: number;
  /** Of an end that nobody saw: it was over at this time at the latest. */
  readonly endedAtLatest?: true;
  /** How often it went down, the first time included. */
  readonly downs?: number;
  /** For `resolved`: how long it lasted, from `since` to the recovery, in milliseconds. */
  readonly durationMs?: number;
  readonly evidence: readonly Evidence[];
  readonly extent?: Extent;
  /** The end of what a greater outage left behind: its beginning was told with that. */
  readonly leftBehind?: true;
  /** Components of the exchange that work all the same. */
  readonly stillWorking: readonly Component[];
  readonly eta?: number;
  /** What was expected before the expectation changed. */
  readonly previousEta?: number;
  readonly window?: Window;
  /** The times of a maintenance before it was moved. */
  readonly previousWindow?: { readonly from: number | null; readonly until: number | null };
  /** Where it holds, where not everywhere: ISO 3166 codes. */
  readonly regions?: readonly string[];
  /** Only some accounts are concerned. */
  readonly accounts?: 'some';
}

/** Something to tell (`notice`), or a message already told that should show what is now known (`refresh`). */
export type OutboxItem =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'refresh'; readonly notice: Notice };
