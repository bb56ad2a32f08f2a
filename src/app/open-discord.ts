import { lookForBoards, boardMark } from '#commands/alerts/board.ts';
import { bindActions, bindCommands } from '#commands/command.ts';
import type { CommandDeps } from '#commands/command.ts';
import { greet } from '#commands/shared/set-up.ts';
import { commands } from '#commands/index.ts';
import type { Config } from '#config/load.ts';
import { alertActions } from '#src/channels/discord/alerts/actions.ts';
import { createBoards } from '#src/channels/discord/boards.ts';
import { createDiscord } from '#src/channels/discord/client.ts';
import { createHub } from '#src/channels/discord/hub.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { pausedAddresses } from '#src/delivery/audience/address-state.ts';
import { given } from '#src/domain/given.ts';

import type { OpenChannel } from './channel-context.ts';

export type DiscordConfig = Partial<
  Pick<Config, 'discordApiUrl' | 'httpInteractions' | 'hubGuildId' | 'operatorChannelId' | 'proxy' | 'shards'>
>;

/** Discord, with all commands. */
export function openDiscord(
  token: string,
  { discordApiUrl, httpInteractions, hubGuildId, operatorChannelId, proxy, shards }: DiscordConfig,
): OpenChannel {
  return ({ commandDeps, desk, turn, ...context }) => {
    const messageRest = createMessageRest(token, discordApiUrl, context.clock, proxy);
    const origin = discordApiUrl === undefined ? undefined : new URL(discordApiUrl).origin;
    const speaker = createSpeaker(messageRest, (soon) => turn('discord', soon), origin);
    // What is known may become another while it runs, so that it is looked up and not copied.
    const deps = Object.assign(Object.create(commandDeps) as CommandDeps, {
      speaker,
      ...(hubGuildId !== undefined && {
        hub: createHub({
          guildId: hubGuildId,
          rest: messageRest,
          turn: (soon) => turn('discord', soon),
          guilds: commandDeps.guilds,
          now: () => context.clock.now(),
        }),
      }),
    });
    const offered = commands.filter(({ needs }) => needs === undefined || hubGuildId !== undefined);
    const discord = createDiscord({
      ...context,
      onJoined: (joined) => {
        void greet(joined, deps).catch((error: unknown) => {
          context.log.warn({ err: error, guildId: joined.guildId }, 'could not introduce itself');
        });
      },
      token,
      gateway: { shards, identifySlot: context.identifySlot },
      messageRest,
      ...given({ proxy, apiUrl: discordApiUrl, operatorChannelId }),
      ...(httpInteractions !== undefined && {
        http: {
          ...httpInteractions,
          known: () =>
            [...deps.guilds.all()].map((guild) => ({
              guildId: guild.id,
              hasLeft: guild.leftAt !== undefined,
              isClosed: pausedAddresses(guild).size > 0,
            })),
        },
      }),
      handlers: bindCommands(offered, deps),
      actions: [...bindActions(commands, deps), ...alertActions(desk, context.catalogue, context.clock)],
    });
    const boards = createBoards({
      guilds: deps.guilds,
      look: () => lookForBoards(deps),
      markOf: boardMark,
      speaker,
      clock: context.clock,
      log: context.log,
    });
    return {
      ...discord,
      async start() {
        await discord.start();
        boards.start();
      },
      async stop() {
        boards.stop();
        await discord.stop();
      },
    };
  };
}
