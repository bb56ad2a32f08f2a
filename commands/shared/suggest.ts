import { componentText, nameServices, serviceText } from '#src/alert/names.ts';
import { plain } from '#src/alert/text.ts';
import type { Voice } from '#src/alert/voice.ts';
import type { Choice } from '#src/channels/discord/interactions/handler.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Selector } from '#src/domain/selector.ts';
import { ANY, exchangeOf } from '#src/domain/service.ts';
import { isWatched } from '#src/domain/watched.ts';
import { bestKnownFirst } from '#src/names/well-known.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';

import { starterChoices } from './starters.ts';
import { selectorsFor, understand } from './understand.ts';
import type { Understood } from './understand.ts';

/** Discord's limit. */
const CHOICES_MAX = 25;

/** What is asked for most, on every exchange. */
const EVERYWHERE = ['withdrawals', 'deposits', 'spot', 'api', 'website'];

/** A text as it is compared with what somebody typed: nobody sees of which kind a blank is, or how wide a letter. */
export function asTyped(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** The choices that fit what was typed: exact, then beginnings, then beginnings of words, then the rest. */
export function rank(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = asTyped(typed);
  return choices
    .map((choice) => ({ choice, score: scoreOf(choice, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, CHOICES_MAX)
    .map(({ choice }) => choice);
}

function scoreOf({ name, value }: Choice, wanted: string): number {
  if (wanted === '') return 1;
  const texts = [asTyped(name), asTyped(value)];
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
  const wanted = asTyped(typed);
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
export function suggestServices(
  exchange: ExchangeInfo,
  typed: string,
  deps: CommandDeps,
  locale?: string,
): Choice[] {
  const voice = deps.voice(locale);
  const components = exchange.components.map((component) => ({
    name: plain(componentText(component, voice)),
    value: component,
  }));
  if (typed.trim() === '') return components.slice(0, CHOICES_MAX);
  const meant = { ...understand(typed, deps.typedWorld()), exchange };
  const services = selectorsFor(meant)
    .filter((selector) => isOffered(selector, exchange, deps))
    .map((selector) => selector.slice(exchange.id.length + 1));
  return distinct([
    ...services.map((value) => ({ name: nameWithin(value, voice), value })),
    ...rank(components, typed),
    ...coinsLike(typed, exchange, deps).map((value) => ({ name: nameWithin(value, voice), value })),
  ]);
}

function isOffered(selector: Selector, { components, id }: ExchangeInfo, deps: CommandDeps): boolean {
  const [, component = '', asset] = selector.split('/');
  if (!components.includes(component)) return false;
  const listed = asset === undefined || asset === ANY ? [] : deps.assets(id, component);
  return listed.length === 0 || listed.includes(asset ?? '');
}

/** A service as it is called within its exchange: `USDT withdrawals on TRC20`. */
function nameWithin(value: string, voice: Voice): string {
  return plain(serviceText(`x/${value}`, voice));
}

/** The coins of an exchange that fit, below their components. There are thousands: only these are given names. */
function coinsLike(typed: string, { id, components }: ExchangeInfo, deps: CommandDeps): string[] {
  const all = components.flatMap((component) =>
    bestKnownFirst(deps.assets(id, component)).map((asset) => `${component}/${asset}`),
  );
  return rank(
    all.map((value) => ({ name: value, value })),
    typed,
  ).map(({ value }) => value);
}

/** Selectors for what was typed, the likeliest first: an exchange, a service, a coin on every exchange. */
export function suggestSelectors(typed: string, deps: CommandDeps, locale?: string): Choice[] {
  const voice = deps.voice(locale);
  const watched = deps.exchanges().filter(isWatched);
  const world = { ...deps.typedWorld(), exchanges: watched };
  const meant = understand(typed, world);
  const exact =
    meant.unknown.length > 0 ? [] : selectorsFor(meant).map((value) => toChoice(value, watched, voice));
  const isExchangeAlone =
    meant.exchange !== undefined && exact.length === 1 && exact[0]?.value === meant.exchange.id;
  const inside =
    isExchangeAlone && meant.exchange !== undefined ? componentChoices(meant.exchange, voice) : [];
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
      .map((value) => toChoice(value, watched, voice)),
    ...(meant.exchange === undefined
      ? rank(everywhere(voice), typed)
      : beginnings(meant.exchange, meant, deps, voice)),
  ]);
}

/** Components and coins of an exchange that begin with the word that is not known. */
function beginnings(
  exchange: ExchangeInfo,
  { components, unknown }: Pick<Understood, 'components' | 'unknown'>,
  deps: CommandDeps,
  voice: Voice,
): Choice[] {
  const typed = unknown.at(-1) ?? '';
  const ways = exchange.components.filter(
    (one) => components.length === 0 || components.some((c) => c === one),
  );
  const coins = typed === '' ? [] : coinsLike(typed, { ...exchange, components: ways }, deps);
  return [
    ...rank(componentChoices(exchange, voice), typed),
    ...coins.map((coin) => {
      const value = `${exchange.id}/${coin}`;
      return { name: nameAt(value, exchange.name, voice), value };
    }),
  ];
}

/** What `/subscribe` takes: the guild's watch lists, then selectors. */
export function suggestTargets(typed: string, guild: Guild, deps: CommandDeps, locale: string): Choice[] {
  const say = deps.say(locale);
  const lists = guild.watchLists.map(({ name }) => ({
    name: say('target.listChoice', { name }),
    value: name,
  }));
  const starters = rank(starterChoices(guild, say), typed);
  const selectors = suggestSelectors(typed, deps, locale);
  // Where nothing is typed yet they show that there are some; later they must not push out what is typed.
  return distinct([
    ...rank(lists, typed),
    ...(typed.trim() === '' ? starters : []),
    ...selectors,
    ...starters,
  ]);
}

function toChoice(selector: Selector, exchanges: readonly ExchangeInfo[], voice: Voice): Choice {
  const id = exchangeOf(selector);
  const name = exchanges.find((exchange) => exchange.id === id)?.name;
  return {
    name: name === undefined ? nameEverywhere(selector, voice) : nameAt(selector, name, voice),
    value: selector,
  };
}

/** `Binance USDT withdrawals on TRC20`. */
function nameAt(selector: Selector, exchangeName: string, voice: Voice): string {
  return plain(nameServices([selector], exchangeName, voice, 1).subject);
}

function nameEverywhere(selector: Selector, voice: Voice): string {
  return plain(voice.write('name.everywhere', { what: serviceText(selector, voice) }));
}

function componentChoices({ id, name, components }: ExchangeInfo, voice: Voice): Choice[] {
  return components.map((component) => {
    const selector = `${id}/${component}`;
    return { name: nameAt(selector, name, voice), value: selector };
  });
}

/** The same thing on every exchange. */
function everywhere(voice: Voice): Choice[] {
  return EVERYWHERE.map((component) => {
    const selector = `${ANY}/${component}`;
    return { name: nameEverywhere(selector, voice), value: selector };
  });
}

/** Each value once, where it comes first. */
function distinct(choices: readonly Choice[]): Choice[] {
  const seen = new Map<string, Choice>();
  for (const choice of choices) if (!seen.has(choice.value)) seen.set(choice.value, choice);
  return [...seen.values()].slice(0, CHOICES_MAX);
}
