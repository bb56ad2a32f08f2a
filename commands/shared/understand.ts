import type { Catalogue } from '#src/alert/catalogue.ts';
import { partsOfComponent } from '#src/domain/components.ts';
import { ANY, COMPONENTS, isComponent, servicePath } from '#src/domain/service.ts';
import type { Component } from '#src/domain/service.ts';
import type { Selector } from '#src/domain/selector.ts';
import { placeText } from '#src/names/place-text.ts';
import { assetsCalled } from '#src/names/well-known.ts';

import type { ExchangeInfo } from '#commands/command.ts';

/** The names that a typed text can hold. */
export interface TypedWorld {
  readonly exchanges: readonly ExchangeInfo[];
  /** Every coin and currency that any exchange lists, with the networks that it moves over. */
  readonly assets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every network and rail, by its one name. */
  readonly networks: readonly string[];
  canonicalNetwork(name: string): string;
  readonly phrases: TypedPhrases;
}

/** What somebody means who types "binance usdt trc", in whatever order. */
export interface Understood {
  readonly exchange?: ExchangeInfo;
  readonly components: readonly Component[];
  readonly asset?: string;
  readonly network?: string;
  /** All of the coin, as it is called where it is suggested. */
  readonly isAll?: true;
  /** Words that are no name we know. */
  readonly unknown: readonly string[];
}

/** Words between names that mean nothing by themselves. */
const FILLERS = new Set([
  'on',
  'at',
  'of',
  'the',
  'for',
  'and',
  'every',
  'all',
  'exchange',
  'exchanges',
  'network',
  ANY,
]);

/** How the catalogues, as their operator words them, say what no list of names holds. */
export interface TypedPhrases {
  /** All of a coin: "services". */
  readonly allOfIt: RegExp;
  /** Every exchange, which is meant anyway where none is named. */
  readonly everywhere: RegExp;
  /** Components that are called by several words, which mean something else one by one: "card payments". */
  readonly called: readonly (readonly [name: RegExp, component: Component])[];
  /** Over which network: "on Solana", which is a coin as well. The likeliest first; the name is their one group. */
  readonly over: readonly RegExp[];
}

/** What is suggested in any language of the catalogue can be typed by hand. */
export function typedPhrases({ locales, say }: Pick<Catalogue, 'locales' | 'say'>): TypedPhrases {
  const all = locales.flatMap((locale) => {
    const any = say(locale)('component.any');
    return [say(locale)('name.coin', { coin: '', components: any }), any];
  });
  return {
    allOfIt: anyOf(all),
    everywhere: anyOf(locales.map((locale) => say(locale)('name.everywhere', { what: '' }))),
    called: COMPONENTS.map((component) => {
      const names = locales.map((locale) => say(locale)(`component.${component}`));
      return [anyOf(names.filter((name) => name.includes(' '))), component];
    }),
    over: locales
      .flatMap((locale) => ['name.on', 'name.by'].map((id) => say(locale)(id, { what: '', network: NAME })))
      .flatMap(around),
  };
}

/** Stands where a name is filled in. */
const NAME = '\u{E001}';

/** A name between marks, or up to three words before or behind what goes with it. */
function around(phrase: string): RegExp[] {
  const [before = '', after = ''] = phrase
    .normalize('NFKC')
    .split(NAME)
    .map((part) => part.trim());
  if (before === '' && after === '') return [];
  const names =
    before !== '' && after !== ''
      ? ['[^()]+']
      : [2, 1, 0].map((more) => String.raw`(?<!\S)\S+(?:\s+\S+){${more}}`);
  const [from, to] = [before, after].map((part) => RegExp.escape(part));
  const edge = /^\w/.test(before) ? String.raw`\b` : '';
  return names.map((name) => new RegExp(String.raw`${edge}${from}\s*(${name})\s*${to}`, 'iu'));
}

/** The longest first; Latin letters as whole words alone. */
function anyOf(phrases: readonly string[]): RegExp {
  const patterns = phrases
    .map((phrase) => phrase.normalize('NFKC').trim())
    .filter((phrase) => phrase !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => {
      const [before, after] = [/^\w/, /\w$/].map((letter) => (letter.test(phrase) ? '\\b' : ''));
      return `${before}${RegExp.escape(phrase)}${after}`;
    });
  return new RegExp(patterns.join('|') || '(?!)', 'giu');
}

/** Reads what was typed. The last word may be the beginning of a name. */
export function understand(text: string, world: TypedWorld): Understood {
  const { allOfIt, called, everywhere } = world.phrases;
  const typed = text.normalize('NFKC').replaceAll(everywhere, ' ').trim();
  const rest = typed.replaceAll(allOfIt, ' ');
  const named = called.reduce((all, [name, component]) => all.replaceAll(name, ` ${component} `), rest);
  return { ...understandNames(named, world), ...(rest !== typed && { isAll: true }) };
}

function understandNames(typed: string, world: TypedWorld): Understood {
  const { exchange, rest: unplaced } = takeExchange(typed, world.exchanges);
  const { network: over, rest } = takeNetwork(unplaced, world);
  const words = rest.split(/[\s/,]+/u).filter((word) => word !== '' && !FILLERS.has(word.toLowerCase()));
  const found: { components: Component[]; asset?: string; network?: string; unknown: string[] } = {
    components: [],
    unknown: [],
    ...(over !== undefined && { network: over }),
  };
  for (const [i, word] of words.entries()) {
    const component = componentOf(word, i === words.length - 1, world);
    if (component !== undefined) found.components.push(component);
    else if (found.asset === undefined && assetOf(word, world) !== undefined) {
      found.asset = assetOf(word, world) ?? '';
    } else {
      const network = networkOf(word, found.asset, world);
      if (network !== undefined && found.network === undefined) found.network = network;
      else found.unknown.push(word);
    }
  }
  const known = { ...found, ...(exchange !== undefined && { exchange }) };
  // Words without blanks between them are cut by the vocabulary, which knows the other scripts.
  const isOtherScript =
    found.unknown.length > 0 && found.unknown.every((word) => !/^[\x20-\x7e]+$/.test(word));
  return isOtherScript ? (placed(rest, known, world) ?? known) : known;
}

/** The services that are meant, the likeliest first. A coin without a way is asked for to take it out. */
export function selectorsFor({ exchange, components, asset, isAll, network }: Understood): Selector[] {
  const at = exchange?.id ?? ANY;
  const coin = asset ?? (network === undefined ? undefined : ANY);
  if (isAll === true && coin !== undefined) return [servicePath(at, ANY, coin, network)];
  if (components.length > 0) {
    return components.map((component) =>
      servicePath(at, component, ...(partsOfComponent(component) === 'none' ? [] : [coin, network])),
    );
  }
  if (coin === undefined) return exchange === undefined ? [] : [at];
  return ['withdrawals', 'deposits', ANY].map((component) => servicePath(at, component, coin, network));
}

/** An exchange's name may have blanks in it, stand anywhere, and be written without any: 币安提现. */
function takeExchange(
  text: string,
  exchanges: readonly ExchangeInfo[],
): { exchange?: ExchangeInfo; rest: string } {
  const names = exchanges
    .flatMap((exchange) =>
      [exchange.id, exchange.name, ...exchange.aliases].map((name) => ({ exchange, name })),
    )
    .toSorted((a, b) => b.name.length - a.name.length);
  const lower = text.toLowerCase();
  for (const { exchange, name } of names) {
    const at = lower.indexOf(name.toLowerCase());
    if (at < 0) continue;
    const before = lower[at - 1] ?? ' ';
    const after = lower[at + name.length] ?? ' ';
    if (isWordPart(name.at(0)) && isWordPart(before)) continue;
    if (isWordPart(name.at(-1)) && isWordPart(after)) continue;
    return { exchange, rest: `${text.slice(0, at)} ${text.slice(at + name.length)}` };
  }
  return { rest: text };
}

function isWordPart(char: string | undefined): boolean {
  return char !== undefined && /[a-z0-9.]/i.test(char);
}

/** A component by its name, by what the vocabulary calls it ("futures"), or by a part of its name at the end. */
function componentOf(word: string, isLast: boolean, world: TypedWorld): Component | undefined {
  const typed = word.toLowerCase();
  if (isComponent(typed)) return typed;
  if (world.assets.has(word.toUpperCase())) return undefined;
  const { components, pairs, parts } = placeText(typed, { network: (name) => name });
  if (components.length === 1 && pairs.length === 0 && parts.length === 0) return components[0];
  if (!isLast || typed.length < 4) return undefined;
  return COMPONENTS.find((component) => component.includes(typed));
}

function assetOf(word: string, { assets }: TypedWorld): string | undefined {
  const ticker = word.toUpperCase();
  if (assets.has(ticker)) return ticker;
  return word.length < 3 ? undefined : assetsCalled(word).find((asset) => assets.has(asset));
}

/** A network by any of its names, or one that begins so: of the coin's own networks first. */
function networkOf(word: string, asset: string | undefined, world: TypedWorld): string | undefined {
  const canonical = world.canonicalNetwork(word);
  const own = [...(world.assets.get(asset ?? '') ?? [])];
  const all = [...own, ...world.networks];
  if (all.includes(canonical)) return canonical;
  const typed = word.toUpperCase();
  return all.includes(typed)
    ? typed
    : typed.length < 2
      ? undefined
      : all.find((name) => name.startsWith(typed));
}

/** A network where the text says that it is one: its name may be a coin's as well, or of several words. */
function takeNetwork(text: string, world: TypedWorld): { network?: string; rest: string } {
  const known = new Set([...world.networks, ...[...world.assets.values()].flatMap((own) => [...own])]);
  for (const pattern of world.phrases.over) {
    const [piece, name = ''] = pattern.exec(text) ?? [];
    const network = [world.canonicalNetwork(name), name.toUpperCase()].find((one) => known.has(one));
    if (piece !== undefined && network !== undefined) return { network, rest: text.replace(piece, ' ') };
  }
  return { rest: text };
}

/** What the vocabulary of status pages and announcements makes of it, in any of its languages. */
function placed(rest: string, known: Understood, world: TypedWorld): Understood | undefined {
  const place = placeText(rest, { network: (name) => world.canonicalNetwork(name) });
  const [part] = place.parts;
  if (place.components.length === 0 && part === undefined) return undefined;
  const [asset, network] = part?.split('/') ?? [];
  const coin = asset ?? known.asset;
  const over = network ?? known.network;
  return {
    ...(known.exchange !== undefined && { exchange: known.exchange }),
    components: place.components,
    ...(coin !== undefined && { asset: coin }),
    ...(over !== undefined && { network: over }),
    unknown: coin !== undefined && coin !== ANY && !world.assets.has(coin) ? [coin] : [],
  };
}
