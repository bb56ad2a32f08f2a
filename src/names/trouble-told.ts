import { languageOf } from '#src/languages/languages.ts';

import { segmentsOf } from './label-segments.ts';

const TROUBLE: ReadonlySet<string> = new Set(['halt', 'degrade']);
const UNREAL: ReadonlySet<string> = new Set(['negated', 'conditional', 'future']);

/** Whether a sentence in a language whose predicates carry their tense tells of trouble. */
export function isTroubleToldIn(sentence: string): boolean {
  if (languageOf(sentence).script === null) return false;
  return segmentsOf(sentence).some(({ tokens }) =>
    tokens.some((t) => t.kind === 'predicate' && TROUBLE.has(t.happening) && !UNREAL.has(t.form)),
  );
}
