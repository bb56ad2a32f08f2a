import type { Lexicon } from '#src/languages/lexicon.ts';
import { LANGUAGES, languageOf } from '#src/languages/languages.ts';

const OPENINGS = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(lexicon.opening, 'gu')]));
const GOING_ON = new Map(LANGUAGES.map((lexicon) => [lexicon, new RegExp(`(?:${lexicon.goesOn})$`, 'iu')]));

/**
 * Cuts a sentence where another begins that no full stop divides from it, as behind a headline: "Suspension of TON
 * Withdrawals We apologise …". What goes on with a word that needs another is not at its end.
 */
export function cutRunOns(text: string): string[] {
  const lexicon = languageOf(text);
  const parts: string[] = [];
  let start = 0;
  for (const { index } of text.matchAll(OPENINGS.get(lexicon) ?? NOTHING)) {
    const head = text.slice(start, index).trimEnd();
    if (goesOn(head, lexicon)) continue;
    parts.push(head);
    start = index;
  }
  return [...parts, text.slice(start)];
}

/** It ends in a word that needs another behind it. */
export function goesOn(head: string, lexicon: Lexicon): boolean {
  return GOING_ON.get(lexicon)?.test(head) === true;
}

const NOTHING = /(?!)/g;
