import { expect, it } from 'vitest';

import { createChannelContext } from '#src/app/channel-context.ts';
import type { ChannelContextDeps } from '#src/app/channel-context.ts';
import { keepHouse } from '#src/app/housekeeping.ts';
import type { HousekeepingDeps } from '#src/app/housekeeping.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import type { Guild } from '#src/domain/guild.ts';
import { DAY_MS } from '#src/domain/time.ts';
import { createLogger } from '#src/platform/log.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { following } from '#test/delivery/following.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

it('a server that sends the bot away is told nothing, is kept for thirty days, and goes on as it was when it is back', async () => {
  const clock = createFakeClock();
  const log = createLogger('silent');
  const settings = createGuildSettings(memoryCollection<Guild>());
  await settings.update('1', (guild) => ({ ...guild, ...following('1', 'binance'), id: '1' }));
  const queue = { turn: async () => undefined, drop: async () => undefined, lookAgain: () => undefined };
  const context = createChannelContext({
    settings,
    queue: () => queue,
    clock,
    log,
  } as unknown as ChannelContextDeps);
  const daily: (() => Promise<void>)[] = [];
  keepHouse({
    store: memoryStore(),
    settings,
    queue: { isLive: () => false },
    reminders: { run: async () => undefined },
    isKeeper: () => true,
    clock,
    log,
    scheduler: {
      every(everyMs: number, _what: string, run: () => Promise<void>) {
        if (everyMs === DAY_MS) daily.push(run);
        return () => undefined;
      },
    },
  } as unknown as HousekeepingDeps);
  const days = async (count: number): Promise<void> => {
    await clock.advance(count * DAY_MS);
    for (const run of daily) await run();
  };
  const told = (): number => [...settings.candidates(aNotice())].length;
  expect(told()).toBe(1);

  await context.onGuildRemoved('1');
  expect(told()).toBe(0);
  await days(29);
  context.onAccessChanged('1', undefined, () => true);
  await expect.poll(told).toBe(1);

  await context.onGuildRemoved('1');
  await days(31);
  context.onAccessChanged('1', undefined, () => true);
  expect(settings.get('1').subscriptions).toEqual([]);
  expect(told()).toBe(0);
});
