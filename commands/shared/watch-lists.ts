import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import type { Guild, WatchList } from '#src/domain/guild.ts';
import { normalizeSelector } from '#src/domain/selector.ts';
import type { Selector } from '#src/domain/selector.ts';

import type { ExchangeInfo } from '#commands/command.ts';

import { findExchange } from './find-exchange.ts';

const LISTS_MAX = 25;
const SELECTORS_MAX = 50;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u;

/** The guild with one more list. Every function here throws `UserError` for what cannot be. */
export function createList(
  guild: Guild,
  name: string,
  selectors: readonly Selector[],
  exchanges: readonly ExchangeInfo[],
): Guild {
  if (!NAME.test(name)) {
    throw new UserError('A name has 1 to 32 letters, digits, hyphens or underscores, such as my-exchanges.');
  }
  // A target that could be either would follow the wrong one of the two.
  if (findExchange(exchanges, name) !== undefined) {
    throw new UserError(`“${name}” is the name of an exchange. Choose another name for the list.`);
  }
  if (guild.watchLists.some((list) => list.name === name)) {
    throw new UserError(`There is a watch list “${name}” already. Add to it with /watchlist add.`);
  }
  if (guild.watchLists.length >= LISTS_MAX) {
    throw new UserError(`A server has at most ${LISTS_MAX} watch lists. /watchlist delete one first.`);
  }
  return { ...guild, watchLists: [...guild.watchLists, bounded({ name, selectors })] };
}

export function addSelectors(guild: Guild, name: string, selectors: readonly Selector[]): Guild {
  if (selectors.length === 0) throw new UserError('Say what to add, such as binance or kraken/withdrawals.');
  const list = demandList(guild, name);
  const all = [...new Set([...list.selectors, ...selectors])];
  return withList(guild, bounded({ ...list, selectors: all }));
}

export function removeSelector(guild: Guild, name: string, text: string): Guild {
  const list = demandList(guild, name);
  const selector = normalizeSelector(text);
  if (!list.selectors.includes(selector)) {
    const has = list.selectors.length === 0 ? 'It is empty.' : `It has ${list.selectors.join(', ')}.`;
    throw new UserError(escapeText(`“${text}” is not on the watch list “${name}”. ${has}`, 1500));
  }
  return withList(guild, { ...list, selectors: list.selectors.filter((one) => one !== selector) });
}

export function deleteList(guild: Guild, name: string): Guild {
  demandList(guild, name);
  const followers = guild.subscriptions.filter(
    ({ target }) => target.kind === 'list' && target.name === name,
  );
  if (followers.length > 0) {
    const where = [...new Set(followers.map(({ channelId }) => `<#${channelId}>`))].join(', ');
    throw new UserError(`${where} still follows the watch list “${name}”. /unsubscribe there first.`);
  }
  return { ...guild, watchLists: guild.watchLists.filter((list) => list.name !== name) };
}

export function demandList(guild: Guild, name: string): WatchList {
  const list = guild.watchLists.find((one) => one.name === name);
  if (list !== undefined) return list;
  const known = guild.watchLists.map((one) => one.name).join(', ');
  const hint = known === '' ? 'Begin one with /watchlist create.' : `There is ${known}.`;
  throw new UserError(`There is no watch list “${escapeText(name, 60)}”. ${hint}`);
}

function withList(guild: Guild, list: WatchList): Guild {
  return { ...guild, watchLists: guild.watchLists.map((one) => (one.name === list.name ? list : one)) };
}

function bounded(list: WatchList): WatchList {
  if (list.selectors.length <= SELECTORS_MAX) return list;
  throw new UserError(`A watch list holds at most ${SELECTORS_MAX} selectors. Begin another one.`);
}
