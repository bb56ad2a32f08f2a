import type { Basis, Extent, Signal, Window } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

/** Why we believe something: a source's line, when it began to say it, and where to read it. */
export interface Evidence {
  readonly source: string;
  readonly basis: Basis;
  readonly status: Status;
  readonly text: string;
  readonly since: number;
  readonly link?: string;
}

export interface TimelineEntry {
  readonly at: number;
  readonly kind: NoticeKind;
  readonly status: Status;
  readonly text: string;
}

/** From the first confirmed trouble of a service to its lasting recovery, flaps included. Times are epoch ms. */
export interface Incident {
  readonly id: string;
  readonly service: ServicePath;
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
  /** A contradiction worth showing, such as a "resumed" while flags still say halted. */
  readonly remark?: string;
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
  'maintenance_started',
  'maintenance_ended',
  'maintenance_overrun',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One thing worth telling. It holds all that a message needs, so that it can be told without its state. */
export interface Notice {
  /** The incident's or maintenance's id and a running number: the same decision has the same id. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: number;
  readonly service: ServicePath;
  /** Of coins that were halted together, told under their component's name: which they are. */
  readonly members?: readonly ServicePath[];
  /** The exchange's name as people write it: `Binance`. */
  readonly exchangeName: string;
  /** The other services that it is about: a maintenance of deposits *and* withdrawals is told once. */
  readonly also: readonly ServicePath[];
  readonly status: Status;
  readonly previous: Status;
  readonly basis: Basis;
  readonly unconfirmed: boolean;
  /** One plain sentence without markup, such as "Binance withdrawals are down". */
  readonly summary: string;
  /** The incident's or maintenance's id. */
  readonly incident: string;
  readonly since: number;
  readonly sinceKnown: boolean;
  /** For `resolved`: how long it lasted, from `since` to the recovery, in milliseconds. */
  readonly durationMs?: number;
  readonly evidence: readonly Evidence[];
  readonly extent?: Extent;
  /** The end of what a greater outage left behind: its beginning was told with that. */
  readonly leftBehind?: true;
  /** Components of the exchange that work all the same. */
  readonly stillWorking: readonly string[];
  readonly eta?: number;
  readonly window?: Window;
  readonly remark?: string;
}

/** Something to tell (`notice`), or a message already told that should show what is now known (`refresh`). */
export type OutboxItem =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'refresh'; readonly notice: Notice };
