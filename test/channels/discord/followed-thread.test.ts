import { ChannelType } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { aNotice, aRecovery } from '#test/delivery/a-notice.ts';

import { patiently, setUp, untilClosed } from './a-process.ts';
import { shownIn } from './command-world.ts';

/** A thread of members that follows an exchange, asked for within it. */
async function followed() {
  const scene = await setUp(undefined, untilClosed());
  const { admin, emulator, general, guild, process } = scene;
  const thread = emulator.addThread(guild, {
    name: 'binance-talk',
    type: ChannelType.PublicThread,
    parentId: general.id,
  });
  await emulator.command(admin, guild, thread, 'subscribe', { target: 'binance' });
  return {
    ...scene,
    thread,
    said: () => emulator.messages(thread.id).map(({ content }) => content.split('\n')[0]),
    paused: () => process.settings.get(guild.id).subscriptions[0]?.paused,
  };
}

describe('A thread that follows an exchange', () => {
  it('is told what goes on, as a channel is', async () => {
    const { emulator, process, said, thread } = await followed();
    await process.tell(aNotice());
    await emulator.messagesReach(thread.id, 1);
    await process.tell(aRecovery());
    await emulator.messagesReach(thread.id, 2);
    await expect
      .poll(said, patiently)
      .toEqual([
        '✅ **Binance** withdrawals were down for 1 h 42 min',
        '✅ **Binance** withdrawals are back after 1 h 42 min',
      ]);
  });

  it('waits while a moderator has it locked, says so in the list, and is told once it is open', async () => {
    const { ask, emulator, general, paused, process, said, thread } = await followed();
    emulator.setLocked(thread, true);
    await process.tell(aNotice());
    await expect.poll(paused, patiently).toMatchObject({ reason: { kind: 'locked' } });
    expect(said()).toEqual([]);
    expect(emulator.messages(general.id)).toEqual([]);
    expect(shownIn(await ask('alerts list'))).toContain('The thread is locked. Unlock it.');

    emulator.setLocked(thread, false);
    await emulator.messagesReach(thread.id, 1);
    expect(said()[0]).toContain('**Binance** withdrawals are down');
    await expect.poll(paused, patiently).toBeUndefined();
  }, 20_000);

  it('is told of another outage though the end of one fell into the time that it was locked', async () => {
    const { emulator, paused, process, said, thread } = await followed();
    await process.tell(aNotice());
    await emulator.messagesReach(thread.id, 1);
    emulator.setLocked(thread, true);
    await process.tell(aRecovery());
    await expect.poll(paused, patiently).toMatchObject({ reason: { kind: 'locked' } });
    emulator.setLocked(thread, false);
    await expect.poll(() => said()[1], patiently).toContain('back');
    await process.tell(aNotice({ id: 'b-2#1', incident: 'b-2', services: ['binance/deposits'] }));
    await expect.poll(() => said()[2], patiently).toBe('❌ **Binance** deposits are down');
  }, 20_000);
});
