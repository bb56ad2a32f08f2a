import type { Say } from '#src/alert/catalogue.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitNames } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild, WatchList } from '#src/domain/guild.ts';
import type { Selector } from '#src/domain/selector.ts';

import type { ExchangeInfo } from '#commands/command.ts';

import { findExchange } from './find-exchange.ts';
import { showSelector } from './target-name.ts';
import type { Namer } from './target-name.ts';

const LISTS_MAX = 25;
const SELECTORS_MAX = 50;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;

/** The guild with one more list. Every function here throws `UserError` for what cannot be. */
export function createList(
  guild: Guild,
  name: string,
  selectors: readonly Selector[],
  { exchanges, say }: { readonly exchanges: readonly ExchangeInfo[]; readonly say: Say },
): Guild {
  if (!NAME.test(name)) throw new UserError(say('watchlist.badName'));
  // A target that could be either would follow the wrong one of the two.
  if (findExchange(exchanges, name) !== undefined) {
    throw new UserError(say('watchlist.isExchange', { name: escapeText(name, 60) }));
  }
  if (guild.watchLists.some((list) => list.name === name)) {
    throw new UserError(say('watchlist.taken', { name: escapeText(name, 60) }));
  }
  return withNewList(guild, { name, selectors }, say);
}

/** The guild with one more list, of a name that no other has. */
export function withNewList(guild: Guild, list: WatchList, say: Say): Guild {
  if (guild.watchLists.length >= LISTS_MAX) {
    throw new UserError(say('watchlist.tooMany', { count: LISTS_MAX }));
  }
  return { ...guild, watchLists: [...guild.watchLists, bounded(list, say)] };
}

export function addSelectors(guild: Guild, name: string, selectors: readonly Selector[], say: Say): Guild {
  if (selectors.length === 0) throw new UserError(say('watchlist.addWhat'));
  const list = demandList(guild, name, say);
  const all = [...new Set([...list.selectors, ...selectors])];
  return withList(guild, bounded({ ...list, selectors: all }, say));
}

/** The guild without one selector of a list; `text` is what was typed for it. */
export function removeSelector(
  guild: Guild,
  list: WatchList,
  selector: Selector,
  text: string,
  deps: Namer,
  locale: string,
): Guild {
  const say = deps.say(locale);
  if (!list.selectors.includes(selector)) {
    const what = { text: escapeText(text, 100), name: escapeText(list.name, 60) };
    const has = list.selectors.map((one) => showSelector(one, deps, locale));
    throw new UserError(
      has.length === 0
        ? say('watchlist.notOnEmpty', what)
        : say('watchlist.notOn', { ...what, selectors: fitNames(has, 1200, say) }),
    );
  }
  return withList(guild, { ...list, selectors: list.selectors.filter((one) => one !== selector) });
}

export function deleteList(guild: Guild, name: string, say: Say): Guild {
  demandList(guild, name, say);
  const followers = guild.subscriptions.filter(
    ({ target }) => target.kind === 'list' && target.name === name,
  );
  if (followers.length > 0) {
    const where = [...new Set(followers.map(({ channelId }) => `<#${channelId}>`))];
    throw new UserError(
      say('watchlist.followed', { channels: fitNames(where, 1000, say), name: escapeText(name, 60) }),
    );
  }
  return { ...guild, watchLists: guild.watchLists.filter((list) => list.name !== name) };
}

export function demandList(guild: Guild, name: string, say: Say): WatchList {
  const list = guild.watchLists.find((one) => one.name === name);
  if (list !== undefined) return list;
  const known = guild.watchLists.map((one) => escapeText(one.name, 60));
  const shown = escapeText(name, 60);
  throw new UserError(
    known.length === 0
      ? say('watchlist.unknownNone', { name: shown })
      : say('watchlist.unknown', { name: shown, known: fitNames(known, 1200, say) }),
  );
}

function withList(guild: Guild, list: WatchList): Guild {
  return { ...guild, watchLists: guild.watchLists.map((one) => (one.name === list.name ? list : one)) };
}

function bounded(list: WatchList, say: Say): WatchList {
  if (list.selectors.length <= SELECTORS_MAX) return list;
  throw new UserError(say('watchlist.full', { count: SELECTORS_MAX }));
}
