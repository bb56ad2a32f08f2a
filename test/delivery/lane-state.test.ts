import { describe, expect, it } from 'vitest';

import { emptyLane } from '#src/delivery/sending/lane.ts';
import type { Lane } from '#src/delivery/sending/lane.ts';
import { restore, stateOf } from '#src/delivery/sending/lane-state.ts';
import type { LaneState } from '#src/domain/delivery.ts';
import { aLane } from './a-delivery.ts';

/** It is noon when so much of monotonic time has passed. */
const PASSED = 5_000;
const NOON = Date.UTC(2026, 2, 1, 12);
const clock = { monotonic: () => PASSED, now: () => NOON };
const reason = { kind: 'hidden' } as const;
const isOut = { cause: 'trouble', untilMs: PASSED + 90, earliestMs: PASSED + 30 } as const;

describe('What is kept of how a lane stands', () => {
  it.each<[rule: string, changes: Partial<Lane>]>([
    ['it stands well', {}],
    ['its edits need not wait any more', { editsFromMs: PASSED }],
    ['its pause has run out', { hold: { ...isOut, untilMs: PASSED } }],
  ])('is nothing where %s', (_rule, changes) => {
    expect(stateOf(aLane(changes), clock)).toBeUndefined();
  });

  it.each<[rule: string, changes: Partial<Lane>, state: Omit<LaneState, 'failures' | 'closed'>]>([
    ['how often it failed', { failures: 2 }, {}],
    ['how often it was found closed', { closed: 3 }, {}],
    ['from when on it may be edited', { editsFromMs: PASSED + 1 }, { editsFrom: NOON + 1 }],
    [
      'why and until when it waits',
      { hold: isOut },
      { hold: { cause: 'trouble', until: NOON + 90, earliest: NOON + 30 } },
    ],
    [
      'that it waits no longer than its pause, whatever looks up',
      { hold: { ...isOut, earliestMs: PASSED + 900 } },
      { hold: { cause: 'trouble', until: NOON + 90, earliest: NOON + 90 } },
    ],
    [
      'that it is closed, and when that was looked at',
      { paused: { reason, isOnTrial: false, lookedAtMs: PASSED - 60 } },
      { paused: { reason, lookedAt: NOON - 60 } },
    ],
    [
      'that it is worth a try',
      { paused: { reason, isOnTrial: true, lookedAtMs: PASSED } },
      { paused: { reason, lookedAt: NOON, isOnTrial: true } },
    ],
  ])('is %s', (_rule, changes, state) => {
    const { failures = 0, closed = 0 } = changes;
    const kept = stateOf(aLane(changes), clock);
    expect(kept).toStrictEqual({ failures, closed, ...state });
    // Another process goes on from there, by a clock of its own.
    const later = { monotonic: () => 70_000, now: () => NOON };
    const lane = emptyLane('a', 'guild');
    if (kept !== undefined) restore(lane, kept, later);
    expect(stateOf(lane, later)).toStrictEqual(kept);
    expect(lane.editsFromMs).toBe(state.editsFrom === undefined ? Number.NEGATIVE_INFINITY : 70_001);
  });

  it('is in whole milliseconds', () => {
    expect(stateOf(aLane({ editsFromMs: PASSED + 0.6 }), clock)?.editsFrom).toBe(NOON + 1);
  });
});
