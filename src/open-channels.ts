import { bindActions, bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import type { Config } from '#config/load.ts';
import { createDiscord } from '#src/channels/discord/client.ts';
import { createTerminal } from '#src/channels/terminal/terminal-channel.ts';

import type { OpenChannel } from './app.ts';

type ChannelConfig = Pick<Config, 'discordToken' | 'discordApiUrl' | 'operatorChannelId'>;

/** What tells people: Discord where there is a token, and a terminal otherwise. Another channel is another line. */
export function channelsFor(config: ChannelConfig, write: (text: string) => void): OpenChannel[] {
  const { discordToken, discordApiUrl, operatorChannelId } = config;
  if (discordToken === undefined)
    return [({ catalogue, clock }) => createTerminal({ catalogue, clock, write })];
  return [
    ({ commandDeps, ...context }) =>
      createDiscord({
        ...context,
        token: discordToken,
        ...(discordApiUrl !== undefined && { apiUrl: discordApiUrl }),
        ...(operatorChannelId !== undefined && { operatorChannelId }),
        handlers: bindCommands(commands, commandDeps),
        actions: bindActions(commands, commandDeps),
      }),
  ];
}
