import { expect, it, onTestFinished } from 'vitest';

import { createDiscord } from '#src/channels/discord/client.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

/** A process with some of the shards, which answers with its name. */
function aBot(
  emulator: DiscordEmulator,
  name: string,
  ids: readonly number[],
  identifySlot: (bucket: number) => Promise<void>,
) {
  const bot = createDiscord({
    token: emulator.token,
    apiUrl: emulator.apiUrl,
    gateway: { shards: { ids, count: 3 }, identifySlot },
    handlers: [
      { data: { name: 'ask', description: 'Ask' }, visibility: 'private', run: () => ({ content: name }) },
    ],
    catalogue: shippedCatalogue,
    preferencesOf: () => ({}),
    clock: systemClock,
    log: createLogger('silent'),
    onAddressGone: () => Promise.resolve(),
    onGuildRemoved: () => Promise.resolve(),
    onAccessChanged: () => undefined,
    onLost: () => undefined,
  });
  onTestFinished(() => bot.stop());
  return bot;
}

it('Processes share the shards: each hears its own servers, and identifies when it may', async () => {
  const emulator = await emulatedDiscord();
  const guilds = Array.from({ length: 3 }, (_, i) => emulator.addGuild({ name: `g${i}` }));
  const asked: number[] = [];
  const slot = async (bucket: number): Promise<void> => void asked.push(bucket);
  await Promise.all([aBot(emulator, 'one', [0, 1], slot).start(), aBot(emulator, 'two', [2], slot).start()]);
  await emulator.botReady();
  const shards = emulator.gateway.log.flatMap((event) => (event.kind === 'identify' ? [event.shard] : []));
  expect(shards.toSorted(([a], [b]) => a - b)).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
  ]);
  expect(asked).toEqual([0, 0, 0]);
  const answers = guilds.map(async (guild) => {
    const channel = emulator.addChannel(guild, { name: 'general' });
    const member = emulator.addMember(guild, { name: 'ada', permissions: ['Administrator'] });
    const { content } = await emulator.command(member, guild, channel, 'ask');
    return [Number((BigInt(guild.id) >> 22n) % 3n) < 2 ? 'one' : 'two', content];
  });
  for (const [expected, content] of await Promise.all(answers)) expect(content).toBe(expected);
});
