import { ENGLISH_ORDINARY } from '#src/languages/english-ordinary.ts';
import { LANGUAGES } from '#src/languages/languages.ts';

import { COINS, TICKERS } from './coins.ts';
import type { Unplaced } from './token.ts';

/**
 * Stands for a coin or network that a text names and the reader does not know. What is told of it alone is told of
 * no service: read without it, it would be told of every coin.
 */
export const UNKNOWN = '?';

interface UnknownRule {
  readonly pattern: RegExp;
  readonly make: (match: RegExpMatchArray) => Unplaced | null;
}

const DERIVED = /(?:ing|ed|ly|tions?|ments?|ance|wide|able|users|'s)$/i;

const WORD = String.raw`[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:\.[a-z]{2,})?`;
const MOVES = '[Dd]eposits?|[Ww]ithdrawals?|[Ss]ends|[Rr]eceives|[Tt]op-?ups';

const rule = (source: string, flags: string): UnknownRule => ({
  pattern: new RegExp(source, flags),
  make: ([word]) => (isOrdinary(word) ? null : (listed(word) ?? unknown(true))),
});
const certain = (source: string, flags: string): UnknownRule => ({
  pattern: new RegExp(source, flags),
  make: ([word]) => (CHAIN_WORDS.test(word) ? { kind: 'network', network: UNKNOWN } : unknown(false)),
});
const CHAIN_WORDS = new RegExp(`(?:${LANGUAGES.map(({ names }) => names.chainWords).join('|')})s?$`, 'i');

/** Rules that find names nobody has listed, by where they stand. */
export const UNKNOWN_RULES: readonly UnknownRule[] = [
  rule(
    String.raw`(?<=\b(?:[Oo]f|[Ff]or|[Oo]n|[Vv]ia|OF|FOR|ON|VIA) (?:the |our |THE )?(?:(?:[Oo]ld|[Nn]ew|[Oo]riginal|[Ll]egacy|[Pp]revious) )?)${WORD}`,
    'g',
  ),
  rule(
    String.raw`(?<![A-Za-z0-9])${WORD}(?= (?:(?:network|chain|token|coin|Network|Token) )?(?:${MOVES})\b)`,
    'g',
  ),
  // In small letters too: "nesa withdrawals". Words that the language knows go before it.
  rule(String.raw`(?<![A-Za-z0-9'-])[a-z][a-z0-9]{2,}(?= (?:deposits|withdrawals)\b)`, 'g'),
  rule(String.raw`(?<![A-Za-z0-9])${WORD}(?= (?:[Nn]etwork|[Cc]hain|[Mm]ainnet|[Bb]lockchain)s?\b)`, 'g'),
  rule(
    String.raw`(?<![A-Za-z0-9])${WORD}(?!\s?(?:${LANGUAGES.map(({ names }) => names.afterOtherNames).join('|')}))(?=\s?[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Hangul}])`,
    'gu',
  ),
  ...LANGUAGES.flatMap(({ names: { unlisted }, spaced }) =>
    [unlisted.some, unlisted.named].map((source) => certain(source, spaced ? 'gi' : 'g')),
  ),
];

/** "Kava" is KAVA: some coins are called by their tickers. */
function listed(word: string): Unplaced | null {
  const ticker = word.toUpperCase();
  const coin = BY_TICKER.get(ticker);
  return coin === undefined
    ? null
    : { kind: 'asset', asset: ticker, chain: coin === '' ? ticker : coin, weak: true };
}

const BY_TICKER: ReadonlyMap<string, string> = new Map([
  ...TICKERS.split('|').map((ticker) => [ticker, ''] as const),
  ...COINS.map(([ticker, network]) => [ticker, network] as const),
]);

/** A word that every text may have, with a capital too: it names nothing. */
export function isOrdinary(word: string): boolean {
  return isCommon(word) || DERIVED.test(word);
}

/** As `isOrdinary`, for words that are listed and not only look so: "Junction" may be a bank's name. */
export function isCommon(word: string): boolean {
  return ENGLISH_ORDINARY.has(word.toLowerCase());
}

function unknown(weak: boolean): Unplaced {
  return { kind: 'asset', asset: UNKNOWN, chain: UNKNOWN, weak };
}
