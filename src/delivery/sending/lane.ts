import { urgencyOf, URGENCY } from './urgency.ts';
import type { Closed } from '#src/domain/closed.ts';
import type { Attempt, Delivery } from '#src/domain/delivery.ts';

import { isEnd } from '#src/domain/is-end.ts';
import { HOUR_MS } from '#src/domain/time.ts';

import { supersede } from '#src/delivery/supersede.ts';

/** A delivery that waits in a lane. Times of this kind are monotonic. */
export interface Waiting {
  readonly delivery: Delivery;
  /** When it began to wait. */
  readonly sinceMs: number;
  /** That it was tried before, by this process or an earlier one. */
  tried?: Tried | undefined;
  /** It is kept back until then because the guild wants quiet. */
  readonly heldUntilMs?: number;
  /** When it is told if it is over by then; in the morning where nothing is said. */
  readonly digestMs?: number;
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
  /** What is kept back until the guild's quiet hours are over. */
  held: Waiting[];
  /** One for each incident: of several states of one message only the newest is worth showing. */
  refreshes: Waiting[];
  isBusy: boolean;
  hold?: Hold | undefined;
  editsFromMs: number;
  /** When messages to a member were begun, of late. */
  toldAtMs: readonly number[];
  /** Failed tries in a row. */
  failures: number;
  /** How often in a row the address was found closed. */
  closed: number;
  /** It is closed until somebody opens it. On trial: worth a try. */
  paused?: { readonly reason: Closed; isOnTrial: boolean; lookedAtMs: number } | undefined;
}

/** What a lane has to do at a time. */
export type NextStep =
  | {
      readonly kind: 'run';
      readonly waiting: Waiting;
      /** Made needless by what comes after them. */
      readonly superseded: readonly Waiting[];
    }
  | {
      readonly kind: 'catch_up';
      readonly waiting: readonly Waiting[];
      /** What was over before it could be told, because the guild wanted quiet. */
      readonly isDigest?: true;
    }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'empty' };

export function emptyLane(address: string, guildId: string): Lane {
  return {
    address,
    guildId,
    notices: [],
    held: [],
    refreshes: [],
    isBusy: false,
    editsFromMs: Number.NEGATIVE_INFINITY,
    toldAtMs: [],
    failures: 0,
    closed: 0,
  };
}

/** Whether the lane can be forgotten. */
export function isIdle(lane: Lane, nowMs: number): boolean {
  return (
    !lane.isBusy &&
    lane.notices.length === 0 &&
    lane.held.length === 0 &&
    lane.refreshes.length === 0 &&
    lane.paused === undefined &&
    lane.closed === 0 &&
    lane.editsFromMs <= nowMs &&
    toldLately(lane, nowMs).length === 0
  );
}

export function toldLately({ toldAtMs }: Lane, nowMs: number): readonly number[] {
  return toldAtMs.filter((at) => nowMs - at < HOUR_MS);
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
  const { due, nextMs } = dueOf(lane.held, nowMs);
  if (due.length > 0 && heldUntilMs <= nowMs) return afterQuiet(due);
  const morningMs = Math.max(heldUntilMs, due.length > 0 ? nowMs : nextMs);
  const [refresh] = lane.refreshes;
  const dueAtMs = refresh === undefined ? morningMs : Math.max(heldUntilMs, lane.editsFromMs);
  if (refresh !== undefined && dueAtMs <= nowMs) return { kind: 'run', waiting: refresh, superseded: [] };
  const untilMs = Math.min(dueAtMs, morningMs);
  return untilMs === Number.POSITIVE_INFINITY ? { kind: 'empty' } : { kind: 'wait', untilMs };
}

/** What was kept back long enough by now, and when more will have been. What is over may wait longer than the rest. */
function dueOf(
  held: readonly Waiting[],
  nowMs: number,
): { readonly due: readonly Waiting[]; readonly nextMs: number } {
  const over = overIn(held);
  const fromMs = ({ delivery, digestMs, heldUntilMs = 0 }: Waiting): number =>
    digestMs !== undefined && over.has(delivery.notice.incident) ? digestMs : heldUntilMs;
  const due = held.filter((one) => fromMs(one) <= nowMs);
  const nextMs = held
    .map(fromMs)
    .filter((ms) => ms > nowMs)
    .reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY);
  return { due, nextMs };
}

function overIn(some: readonly Waiting[]): Set<string> {
  return new Set(some.flatMap(({ delivery: { notice } }) => (isEnd(notice) ? [notice.incident] : [])));
}

/** What was kept back: all that is over by now in one message, and then what goes on, its newest state each. */
function afterQuiet(due: readonly Waiting[]): NextStep {
  const over = overIn(due);
  const ended = due.filter(({ delivery }) => over.has(delivery.notice.incident));
  const untold = ended.filter(({ delivery }) => delivery.digestAt === 'never');
  if (ended.length > 0)
    return { kind: 'catch_up', waiting: untold.length > 0 ? untold : ended, isDigest: true };
  const [first, ...others] = due;
  if (first === undefined) return { kind: 'empty' };
  const { incident } = first.delivery.notice;
  const same = [first, ...others.filter(({ delivery }) => delivery.notice.incident === incident)];
  return { kind: 'run', waiting: same.at(-1) ?? first, superseded: same.slice(0, -1) };
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
  if (kind !== 'refresh') {
    (waiting.heldUntilMs === undefined ? lane.notices : lane.held).push(waiting);
    return undefined;
  }
  const at = lane.refreshes.findIndex(({ delivery }) => delivery.notice.incident === notice.incident);
  const older = lane.refreshes[at];
  lane.refreshes[at < 0 ? lane.refreshes.length : at] = waiting;
  return older;
}

/** Takes this very one out; a newer refresh that has taken its place stays. */
export function takeOut(lane: Lane, waiting: Waiting): void {
  const others = (some: readonly Waiting[]): Waiting[] => some.filter((one) => one !== waiting);
  if (waiting.delivery.kind === 'refresh') lane.refreshes = others(lane.refreshes);
  else {
    lane.notices = others(lane.notices);
    lane.held = others(lane.held);
  }
}

export function allOf(lane: Lane): Waiting[] {
  return [...lane.notices, ...lane.held, ...lane.refreshes];
}

/** Things look up: what failed because of trouble need not wait out its pause. */
export function hurry(lane: Lane): void {
  if (lane.hold?.cause !== 'trouble') return;
  lane.hold = { ...lane.hold, untilMs: Math.min(lane.hold.untilMs, lane.hold.earliestMs) };
}
