import { LANGUAGES, languageOf } from '#src/languages/languages.ts';

import { segmentsOf } from './label-segments.ts';
import type { Token } from './token.ts';

/** Tokens that name something; all others hold a headline together. */
const NAMES: ReadonlySet<Token['kind']> = new Set([
  'asset',
  'component',
  'exchange',
  'filler',
  'network',
  'pair',
  'place',
  'rail',
  'wallet',
]);

/**
 * What a headline names that nobody knows: "tax statements" in "Delayed tax statements", and nothing in "Elevated error
 * rates".
 */
export function namedInVain(text: string, ownNames: readonly string[]): string {
  const own = new Set(ownNames.flatMap((name) => name.toLowerCase().split(/\s+/)));
  const naming = NAMING_WORDS.get(languageOf(text)) ?? '';
  return segmentsOf(text, ownNames)
    .flatMap((segment) => {
      const rest = segment.tokens
        .filter(({ kind }) => !NAMES.has(kind))
        .reduceRight((left, { end, start }) => `${left.slice(0, start)} ${left.slice(end)}`, segment.text);
      return rest.replaceAll(naming, ' ').match(/[\p{L}][\p{L}\p{N}'-]+/gu) ?? [];
    })
    .filter((word) => !own.has(word.toLowerCase()))
    .join(' ');
}

const NAMING_WORDS = new Map(
  LANGUAGES.map((lexicon) => [
    lexicon,
    new RegExp(
      lexicon.spaced ? String.raw`(?<![\p{L}\p{N}])(?:${lexicon.naming})(?![\p{L}\p{N}])` : lexicon.naming,
      'giu',
    ),
  ]),
);
