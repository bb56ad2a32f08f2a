import { NOT_TICKERS, SHOUTED } from './coins.ts';
import { isCurrency } from './currencies.ts';

/** A name in another script right before the bracket. */
const OTHER_SCRIPT = /[\u3040-\uFFEF] ?\($/;
/** Words that coins are called by. */
const COIN_WORDS: ReadonlySet<string> = new Set('THE,NOT,ME,AI,GAS,WIN,FUN,ID,IO,IN,OM,GO'.split(','));

/** Whether a line says that a word in capitals, which would be none else, is a coin. */
export function isCoinIn(line: string, word: string, at: number): boolean {
  const open = COIN_WORDS.has(word) ? line.indexOf(`(${word})`) : -1;
  return (open > 0 && isNamed(line, word, open + 1)) || isBesideTicker(line, word, at);
}

/** Whether the name of a coin stands before the bracket that begins before `at`: "OpenLedger (OPEN)". */
export function isNamed(line: string, word: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - 32), at);
  if (COIN_WORDS.has(word)) return OTHER_SCRIPT.test(before);
  if (!SHOUTED.has(word)) return false;
  return new RegExp(String.raw`(?<![A-Za-z])${word.slice(0, 1)}[a-z]\w*(?: [A-Z]\w*)? ?\($`).test(before);
}

/** "WOZX and HARD", in a line with small letters: beside a ticker a word in capitals is another. */
function isBesideTicker(line: string, word: string, at: number): boolean {
  if (!SHOUTED.has(word) || !/[a-z]/.test(line)) return false;
  const before = /([A-Z0-9]{2,10})(?:, and |,? | and | & |\/)$/.exec(line.slice(Math.max(0, at - 18), at));
  const after = /^(?:, and |, | and | & |\/)([A-Z0-9]{2,10})(?![A-Za-z0-9])/.exec(
    line.slice(at + word.length, at + word.length + 18),
  );
  return [before?.[1], after?.[1]].some(
    (other) => other !== undefined && !NOT_TICKERS.has(other) && !isCurrency(other),
  );
}
