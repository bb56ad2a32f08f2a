import { expect, it } from 'vitest';

import { createAllowance } from '#src/delivery/allowance.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

it('so many may be done within so long, by each name', async () => {
  const clock = createFakeClock();
  const tally = createAllowance(clock);
  expect([await tally.take('a', 2, 1_000), await tally.take('a', 2, 1_000)]).toEqual([true, true]);
  expect([await tally.take('a', 2, 1_000), await tally.take('b', 2, 1_000)]).toEqual([false, true]);
  // What was refused is not counted, and some need less room than others.
  expect(await tally.take('a', 3, 1_000)).toBe(true);
  await clock.advance(999);
  expect(await tally.take('a', 2, 1_000)).toBe(false);
  await clock.advance(1);
  expect(await tally.take('a', 2, 1_000)).toBe(true);
});
