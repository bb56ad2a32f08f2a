import type { Choice } from '#src/channels/discord/handler.ts';
import type { Guild } from '#src/domain/guild.ts';
import { ANY } from '#src/domain/service.ts';
import { componentName, serviceName } from '#src/alert/words.ts';
import { assetsCalled, bestKnownFirst } from '#src/names/well-known.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';

import { findExchange } from './find-exchange.ts';

/** Discord's limit. */
const CHOICES_MAX = 25;

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

export function suggestExchanges(exchanges: readonly ExchangeInfo[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  const byAlias = exchanges.filter(({ aliases }) =>
    aliases.some((alias) => alias.toLowerCase().startsWith(wanted)),
  );
  const choices = rank(
    exchanges.map(({ id, name }) => ({ name, value: id })),
    typed,
  );
  const known = new Set(choices.map(({ value }) => value));
  const others = byAlias.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ name, value: id }));
  return [...choices, ...others].slice(0, CHOICES_MAX);
}

/** Services of one exchange, without its name: `withdrawals`, then `withdrawals/USDT`. */
export function suggestServices(exchange: ExchangeInfo, typed: string, deps: CommandDeps): Choice[] {
  const components = exchange.components.map((component) => ({
    name: componentName(component),
    value: component,
  }));
  const matching = rank(components, typed);
  if (typed.trim() === '') return matching;
  const choices = assetChoices(exchange, deps);
  const called = new Set(assetsCalled(typed));
  const byName = choices.filter(({ value }) => called.has(value.slice(value.indexOf('/') + 1)));
  return distinct([...matching, ...byName, ...rank(choices, typed)]);
}

function assetChoices(exchange: ExchangeInfo, deps: CommandDeps): Choice[] {
  return exchange.components.flatMap((component) =>
    bestKnownFirst(deps.assets(exchange.id, component)).map((asset) => ({
      name: `${asset} ${componentName(component)}`,
      value: `${component}/${asset}`,
    })),
  );
}

/** Selectors, built up part by part as they are typed. */
export function suggestSelectors(typed: string, deps: CommandDeps): Choice[] {
  const watched = deps.exchanges().filter(({ retired }) => retired === undefined);
  const [first = '', ...rest] = typed.trim().split(/[/\s]+/);
  if (rest.length === 0) {
    const exact = findExchange(watched, first);
    const inside = exact === undefined ? [] : componentSelectors(exact);
    return distinct([...suggestExchanges(watched, first), ...inside, ...everywhere(first)]);
  }
  if (first === ANY) return rank(everywhere(ANY), `${ANY}/${rest.join('/')}`);
  const exchange = findExchange(watched, first);
  if (exchange === undefined) return [];
  return suggestServices(exchange, rest.join('/'), deps).map(({ value }) => {
    const selector = `${exchange.id}/${value}`;
    return { name: serviceName(selector, exchange.name), value: selector };
  });
}

/** What `/subscribe` takes: the guild's watch lists, then selectors. */
export function suggestTargets(typed: string, guild: Guild, deps: CommandDeps): Choice[] {
  const lists = guild.watchLists.map(({ name }) => ({ name: `Watch list: ${name}`, value: name }));
  return distinct([...rank(lists, typed), ...suggestSelectors(typed, deps)]);
}

function componentSelectors({ id, name, components }: ExchangeInfo): Choice[] {
  return components.map((component) => {
    const selector = `${id}/${component}`;
    return { name: serviceName(selector, name), value: selector };
  });
}

/** The same thing on every exchange. */
function everywhere(typed: string): Choice[] {
  const choices = ['withdrawals', 'deposits', 'spot', 'api', 'website'].map((component) => ({
    name: `${componentName(component)} on every exchange`,
    value: `${ANY}/${component}`,
  }));
  return typed === ANY || typed === '' ? choices : rank(choices, typed);
}

function distinct(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.toReversed().map((choice) => [choice.value, choice])).values()]
    .toReversed()
    .slice(0, CHOICES_MAX);
}
