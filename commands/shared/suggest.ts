import type { Choice } from '#src/channels/discord/handler.ts';
import { componentName } from '#src/domain/components.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Selector } from '#src/domain/selector.ts';
import { ANY, exchangeOf } from '#src/domain/service.ts';
import { serviceName } from '#src/alert/words.ts';
import { bestKnownFirst } from '#src/names/well-known.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';

import { selectorsFor, understand } from './understand.ts';
import type { Understood } from './understand.ts';

/** Discord's limit. */
const CHOICES_MAX = 25;

/** What is asked for most, on every exchange. */
const EVERYWHERE = ['withdrawals', 'deposits', 'spot', 'api', 'website'];

/** The choices that fit what was typed: exact, then beginnings, then beginnings of words, then the rest. */
export function rank(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  return choices
    .map((choice) => ({ choice, score: scoreOf(choice, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, CHOICES_MAX)
    .map(({ choice }) => choice);
}

function scoreOf({ name, value }: Choice, wanted: string): number {
  if (wanted === '') return 1;
  const texts = [name.toLowerCase(), value.toLowerCase()];
  if (texts.includes(wanted)) return 4;
  if (texts.some((text) => text.startsWith(wanted))) return 3;
  if (texts.some((text) => text.split(/[\s/:]+/).some((word) => word.startsWith(wanted)))) return 2;
  return texts.some((text) => text.includes(wanted)) ? 1 : 0;
}

/** Exchanges whose id, name or alias fits; those of `first` go before the others. */
export function suggestExchanges(
  exchanges: readonly ExchangeInfo[],
  typed: string,
  first: ReadonlySet<string> = new Set(),
): Choice[] {
  const wanted = typed.trim().toLowerCase();
  const ordered = exchanges.toSorted((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
  const choices = rank(ordered.map(exchangeChoice), typed);
  const byAlias = ordered.filter(({ aliases }) =>
    aliases.some((alias) => alias.toLowerCase().startsWith(wanted)),
  );
  return distinct([...choices, ...byAlias.map(exchangeChoice)]);
}

function exchangeChoice({ id, name }: ExchangeInfo): Choice {
  return { name, value: id };
}

/** Services of one exchange, without its name: `withdrawals`, then `withdrawals/USDT`. */
export function suggestServices(exchange: ExchangeInfo, typed: string, deps: CommandDeps): Choice[] {
  const components = exchange.components.map((component) => ({
    name: componentName(component),
    value: component,
  }));
  if (typed.trim() === '') return components.slice(0, CHOICES_MAX);
  const meant = { ...understand(typed, deps.typedWorld()), exchange };
  const services = selectorsFor(meant)
    .filter((selector) => isOffered(selector, exchange, deps))
    .map((selector) => selector.slice(exchange.id.length + 1));
  return distinct([
    ...services.map((value) => ({ name: nameWithin(value), value })),
    ...rank(components, typed),
    ...rank(coinChoices(exchange, deps), typed),
  ]);
}

function isOffered(selector: Selector, { components, id }: ExchangeInfo, deps: CommandDeps): boolean {
  const [, component = '', asset] = selector.split('/');
  if (!components.includes(component)) return false;
  const listed = asset === undefined || asset === ANY ? [] : deps.assets(id, component);
  return listed.length === 0 || listed.includes(asset ?? '');
}

/** A service as it is called within its exchange: `USDT withdrawals on TRC20`. */
function nameWithin(value: string): string {
  return serviceName(`x/${value}`, '').trim();
}

function coinChoices({ id, components }: ExchangeInfo, deps: CommandDeps): Choice[] {
  return components.flatMap((component) =>
    bestKnownFirst(deps.assets(id, component)).map((asset) => ({
      name: `${asset} ${componentName(component)}`,
      value: `${component}/${asset}`,
    })),
  );
}

/** Selectors for what was typed, the likeliest first: an exchange, a service, a coin on every exchange. */
export function suggestSelectors(typed: string, deps: CommandDeps): Choice[] {
  const watched = deps.exchanges().filter(({ retired }) => retired === undefined);
  const world = { ...deps.typedWorld(), exchanges: watched };
  const meant = understand(typed, world);
  const exact = meant.unknown.length > 0 ? [] : selectorsFor(meant).map((value) => toChoice(value, watched));
  const isExchangeAlone =
    meant.exchange !== undefined && exact.length === 1 && exact[0]?.value === meant.exchange.id;
  const inside = isExchangeAlone && meant.exchange !== undefined ? componentChoices(meant.exchange) : [];
  const networks =
    meant.asset === undefined || meant.network !== undefined
      ? []
      : [...(world.assets.get(meant.asset) ?? [])];
  return distinct([
    ...exact,
    ...suggestExchanges(watched, typed),
    ...inside,
    ...networks
      .flatMap((network) => selectorsFor({ ...meant, network }).slice(0, 1))
      .map((value) => toChoice(value, watched)),
    ...(meant.exchange === undefined ? rank(everywhere(), typed) : beginnings(meant.exchange, meant, deps)),
  ]);
}

/** Components and coins of an exchange that begin with the word that is not known. */
function beginnings(
  exchange: ExchangeInfo,
  { components, unknown }: Pick<Understood, 'components' | 'unknown'>,
  deps: CommandDeps,
): Choice[] {
  const typed = unknown.at(-1) ?? '';
  const coins = coinChoices(exchange, deps)
    .map(({ value }) => ({
      name: serviceName(`${exchange.id}/${value}`, exchange.name),
      value: `${exchange.id}/${value}`,
    }))
    .filter(({ value }) => components.length === 0 || components.some((one) => value.split('/')[1] === one));
  return [...rank(componentChoices(exchange), typed), ...(typed === '' ? [] : rank(coins, typed))];
}

/** What `/subscribe` takes: the guild's watch lists, then selectors. */
export function suggestTargets(typed: string, guild: Guild, deps: CommandDeps): Choice[] {
  const lists = guild.watchLists.map(({ name }) => ({ name: `Watch list: ${name}`, value: name }));
  return distinct([...rank(lists, typed), ...suggestSelectors(typed, deps)]);
}

function toChoice(selector: Selector, exchanges: readonly ExchangeInfo[]): Choice {
  const id = exchangeOf(selector);
  const name = exchanges.find((exchange) => exchange.id === id)?.name;
  if (name !== undefined) return { name: serviceName(selector, name), value: selector };
  return { name: `${serviceName(selector, '').trim()} on every exchange`, value: selector };
}

function componentChoices({ id, name, components }: ExchangeInfo): Choice[] {
  return components.map((component) => {
    const selector = `${id}/${component}`;
    return { name: serviceName(selector, name), value: selector };
  });
}

/** The same thing on every exchange. */
function everywhere(): Choice[] {
  return EVERYWHERE.map((component) => ({
    name: `${componentName(component)} on every exchange`,
    value: `${ANY}/${component}`,
  }));
}

/** Each value once, where it comes first. */
function distinct(choices: readonly Choice[]): Choice[] {
  const seen = new Map<string, Choice>();
  for (const choice of choices) if (!seen.has(choice.value)) seen.set(choice.value, choice);
  return [...seen.values()].slice(0, CHOICES_MAX);
}
