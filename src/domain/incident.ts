import type { ServiceEnding } from './ending.ts';
import type { Evidence } from './evidence.ts';
import type { Basis, Extent, Window } from './reading.ts';
import type { Component, ServicePath, Services } from './service.ts';
import type { Status } from './status.ts';

export interface TimelineEntry {
  readonly at: number;
  readonly kind: NoticeKind;
  readonly status: Status;
  readonly change?: Change;
  /** The name of the engine's rule that decided. */
  readonly rule?: string;
}

/** What several services fell by, so that what is said or seen of it later belongs to the same incident. */
export interface Cause {
  /** Page incidents, events and posts: the source's id and the exchange's own, as `status-page#abc`. */
  readonly refs: readonly string[];
  /** The lists, pages and probes that showed it, by source. */
  readonly sources: readonly string[];
}

/** One service of an incident. Times are epoch milliseconds. */
export interface IncidentPart {
  readonly service: ServicePath;
  /** Its status now; `operational` once it is back. */
  readonly status: Status;
  readonly since: number;
  readonly sinceKnown: boolean;
  /** How often it went down, the first time included. */
  readonly downs: number;
  /** When it was seen to work again, where it does. */
  readonly backAt?: number;
  /** Of coins that fell together and are told under their component's name: which they are. */
  readonly members?: readonly ServicePath[];
  /**
   * A wider trouble explains it for now: of another incident (`elsewhere`), or of this one (`here`), which then is told
   * of in its place until it falls by itself.
   */
  readonly absorbed?: 'here' | 'elsewhere';
}

/**
 * From the first confirmed trouble of some services with one cause to their lasting recovery, flaps included. Every
 * service in trouble is in exactly one incident. Times are epoch milliseconds.
 */
export interface Incident {
  readonly id: string;
  /** The services of its parts, the leading one first. */
  readonly services: Services;
  readonly parts: readonly IncidentPart[];
  readonly cause: Cause;
  /** The worst of its parts now; `operational` while it waits out the flap window. */
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
  /** A greater outage left it behind: its beginning was told with that. */
  readonly leftBehind?: true;
  /** A wider trouble explains all of it for now; what it remembers counts again when that is over. */
  readonly absorbed?: true;
  /** What it stands on is out of sight: how it was when last known, and when that was. Nobody is told. */
  readonly lastHeardAt?: number;
  /** It was closed without a recovery that anybody saw: nothing was heard of it for too long, or it is closed for good. */
  readonly lapsed?: true;
  readonly evidence: readonly Evidence[];
  readonly extent?: Extent;
  /** Of coins that were halted together, too few to be their component's trouble: which they are. */
  readonly members?: readonly ServicePath[];
  readonly eta?: number;
  /** The ETA that its passing was told of. */
  readonly etaPassed?: number;
  /** Majors (BTC, ETH, …) of a halted component that were told to be halted and are not back yet. */
  readonly majors?: readonly ServicePath[];
  /** Narrower services that the exchange has said are back, though the rest is not. */
  readonly resumed?: readonly ServicePath[];
  /** The exchange has announced that it is back, while its own lists still say otherwise. */
  readonly disputed?: true;
  readonly regions?: readonly string[];
  readonly accounts?: 'some';
  /** The name of the engine's rule that decided its status. */
  readonly rule?: string;
  /** Number of notices so far; numbers the next one's id. */
  readonly notices: number;
  readonly timeline: readonly TimelineEntry[];
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

/**
 * How one service of a notice fares. Where `status` is not `previous`, this notice is its news: who follows that
 * service alone is told then, in its own terms, and is not told of what happens to the others.
 */
export interface NoticePart {
  readonly service: ServicePath;
  readonly status: Status;
  /** What was last told of it. */
  readonly previous: Status;
  readonly since: number;
  /** Where it is back: how long it was down, in milliseconds. */
  readonly durationMs?: number;
  /** Where it is back and nobody saw when: it was still down when it was last seen, at this time. */
  readonly downAt?: number;
}

/** One thing worth telling. It holds all that a message needs, so that it can be told without its state. */
export interface Notice {
  /** The incident's or maintenance's id and a running number: the same decision has the same id. */
  readonly id: string;
  readonly kind: NoticeKind;
  /** Of a `changed`: what did. */
  readonly change?: Change;
  readonly at: number;
  /** All that it is about, the leading one first. */
  readonly services: Services;
  /** Of an incident: each of its services, and how it fares. */
  readonly parts?: readonly NoticePart[];
  /**
   * Of a `refresh`: services, or coins of a group, that fell only now, which is too small to be news for all. Who
   * follows just those was told nothing so far, and is told of them as of a beginning.
   */
  readonly joined?: readonly ServicePath[];
  /** What works again, where others do not: services of the incident, or narrower ones that were named. */
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
  /** Of an end that nobody saw: it was over at `at` at the latest. */
  readonly endedAtLatest?: true;
  /** Of an end that nobody saw: it was still down when it was last seen, at this time, and came back some time after. */
  readonly downAt?: number;
  /** Of a return, or of an end of flapping: how long it had worked, or has worked, in milliseconds. */
  readonly upMs?: number;
  /** How often it went down, the first time included. */
  readonly downs?: number;
  /** For `resolved`: how long it lasted, from `since` to the recovery, in milliseconds. */
  readonly durationMs?: number;
  readonly evidence: readonly Evidence[];
  readonly extent?: Extent;
  /** The end of what a greater outage left behind: its beginning was told with that. */
  readonly leftBehind?: true;
  /** It was closed though nobody saw it come back, and nothing more is told of it. */
  readonly lapsed?: true;
  /** Components of the exchange that work all the same. */
  readonly stillWorking: readonly Component[];
  readonly eta?: number;
  /** What was expected before the expectation changed. */
  readonly previousEta?: number;
  readonly window?: Window;
  /** The times of a maintenance before it was moved. */
  readonly previousWindow?: { readonly from: number | null; readonly until: number | null };
  /** Of a maintenance: it was announced before it began. */
  readonly planned?: true;
  /** Of a maintenance: its time has come, and nothing says or shows yet that it has begun. */
  readonly plannedOnly?: true;
  /** Of an `ending_scheduled`: what ends when. */
  readonly endings?: readonly ServiceEnding[];
  /** Where it holds, where not everywhere: ISO 3166 codes, or the exchange's own word. */
  readonly regions?: readonly string[];
  /** Only some accounts are concerned. */
  readonly accounts?: 'some';
}

/** Something to tell (`notice`), or a message already told that should show what is now known (`refresh`). */
export type OutboxItem =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'refresh'; readonly notice: Notice };
