import {
  ApplicationCommandOptionType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  PermissionFlagsBits,
} from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type {
  ActionRequest,
  ChosenChannel,
  CommandRequest,
  Reply,
} from '#src/channels/discord/interactions/handler.ts';
import type { Hub } from '#src/channels/discord/hub.ts';
import { codeOf } from '#src/channels/discord/messages/speaker.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { holdsRight } from '#src/channels/discord/line/rights.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Follow, Guild } from '#src/domain/guild.ts';
import { exchangeOf } from '#src/domain/service.ts';
import { isWatched } from '#src/domain/watched.ts';

import type { Command, CommandDeps, ExchangeInfo, InGuild } from './command.ts';
import { IN_SERVERS } from './shared/anywhere.ts';
import { completed } from './shared/describe-command.ts';
import { demandRight } from './shared/demand-right.ts';
import { demandExchange } from './shared/find-exchange.ts';
import { plainReply } from './shared/plain-reply.ts';
import { suggestExchanges } from './shared/suggest.ts';

export const follow: Command = {
  needs: 'hub',
  visibility: 'private',
  data: {
    name: 'follow',
    default_member_permissions: String(PermissionFlagsBits.ManageWebhooks),
    ...IN_SERVERS,
    options: [
      completed('exchange', { required: true }),
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      },
    ],
  },

  run: async (request, deps) => await followHub(request, deps),

  complete: ({ focused }, deps) => suggestExchanges(watched(deps), focused.value),

  actions: [
    { action: 'hub-follow', answer: 'private', run: followFromReply },
    { action: 'hub-stop', answer: 'private', run: stop },
  ],
};

const watched = (deps: CommandDeps): ExchangeInfo[] => deps.exchanges().filter(isWatched);

async function followHub(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(request.locale);
  const exchange = demandExchange(watched(deps), request.strings['exchange'] ?? '', say);
  const channel = request.channels['channel'] ?? request.channel;
  return await inTurn(channel, request, deps, () => followIn(channel, exchange, request, deps));
}

/** The button under a subscription of a whole exchange, for the channel where it is pressed. */
async function followFromReply(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const exchange = demandExchange(watched(deps), request.key, deps.say(request.locale));
  const channel = { ...request.channel, memberPermissions: request.memberPermissions };
  return await inTurn(channel, request, deps, () => followIn(channel, exchange, request, deps));
}

async function inTurn(
  { id }: ChosenChannel,
  { locale }: Pick<InGuild<ActionRequest>, 'locale'>,
  deps: CommandDeps,
  task: () => Promise<Reply>,
): Promise<Reply> {
  return await demandHub(deps, deps.say(locale)).inTurn(id, task);
}

/** Has the channel follow the hub's, and says what that brings. Throws `UserError`. */
async function followIn(
  channel: ChosenChannel,
  { id, name }: ExchangeInfo,
  { guildId, locale }: Pick<InGuild<ActionRequest>, 'guildId' | 'locale'>,
  deps: CommandDeps,
): Promise<Reply> {
  const say = deps.say(locale);
  const hub = demandHub(deps, say);
  if (guildId === hub.guildId) throw new UserError(say('hub.isHub'));
  if (channel.guildId !== undefined && channel.guildId !== guildId) throw new UserError(say('place.foreign'));
  demandRight(channel, 'ManageWebhooks', say);
  if (channel.kind !== 'text') throw new UserError(say('hub.kind'));
  const place = { channel: `<#${channel.id}>`, exchange: escapeText(name, 100) };
  if (channel.appPermissions !== null && !holdsRight(channel.appPermissions, 'ManageWebhooks'))
    throw new UserError(say('hub.needsWebhooks', place));
  const guild = deps.guilds.get(guildId);
  const known = guild.follows?.find((one) => one.channelId === channel.id && one.exchange === id);
  if (known !== undefined) return answer(say('hub.same', place), known, say);
  const made = await makeFollow(hub, id, channel.id, place, say);
  const one: Follow = { exchange: id, channelId: channel.id, webhookId: made, at: deps.clock.now() };
  const after = await deps.guilds.update(guildId, (before) => ({
    ...before,
    follows: [...(before.follows ?? []), one],
  }));
  const twice = isToldDirectly(after, channel.id, id) ? `\n${say('hub.twice', place)}` : '';
  return answer(`${say('hub.done', place)}${twice}`, one, say);
}

const TOO_MANY_WEBHOOKS = 30_007;
const REFUSED = new Set<number | undefined>([50_001, 50_013]);

async function makeFollow(
  hub: Hub,
  exchange: string,
  channelId: string,
  place: Readonly<Record<string, string>>,
  say: Say,
): Promise<string> {
  const hubChannelId = await hub.channelOf(exchange);
  try {
    return await hub.follow(hubChannelId, channelId);
  } catch (error) {
    const code = codeOf(error);
    if (code === TOO_MANY_WEBHOOKS) throw new UserError(say('hub.full', place));
    if (REFUSED.has(code)) throw new UserError(say('hub.needsWebhooks', place));
    throw error;
  }
}

function demandHub({ hub }: CommandDeps, say: Say): Hub {
  if (hub === undefined) throw new UserError(say('hub.noHub'));
  return hub;
}

/** Whether a subscription tells the channel of the exchange as well. */
function isToldDirectly({ subscriptions }: Guild, channelId: string, exchange: string): boolean {
  return subscriptions.some(
    ({ channelId: own, disabled, target }) =>
      own === channelId &&
      disabled === undefined &&
      target.kind === 'selector' &&
      ['*', exchange].includes(exchangeOf(target.selector)),
  );
}

function answer(text: string, { webhookId }: Follow, say: Say): Reply {
  return {
    ...plainReply(text),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: say('hub.stop'),
            custom_id: customId('hub-stop', webhookId),
          },
        ],
      },
    ],
  };
}

async function stop(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const { guildId, key } = request;
  const say = deps.say(request.locale);
  demandRight(request, 'ManageWebhooks', say);
  const one = deps.guilds.get(guildId).follows?.find(({ webhookId }) => webhookId === key);
  if (one === undefined) throw new UserError(say('hub.gone'));
  await demandHub(deps, say).unfollow(one.webhookId);
  await deps.guilds.update(guildId, (guild) => ({
    ...guild,
    follows: (guild.follows ?? []).filter(({ webhookId }) => webhookId !== key),
  }));
  return plainReply(say('hub.stopped', { channel: `<#${one.channelId}>` }));
}
