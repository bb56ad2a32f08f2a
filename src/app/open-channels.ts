import { createTerminal } from '#src/channels/terminal/terminal-channel.ts';

import type { OpenChannel } from './channel-context.ts';
import type { DiscordConfig } from './open-discord.ts';

/**
 * What tells people: Discord where there is a token, and a terminal otherwise. Another channel is another line.
 * discord.js takes 35 MB and a quarter of a second, so it is loaded only by who needs it.
 */
export async function channelsFor(
  config: DiscordConfig & { readonly discordToken?: string },
  write: (text: string) => void,
): Promise<OpenChannel[]> {
  if (config.discordToken === undefined) return [openTerminal(write)];
  const { proxyGateway } = await import('#src/channels/discord/line/proxied-gateway.ts');
  proxyGateway(config.proxy ?? {});
  const { openDiscord } = await import('./open-discord.ts');
  return [openDiscord(config.discordToken, config)];
}

export function openTerminal(write: (text: string) => void): OpenChannel {
  return ({ catalogue, clock }) => createTerminal({ catalogue, clock, write });
}
