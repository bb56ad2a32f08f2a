import { once } from 'node:events';

import { Routes } from 'discord.js';

import type { Channel, ChannelReports } from '#src/delivery/channel.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import { RETRY, backOffMs } from '#src/platform/back-off.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';
import { createAllowance } from '#src/delivery/allowance.ts';
import type { Allowance } from '#src/delivery/allowance.ts';
import { memberOf } from '#src/domain/member.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import { createDiscordMessenger } from './messages/discord-messenger.ts';
import type { GatewayOptions } from './line/gateway-client.ts';
import { createGatewayLine } from './line/gateway-line.ts';
import { createGuildRest } from './line/guild-rest.ts';
import type { ActionHandler, Handler } from './interactions/handler.ts';
import { createHttpLine } from './line/http-line.ts';
import type { HttpLineDeps } from './line/http-line.ts';
import { createInteractionApi } from './interactions/interaction-api.ts';
import { createInteractionEntry } from './interactions/interaction.ts';
import { inviteUrl } from './line/invite.ts';
import type { Line } from './line/line.ts';
import type { LineDeps } from './line/line-deps.ts';
import { registerCommands } from './interactions/register-commands.ts';
import { clip } from './render/escape.ts';
import { allowOnly, LIMITS } from './render/message-body.ts';
import { createMessageRest } from './messages/message-rest.ts';
import type { MessageRest } from './messages/message-rest.ts';
import { PER_SECOND } from './per-second.ts';
import { createPlaces } from './messages/place.ts';
import { createPublisher } from './messages/publish.ts';
import { createRest } from './messages/rest.ts';
import { withRoom } from './messages/room.ts';
import { createThreads } from './messages/threads.ts';
import { createTokenDoubt } from './line/token-doubt.ts';
import { placeToGreet } from './greet.ts';
import type { Joined } from './greet.ts';
import { closedText } from './closed-text.ts';
import { explainClosed } from './explain-closed.ts';
import { lackingIn, staffChannel } from './line/guild-channels.ts';

export interface HttpInteractions {
  /** The application's, by which Discord's requests are known. */
  readonly publicKey: string;
  readonly known: HttpLineDeps['known'];
}

export interface DiscordDeps extends ChannelReports {
  readonly token: string;
  /** Another base of the REST API, such as a stand-in for it: `http://127.0.0.1:3000/api`. */
  readonly apiUrl?: string;
  readonly proxy?: ProxySettings;
  /** When it may log in, hear commands and register them, where another process may be the one that does; it posts before. */
  readonly mayListen?: Promise<void> | undefined;
  /** The shards of the gateway that are this process's, and when they may identify. */
  readonly gateway?: GatewayOptions | undefined;
  /** Where Discord asks our web server, and keeps no connection: what that takes. */
  readonly http?: HttpInteractions | undefined;
  readonly handlers: readonly Handler[];
  readonly actions?: readonly ActionHandler[];
  /** Calls about messages, where somebody shares them. */
  readonly messageRest?: MessageRest;
  /** Counts what Discord takes so often in a time, where others share the limit. */
  readonly tally?: Allowance | undefined;
  /** The id of the channel that hears what the operator should know. */
  readonly operatorChannelId?: string;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  /** What the admins of a guild have chosen. */
  preferencesOf(guildId: string): GuildPreferences;
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
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort').then(() => undefined);
  const messenger = createDiscordMessenger(messageRest, deps.catalogue, {
    places: createPlaces(
      messageRest,
      () => line.client(),
      () => isBlind(),
    ),
    threads: createThreads(messageRest, log),
    publisher: createPublisher(messageRest, deps.tally ?? createAllowance(clock), log),
  });
  const doubt = createTokenDoubt({
    clock,
    random: Math.random,
    check: () => messenger.check(),
    onRefused: (error) => deps.onLost(error, true),
  });
  const guildRest = createGuildRest(rest, async () => {
    if (messenger.self() === undefined) await messenger.check();
    return messenger.self() ?? '';
  });
  let isStarted = false;
  const line = openLine();

  /** Nobody tells this process of servers and channels, or of this one: another process has the connection, or none. */
  function isBlind(guildId?: string): boolean {
    if (deps.http !== undefined) return true;
    if (deps.mayListen === undefined) return false;
    const client = line.client();
    return client === undefined || (guildId !== undefined && !client.guilds.cache.has(guildId));
  }

  function openLine(): Line {
    const enter = createInteractionEntry(deps);
    const lineDeps: LineDeps = {
      token,
      apiUrl,
      proxy,
      clock,
      log,
      stopping: stopping.signal,
      onAddressGone: (...gone) => deps.onAddressGone(...gone),
      onAccessChanged: (...changed) => deps.onAccessChanged(...changed),
      onLost: (...lost) => deps.onLost(...lost),
      onGuildRemoved: (guildId) => deps.onGuildRemoved(guildId),
      onJoined(places) {
        const place = placeToGreet(places);
        if (place !== undefined) deps.onJoined?.(place);
      },
    };
    if (deps.http === undefined)
      return createGatewayLine({
        ...lineDeps,
        enter,
        api: createInteractionApi(rest),
        gateway: deps.gateway,
      });
    const now = (): number => messageRest.now();
    const isOpen = (): boolean => isStarted;
    return createHttpLine({ ...lineDeps, ...deps.http, rest, guildRest, enter, now, isOpen });
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
    try {
      const isIn = !isBlind(guildId) || (await guildRest.isIn(guildId));
      // Nobody told us that the bot was removed, and this is why nothing can be posted.
      if (!isIn) return await deps.onGuildRemoved(guildId);
      const places = isBlind(guildId) ? await guildRest.places(guildId) : line.places(guildId);
      const chosen = deps.preferencesOf(guildId).logChannelId;
      const place = chosen ?? (places && staffChannel(places, exceptChannelId));
      if (places === undefined || place === undefined || place === exceptChannelId) return;
      await tellChannel(place, text);
    } catch (error) {
      log.warn({ err: error, guildId }, 'could not tell a server that a channel is lost');
    }
  }

  return {
    id: 'discord',
    traits: { perSecond: PER_SECOND, now: () => messenger.now() },
    post: (post, room) =>
      explainClosed(
        () => withRoom(room, () => doubt.guard(() => messenger.post(post))),
        () => lackingIn(line.client(), post.target.address),
      ),
    find: (post, since, room) => withRoom(room, () => doubt.guard(() => messenger.find(post, since))),
    edit: (edit, room) => withRoom(room, () => doubt.guard(() => messenger.edit(edit))),

    ...(line.doors !== undefined && { doors: line.doors }),

    async start() {
      isStarted = true;
      if (deps.mayListen !== undefined || deps.http !== undefined) {
        // Learns Discord's time, and who we are.
        await messenger.check();
        await Promise.race([deps.mayListen, stopped]);
        if (stopping.signal.aborted) return;
      }
      const opened = await line.open();
      if (opened === undefined) return;
      log.info({ guilds: opened.guilds }, opened.what);
      if (opened.guilds === 0)
        log.info(`It is in no server yet. Invite it: ${inviteUrl(opened.applicationId)}`);
      void register(opened.applicationId);
      // Learns Discord's time, and who we are.
      await messenger.check();
    },

    async stop() {
      isStarted = false;
      stopping.abort();
      doubt.stop();
      await line.close();
    },

    async paused(guildId, channelId, reason) {
      // Who cannot be written to hears of it with their next command.
      if (memberOf(guildId) !== undefined) return;
      const { locale } = deps.preferencesOf(guildId);
      const [say, voice] = [deps.catalogue.say(locale), deps.catalogue.voice(locale)];
      const why = { channel: `<#${channelId}>`, reason: closedText(reason, say, voice) };
      await tellAdmins(guildId, say('reply.paused', why), channelId);
    },

    async tellOperator(text) {
      if (deps.operatorChannelId === undefined) return;
      await tellChannel(deps.operatorChannelId, `🔧 ${text}`).catch((error: unknown) => {
        log.warn({ err: error }, 'could not tell the operator channel');
      });
    },
  };
}
