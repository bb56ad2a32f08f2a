import type { TextBetween } from './brackets.ts';
import { isCurrency } from './currencies.ts';
import type { Token, TokenOf } from './token.ts';
import { UNKNOWN } from './unknown-names.ts';

type Asset = TokenOf<'asset'>;

/** Tickers that are words: in a text all in capitals they are taken for words. */
const WORDS = new Set(
  'NEAR ONE OP GAS FUN SUPER HOT WIN SUN KEY LINK FLOW AR ACE MEME BAND HIVE ARK DASH NEO S PI SC AXS IMX DOT ATOM SAND MANA APE GALA WAVES COMP CAKE BAT TON ICE'.split(
    ' ',
  ),
);

/**
 * An unknown word in capitals is a ticker only beside a service, a preposition or other tickers; in a name or headline
 * wherever it stands. A word such as "won" or "real" is money only right beside one.
 */
export function dropDoubtful(
  tokens: readonly Token[],
  shouting: boolean,
  keepsTickers: boolean,
  gap: TextBetween,
): Token[] {
  return tokens.filter((token, i) => {
    if (token.kind !== 'asset') return true;
    if (shouting && (token.weak || WORDS.has(token.text))) return false;
    if (!token.weak) return true;
    if (isWord(token)) return isBeside(tokens, i, gap);
    if (isBank(tokens, i)) return false;
    return keepsTickers || [-1, 1].some((step) => reachesService(tokens, i, step));
  });
}

/** "IDR withdrawals: BCA and Mandiri": beside money that moves, what no list knows is who moves it. */
function isBank(tokens: readonly Token[], i: number): boolean {
  const [token, next] = [tokens[i], tokens[i + 1]];
  if (token?.kind !== 'asset' || !token.weak || next?.kind === 'component' || next?.kind === 'pair')
    return false;
  return tokens.some(
    (t, j) => t.kind === 'asset' && !t.weak && isCurrency(t.asset) && tokens[j + 1]?.kind === 'component',
  );
}

/** Money called by a word, not by its code. */
function isWord({ asset, chain, text }: Asset): boolean {
  return chain === null && text !== asset && (asset === UNKNOWN || isCurrency(asset));
}

function isBeside(tokens: readonly Token[], i: number, gap: TextBetween): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token === undefined) return false;
  if (before?.kind === 'of' && gap(before, token).trim() === '') return true;
  const meets = after !== undefined && gap(token, after).trim() === '';
  return (
    meets &&
    (after.kind === 'component' || after.kind === 'rail' || after.kind === 'open' || after.kind === 'join')
  );
}

function isPassed(token: Token | undefined, step: number): boolean {
  return token?.kind === 'join' || token?.kind === 'asset' || (step > 0 && token?.kind === 'time');
}

function reachesService(tokens: readonly Token[], from: number, step: number): boolean {
  let i = from + step;
  while (isPassed(tokens[i], step)) i += step;
  const kind = tokens[i]?.kind;
  if (kind === 'component' || kind === 'network') return true;
  return step < 0
    ? kind === 'of' || kind === 'on' || kind === 'colon'
    : kind === 'predicate' && tokens[from + 1]?.kind !== 'join';
}
