import { describe, expect, it } from 'vitest';

import { allOf, hold, isIdle, laneUrgency, nextStep, put, takeOut } from '#src/delivery/sending/lane.ts';
import type { Lane, Waiting } from '#src/delivery/sending/lane.ts';
import type { Notice } from '#src/domain/incident.ts';
import { aDelivery, aLane, aWaiting } from '#test/delivery/a-delivery.ts';

const now = 100_000;
const closed = { reason: { kind: 'hidden' }, lookedAtMs: 0 } as const;
const of = (incident: string, n: number, changes: Partial<Notice> = {}) =>
  aDelivery({ ...changes, incident, id: `${incident}#${n}` });
const refresh = (incident: string, eta = 1) =>
  aDelivery({ incident, id: `${incident}#1`, eta }, { kind: 'refresh' });

/** What the lane does now, as a word and what it is about. */
function step(lane: Lane): string {
  const next = nextStep(lane, now);
  switch (next.kind) {
    case 'run':
      return [next.waiting, ...next.superseded]
        .map(({ delivery }) => delivery.notice.id)
        .join(' instead of ');
    case 'catch_up':
      return `catch up with ${next.waiting.length}`;
    case 'wait':
      return `wait until ${next.untilMs}`;
    case 'empty':
      return 'nothing';
  }
}

const held = (untilMs: number) => ({ hold: { cause: 'trouble', untilMs, earliestMs: 0 } }) as const;

describe('What a lane does next', () => {
  it.each<[rule: string, lane: Lane, expected: string]>([
    ['nothing waits', aLane(), 'nothing'],
    ['a message waits', aLane({}, of('x', 1)), 'x#1'],
    ['several wait', aLane({}, of('x', 1), of('y', 1)), 'x#1'],
    ['a message and an edit wait', aLane({}, refresh('x'), of('y', 1)), 'y#1'],
    ['only an edit waits', aLane({}, refresh('x')), 'x#1'],
    [
      'the end of an incident waits behind its beginning',
      aLane({}, of('x', 1), of('x', 2, { kind: 'resolved' })),
      'x#2 instead of x#1',
    ],
    ['it is held', aLane(held(now + 1), of('x', 1)), `wait until ${now + 1}`],
    ['it was held until now', aLane(held(now), of('x', 1)), 'x#1'],
    ['edits are held too', aLane(held(now + 1), refresh('x')), `wait until ${now + 1}`],
    ['an edit was just made', aLane({ editsFromMs: now + 7 }, refresh('x')), `wait until ${now + 7}`],
    ['an edit was made long enough ago', aLane({ editsFromMs: now }, refresh('x')), 'x#1'],
    ['edits wait, and a message need not', aLane({ editsFromMs: now + 7 }, of('x', 1)), 'x#1'],
    [
      'the other side asks for longer than edits keep apart',
      aLane({ editsFromMs: now + 7, ...held(now + 9) }, refresh('x')),
      `wait until ${now + 9}`,
    ],
    [
      'edits keep apart for longer than the other side asks for',
      aLane({ editsFromMs: now + 9, ...held(now + 7) }, refresh('x')),
      `wait until ${now + 9}`,
    ],
    ['it is closed', aLane({ paused: { ...closed, isOnTrial: false } }, of('x', 1), refresh('y')), 'nothing'],
    ['it is on trial with one message', aLane({ paused: { ...closed, isOnTrial: true } }, of('x', 1)), 'x#1'],
    [
      'it is on trial with several',
      aLane({ paused: { ...closed, isOnTrial: true } }, of('x', 1), of('y', 1)),
      'catch up with 2',
    ],
    [
      'it is on trial and has to wait',
      aLane({ paused: { ...closed, isOnTrial: true }, ...held(now + 1) }, of('x', 1), of('y', 1)),
      `wait until ${now + 1}`,
    ],
  ])('where %s', (_rule, lane, expected) => {
    expect(step(lane)).toBe(expected);
  });
});

describe('What was kept back for the night', () => {
  const end = { kind: 'resolved', status: 'operational', previous: 'major_outage' } as const;
  const kept = (id: string, n: number, more: Partial<Waiting> = {}, changes: Partial<Notice> = {}): Waiting =>
    aWaiting(of(id, n, changes), { heldUntilMs: now, ...more });
  const never = (one: Waiting): Waiting => ({ ...one, delivery: { ...one.delivery, digestAt: 'never' } });
  const night = (...held: readonly Waiting[]): Lane => ({ ...aLane(), held: [...held] });
  /** Which are told together; those that are told as one digest are named with it. */
  function told(lane: Lane): string {
    const next = nextStep(lane, now);
    return next.kind === 'catch_up'
      ? `digest of ${next.waiting.map(({ delivery }) => delivery.notice.id).join(' ')}`
      : step(lane);
  }

  it.each<[rule: string, lane: Lane, expected: string]>([
    ['waits until then', night(kept('x', 1, { heldUntilMs: now + 1 })), `wait until ${now + 1}`],
    [
      'waits for the first of several',
      night(kept('x', 1, { heldUntilMs: now + 9 }), kept('y', 1, { heldUntilMs: now + 1 })),
      `wait until ${now + 1}`,
    ],
    ['is told then', night(kept('x', 1)), 'x#1'],
    [
      'is told in its newest state, one incident after the other',
      night(kept('x', 1), kept('y', 1), kept('x', 2)),
      'x#2 instead of x#1',
    ],
    [
      'is told together where it is over by then',
      night(kept('x', 1), kept('y', 1), kept('x', 2, {}, end)),
      'digest of x#1 x#2',
    ],
    [
      'is told later where it is over, and a digest is wanted later',
      night(
        kept('x', 1, { digestMs: now + 5 }),
        kept('x', 2, { digestMs: now + 5 }, end),
        kept('y', 1, { digestMs: now + 5 }),
      ),
      'y#1',
    ],
    [
      'is told at the time of the digest',
      night(
        kept('x', 1, { digestMs: now }),
        kept('x', 2, { digestMs: now }, end),
        kept('z', 1, { digestMs: now + 5 }),
        kept('z', 2, { digestMs: now + 5 }, end),
      ),
      'digest of x#1 x#2',
    ],
    [
      'is first done with where nobody wants a digest of it',
      night(kept('x', 1), kept('x', 2, {}, end), never(kept('z', 1)), never(kept('z', 2, {}, end))),
      'digest of z#1 z#2',
    ],
    ['waits while the address does', { ...night(kept('x', 1)), ...held(now + 3) }, `wait until ${now + 3}`],
  ])('%s', (_rule, lane, expected) => {
    expect(told(lane)).toBe(expected);
  });
});

describe('A lane', () => {
  it('keeps of edits of one message only the newest, and gives the older one back', () => {
    const lane = aLane();
    const older = aWaiting(refresh('x', 1));
    const newer = aWaiting(refresh('x', 2));
    expect(put(lane, older)).toBeUndefined();
    expect(put(lane, aWaiting(refresh('y')))).toBeUndefined();
    expect(put(lane, aWaiting(of('x', 1)))).toBeUndefined();
    expect(put(lane, newer)).toBe(older);
    expect(allOf(lane)).toHaveLength(3);
  });

  it('does not lose a newer edit when the older one, under way, has ended', () => {
    const lane = aLane();
    const older = aWaiting(refresh('x', 1));
    const newer = aWaiting(refresh('x', 2));
    put(lane, older);
    put(lane, newer);
    takeOut(lane, older);
    expect(allOf(lane)).toEqual([newer]);
    takeOut(lane, newer);
    expect(allOf(lane)).toEqual([]);
  });

  it('takes out the message that has ended and no other', () => {
    const lane = aLane({}, of('x', 1), of('x', 2), refresh('x'));
    const [first] = lane.notices;
    if (first !== undefined) takeOut(lane, first);
    expect(allOf(lane).map(({ delivery }) => `${delivery.kind} ${delivery.notice.id}`)).toEqual([
      'notice x#2',
      'refresh x#1',
    ]);
  });

  it('is as urgent as the most urgent message in it', () => {
    const end = of('x', 2, { kind: 'resolved' });
    const plan = of('y', 1, { kind: 'maintenance_scheduled' });
    const urgencies = [[], [refresh('x')], [plan], [plan, end], [plan, end, of('z', 1)]].map((waiting) =>
      laneUrgency(aLane({}, ...waiting)),
    );
    expect(urgencies).toEqual([3, 3, 2, 1, 0]);
  });

  it('that is held says until when, and from when on it may be tried if things look up', () => {
    const lane = aLane();
    hold(lane, { cause: 'trouble', nowMs: now, forMs: 60_000, earliestMs: 5_000 });
    expect(lane.hold).toEqual({ cause: 'trouble', untilMs: now + 60_000, earliestMs: now + 5_000 });
    hold(lane, { cause: 'trouble', nowMs: now, forMs: 1_000, earliestMs: 5_000 });
    expect(lane.hold).toEqual({ cause: 'trouble', untilMs: now + 1_000, earliestMs: now + 1_000 });
    hold(lane, { cause: 'busy', nowMs: now, forMs: 60_000 });
    expect(lane.hold).toEqual({ cause: 'busy', untilMs: now + 60_000, earliestMs: now + 60_000 });
  });
});

describe('A lane can be forgotten', () => {
  it.each<[rule: string, lane: Lane, expected: boolean]>([
    ['when nothing is known of it', aLane(), true],
    ['when it failed before and nothing waits', aLane({ failures: 3, ...held(now + 1) }), true],
    ['when edits may be made again', aLane({ editsFromMs: now }), true],
    ['not while it is busy', aLane({ isBusy: true }), false],
    ['not while a message waits', aLane({}, of('x', 1)), false],
    ['not while an edit waits', aLane({}, refresh('x')), false],
    ['not while it is closed', aLane({ paused: { ...closed, isOnTrial: false } }), false],
    ['not while it is asked whether it is closed', aLane({ closed: 1 }), false],
    ['not while the next edit has to wait', aLane({ editsFromMs: now + 1 }), false],
  ])('%s', (_rule, lane, expected) => {
    expect(isIdle(lane, now)).toBe(expected);
  });
});
