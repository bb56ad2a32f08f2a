import { PER_SECOND } from '#src/channels/discord/per-second.ts';

import type { OpenChannel } from './channel-context.ts';
import { lateChannel } from './late-channel.ts';
import type { DiscordConfig } from './open-discord.ts';

/**
 * What tells people: Discord where there is a token, and a terminal otherwise. Another channel is another line.
 * discord.js takes 35 MB and a quarter of a second, so it is loaded only by who needs it, and after the first reads.
 */
export async function channelsFor(
  config: DiscordConfig & { readonly discordToken?: string },
  write: (text: string) => void,
): Promise<OpenChannel[]> {
  const { discordToken } = config;
  if (discordToken === undefined) {
    const { openTerminal } = await import('./open-terminal.ts');
    return [openTerminal(write)];
  }
  const load = (): Promise<OpenChannel> => loadDiscord(discordToken, config);
  // What it answers on the web server has to be known when that is opened.
  if (config.httpInteractions !== undefined) return [await load()];
  return [lateChannel({ id: 'discord', traits: { perSecond: PER_SECOND } }, load)];
}

async function loadDiscord(token: string, config: DiscordConfig): Promise<OpenChannel> {
  const { proxyGateway } = await import('#src/channels/discord/line/proxied-gateway.ts');
  proxyGateway(config.proxy ?? {});
  const { openDiscord } = await import('./open-discord.ts');
  return openDiscord(token, config);
}
