import { LANGUAGES } from '#src/languages/languages.ts';

import { isCoinIn, isNamed } from './capitals.ts';
import { COINS, NOT_TICKERS, TICKERS } from './coins.ts';
import { CURRENCY_CODES, CURRENCY_NAMES, SOME_CURRENCY, currencyOfCode, isCurrency } from './currencies.ts';
import type { CurrencyWord } from './currencies.ts';
import { EXCHANGES } from './exchanges.ts';
import { BARE_NETWORKS, COINLESS, NETWORKS } from './networks.ts';
import { RAILS } from './rails.ts';
import type { Unplaced } from './token.ts';
import { UNKNOWN, UNKNOWN_RULES } from './unknown-names.ts';

/** Stands for all coins, where a text sets them beside a currency: "yen and crypto withdrawals". */
export const EVERY_COIN = '*';

/** Capitals that a bank is called by, right before its own script. */
const OF_OTHERS = String.raw`[\u3040-\uFFFF]{0,8}(?:${LANGUAGES.map(({ names }) => names.afterOtherNames).join('|')})`;

type Make = (match: RegExpMatchArray) => Unplaced | null;

export interface Rule {
  readonly pattern: RegExp;
  readonly make: Make;
  /** What the pattern's first alternative leaves out: the longest of all that begin there. */
  readonly longest?: (match: RegExpMatchArray) => string;
}

const CHAIN_OF = new Map(COINS.map(([ticker, network]) => [ticker, network === '' ? null : network]));
const BOUND = (names: string) => `(?<![A-Za-z0-9])(?:${names})(?![A-Za-z0-9])`;
// Korean and Japanese names end where a particle begins; they begin where no other word of the script goes on.
const NOT_WITHIN = String.raw`(?<![A-Za-z0-9]|[\p{Script=Hangul}\p{Script=Katakana}](?=[\p{Script=Hangul}\p{Script=Katakana}]))`;

/** A ticker in brackets behind a name, in whatever letters: "MemeCore (M)", "Ethena USDe (USDe)", "bitcoin (btc)". */
const NAMED_TICKER = String.raw`(?<=[\p{L}\d][\p{L}\d.&'+-]* ?\()\$?[A-Za-z0-9][A-Za-z0-9.+]{0,11}(?=\))`;

/** An exchange calls itself by its id, with a capital: "Gate", "BTC Markets", "Mercado Bitcoin". */
export function ownName(exchange: string): Rule {
  const [first = '', ...rest] = Array.from(exchange.replaceAll(/[^A-Za-z0-9]/g, ''), (letter) =>
    letter.toUpperCase(),
  );
  const name =
    `(?:${first}|${first.toLowerCase()}(?=[a-z]*[A-Z]))` +
    rest.map((letter) => `(?:[ .](?=[A-Z]))?[${letter}${letter.toLowerCase()}]`).join('');
  const pattern = BOUND(String.raw`${name}(?:\.(?:com|io|COM|IO))?`);
  return rule(pattern, 'g', () => ({ kind: 'exchange', exchange }));
}

/** Rules that find the proper names: coins, currencies, networks, rails and exchanges. */
export function nameRules(exchanges: Readonly<Record<string, string>>): Rule[] {
  const own = Object.entries(exchanges).map(([name, exchange]) =>
    rule(BOUND(name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)), 'gi', () => ({
      kind: 'exchange',
      exchange,
    })),
  );
  return [...own, ...NAME_RULES];
}

const NAME_RULES: readonly Rule[] = [
  anyOf(
    EXCHANGES,
    ([, names]) => names,
    'gi',
    ([exchange]) => ({ kind: 'exchange', exchange }),
  ),
  anyOf(
    NETWORKS,
    ([, names]) => names,
    'gi',
    ([network]) => ({ kind: 'network', network }),
  ),
  ...[true, undefined].map((isCased) =>
    anyOf(
      RAILS.filter(({ cased, words }) => words !== '' && cased === isCased),
      ({ words }) => words,
      isCased ? 'g' : 'gi',
      ({ currency, rail }) => ({ kind: 'rail', asset: currency, network: rail }),
    ),
  ),
  anyOf(
    COINS.filter(([, , names]) => names !== ''),
    ([, , names]) => names,
    'gi',
    ([asset], text) => coinOrChain(asset, text),
  ),
  rule(BOUND(CURRENCY_CODES), 'g', ([text]) => currency(currencyOfCode(text))),
  rule(`${NOT_WITHIN}(?:${CURRENCY_NAMES.pattern})(?![A-Za-z0-9-])`, 'giu', ([text]) =>
    currency(CURRENCY_NAMES.of(text)),
  ),
  rule(
    String.raw`(?<![A-Za-z0-9/])([A-Z0-9]{2,10})\s?/\s?(USDT|USDC|FDUSD|TUSD|USD|BTC|ETH|BNB|EUR|KRW|JPY|TRY|BRL)(?![A-Za-z0-9/])`,
    'g',
    pairOf,
  ),
  rule(
    String.raw`(?<![A-Za-z0-9])([A-Z0-9]{2,8}?)[-_]?(USDT?|USDC)(?:[_-]?PERP)?(?![A-Za-z0-9])`,
    'g',
    pairOf,
  ),
  rule(BOUND([...CHAIN_OF.keys()].join('|')), 'g', ([ticker]) => assetNamed(ticker, false)),
  rule(BOUND(TICKERS), 'g', ([ticker]) => assetNamed(ticker, false)),
  rule(String.raw`\$([A-Za-z][A-Za-z0-9]{1,9})(?![A-Za-z0-9])`, 'g', (m) =>
    assetNamed((m[1] ?? '').toUpperCase(), false),
  ),
  rule(
    String.raw`(?<![A-Za-z0-9$])[A-Z0-9]*[A-Z][A-Z0-9]*(?![A-Za-z0-9])(?!${OF_OTHERS})`,
    'g',
    ({ 0: word, index = 0, input = '' }) =>
      word.length < 2 ||
      word.length > 10 ||
      (NOT_TICKERS.has(word) && !isCoinIn(input, word, index)) ||
      /^\d+[KM]?$/.test(word)
        ? null
        : assetNamed(word, true),
  ),
  rule(String.raw`(?<![A-Za-z0-9$])[a-z]{1,3}[A-Z]{2,6}(?![A-Za-z0-9])`, 'g', ([word]) =>
    NOT_TICKERS.has(word.toUpperCase()) ? null : assetNamed(word.toUpperCase(), true),
  ),
  rule(
    String.raw`(?<![A-Za-z0-9.,]|(?:ERC|TRC|BEP)[ -]?)\d[\d.,]*\s?[KMB]?\s?[A-Z]{3,6}(?![A-Za-z0-9])`,
    'g',
    () => ({ kind: 'filler' }),
  ),
  anyOf(
    BARE_NETWORKS,
    ([, words]) => `${words}(?=\\s?(?:${LANGUAGES.map(({ names }) => names.chainWords).join('|')}))`,
    'gi',
    ([network]) => ({ kind: 'network', network }),
  ),
  rule(NAMED_TICKER, 'gu', ({ 0: text, index = 0, input = '' }) =>
    tickerInBrackets(text.replace('$', ''), isNamed(input, text, index)),
  ),
  rule(LANGUAGES.map(({ names }) => names.everyCoin).join('|'), 'g', () => ({
    kind: 'asset',
    asset: EVERY_COIN,
    chain: null,
    weak: false,
  })),
  anyOf(
    BARE_NETWORKS,
    ([, words]) =>
      `(?<=(?:[Oo]n|[Vv]ia|[Oo]ver|-|,|and|&|other)(?: the)? |[A-Z]{2}-)(?:${words})|(?<=\\()(?:${words})(?=\\))|^(?:${words})(?=:| \\|)|(?:${words})(?=,? and )`,
    'g',
    // What no coin is called by is the network, wherever it stands.
    ([network]) =>
      isListed(network)
        ? { kind: 'asset', asset: network, chain: network, weak: true }
        : { kind: 'network', network },
  ),
  ...UNKNOWN_RULES,
];

/** The network of a ticker that is a chain's own coin; the ticker itself for a coin not listed. */
export function chainOf(ticker: string): string | null {
  const chain = CHAIN_OF.get(ticker);
  return chain === undefined ? ticker : chain;
}

/** Whether a ticker is known to be a chain's own coin. */
export function isOwnChain(ticker: string): boolean {
  return (CHAIN_OF.get(ticker) ?? null) !== null || BARE_NETWORKS.some(([network]) => network === ticker);
}

/** One rule for all rows of a table, since each rule costs a pass over the text. */
function anyOf<Row>(
  rows: readonly Row[],
  wordsOf: (row: Row) => string,
  flags: string,
  make: (row: Row, text: string) => Unplaced | null,
): Rule {
  const known = rows.map((row) => ({
    row,
    at: new RegExp(BOUND(wordsOf(row)), `${flags.replace('g', '')}y`),
  }));
  const meaningOf = ({ index = 0, input = '' }: RegExpMatchArray) => {
    const meant = known.flatMap(({ at, row }) => {
      at.lastIndex = index;
      const [text] = at.exec(input) ?? [];
      return text === undefined ? [] : [{ row, text }];
    });
    return meant.reduce(
      (best, next) => (next.text.length > best.text.length ? next : best),
      meant[0] ?? NOTHING,
    );
  };
  return {
    ...rule(BOUND(rows.map(wordsOf).join('|')), flags, (match) => {
      const { row, text } = meaningOf(match);
      return row === undefined ? null : make(row, text);
    }),
    longest: (match) => meaningOf(match).text,
  };
}

const NOTHING = { row: undefined, text: '' } as const;

function rule(source: string, flags: string, make: Make): Rule {
  return { pattern: new RegExp(source, flags), make };
}

function assetNamed(asset: string, weak: boolean): Unplaced {
  if (COINLESS.has(asset)) return { kind: 'network', network: asset };
  return isCurrency(asset)
    ? { kind: 'asset', asset, chain: null, weak: false }
    : { kind: 'asset', asset, chain: chainOf(asset), weak };
}

/** "Sei Network" is the network, not its coin. */
function coinOrChain(ticker: string, text: string): Unplaced {
  const chain = chainOf(ticker);
  return chain !== null && / (?:network|blockchain|ledger)$/i.test(text)
    ? { kind: 'network', network: chain }
    : assetNamed(ticker, false);
}

function currency(word: CurrencyWord | null): Unplaced | null {
  if (word === null) return null;
  const asset = word.code === SOME_CURRENCY ? UNKNOWN : word.code;
  return { kind: 'asset', asset, chain: null, weak: word.weak };
}

/** Small letters in brackets are a ticker where a list knows it; else they are a remark: "withdrawals (delayed)". */
function tickerInBrackets(text: string, isCoin: boolean): Unplaced | null {
  const ticker = text.toUpperCase();
  if (NOT_TICKERS.has(ticker) && text.length > 1 && !isCoin) return null;
  // "Token(s)".
  if (!/[A-Z]/.test(text)) return text.length > 1 && isListed(ticker) ? assetNamed(ticker, false) : null;
  if (!/^[^a-z]+$|[A-Z]{2}/.test(text) && !isListed(ticker)) return null;
  return assetNamed(ticker, false);
}

const LISTED: ReadonlySet<string> = new Set([...CHAIN_OF.keys(), ...TICKERS.split('|')]);

/** Whether a ticker is one of a coin that is known by name. */
function isListed(ticker: string): boolean {
  return LISTED.has(ticker);
}

function pairOf(match: RegExpMatchArray): Unplaced | null {
  const [, base = '', quote = ''] = match;
  return { kind: 'pair', base, quote };
}
