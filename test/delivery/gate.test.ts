import { describe, expect, it } from 'vitest';

import { createGate } from '#src/delivery/gate.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

type Answer = 'welcome' | 'refused' | 'unknown';

/** With `random` at 1 pauses are as long as they get: 1, 2, 4, … s in trouble, 5, 10, … s for the token. */
function setUp(answers: (Answer | Error)[] = []) {
  const clock = createFakeClock();
  const asked: number[] = [];
  const opened: number[] = [];
  const unknown: number[] = [];
  const gate = createGate({
    clock,
    random: () => 1,
    channel: {
      async check() {
        asked.push(clock.monotonic() / 1_000);
        const answer = answers.shift() ?? 'refused';
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    onOpen: () => void opened.push(clock.monotonic() / 1_000),
    onUnauthorized: () => void unknown.push(clock.monotonic() / 1_000),
  });
  const fail = (addresses: number): void => {
    for (let i = 0; i < addresses; i += 1) gate.failed(`a${i}`);
  };
  return { clock, gate, fail, asked, opened, unknown };
}

describe('A gate', () => {
  it('stays open as long as few addresses fail, however often', () => {
    const { gate, fail } = setUp();
    fail(4);
    fail(4);
    expect([gate.isOpen, gate.isOnTrial]).toEqual([true, false]);
  });

  it('shuts for a second when five addresses fail in a row, and then lets one be tried at a time', async () => {
    const { clock, gate, fail, opened } = setUp();
    fail(5);
    expect(gate.isOpen).toBe(false);
    await clock.advance(999);
    expect(gate.isOpen).toBe(false);
    await clock.advance(1);
    expect([gate.isOpen, gate.isOnTrial, opened]).toEqual([true, true, [1]]);
  });

  it('stays shut twice as long after each try that fails, up to half a minute', async () => {
    const { clock, gate, fail, opened } = setUp();
    fail(5);
    for (let i = 0; i < 6; i += 1) {
      await clock.advance(30_000);
      gate.failed('a0');
    }
    expect(opened).toEqual([1, 30 + 2, 60 + 4, 90 + 8, 120 + 16, 150 + 30]);
  });

  it('is not kept shut by what fails while it is shut', async () => {
    const { clock, gate, fail, opened } = setUp();
    fail(5);
    await clock.advance(500);
    fail(9);
    await clock.advance(500);
    expect(opened).toEqual([1]);
    expect(gate.isOpen).toBe(true);
  });

  it('counts from nothing again when something has come through', async () => {
    const { clock, gate, fail } = setUp();
    fail(5);
    await clock.advance(1_000);
    gate.succeeded();
    fail(4);
    expect([gate.isOpen, gate.isOnTrial]).toEqual([true, false]);
    fail(5);
    await clock.advance(1_000);
    expect(gate.isOpen).toBe(true);
  });
});

describe('A gate at which everybody is asked to wait', () => {
  it('is shut for as long, and nobody is on trial after it', async () => {
    const { clock, gate, opened } = setUp();
    gate.pause(3_000);
    await clock.advance(2_999);
    expect(gate.isOpen).toBe(false);
    await clock.advance(1);
    expect([gate.isOpen, gate.isOnTrial, opened]).toEqual([true, false, [3]]);
  });

  it('waits for the longest of what it is asked for', async () => {
    const { clock, gate, opened } = setUp();
    gate.pause(3_000);
    gate.pause(5_000);
    await clock.advance(1_000);
    gate.pause(1_000);
    await clock.advance(60_000);
    expect(opened).toEqual([5]);
    gate.pause(1_000);
    await clock.advance(60_000);
    expect(opened).toEqual([5, 62]);
  });

  it('waits at most a day', async () => {
    const { clock, gate } = setUp();
    gate.pause(365 * 24 * 3_600_000);
    await clock.advance(24 * 3_600_000);
    expect(gate.isOpen).toBe(true);
  });
});

describe('A gate at which the token was refused', () => {
  it('asks whether it is, five times with growing pauses, and then says so and stays shut', async () => {
    const { clock, gate, asked, opened, unknown } = setUp();
    gate.unauthorized();
    await clock.advance(4_000);
    gate.unauthorized();
    expect(gate.isOpen).toBe(false);
    await clock.advance(3_600_000);
    expect(asked).toEqual([5, 15, 35, 75, 135]);
    expect(unknown).toEqual([135]);
    expect([gate.isOpen, opened]).toEqual([false, []]);
  });

  it('opens when it turns out to be welcome, and would ask again the next time', async () => {
    const { clock, gate, asked, opened } = setUp(['refused', 'welcome', 'welcome']);
    gate.unauthorized();
    await clock.advance(60_000);
    expect([gate.isOpen, opened]).toEqual([true, [15]]);
    gate.unauthorized();
    await clock.advance(60_000);
    expect(asked).toEqual([5, 15, 65]);
  });

  it('counts no answer as neither, and keeps asking', async () => {
    const { clock, gate, asked, unknown } = setUp([
      'unknown',
      new Error('no answer'),
      ...Array.from({ length: 20 }, () => 'unknown' as const),
      'welcome',
    ]);
    gate.unauthorized();
    await clock.advance(10 * 60_000);
    expect(asked).toHaveLength(23);
    expect(asked.slice(0, 3)).toEqual([5, 10, 15]);
    expect([gate.isOpen, unknown]).toEqual([true, []]);
  });

  it('does not take no answer for the last refusal', async () => {
    const answers = ['refused', 'refused', 'refused', 'refused', 'unknown', 'refused'] as const;
    const { clock, gate, asked, unknown } = setUp([...answers]);
    gate.unauthorized();
    await clock.advance(3_600_000);
    expect(asked).toEqual([5, 15, 35, 75, 135, 195]);
    expect(unknown).toEqual([195]);
  });

  it('is not opened by the end of a pause, nor by failures', async () => {
    const { clock, gate, fail, asked, opened } = setUp();
    gate.unauthorized();
    gate.pause(1_000);
    gate.pause(10_000);
    fail(9);
    await clock.advance(12_000);
    expect([gate.isOpen, opened, asked]).toEqual([false, [], [5]]);
  });

  it('asks nothing any more, and says nothing, once it is stopped', async () => {
    const { clock, gate, asked, unknown } = setUp();
    gate.unauthorized();
    await clock.advance(80_000);
    gate.stop();
    gate.unauthorized();
    await clock.advance(3_600_000);
    expect(asked).toEqual([5, 15, 35, 75]);
    expect(unknown).toEqual([]);
  });
});

describe('A gate that is stopped', () => {
  it('is shut, and opens no more', async () => {
    const { clock, gate, fail, opened } = setUp();
    fail(5);
    gate.stop();
    await clock.advance(60_000);
    expect([gate.isOpen, opened]).toEqual([false, []]);
  });

  it('takes no answer that comes in late', async () => {
    const late = Promise.withResolvers<Answer>();
    const clock = createFakeClock();
    const opened: string[] = [];
    const gate = createGate({
      clock,
      random: () => 1,
      channel: { check: () => late.promise },
      onOpen: () => void opened.push('open'),
      onUnauthorized: () => void opened.push('unauthorized'),
    });
    gate.unauthorized();
    await clock.advance(5_000);
    gate.stop();
    late.resolve('welcome');
    await clock.advance(60_000);
    expect(opened).toEqual([]);
  });
});
