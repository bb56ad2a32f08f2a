import { LANGUAGES, languageOf } from '#src/languages/languages.ts';
import type { Lexicon } from '#src/languages/lexicon.ts';

import { nameRules } from './name-rules.ts';
import { namesIn } from './names-in.ts';
import type { Token } from './token.ts';

/** A piece of a label between dashes, and the names in it. */
export interface Segment {
  readonly text: string;
  readonly tokens: readonly Token[];
}

const MAX_LENGTH = 300;
const NAMES = nameRules({});
const SEPARATOR = /\s+[-–—|>]\s+/;
const TURNS = new RegExp(LANGUAGES.map(({ turns }) => turns).join('|'), 'i');
const UNAFFECTED = new RegExp(LANGUAGES.map(({ unaffected }) => unaffected).join('|'), 'i');
const SPARING = new RegExp(`(?:${LANGUAGES.map(({ sparing }) => sparing).join('|')}).*$`, 'i');

/** What a name or a headline says is hit, piece by piece; an exchange's own names are no coins. */
export function segmentsOf(text: string, ownNames: readonly string[] = []): Segment[] {
  return affectedOf(text.slice(0, MAX_LENGTH))
    .split(SEPARATOR)
    .map((segment) => tokensOf(segment, ownNames));
}

/** What a headline says is hit: not "no impact on trading", not "withdrawals are unaffected". */
function affectedOf(line: string): string {
  const clauses = line.split(TURNS).filter((clause) => /\p{L}/u.test(clause));
  const hit = clauses.filter((clause) => !UNAFFECTED.test(clause.replace(SPARING, '')));
  return (hit.length === 0 || hit.length === clauses.length ? [line] : hit).join(' , ').replace(SPARING, '');
}

function tokensOf(text: string, ownNames: readonly string[]): Segment {
  const own = new Set(ownNames.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u)));
  const keepsDoubtful = /\p{Ll}|\p{Lo}/u.test(text);
  const tokensIn = (lexicon: Lexicon): readonly Token[] =>
    namesIn(text, { lexicon, rules: NAMES, isLabel: true, keepsDoubtful });
  // Letters leave it open whether a label is in Chinese or Japanese, and many are in two languages at once.
  const tokens = inAnyLanguage(text, tokensIn) ?? tokensIn(languageOf(text));
  return {
    text,
    tokens: tokens.filter((token) => token.kind !== 'asset' || !own.has(token.text.toLowerCase())),
  };
}

/** What a label says in the first language that knows a service in it; `null` where none does. */
function inAnyLanguage(
  text: string,
  tokensIn: (lexicon: Lexicon) => readonly Token[],
): readonly Token[] | null {
  const own = languageOf(text);
  const languages = own.script === null ? [own] : [own, ...LANGUAGES.filter((language) => language !== own)];
  for (const language of languages) {
    const tokens = tokensIn(language);
    if (tokens.some(({ kind }) => kind === 'component')) return tokens;
  }
  return null;
}
