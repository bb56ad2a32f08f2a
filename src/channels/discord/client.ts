import { once } from 'node:events';

import { Events, GatewayDispatchEvents, Routes } from 'discord.js';
import type { APIInteraction, Client, Guild } from 'discord.js';

import type { Channel, MayPost } from '#src/delivery/channel.ts';
import type { PauseListener } from '#src/delivery/queue.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import { RETRY, backOffMs } from '#src/platform/back-off.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import { createDiscordMessenger } from './discord-messenger.ts';
import { createGatewayClient } from './gateway-client.ts';
import type { ActionHandler, Handler } from './handler.ts';
import { createInteractionApi } from './interaction-api.ts';
import { createInteractionEntry } from './interaction.ts';
import { inviteUrl } from './invite.ts';
import { lossOf, toLoginError } from './login-error.ts';
import { registerCommands } from './register-commands.ts';
import { clip } from './render/escape.ts';
import { allowOnly, LIMITS } from './render/message-body.ts';
import { createMessageRest } from './message-rest.ts';
import type { MessageRest } from './message-rest.ts';
import { createPlaces } from './place.ts';
import { createPublisher } from './publish.ts';
import { createRest } from './rest.ts';
import { createThreads } from './threads.ts';
import { createTokenDoubt } from './token-doubt.ts';
import { placeToGreet } from './greet.ts';
import type { Joined } from './greet.ts';
import { mayPost, staffChannel } from './guild-channels.ts';

/** Who has let the bot in since then may not have been greeted. */
const LATELY_MS = 3 * 24 * 3_600_000;
/** What Discord allows a bot. */
const PER_SECOND = 50;

export interface DiscordDeps {
  readonly token: string;
  /** Another base of the REST API, such as a stand-in for it: `http://127.0.0.1:3000/api`. */
  readonly apiUrl?: string;
  readonly proxy?: ProxySettings;
  /** When it may log in, hear commands and register them, where another process may be the one that does; it posts before. */
  readonly mayListen?: Promise<void> | undefined;
  readonly handlers: readonly Handler[];
  readonly actions?: readonly ActionHandler[];
  /** Calls about messages, where somebody shares them. */
  readonly messageRest?: MessageRest;
  /** The id of the channel that hears what the operator should know. */
  readonly operatorChannelId?: string;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  /** What the admins of a guild have chosen. */
  preferencesOf(guildId: string): GuildPreferences;
  /** A channel or thread was deleted. */
  onAddressGone(guildId: string, channelId: string): Promise<void>;
  /** What the bot may do in a channel, or in all of a guild, has changed. */
  onAccessChanged(guildId: string, channelId: string | undefined, mayPost: MayPost): void;
  /** Has the listener told of each address that is paused, with the reason as a sentence for its admins. */
  watchPauses(listener: PauseListener): void;
  /** Discord lets the bot in no more; `isHopeless` where starting again changes nothing. */
  onLost(error: Error, isHopeless: boolean): void;
  /** The bot was removed from a guild; an outage of Discord does not count. */
  onGuildRemoved(guildId: string): Promise<void>;
  /** The bot has come to a guild, now or while nobody looked. */
  onJoined?(joined: Joined): void;
}

/**
 * Discord as a channel. `start` resolves once the bot is in, and registers its commands in the background. It keeps
 * trying while Discord cannot be reached, and rejects with a `LoginError` when Discord will never let it in.
 */
export function createDiscord(deps: DiscordDeps): Channel {
  const { token, apiUrl, clock, log, proxy } = deps;
  const rest = createRest(token, apiUrl, proxy);
  const messageRest = deps.messageRest ?? createMessageRest(token, apiUrl, clock, proxy);
  const messenger = createDiscordMessenger(messageRest, deps.catalogue, {
    places: createPlaces(messageRest, () => client),
    threads: createThreads(messageRest, log),
    publisher: createPublisher(messageRest, clock, log),
  });
  const doubt = createTokenDoubt({
    clock,
    random: Math.random,
    check: () => messenger.check(),
    onRefused: (error) => deps.onLost(error, true),
  });
  const enter = createInteractionEntry(deps, createInteractionApi(rest));
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort').then(() => undefined);
  let client: Client | undefined;

  async function logIn(): Promise<Client<true>> {
    const next = createGatewayClient(apiUrl, proxy);
    client = next;
    listen(next, deps, enter, (error, isHopeless) => {
      if (!stopping.signal.aborted) deps.onLost(error, isHopeless);
    });
    const ready = new Promise<Client<true>>((resolve) => next.once(Events.ClientReady, resolve));
    await next.login(token);
    return await ready;
  }

  async function logInUntilIn(): Promise<Client<true> | undefined> {
    for (let attempts = 1; !stopping.signal.aborted; attempts += 1) {
      try {
        return await Promise.race([logIn(), stopped]);
      } catch (error) {
        await client?.destroy();
        const hopeless = toLoginError(error);
        if (hopeless !== undefined) throw hopeless;
        const delayMs = backOffMs(attempts, RETRY, { random: Math.random });
        log.warn({ err: error, delayMs }, 'Discord cannot be reached; trying again');
        await Promise.race([pause(clock, delayMs), stopped]);
      }
    }
    return undefined;
  }

  /** Alerts need no commands, so nothing waits for this. */
  async function register(applicationId: string): Promise<void> {
    const commands = deps.handlers.map(({ data }) => data);
    for (let attempts = 1; !stopping.signal.aborted; attempts += 1) {
      try {
        const isNew = await registerCommands(rest, applicationId, commands);
        log.info(isNew ? 'commands registered' : 'commands are registered already');
        return;
      } catch (error) {
        log.error({ err: error }, 'could not register the commands; trying again');
        await Promise.race([pause(clock, backOffMs(attempts, RETRY, { random: Math.random })), stopped]);
      }
    }
  }

  async function tellChannel(channelId: string, text: string): Promise<void> {
    const body = { content: clip(text, LIMITS.content), allowed_mentions: allowOnly([]) };
    await rest.post(Routes.channelMessages(channelId), { body });
  }

  /** Tells the admins of a guild, at any other address than this one. */
  async function tellAdmins(guildId: string, text: string, exceptChannelId: string): Promise<void> {
    const guild = client?.guilds.cache.get(guildId);
    const chosen = deps.preferencesOf(guildId).logChannelId;
    const place = chosen ?? (guild && staffChannel(guild, exceptChannelId)?.id);
    if (guild === undefined || place === undefined || place === exceptChannelId) return;
    await tellChannel(place, text).catch((error: unknown) => {
      log.warn({ err: error, guildId }, 'could not tell a server that a channel is lost');
    });
  }

  deps.watchPauses(async (guildId, channelId, reason) => {
    const say = deps.catalogue.say(deps.preferencesOf(guildId).locale);
    await tellAdmins(guildId, say('reply.paused', { channel: `<#${channelId}>`, reason }), channelId);
  });

  return {
    id: 'discord',
    traits: { perSecond: PER_SECOND, now: () => messenger.now() },
    post: (post) => doubt.guard(() => messenger.post(post)),
    find: (post, since) => doubt.guard(() => messenger.find(post, since)),
    edit: (edit) => doubt.guard(() => messenger.edit(edit)),

    async start() {
      if (deps.mayListen !== undefined) {
        // Learns Discord's time, and who we are.
        await messenger.check();
        await Promise.race([deps.mayListen, stopped]);
        if (stopping.signal.aborted) return;
      }
      const ready = await logInUntilIn();
      if (ready === undefined) return;
      log.info({ guilds: ready.guilds.cache.size }, `logged in as ${ready.user.tag}`);
      if (ready.guilds.cache.size === 0)
        log.info(`It is in no server yet. Invite it: ${inviteUrl(ready.application.id)}`);
      void register(ready.application.id);
      // Those that have let it in while it was off.
      for (const guild of ready.guilds.cache.values())
        if (clock.now() - guild.joinedTimestamp < LATELY_MS) joined(guild, deps);
      // Learns Discord's time, and who we are.
      await messenger.check();
    },

    async stop() {
      stopping.abort();
      doubt.stop();
      await client?.destroy();
    },

    async tellOperator(text) {
      if (deps.operatorChannelId === undefined) return;
      await tellChannel(deps.operatorChannelId, `🔧 ${text}`).catch((error: unknown) => {
        log.warn({ err: error }, 'could not tell the operator channel');
      });
    },
  };
}

function listen(
  client: Client,
  deps: DiscordDeps,
  enter: ReturnType<typeof createInteractionEntry>,
  onLost: DiscordDeps['onLost'],
): void {
  const { log } = deps;
  const accessChanged = (guildId: string, channelId?: string): void =>
    deps.onAccessChanged(guildId, channelId, (address) => mayPost(client.guilds.cache.get(guildId), address));
  const guard = (what: string, work: Promise<void>): void => {
    work.catch((error: unknown) => log.error({ err: error }, what));
  };
  // As Discord sends it: what answers it needs nothing of the client's caches.
  client.ws.on(
    GatewayDispatchEvents.InteractionCreate,
    (interaction: APIInteraction) => void enter(interaction),
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
    joined(guild, deps);
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

function joined(guild: Guild, deps: DiscordDeps): void {
  const place = placeToGreet(guild);
  if (place !== undefined) deps.onJoined?.(place);
}

async function pause(clock: Clock, delayMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.setTimer(delayMs, resolve);
  });
}
