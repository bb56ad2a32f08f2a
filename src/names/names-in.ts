import type { Lexicon } from '#src/languages/lexicon.ts';

import { placeNames } from './coin-or-chain.ts';
import type { Rule } from './name-rules.ts';
import { scan, scanLabel } from './scan.ts';
import type { Token } from './token.ts';

export interface NamesOptions {
  readonly lexicon: Lexicon;
  /** How proper names are found. */
  readonly rules: readonly Rule[];
  /** It is a name or a headline, as status pages write them, and no sentence. */
  readonly isLabel?: boolean;
  /** Words in capitals count as tickers wherever they stand. */
  readonly keepsDoubtful: boolean;
  /** Tokens found by other means, whose ground is theirs. */
  readonly taken?: readonly Token[];
  /** What of the words found is looked at. */
  readonly keep?: (words: readonly Token[]) => readonly Token[];
}

/** The known words of a text, with each name decided: a coin, a network, or a coin on a network. */
export function namesIn(
  text: string,
  { isLabel = false, keep = (words) => words, keepsDoubtful, lexicon, rules, taken = [] }: NamesOptions,
): Token[] {
  const words = isLabel ? scanLabel(text, lexicon, rules) : scan(text, lexicon, rules, taken);
  return placeNames(keep(words), text, { keepsDoubtful });
}
