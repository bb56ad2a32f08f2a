import type { LaneState } from '#src/domain/delivery.ts';
import type { Clock } from '#src/platform/clock.ts';

import { toldLately } from './lane.ts';
import type { Lane } from './lane.ts';

/** `undefined` where there is nothing worth keeping. */
export function stateOf(lane: Lane, clock: Pick<Clock, 'monotonic' | 'now'>): LaneState | undefined {
  const nowMs = clock.monotonic();
  const at = (ms: number): number => Math.round(clock.now() + ms - nowMs);
  const { failures, closed, hold, paused, editsFromMs } = lane;
  const hasEdits = editsFromMs > nowMs;
  const isHeld = hold !== undefined && hold.untilMs > nowMs;
  const told = toldLately(lane, nowMs).map(at);
  const isQuiet = failures === 0 && closed === 0 && told.length === 0;
  if (isQuiet && !hasEdits && !isHeld && paused === undefined) return undefined;
  return {
    failures,
    closed,
    ...(told.length > 0 && { told }),
    ...(hasEdits && { editsFrom: at(editsFromMs) }),
    ...(isHeld && {
      hold: {
        cause: hold.cause,
        until: at(hold.untilMs),
        earliest: at(Math.min(hold.earliestMs, hold.untilMs)),
      },
    }),
    ...(paused !== undefined && {
      paused: {
        reason: paused.reason,
        lookedAt: at(paused.lookedAtMs),
        ...(paused.isOnTrial && { isOnTrial: true as const }),
      },
    }),
  };
}

/** Puts a new lane into the state in which it was left. */
export function restore(lane: Lane, state: LaneState, clock: Pick<Clock, 'monotonic' | 'now'>): void {
  const nowMs = clock.monotonic();
  const ms = (at: number): number => nowMs + at - clock.now();
  lane.failures = state.failures;
  lane.closed = state.closed;
  lane.toldAtMs = (state.told ?? []).map(ms);
  if (state.editsFrom !== undefined) lane.editsFromMs = ms(state.editsFrom);
  if (state.hold !== undefined) {
    const { cause, earliest, until } = state.hold;
    lane.hold = { cause, untilMs: ms(until), earliestMs: ms(earliest) };
  }
  if (state.paused !== undefined) {
    const { isOnTrial = false, lookedAt, reason } = state.paused;
    lane.paused = { reason, isOnTrial, lookedAtMs: ms(lookedAt) };
  }
}
