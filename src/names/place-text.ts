import { partsOfComponent } from '#src/domain/components.ts';
import { ANY, COMPONENTS } from '#src/domain/service.ts';
import type { Component } from '#src/domain/service.ts';
import { LANGUAGES } from '#src/languages/languages.ts';

import { CURRENCY_NAMES, isCurrency } from './currencies.ts';
import { segmentsOf } from './label-segments.ts';
import type { Segment } from './label-segments.ts';
import { chainOf } from './name-rules.ts';
import { CARRIERS } from './networks.ts';
import { RAILS } from './rails.ts';
import { isFiatInGeneral, placesOf, subjectsOf } from './scope.ts';
import type { AssetOnNetwork } from './scope.ts';
import { segmentOf } from './segment.ts';
import type { Token } from './token.ts';
import { UNKNOWN, isCommon, isOrdinary } from './unknown-names.ts';

/** What a name or a headline speaks of. All empty: nothing that is known. */
export interface SpokenOf {
  readonly components: readonly Component[];
  // Coins on networks, parts of a path below a component: `ETH/POLYGON`, or `*/SOL` for a whole network.
  readonly parts: readonly string[];
  /** Pairs such as `BTC/USD`, which only trading has. */
  readonly pairs: readonly string[];
  /** It names the exchange itself. */
  readonly whole: boolean;
}

export interface PlaceOptions {
  /** Gives the canonical name of a network or rail. */
  readonly network: (name: string) => string;
  /** The exchange's own names, which are no coins: "Kraken withdrawals". */
  readonly ownNames?: readonly string[];
}

/** All money of states, where no currency is named. */
const FIAT = 'FIAT';
const MOVES_COINS: readonly Component[] = ['deposits', 'withdrawals'];
/**
 * Which services a name or a headline speaks of, as status pages write them: "Digital Currency Funding - Ethereum
 * (ETH) - Polygon", "Delayed Sends/Receives - Optimism", "SEPA withdrawals", "Spot REST API". What names a coin that
 * nobody has listed is about that coin alone. Never throws.
 */
export function placeText(text: string, options: PlaceOptions): SpokenOf {
  const segments = segmentsOf(text, options.ownNames);
  const components = componentsOf(segments);
  const { pairs, parts } = partsOf(segments, components, options);
  if (components.length === 0 && parts.length > 0)
    return { components: MOVES_COINS, parts, pairs: [], whole: false };
  const hasParts = components.some((component) => partsOfComponent(component) !== 'none');
  const whole = components.length === 0 && isWhole(text, segments, options);
  return hasParts ? { components, parts, pairs, whole } : { components, parts: [], pairs: [], whole };
}

/** Where machines stand, which is not where people live. */
const MACHINES = /\b(?:AWS|cloud|data ?cent(?:er|re)s?|servers?|region)\b/i;

/** The countries that a headline limits itself to, as ISO 3166 codes: "Card payments are down for users in the UK". */
export function regionsNamed(text: string, options: PlaceOptions): string[] {
  if (MACHINES.test(text)) return [];
  const tokens = segmentsOf(text, options.ownNames).flatMap((segment) => segment.tokens);
  return [...new Set(tokens.flatMap((token) => (token.kind === 'region' ? [token.region] : [])))];
}

/** Whether a place is about named coins, networks or rails, and not about a whole component. */
export function isNarrow({ pairs, parts }: SpokenOf): boolean {
  return parts.length + pairs.length > 0;
}

export function isPlaced(place: SpokenOf): boolean {
  return place.components.length > 0 || place.whole;
}

/** The services of a place, relative to its exchange: `withdrawals/ETH/POLYGON`. Empty for a whole exchange. */
export function pathsOf({ components, pairs, parts }: SpokenOf): string[] {
  return components.flatMap((component) => {
    const kind = partsOfComponent(component);
    if (kind === 'pairs' && pairs.length > 0) return pairs.map((pair) => `${component}/${pair}`);
    if (kind === 'none' || parts.length === 0) return [component];
    return parts.map((part) => `${component}/${part}`);
  });
}

/**
 * The last segment that names a component decides: "Deposit And Withdraw - Deposit" is about deposits. Which trading it
 * is, one before it may tell ("Futures - Matching engine"), and all that a group "API" holds is of the API.
 */
function componentsOf(segments: readonly Segment[]): readonly Component[] {
  let found: readonly Component[] = [];
  for (const { text, tokens } of segments) {
    // A bare "fiat" narrows a service; it does not hide it.
    const named = tokens.filter((token) => token.kind !== 'mark' || token.mark !== 'fiat');
    const subjects = subjectsOf(named, found);
    const components = COMPONENTS.filter((component) => subjects.includes(component));
    if (components.length > 0) found = components;
    if (found.join() === 'api' && named[0]?.text === text.trim()) break;
  }
  return found;
}

function partsOf(segments: readonly Segment[], components: readonly Component[], options: PlaceOptions) {
  const movesCoins = components.some((component) => MOVES_COINS.includes(component));
  const parts = new Set<string>();
  const pairs = new Set<string>();
  let open: { readonly part: string; readonly asset: string } | undefined;
  for (const { text, tokens } of segments) {
    // What follows a coin's ticker is its network, whether anyone has heard of it or not: "Tether (USDT) - Tron deposits".
    const isService = tokens.some(({ kind }) => kind === 'component');
    const by = open === undefined ? undefined : (networkOf(tokens) ?? (isService ? undefined : text));
    if (open !== undefined && by !== undefined) {
      parts.delete(open.part);
      parts.add(`${open.asset}/${networkNamed(by, options)}`);
      continue;
    }
    for (const token of tokens) {
      if (token.kind === 'pair') pairs.add(`${segmentOf(token.base)}/${segmentOf(token.quote)}`);
    }
    const found = placesOf(tokens.flatMap((token) => spelledOut(token, text, components.length === 0)));
    const places = movesCoins && isNameLike(text, tokens) ? [byItself(text, found, options)] : found;
    const named = places.flatMap((place) => partOf(place, bankOf(text), options));
    for (const part of named) parts.add(part);
    const [only] = places;
    const isCoin = places.length === 1 && only?.network === null && only.asset !== null;
    open =
      isCoin && isFollowedByNetwork(text, only.asset) && named[0] !== undefined
        ? { part: named[0], asset: segmentOf(only.asset) }
        : undefined;
  }
  if (parts.size === 0 && movesCoins && segments.some(isOfFiat)) parts.add(FIAT);
  return { parts: withRails([...parts]), pairs: [...pairs] };
}

/** "BRL - PIX", "SEPA - EUR": money in one segment and its rail in another are one, and not all of that money. */
function withRails(parts: readonly string[]): string[] {
  const money = parts.filter((part) => isCurrency(part));
  const byRail = parts.filter((part) => RAIL_NAMES.has(part.split('/')[1] ?? ''));
  if (money.length === 0 || byRail.length === 0) return [...parts];
  const joined = byRail.flatMap((part) => money.map((currency) => `${currency}/${part.split('/')[1]}`));
  return [
    ...new Set([...parts.filter((part) => !money.includes(part) && !byRail.includes(part)), ...joined]),
  ];
}

const RAIL_NAMES: ReadonlySet<string> = new Set(RAILS.map(({ rail }) => rail));

/** A ticker in brackets ends the segment, or it is nothing but that of a token without a chain of its own. */
function isFollowedByNetwork(text: string, asset: string): boolean {
  return /\([^()]{1,14}\)\s*$/.test(text) || (text.trim() === asset && chainOf(asset) === null);
}

const SOME = new RegExp(`^(?:${LANGUAGES.map(({ names }) => names.unlisted.some).join('|')})$`, 'i');

/** A coin that no list knows is called by its name: "Nesa withdrawals" are of Nesa. */
function spelledOut(token: Token, text: string, isAlone: boolean): Token[] {
  if (token.kind === 'network' && token.network === UNKNOWN)
    return [{ ...token, network: segmentOf(token.text) }];
  if (token.kind !== 'asset') return [token];
  if (isAlone && (token.weak || /^\s*\(/.test(text))) return [];
  if (token.asset !== UNKNOWN) return [token];
  return SOME.test(token.text) || isAlone ? [] : [{ ...token, asset: segmentOf(token.text), chain: null }];
}

/** A segment of nothing but a name, behind the service that it tells the coin or the chain of. */
function isNameLike(text: string, tokens: readonly Token[]): boolean {
  const words = text.trim().split(/\s+/);
  return (
    tokens.every(({ kind }) => NAMES_ONLY.has(kind)) &&
    !text.includes('(') &&
    words.length <= 4 &&
    words.every(
      (word) => /^[\p{Lu}\p{Lo}\d]/u.test(word) && /[\p{Ll}\p{Lo}]/u.test(word) && !isOrdinary(word),
    )
  );
}

const NAMES_ONLY: ReadonlySet<Token['kind']> = new Set(['asset', 'network', 'chain word']);

/** "Delayed sends - Optimism" is about a chain that carries many coins, "- Bitcoin" and "- Nesa" about one coin. */
function byItself(text: string, found: readonly AssetOnNetwork[], { network }: PlaceOptions): AssetOnNetwork {
  const name = network(text.trim());
  if (CARRIERS.has(name)) return { asset: null, network: name };
  return found[0] ?? (name === text.trim() ? { asset: name, network: null } : { asset: null, network: name });
}

/** "Clear Junction (EUR)": before a currency's code may stand the bank that moves it. */
function bankOf(text: string): string | undefined {
  const [, name = '', code = ''] = /^\s*(.+?)\s*\(([A-Z]{3})\)\s*$/.exec(text) ?? [];
  if (!isCurrency(code) || CURRENCY_NAMES.of(name) !== null) return undefined;
  return name.split(/\s+/).some((word) => isCommon(word) || CURRENCY_NAMES.of(word) !== null)
    ? undefined
    : name;
}

function partOf(
  { asset, network }: AssetOnNetwork,
  bank: string | undefined,
  options: PlaceOptions,
): string[] {
  const coin = asset === null || asset === UNKNOWN ? ANY : segmentOf(asset);
  const by = network ?? (asset !== null && isCurrency(asset) ? bank : undefined);
  if (by !== undefined) return [`${coin}/${networkNamed(by, options)}`];
  return coin === ANY ? [] : [coin];
}

function networkOf(tokens: readonly Token[]): string | undefined {
  for (const token of tokens) {
    if (token.kind === 'network' || token.kind === 'rail') return token.network;
    if (token.kind === 'asset' && token.chain !== null && token.chain !== UNKNOWN) return token.chain;
  }
  return undefined;
}

/** "Fiat" stands for all currencies, where none is named. */
function isOfFiat({ text, tokens }: Segment): boolean {
  const isFiat = tokens.some((_, i) => isFiatInGeneral(tokens, i)) || /\b(?:fiat|cash|bank)\b/i.test(text);
  return isFiat && !/\bcrypto\w*\b|\bdigital\b/i.test(text);
}

function isWhole(text: string, segments: readonly Segment[], { ownNames = [] }: PlaceOptions): boolean {
  const name = text.trim().toLowerCase();
  return (
    ownNames.some((own) => own.toLowerCase() === name) ||
    segments.some(({ tokens }) => tokens.some(({ kind }) => kind === 'whole'))
  );
}

function networkNamed(name: string, { network }: PlaceOptions): string {
  return segmentOf(network(name.trim()));
}
