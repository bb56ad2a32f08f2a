import { describe, expect, it } from 'vitest';

import { createGate } from '#src/delivery/sending/gate.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

/** With `random` at 1 pauses are as long as they get: 1, 2, 4, … s. */
function setUp() {
  const clock = createFakeClock();
  const opened: number[] = [];
  const gate = createGate({
    clock,
    random: () => 1,
    onOpen: () => void opened.push(clock.monotonic() / 1_000),
  });
  const fail = (addresses: number): void => {
    for (let i = 0; i < addresses; i += 1) gate.failed(`a${i}`);
  };
  return { clock, gate, fail, opened };
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

describe('A gate that is stopped', () => {
  it('is shut, and opens no more', async () => {
    const { clock, gate, fail, opened } = setUp();
    fail(5);
    gate.stop();
    await clock.advance(60_000);
    expect([gate.isOpen, opened]).toEqual([false, []]);
  });
});
