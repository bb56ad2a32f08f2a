import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import { JAPANESE } from './japanese.ts';
import { KOREAN } from './korean.ts';
import type { Lexicon } from './lexicon.ts';

/** The languages that are read. A line is in the first whose letters it has; the last has none of its own. */
export const LANGUAGES: readonly Lexicon[] = [JAPANESE, KOREAN, CHINESE, ENGLISH];

/** The language of one line, by its script. */
export function languageOf(line: string): Lexicon {
  return LANGUAGES.find(({ script }) => script === null || script.test(line)) ?? ENGLISH;
}
