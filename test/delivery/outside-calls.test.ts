import { describe, expect, it } from 'vitest';

import { createOutsideCalls } from '#src/delivery/sending/outside-calls.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

/** Calls, which of them may be made by now, and who has asked for a slot. */
function setUp({ isShut = false } = {}) {
  const clock = createFakeClock();
  const gate = { isShut };
  const asked: number[] = [];
  const slots: (() => void)[] = [];
  const made: string[] = [];
  const calls = createOutsideCalls({
    isShut: () => gate.isShut,
    async slot(urgency) {
      asked.push(urgency);
      await new Promise<void>((resolve) => {
        slots.push(resolve);
      });
    },
  });
  const call = (name: string, urgency: number): void => {
    void calls.turn(urgency).then(() => made.push(name));
  };
  return { asked, call, calls, gate, made, settle: () => clock.advance(0), slots };
}

describe('A call that is no delivery', () => {
  it('is made once it has a slot, as urgent as it is', async () => {
    const { asked, call, made, settle, slots } = setUp();
    call('a', 3);
    await settle();
    expect([asked, made]).toEqual([[3], []]);
    slots[0]?.();
    await settle();
    expect(made).toEqual(['a']);
  });

  it('waits for those that are as urgent and came before, and for no others', async () => {
    const { asked, call, made, settle, slots } = setUp();
    call('a', 3);
    call('b', 3);
    call('c', 2);
    await settle();
    expect(asked.toSorted((a, b) => a - b)).toEqual([2, 3]);
    for (const go of slots) go();
    await settle();
    expect([asked.length, made.toSorted()]).toEqual([3, ['a', 'c']]);
  });

  it('asks for no slot while nothing is sent, and does once something may be', async () => {
    const { asked, call, calls, gate, settle } = setUp({ isShut: true });
    call('a', 3);
    call('b', 2);
    await settle();
    expect(asked).toEqual([]);
    calls.letIn();
    await settle();
    // It was shut again by then.
    expect(asked).toEqual([]);
    gate.isShut = false;
    calls.letIn();
    await settle();
    expect(asked.toSorted((a, b) => a - b)).toEqual([2, 3]);
  });
});
