import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';

import type { Say } from '#src/alert/catalogue.ts';
import { componentText } from '#src/alert/names.ts';
import { plain } from '#src/alert/text.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import {
  renderExchangeStatus,
  renderGlance,
  renderServiceStatus,
} from '#src/channels/discord/render/status.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import { ANY, exchangeOf, parseService } from '#src/domain/service.ts';

import type { Command, CommandDeps, ExchangeInfo } from './command.ts';
import { demandExchange, findExchange } from './shared/find-exchange.ts';
import { suggestExchanges, suggestServices } from './shared/suggest.ts';
import { parseSelector } from './shared/target.ts';

export const status: Command = {
  visibility: 'public',
  data: {
    name: 'status',
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'exchange',
        autocomplete: true,
        max_length: 100,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'service',
        autocomplete: true,
        max_length: 100,
      },
    ],
  },

  run({ guildId, locale, strings }, deps) {
    const now = deps.clock.now();
    const voice = deps.voice(locale);
    const say = deps.say(locale);
    const { service } = strings;
    // Somebody who types `binance/withdrawals` into the first field means just that.
    const [name = '', ...inside] = (strings['exchange'] ?? '').trim().split('/');
    if (name === '') {
      if (service !== undefined) throw new UserError(say('status.exchangeToo'));
      return renderGlance(
        watchedBy(deps.guilds.get(guildId), deps, say).map(({ id }) => deps.view(id)),
        now,
        voice,
      );
    }
    const exchange = demandExchange(deps.exchanges(), name, say);
    const part = service ?? (inside.length > 0 ? inside.join('/') : undefined);
    if (part === undefined || exchange.retired !== undefined) {
      return renderExchangeStatus(deps.view(exchange.id), now, voice);
    }
    const path = serviceOf(exchange, part, deps, locale);
    if (path === exchange.id) return renderExchangeStatus(deps.view(exchange.id), now, voice);
    return renderServiceStatus(deps.viewService(path), exchange.name, now, voice);
  },

  complete({ strings, focused, locale }, deps) {
    if (focused.name === 'exchange') return suggestExchanges(deps.exchanges(), focused.value);
    const exchange = findExchange(deps.exchanges(), strings['exchange'] ?? '');
    return exchange === undefined ? [] : suggestServices(exchange, focused.value, deps, locale);
  },
};

function serviceOf(exchange: ExchangeInfo, part: string, deps: CommandDeps, locale: string): string {
  const isWhole = findExchange([exchange], part.split('/')[0] ?? '') !== undefined;
  const path = parseSelector(isWhole ? part : `${exchange.id}/${part}`, deps, locale);
  const { component, asset } = parseService(path);
  if (component === ANY) throw new UserError(deps.say(locale)('status.oneService'));
  if (component !== undefined && asset !== undefined && asset !== ANY)
    demandCoins(exchange, component, deps, locale);
  return path;
}

function demandCoins(exchange: ExchangeInfo, component: string, deps: CommandDeps, locale: string): void {
  if (deps.assets(exchange.id, component).length > 0) return;
  throw new UserError(
    deps.say(locale)('status.asWhole', {
      what: plain(componentText(component, deps.voice(locale))),
      exchange: escapeText(exchange.name, 40),
    }),
  );
}

/** The exchanges that any subscription or watch list of the guild speaks of. */
function watchedBy(guild: Guild, deps: CommandDeps, say: Say): readonly ExchangeInfo[] {
  const selectors = [
    ...guild.subscriptions.flatMap(({ target }) => selectorsOf(guild, target)),
    ...guild.watchLists.flatMap((list) => list.selectors),
  ];
  const ids = new Set(selectors.map(exchangeOf));
  if (ids.size === 0) {
    throw new UserError(say('status.nothingWatched'));
  }
  return deps.exchanges().filter(({ id }) => ids.has(id) || ids.has(ANY));
}
