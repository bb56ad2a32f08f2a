import { onTestFinished } from 'vitest';

import { bindActions, bindCommands } from '#commands/command.ts';
import type { CommandDeps } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { createDiscord } from '#src/channels/discord/client.ts';
import type { Joined } from '#src/channels/discord/greet.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import type { DiscordEmulator, DiscordOptions } from '#test/support/discord/emulator.ts';
import type { InteractionReply } from '#test/support/discord/interaction-reply.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

/** A server with an admin, and the bot with all its commands over what a test says that it knows. */
export async function commandWorld(
  changes: Partial<CommandDeps> = {},
  options?: DiscordOptions,
  over: (emulator: DiscordEmulator) => Partial<CommandDeps> = () => ({}),
  onJoined: (joined: Joined, deps: CommandDeps) => void = () => undefined,
) {
  const emulator = await emulatedDiscord(options);
  const guild = emulator.addGuild({ name: 'Traders' });
  const general = emulator.addChannel(guild, { name: 'general' });
  const admin = emulator.addMember(guild, { name: 'ada', permissions: ['Administrator'] });
  const deps: CommandDeps = { ...fakeDeps(), ...changes, ...over(emulator) };
  const bot = createDiscord({
    token: emulator.token,
    apiUrl: emulator.apiUrl,
    handlers: bindCommands(commands, deps),
    actions: bindActions(commands, deps),
    catalogue: shippedCatalogue,
    preferencesOf: (guildId) => deps.guilds.get(guildId).settings,
    clock: systemClock,
    log: createLogger('silent'),
    onAddressGone: async () => undefined,
    onGuildRemoved: async () => undefined,
    onAccessChanged: () => undefined,
    onLost: () => undefined,
    onJoined: (joined) => onJoined(joined, deps),
  });
  onTestFinished(() => bot.stop());
  await bot.start();
  await emulator.botReady();
  const ask = (name: string, values = {}, member = admin): Promise<InteractionReply> =>
    emulator.command(member, guild, general, name, values);
  return { emulator, guild, general, admin, deps, bot, ask };
}

/** What stands on a reply: its texts, and what can be pressed and picked. */
export function shownIn(reply: InteractionReply): string {
  return JSON.stringify(reply.message?.components ?? []);
}

/** Presses a button of a reply, or picks in a select of it. */
export async function press(
  { emulator, admin }: Pick<Awaited<ReturnType<typeof commandWorld>>, 'emulator' | 'admin'>,
  reply: InteractionReply,
  id: string,
  values?: readonly string[],
): Promise<InteractionReply> {
  if (reply.message === undefined) throw new Error('There is nothing to press.');
  return await (emulator satisfies DiscordEmulator).click(admin, reply.message, id, values);
}
