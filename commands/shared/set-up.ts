import { ButtonStyle, ComponentType } from 'discord.js';
import type { APILabelComponent, APIMessageTopLevelComponent } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type { Joined } from '#src/channels/discord/greet.ts';
import type { ActionRequest, Form, Reply } from '#src/channels/discord/interactions/handler.ts';
import { clip } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild } from '#src/domain/guild.ts';
import { memberOf } from '#src/domain/member.ts';

import type { CommandDeps, ExchangeInfo, InGuild } from '#commands/command.ts';
import { grantWishes } from '#commands/subscribe/grant-wishes.ts';
import { isWatched } from '#src/domain/watched.ts';

import { POSTABLE } from './channel-types.ts';
import { demandOwn, demandPostable } from './demand-channel.ts';
import { demandRight } from './demand-right.ts';
import { directPlace } from './home.ts';
import { withNewList } from './watch-lists.ts';

/** The list that is made of the exchanges which a server has chosen. */
export const OWN_LIST = 'my-exchanges';

/** Discord's limit; what does not fit into one select stands in a second. */
const OPTIONS_MAX = 25;
const SELECTS_MAX = 3;

/** Most people are on these. */
const FIRST = ['binance', 'coinbase', 'kraken', 'okx', 'bybit', 'kucoin', 'bitget', 'gate', 'upbit', 'htx'];

/** Introduces the bot to a server, once: that is noted before it is said, so that nothing can make it say it again. */
export async function greet({ channelId, guildId, locale }: Joined, deps: CommandDeps): Promise<void> {
  let isNew = false;
  await deps.guilds.update(guildId, (guild) => {
    isNew = guild.greetedAt === undefined && guild.subscriptions.length === 0;
    const ownLocale = deps.voice(locale).locale;
    return isNew ? { ...guild, ownLocale, greetedAt: deps.clock.now() } : guild;
  });
  if (!isNew) return;
  const say = deps.say(locale);
  await deps.speaker.say(channelId, { content: say('setup.greeting'), components: [setUpRow(say)] });
}

export function setUpRow(say: Say): APIMessageTopLevelComponent {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.Button,
        style: ButtonStyle.Primary,
        label: say('setup.button'),
        custom_id: customId('set-up'),
      },
    ],
  };
}

/** The form that asks for exchanges and a channel. Throws `UserError` for who may not. */
export function setUpForm(request: InGuild<ActionRequest>, deps: CommandDeps): Form {
  const say = deps.say(request.locale);
  demandRight(request, 'ManageChannels', say);
  const chosen = new Set(ownExchanges(deps.guilds.get(request.guildId)));
  const known = choosable(deps);
  const pages = Array.from({ length: Math.min(SELECTS_MAX, Math.ceil(known.length / OPTIONS_MAX)) }, (_, i) =>
    known.slice(i * OPTIONS_MAX, (i + 1) * OPTIONS_MAX),
  );
  return {
    title: say('setup.title'),
    action: 'set-up-done',
    fields: [
      ...pages.map((page, i) => exchangeField(page, i, chosen, say)),
      ...(memberOf(request.guildId) === undefined ? [channelField(say)] : []),
    ],
  };
}

function channelField(say: Say): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: say('setup.channel'),
    component: {
      type: ComponentType.ChannelSelect,
      custom_id: 'channel',
      channel_types: POSTABLE,
      required: true,
    },
  };
}

function exchangeField(
  page: readonly ExchangeInfo[],
  i: number,
  chosen: ReadonlySet<string>,
  say: Say,
): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: say(i === 0 ? 'setup.exchanges' : 'setup.moreExchanges'),
    component: {
      type: ComponentType.StringSelect,
      custom_id: `exchanges-${i}`,
      min_values: 0,
      max_values: page.length,
      required: false,
      options: page.map(({ id, name }) => ({
        label: clip(name, 100),
        value: id,
        ...(chosen.has(id) && { default: true }),
      })),
    },
  };
}

function choosable(deps: CommandDeps): ExchangeInfo[] {
  const rank = ({ id }: ExchangeInfo): number => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);
  return deps
    .exchanges()
    .filter(isWatched)
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
}

function ownExchanges(guild: Guild): readonly string[] {
  return guild.watchLists.find(({ name }) => name === OWN_LIST)?.selectors ?? [];
}

/** What the form comes to: a list of the exchanges, followed in the channel. Throws `UserError`. */
export async function setUp(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const { channels, fields, guildId, locale } = request;
  const say = deps.say(locale);
  demandRight(request, 'ManageChannels', say);
  const known = new Set(choosable(deps).map(({ id }) => id));
  const chosen = Object.entries(fields)
    .filter(([field]) => field.startsWith('exchanges-'))
    .flatMap(([, values]) => values)
    .filter((id) => known.has(id));
  if (chosen.length === 0) throw new UserError(say('setup.noExchange'));
  const isDirect = memberOf(guildId) !== undefined;
  const channel = isDirect ? await directPlace(request, deps) : channels[fields['channel']?.[0] ?? ''];
  if (channel === undefined) throw new UserError(say('setup.noChannel'));
  demandOwn(channel, guildId, say);
  demandPostable(channel, deps, locale);
  const target = { kind: 'list', name: OWN_LIST } as const;
  return await grantWishes(request, [{ channelId: channel.id, target }], deps, (guild) => {
    const others = guild.watchLists.filter(({ name }) => name !== OWN_LIST);
    return withNewList({ ...guild, watchLists: others }, { name: OWN_LIST, selectors: chosen }, say);
  });
}
