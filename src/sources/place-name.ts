import type { Component } from '#src/domain/service.ts';
import { ANY } from '#src/domain/service.ts';

import {
  COIN_NAMES,
  COMPONENT_WORDS,
  CURRENCY_NAMES,
  FIAT,
  NETWORK_NAMES,
  NOT_TICKERS,
  ORDINARY_WORDS,
  QUOTES,
  RAILS,
  SERVED_BY_API,
  TRADING_WORDS,
  WELL_KNOWN,
  WHOLE_NAMES,
} from './place-words.ts';
import { segmentOf } from './segment.ts';

/** What a component's name or an incident's headline speaks of. All empty: nothing that we know. */
export interface Place {
  readonly components: readonly Component[];
  readonly assets: readonly string[];
  /** Networks and fiat rails, canonical; or the quote of a trading pair. */
  readonly networks: readonly string[];
  /** It names the exchange itself. */
  readonly whole: boolean;
}

export interface PlaceOptions {
  /** Gives the canonical name of a network or rail. */
  readonly network: (name: string) => string;
  /** The exchange's own names, which are no coins: "Kraken withdrawals". */
  readonly ownNames?: readonly string[];
}

/** Components that have parts by coin and network. */
const MOVES_COINS: readonly Component[] = ['deposits', 'withdrawals'];
const TRADES_COINS: readonly Component[] = ['spot', 'margin', 'derivatives'];
const HAS_PARTS = new Set<Component>([...MOVES_COINS, ...TRADES_COINS, 'staking']);

const SEPARATOR = /\s+[-–—|>]\s+/;
const NAMED_TICKER = /((?:[A-Z][\w.'&]*\s+)*[\w.'&]+)\s+\(([A-Z0-9]{2,10})\)/g;
const MOVES = '(?:deposits?|withdrawals?|sends?|receives?|sending|receiving|funding|transfers?|payouts?)';
const NOUN_BEFORE = new RegExp(
  `\\b([A-Z][A-Za-z0-9]{2,})\\s+(?:coin\\s+|token\\s+|network\\s+)?(?=${MOVES}\\b)`,
  'gi',
);
const NOUN_AFTER = new RegExp(`\\b${MOVES}\\s+(?:for|of|on|in|-)\\s+([A-Z][A-Za-z0-9]{2,})`, 'gi');

/**
 * Reads a name as status pages write them: "Digital Currency Funding - Ethereum (ETH) - Polygon",
 * "Delayed Sends/Receives - Optimism", "SEPA withdrawals", "Spot REST API". Never throws.
 */
export function placeName(text: string, options: PlaceOptions): Place {
  const line = text
    .slice(0, 300)
    .replace(/\b(?:no impact (?:on|to)|without (?:affecting|impact)|not affecting)\b.*$/i, '');
  const segments = line.split(SEPARATOR);
  const components = componentsOf(segments);
  const found = partsOf(segments, components, options);
  const named = found.assets.length + found.networks.length > 0;
  if (components.length === 0 && named) return { ...found, components: MOVES_COINS, whole: false };
  const hasParts = components.some((component) => HAS_PARTS.has(component));
  const parts = hasParts ? found : { assets: [], networks: [] };
  return { ...parts, components, whole: components.length === 0 && isWhole(line, options) };
}

/** Whether a place is about named coins, networks or rails, and not about a whole component. */
export function isNarrow(place: Place): boolean {
  return place.assets.length + place.networks.length > 0;
}

export function isPlaced(place: Place): boolean {
  return place.components.length > 0 || place.whole;
}

/** The services of a place, relative to its exchange: `withdrawals/ETH/POLYGON`. Empty for a whole exchange. */
export function pathsOf({ components, assets, networks }: Place): string[] {
  const coins = assets.length > 0 || networks.length === 0 ? assets : [ANY];
  return components.flatMap((component) => {
    if (coins.length === 0 || !HAS_PARTS.has(component)) return [component];
    if (networks.length === 0) return coins.map((asset) => `${component}/${asset}`);
    return coins.flatMap((asset) => networks.map((network) => `${component}/${asset}/${network}`));
  });
}

/** The last segment that names a component decides: "Deposit And Withdraw - Deposit" is about deposits. */
function componentsOf(segments: readonly string[]): readonly Component[] {
  for (const segment of segments.toReversed()) {
    const components = wordsOf(segment);
    if (components.length > 0) return components;
  }
  return [];
}

function wordsOf(segment: string): Component[] {
  const text = segment.replace(SERVED_BY_API, '');
  const found = new Set<Component>();
  for (const [pattern, components] of COMPONENT_WORDS) {
    if (pattern.test(text)) for (const component of components) found.add(component);
  }
  const isProduct = ['derivatives', 'margin', 'p2p', 'card'].some((word) => found.has(word as Component));
  if (!isProduct && TRADING_WORDS.test(text)) found.add('spot');
  return [...found];
}

function partsOf(segments: readonly string[], components: readonly Component[], options: PlaceOptions) {
  const assets = new Set<string>();
  const networks = new Set<string>();
  const banks = new Set<string>();
  const rests: string[] = [];
  const isTrading = components.some((component) => TRADES_COINS.includes(component));
  const canHaveParts = components.some((component) => HAS_PARTS.has(component));
  let afterTicker = false;
  for (const segment of segments) {
    const own = wordsOf(segment).length > 0;
    if (afterTicker && !own) {
      networks.add(networkName(railOf(segment)?.rail ?? segment, options));
      continue;
    }
    let rest = takeRails(segment, assets, networks, options);
    rest = takeNamedTickers(rest, assets, banks, options);
    afterTicker = assets.size > 0 && rest !== segment;
    rest = takeNames(rest, assets, networks, options);
    if (isTrading) rest = takePair(rest, assets, networks);
    takeTickers(rest, assets, canHaveParts);
    rests.push(rest);
  }
  if (assets.size === 0 && networks.size === 0 && canHaveParts) {
    for (const rest of rests) if (assets.size === 0) takeUnknownNouns(rest, assets, options);
    if (assets.size === 0 && rests.some(isOfFiat)) assets.add('FIAT');
  }
  // "Clear Junction (GBP) - FPS" is about a rail; a bank is told only where no rail is named.
  return { assets: [...assets], networks: [...(networks.size > 0 ? networks : banks)] };
}

function railOf(text: string) {
  for (const [pattern, rail, currency] of RAILS) {
    if (text.search(pattern) >= 0) return { rail, currency };
  }
  return undefined;
}

function takeRails(text: string, assets: Set<string>, networks: Set<string>, options: PlaceOptions): string {
  let rest = text;
  for (const [pattern, rail, currency] of RAILS) {
    if (rest.search(pattern) < 0) continue;
    rest = rest.replace(pattern, ' ');
    networks.add(networkName(rail, options));
    if (currency !== null && !namesFiat(rest)) assets.add(currency);
  }
  return rest;
}

function namesFiat(text: string): boolean {
  return (text.match(/\b[A-Z]{3}\b/g) ?? []).some((word) => FIAT.has(word));
}

/** "Ethereum (ETH)": the name goes with the ticker. Before a fiat currency it may be the bank: "Clear Junction (EUR)". */
function takeNamedTickers(
  text: string,
  assets: Set<string>,
  banks: Set<string>,
  options: PlaceOptions,
): string {
  return text.replace(NAMED_TICKER, (whole, name: string, ticker: string) => {
    if (NOT_TICKERS.has(ticker)) return whole;
    if (`${ticker} `.search(NETWORK_NAMES) === 0 && !WELL_KNOWN.has(ticker)) return whole;
    assets.add(ticker);
    const isBank = FIAT.has(ticker) && text === whole && !CURRENCY_NAMES.test(name) && !isOrdinary(name);
    if (isBank) banks.add(networkName(name, options));
    return ' ';
  });
}

function isOrdinary(name: string): boolean {
  return name.split(/\s+/).some((word) => ORDINARY_WORDS.has(word.toLowerCase()));
}

function takeNames(text: string, assets: Set<string>, networks: Set<string>, options: PlaceOptions): string {
  let rest = text;
  for (const [pattern, asset] of COIN_NAMES) {
    if (rest.search(pattern) < 0) continue;
    rest = rest.replace(pattern, ' ');
    assets.add(asset);
  }
  return rest.replace(NETWORK_NAMES, (name) => {
    networks.add(networkName(name, options));
    return ' ';
  });
}

function takePair(text: string, assets: Set<string>, networks: Set<string>): string {
  return text.replace(/\b([A-Z0-9]{2,10})[/-]([A-Z]{3,5})\b/g, (whole, base: string, quote: string) => {
    if (!QUOTES.has(quote) || NOT_TICKERS.has(base)) return whole;
    assets.add(base);
    networks.add(quote);
    return ' ';
  });
}

function takeTickers(text: string, assets: Set<string>, canHaveParts: boolean): void {
  if (!/[a-z]/.test(text)) return takeListedTickers(text, assets);
  for (const word of text.match(/\b[A-Z][A-Z0-9]{1,9}\b/g) ?? []) {
    if (NOT_TICKERS.has(word)) continue;
    if (canHaveParts || WELL_KNOWN.has(word)) assets.add(word);
  }
}

/** Where all is capitals, capitals say nothing. */
function takeListedTickers(text: string, assets: Set<string>): void {
  for (const word of text.match(/\b[A-Z]{3,5}\b/g) ?? []) {
    if (WELL_KNOWN.has(word) || FIAT.has(word)) assets.add(word);
  }
}

/** "Memecore deposits": a coin that no list knows, and still not all deposits. */
function takeUnknownNouns(text: string, assets: Set<string>, { ownNames = [] }: PlaceOptions): void {
  const own = new Set(ownNames.flatMap((name) => name.toLowerCase().split(/[^a-z0-9]+/)));
  for (const pattern of [NOUN_BEFORE, NOUN_AFTER]) {
    for (const [, noun = ''] of text.matchAll(pattern)) {
      const isName =
        /^[A-Z]/.test(noun) && !ORDINARY_WORDS.has(noun.toLowerCase()) && !own.has(noun.toLowerCase());
      if (isName && !NOT_TICKERS.has(noun.toUpperCase())) assets.add(noun.toUpperCase());
    }
  }
}

/** "Fiat" stands for all currencies, where none is named. */
function isOfFiat(text: string): boolean {
  return /\b(?:fiat|cash|bank)\b/i.test(text) && !/\bcrypto\w*\b|\bdigital\b/i.test(text);
}

function isWhole(text: string, { ownNames = [] }: PlaceOptions): boolean {
  const name = text.trim().toLowerCase();
  return WHOLE_NAMES.test(text.trim()) || ownNames.some((own) => own.toLowerCase() === name);
}

function networkName(name: string, { network }: PlaceOptions): string {
  return segmentOf(network(name.trim()));
}
