import { languageOf } from '#src/languages/languages.ts';

import { segmentsOf } from './label-segments.ts';
import type { Token } from './token.ts';

// English has words of its own for pages; in these languages the predicates carry their tense, and say as much.

const UNREAL: ReadonlySet<string> = new Set(['negated', 'conditional', 'future']);
const HEDGING: ReadonlySet<string> = new Set(['some', 'conditional', 'not']);

type Predicate = Extract<Token, { readonly kind: 'predicate' }>;

/** Whether a sentence in a language with letters of its own tells of trouble. */
export function isTroubleToldIn(sentence: string): boolean {
  return predicatesOf(tokensOf(sentence)).some(
    ({ happening }) => happening === 'halt' || happening === 'degrade',
  );
}

/** Whether it tells that something is off, for all; with `bySomebody`, that somebody has switched it off. */
export function isHaltToldIn(sentence: string, bySomebody: boolean): boolean {
  const tokens = tokensOf(sentence);
  if (tokens.some((token) => token.kind === 'mark' && HEDGING.has(token.mark))) return false;
  const predicates = predicatesOf(tokens);
  const barred = new RegExp(languageOf(sentence).barred, 'i');
  return (
    predicates.every(({ happening }) => happening !== 'degrade') &&
    predicates.some(({ happening, text }) => happening === 'halt' && !(bySomebody && barred.test(text)))
  );
}

function tokensOf(sentence: string): readonly Token[] {
  if (languageOf(sentence).script === null) return [];
  return segmentsOf(sentence).flatMap(({ tokens }) => tokens);
}

function predicatesOf(tokens: readonly Token[]): Predicate[] {
  return tokens.filter((token) => token.kind === 'predicate').filter(({ form }) => !UNREAL.has(form));
}
