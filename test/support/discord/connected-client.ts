import { Client, Events, GatewayIntentBits, type ClientOptions } from 'discord.js';
import { onTestFinished } from 'vitest';

import { startDiscord, type DiscordEmulator, type DiscordOptions } from './emulator.ts';

/** An emulator that the running test closes when it ends. */
export async function emulatedDiscord(options?: DiscordOptions): Promise<DiscordEmulator> {
  const discord = await startDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

/** The real client, logged in to the emulator and ready. */
export async function connectedClient(
  discord: DiscordEmulator,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl, offset: 5 },
    ...options,
  });
  onTestFinished(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}
