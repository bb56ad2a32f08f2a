import { describe, expect, it } from 'vitest';

import { emptyLane } from '#src/delivery/sending/lane.ts';
import type { Lane } from '#src/delivery/sending/lane.ts';
import { restore, stateOf } from '#src/delivery/sending/lane-state.ts';
import { createMemberPace } from '#src/delivery/sending/member-pace.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const HOUR_MS = 3_600_000;
const laneOf = (user: string): Lane => emptyLane(user, memberSettingsId(user));

describe('Members who are told by direct message', () => {
  it('have a turn each, a second apart, which they keep until something is begun', () => {
    const clock = createFakeClock();
    const pace = createMemberPace(clock);
    const from = clock.monotonic();
    const lanes = ['a', 'b', 'c'].map(laneOf);
    const turns = () => lanes.map((lane) => (pace.fromMs(lane) ?? 0) - from);
    expect(turns()).toEqual([0, 1_000, 2_000]);
    expect(turns()).toEqual([0, 1_000, 2_000]);
    pace.begun(lanes[0] ?? laneOf('a'), false);
    expect(turns()).toEqual([3_000, 1_000, 2_000]);
  });

  it('are told twenty things an hour, and an edit is none', async () => {
    const clock = createFakeClock();
    const pace = createMemberPace(clock);
    const lane = laneOf('a');
    const first = clock.monotonic();
    for (let i = 0; i < 20; i += 1) {
      const from = pace.fromMs(lane) ?? 0;
      await clock.advance(Math.max(0, from - clock.monotonic()));
      pace.begun(lane, true);
      pace.begun(lane, false);
    }
    expect(pace.fromMs(lane)).toBe(first + HOUR_MS);
    // Whoever tells there next knows of it.
    const next = laneOf('a');
    restore(next, stateOf(lane, clock) ?? { failures: 0, closed: 0 }, clock);
    expect(createMemberPace(clock).fromMs(next)).toBe(first + HOUR_MS);
    // Nobody else waits for that.
    expect((pace.fromMs(laneOf('b')) ?? 0) - clock.monotonic()).toBeLessThanOrEqual(1_000);
  });

  it('are told again once an hour has passed since the first of what they were told', async () => {
    const clock = createFakeClock();
    const pace = createMemberPace(clock);
    const lane = laneOf('a');
    for (let i = 0; i < 20; i += 1) {
      pace.begun(lane, false);
      await clock.advance(60_000);
    }
    const rest = (pace.fromMs(lane) ?? 0) - clock.monotonic();
    expect(rest).toBe(HOUR_MS - 20 * 60_000);
    await clock.advance(rest);
    pace.begun(lane, true);
    expect((pace.fromMs(lane) ?? 0) - clock.monotonic()).toBe(0);
    pace.begun(lane, false);
    // The second of them was a minute later.
    expect((pace.fromMs(lane) ?? 0) - clock.monotonic()).toBe(60_000);
  });

  it('are told of what fell within the hour before, whoever else was told since', async () => {
    const clock = createFakeClock();
    const pace = createMemberPace(clock);
    const lane = laneOf('a');
    for (let i = 0; i < 19; i += 1) pace.begun(lane, false);
    await clock.advance(HOUR_MS / 2);
    pace.begun(laneOf('b'), false);
    pace.begun(lane, false);
    expect((pace.fromMs(lane) ?? 0) - clock.monotonic()).toBe(HOUR_MS / 2);
  });

  it('say nothing of the lanes of servers', () => {
    const pace = createMemberPace(createFakeClock());
    expect(pace.fromMs(emptyLane('a', '81384788765712384'))).toBeUndefined();
  });
});
