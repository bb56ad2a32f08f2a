import { bindActions, bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import type { Config } from '#config/load.ts';
import { alertActions } from '#src/channels/discord/alerts/actions.ts';
import { createDiscord } from '#src/channels/discord/client.ts';

import type { OpenChannel } from './app.ts';

export type DiscordConfig = Partial<Pick<Config, 'discordApiUrl' | 'operatorChannelId' | 'proxy'>>;

/** Discord, with all commands. */
export function openDiscord(
  token: string,
  { discordApiUrl, operatorChannelId, proxy }: DiscordConfig,
): OpenChannel {
  return ({ commandDeps, desk, ...context }) =>
    createDiscord({
      ...context,
      token,
      ...(proxy !== undefined && { proxy }),
      ...(discordApiUrl !== undefined && { apiUrl: discordApiUrl }),
      ...(operatorChannelId !== undefined && { operatorChannelId }),
      handlers: bindCommands(commands, commandDeps),
      actions: [
        ...bindActions(commands, commandDeps),
        ...alertActions(desk, context.catalogue, context.clock),
      ],
    });
}
