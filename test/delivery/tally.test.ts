import { expect, it } from 'vitest';

import { createTally } from '#src/delivery/tally.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

it('so many may be done within so long, by each name', async () => {
  const clock = createFakeClock();
  const tally = createTally(clock);
  expect([await tally.take('a', 2, 1_000), await tally.take('a', 2, 1_000)]).toEqual([true, true]);
  expect([await tally.take('a', 2, 1_000), await tally.take('b', 2, 1_000)]).toEqual([false, true]);
  // What was refused is not counted, and some need less room than others.
  expect(await tally.take('a', 3, 1_000)).toBe(true);
  await clock.advance(999);
  expect(await tally.take('a', 2, 1_000)).toBe(false);
  await clock.advance(1);
  expect(await tally.take('a', 2, 1_000)).toBe(true);
});
