import { Events, GatewayDispatchEvents } from 'discord.js';
import type { APIInteraction, Client } from 'discord.js';

import { createGatewayClient } from './gateway-client.ts';
import type { GatewayOptions } from './gateway-client.ts';
import { mayPost, guildPlacesOf } from './guild-channels.ts';
import type { InteractionApi } from '#src/channels/discord/interactions/interaction-api.ts';
import type { InteractionEntry } from '#src/channels/discord/interactions/interaction.ts';
import { DAY_MS } from '#src/domain/time.ts';
import type { Line } from './line.ts';
import type { LineDeps } from './line-deps.ts';
import { lossOf } from './login-error.ts';
import { untilIn } from './until-in.ts';

export interface GatewayLineDeps extends LineDeps {
  readonly enter: InteractionEntry;
  readonly api: InteractionApi;
  readonly gateway?: GatewayOptions | undefined;
}

/** Who has let the bot in since then may not have been greeted. */
const LATELY_MS = 3 * DAY_MS;

/** The gateway: commands and whatever changes arrive over one connection, which keeps what it has heard of servers. */
export function createGatewayLine(deps: GatewayLineDeps): Line {
  const { clock } = deps;
  let client: Client | undefined;

  async function logIn(): Promise<Client<true>> {
    const next = createGatewayClient(deps.apiUrl, deps.proxy, deps.gateway);
    client = next;
    listen(next, deps);
    const ready = new Promise<Client<true>>((resolve) => next.once(Events.ClientReady, resolve));
    await next.login(deps.token);
    return await ready;
  }

  return {
    client: () => client,
    places(guildId) {
      const guild = client?.guilds.cache.get(guildId);
      return guild && guildPlacesOf(guild);
    },
    async open() {
      const ready = await untilIn(logIn, deps, async () => await client?.destroy());
      if (ready === undefined) return undefined;
      // Those that have let it in while it was off.
      for (const guild of ready.guilds.cache.values())
        if (clock.now() - guild.joinedTimestamp < LATELY_MS) deps.onJoined(guildPlacesOf(guild));
      return {
        applicationId: ready.application.id,
        what: `logged in as ${ready.user.tag}`,
        guilds: ready.guilds.cache.size,
      };
    },
    async close() {
      await client?.destroy();
    },
  };
}

function listen(client: Client, deps: GatewayLineDeps): void {
  const { log, stopping } = deps;
  const onLost: LineDeps['onLost'] = (error, isHopeless) => {
    if (!stopping.aborted) deps.onLost(error, isHopeless);
  };
  const accessChanged = (guildId: string, channelId?: string): void =>
    deps.onAccessChanged(guildId, channelId, (address) => mayPost(client, address));
  const guard = (what: string, work: Promise<void>): void => {
    work.catch((error: unknown) => log.error({ err: error }, what));
  };
  // As Discord sends it: what answers it needs nothing of the client's caches.
  client.ws.on(
    GatewayDispatchEvents.InteractionCreate,
    (interaction: APIInteraction) => void deps.enter(interaction, deps.api),
  );
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return;
    guard('could not note a deleted channel', deps.onAddressGone(channel.guildId, channel.id));
  });
  client.on(Events.ThreadDelete, ({ guildId, id }) =>
    guard('could not note a deleted thread', deps.onAddressGone(guildId, id)),
  );
  // Threads stand under a channel, so that a change of one may open others.
  client.on(Events.ChannelUpdate, (_, channel) => {
    if (!channel.isDMBased()) accessChanged(channel.guildId);
  });
  client.on(Events.ThreadUpdate, (_, { guildId, id }) => accessChanged(guildId, id));
  // After an outage, of Discord's or of the connection, anything may have changed.
  client.on(Events.GuildAvailable, ({ id }) => accessChanged(id));
  client.on(Events.GuildCreate, (guild) => {
    accessChanged(guild.id);
    deps.onJoined(guildPlacesOf(guild));
  });
  client.on(Events.GuildRoleUpdate, (_, { guild }) => accessChanged(guild.id));
  client.on(Events.GuildMemberUpdate, (_, { guild, id }) => {
    if (id === client.user?.id) accessChanged(guild.id);
  });
  // discord.js emits this for a real removal only; an outage is `guildUnavailable`.
  client.on(Events.GuildDelete, ({ id }) => guard('could not forget a server', deps.onGuildRemoved(id)));
  client.on(Events.Error, (error) => log.error({ err: error }, 'the gateway client reports an error'));
  client.on(Events.Warn, (message) => log.warn(message));
  client.on(Events.Invalidated, () =>
    onLost(new Error('Discord has ended the session for good. Start Downtick again.'), false),
  );
  // discord.js emits this for close codes alone after which it does not connect again.
  client.on(Events.ShardDisconnect, ({ code }) => onLost(lossOf(code), true));
}
