import { urgencyOf, URGENCY } from '#src/delivery/urgency.ts';
import type { Attempt, Delivery } from '#src/domain/delivery.ts';

import { supersede } from './supersede.ts';

/** A delivery that waits in a lane. Times of this kind are monotonic. */
export interface Waiting {
  readonly delivery: Delivery;
  /** When it began to wait. */
  readonly sinceMs: number;
  /** That it was tried before, by this process or an earlier one. */
  tried?: Tried | undefined;
  /** Of an end: a beginning of its incident was superseded by it. */
  isSummary?: true;
}

export interface Tried {
  readonly attempt: Attempt;
  /** When, by this process; absent after a restart. */
  readonly atMs?: number;
}

/** Why nothing is sent to an address for the moment. */
export interface Hold {
  readonly cause: 'busy' | 'trouble' | 'closed' | 'store';
  readonly untilMs: number;
  /** Not before then, even if things look up elsewhere. */
  readonly earliestMs: number;
}

/** What waits for one address: messages in their order, and edits of what was posted. */
export interface Lane {
  readonly address: string;
  readonly guildId: string;
  notices: Waiting[];
  /** By incident: of several states of one message only the newest is worth showing. */
  readonly refreshes: Map<string, Waiting>;
  isBusy: boolean;
  hold?: Hold | undefined;
  editsFromMs: number;
  /** Failed tries in a row. */
  failures: number;
  /** How often in a row the address was found closed. */
  closed: number;
  /** It is closed until somebody opens it. On trial: worth a try. */
  paused?: { readonly reason: string; isOnTrial: boolean; lookedAtMs: number } | undefined;
}

/** What a lane has to do at a time. */
export type NextStep =
  | {
      readonly kind: 'run';
      readonly waiting: Waiting;
      /** Made needless by what comes after them. */
      readonly superseded: readonly Waiting[];
    }
  | { readonly kind: 'catch_up'; readonly waiting: readonly Waiting[] }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'empty' };

export function emptyLane(address: string, guildId: string): Lane {
  return {
    address,
    guildId,
    notices: [],
    refreshes: new Map(),
    isBusy: false,
    editsFromMs: Number.NEGATIVE_INFINITY,
    failures: 0,
    closed: 0,
  };
}

/** Whether the lane can be forgotten. */
export function isIdle(lane: Lane, nowMs: number): boolean {
  return (
    !lane.isBusy &&
    lane.notices.length === 0 &&
    lane.refreshes.size === 0 &&
    lane.paused === undefined &&
    lane.closed === 0 &&
    lane.editsFromMs <= nowMs
  );
}

export function nextStep(lane: Lane, nowMs: number): NextStep {
  if (lane.paused !== undefined && !lane.paused.isOnTrial) return { kind: 'empty' };
  const heldUntilMs = lane.hold?.untilMs ?? Number.NEGATIVE_INFINITY;
  const [first, ...others] = lane.notices;
  if (first !== undefined) {
    if (heldUntilMs > nowMs) return { kind: 'wait', untilMs: heldUntilMs };
    if (lane.paused !== undefined && others.length > 0) return { kind: 'catch_up', waiting: lane.notices };
    const { next, superseded } = supersede(first, others);
    return { kind: 'run', waiting: next, superseded };
  }
  const [refresh] = lane.refreshes.values();
  if (refresh === undefined) return { kind: 'empty' };
  const dueAtMs = Math.max(heldUntilMs, lane.editsFromMs);
  return dueAtMs > nowMs
    ? { kind: 'wait', untilMs: dueAtMs }
    : { kind: 'run', waiting: refresh, superseded: [] };
}

/** How urgent the lane is: as urgent as the most urgent of what waits, since that has to wait for the others. */
export function laneUrgency({ notices }: Lane): number {
  return notices.reduce((most, { delivery }) => Math.min(most, urgencyOf(delivery)), URGENCY.edit as number);
}

/** Keeps a lane waiting: for so long, or (unless that is later) until `earliestMs` from now if things look up elsewhere. */
export function hold(
  lane: Lane,
  why: {
    readonly cause: Hold['cause'];
    readonly nowMs: number;
    readonly forMs: number;
    readonly earliestMs?: number;
  },
): void {
  const { cause, nowMs, forMs, earliestMs = forMs } = why;
  lane.hold = { cause, untilMs: nowMs + forMs, earliestMs: nowMs + Math.min(forMs, earliestMs) };
}

/** Takes a delivery in. What it makes superfluous is returned. */
export function put(lane: Lane, waiting: Waiting): Waiting | undefined {
  const { kind, notice } = waiting.delivery;
  if (kind === 'notice') {
    lane.notices.push(waiting);
    return undefined;
  }
  const older = lane.refreshes.get(notice.incident);
  lane.refreshes.set(notice.incident, waiting);
  return older;
}

/** Takes this very one out; a newer refresh that has taken its place stays. */
export function takeOut(lane: Lane, waiting: Waiting): void {
  const { incident } = waiting.delivery.notice;
  if (waiting.delivery.kind === 'notice') lane.notices = lane.notices.filter((one) => one !== waiting);
  else if (lane.refreshes.get(incident) === waiting) lane.refreshes.delete(incident);
}

export function allOf(lane: Lane): Waiting[] {
  return [...lane.notices, ...lane.refreshes.values()];
}
