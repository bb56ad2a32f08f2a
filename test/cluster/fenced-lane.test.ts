import { expect, it } from 'vitest';

import { aNotice, minute } from '#test/delivery/a-notice.ts';
import { aTelling, setUpQueue } from '#test/delivery/a-queue.ts';

it('a process that was taken for dead, and is not, ends nothing that another one tells', async () => {
  const { clock, discord, endings, newQueue, send } = setUpQueue({}, 'many');
  const hung = Promise.withResolvers<void>();
  const first = newQueue();
  await first.start([]);
  discord.next.push(hung.promise);
  await send(first, aTelling(aNotice()));
  await clock.advance(1);
  // Its lock has ended: the lane is worked on by another one, which looks first and then tells.
  const second = newQueue();
  await second.start([]);
  await clock.advance(1_000);
  expect(discord.messages).toHaveLength(1);
  hung.resolve();
  await clock.advance(minute);
  expect(discord.messages).toHaveLength(1);
  expect(endings()).toEqual(['sent']);
});
