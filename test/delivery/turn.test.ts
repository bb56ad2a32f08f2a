import { expect, it } from 'vitest';

import { URGENCY } from '#src/delivery/sending/urgency.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { aTelling, setUpQueue as setUp } from '#test/delivery/a-queue.ts';

const PER_SECOND = 50;

it('a thousand calls that nobody waits for do not delay an alert by a second', async () => {
  const { clock, discord, newQueue, send } = setUp();
  Object.assign(discord.channel, { perSecond: PER_SECOND });
  const queue = newQueue();
  await queue.start([]);
  let made = 0;
  for (let i = 0; i < 1000; i += 1) {
    void queue.turn(discord.channel.id, URGENCY.board).then(() => (made += 1));
  }
  await clock.advance(5_000);
  expect(made).toBeGreaterThan(3 * PER_SECOND);
  const before = clock.now();
  await send(queue, aTelling(aNotice()));
  await clock.advance(1_000);
  expect(discord.messages).toHaveLength(1);
  expect((discord.messages[0]?.at ?? Number.POSITIVE_INFINITY) - before).toBeLessThan(1_000);
  await clock.advance(60_000);
  expect(made).toBe(1000);
});

it('a call that somebody waits for goes before those that nobody waits for', async () => {
  const { clock, discord, newQueue } = setUp();
  Object.assign(discord.channel, { perSecond: PER_SECOND });
  const queue = newQueue();
  await queue.start([]);
  let isDone = false;
  for (let i = 0; i < 1000; i += 1) void queue.turn(discord.channel.id, URGENCY.board);
  await clock.advance(2_000);
  void queue.turn(discord.channel.id, URGENCY.reply).then(() => (isDone = true));
  await clock.advance(1_000);
  expect(isDone).toBe(true);
});
