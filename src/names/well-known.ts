import { COINS, TICKERS } from './coins.ts';
import { CURRENCY_NAMES } from './currencies.ts';

/** Coins by how many people hold them, most first. */
const RANK = new Map(
  [...COINS.map(([ticker]) => ticker), ...TICKERS.split('|')].map((ticker, i) => [ticker, i]),
);

const NAMES = COINS.flatMap(([ticker, , names]) =>
  names
    .split('|')
    // A name that is a pattern is no name to begin to type.
    .filter((name) => name !== '' && !/[()[\]?\\]/.test(name))
    .map((name) => [name, ticker] as const),
);

/** Assets with those first that most people hold; the others stay in their order. */
export function bestKnownFirst(assets: readonly string[]): string[] {
  const last = RANK.size;
  return assets.toSorted((a, b) => (RANK.get(a) ?? last) - (RANK.get(b) ?? last));
}

/** The assets whose name, in any of the languages, begins with a text: "bitc" is Bitcoin. */
export function assetsCalled(text: string): readonly string[] {
  const typed = text.trim().toLowerCase();
  if (typed.length < 2) return [];
  const coins = NAMES.filter(([name]) => name.startsWith(typed)).map(([, ticker]) => ticker);
  const money = CURRENCY_NAMES.of(typed);
  return [...new Set([...coins, ...(money === null || money.code === '?' ? [] : [money.code])])];
}
