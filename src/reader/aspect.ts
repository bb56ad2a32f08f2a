import type { MarkName, PredicateToken, Token } from '#src/names/token.ts';

import type { Clause } from './clauses.ts';

/** Tense, negation and distance of a predicate, as the words around it tell them. */
export interface Aspect {
  readonly tense: 'asserted' | 'nominal' | 'future' | 'conditional';
  readonly negated: boolean;
  readonly noLonger: boolean;
  readonly background: boolean;
}

export function aspectOf(clause: Clause): Aspect {
  const { predicate, tokens } = clause;
  const at = tokens.indexOf(predicate);
  const before = tokens.slice(0, at);
  const near = nearMarks(before);
  const noLonger = near.some((t) => t.mark === 'no longer');
  const negated =
    !noLonger && (predicate.form === 'negated' || near.some((t) => t.mark === 'not') || isNoSubject(before));
  return { tense: tenseOf(clause, before, near), negated, noLonger, background: isBackground(clause, near) };
}

type Mark = Extract<Token, { kind: 'mark' }>;

/** The marks between a predicate and the last word of substance before it. */
function nearMarks(before: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  for (const token of before.toReversed()) {
    if (token.kind === 'mark') marks.push(token);
    else if (token.kind !== 'filler' && token.kind !== 'time') break;
  }
  return marks;
}

/** "No withdrawals are affected." */
function isNoSubject(before: readonly Token[]): boolean {
  const subject = before.findIndex((t) => t.kind === 'component');
  const mark = before
    .slice(0, Math.max(0, subject))
    .findLast((t) => t.kind !== 'asset' && t.kind !== 'network' && t.kind !== 'place');
  return mark?.kind === 'mark' && /^(?:no|neither)$/i.test(mark.text);
}

function tenseOf(
  { predicate, tokens }: Clause,
  before: readonly Token[],
  near: readonly Mark[],
): Aspect['tense'] {
  switch (predicate.form) {
    case 'done':
    case 'was':
    case 'now':
    case 'negated':
      return hasBefore(before, 'conditional') || hasMark(tokens, 'conditional') ? 'conditional' : 'asserted';
    case 'future':
      return 'future';
    case 'conditional':
      return 'conditional';
    case 'plain':
    case 'present':
      return plainTense(tokens, before);
    default:
      return englishTense(predicate, tokens, before, near);
  }
}

function plainTense(tokens: readonly Token[], before: readonly Token[]): Aspect['tense'] {
  if (hasMark(tokens, 'conditional')) return 'conditional';
  if (hasMark(tokens, 'remain') || hasBefore(before, 'done')) return 'asserted';
  return hasBefore(before, 'future') ? 'future' : 'nominal';
}

function englishTense(
  predicate: PredicateToken,
  tokens: readonly Token[],
  before: readonly Token[],
  near: readonly Mark[],
): Aspect['tense'] {
  const some = hasBefore(before, 'some');
  // "May currently take longer" is so for some.
  const isNow = near.some((t) => t.mark === 'now') && near.every((t) => t.mark !== 'not');
  if (!some && !isNow && near.some((t) => t.mark === 'conditional')) return 'conditional';
  const leading =
    predicate.form === 'noun' ? before.filter((t): t is Mark => t.kind === 'mark').toReversed() : near;
  if (near.length === 0 && hasBefore(before, 'causative')) return 'future';
  const deciding = leading.find(
    (t) =>
      t.mark === 'future' ||
      t.mark === 'expected' ||
      t.mark === 'done' ||
      t.mark === 'remain' ||
      t.mark === 'now',
  );
  if (deciding?.mark === 'expected')
    return tokens.some((t) => t.kind === 'mark' && t.mark === 'now') ? 'asserted' : 'future';
  switch (predicate.form) {
    case 'base':
      if (deciding?.mark === 'done' && / to$|did/i.test(deciding.text)) return 'asserted';
      if (deciding?.mark === 'future') return 'future';
      return before.some((t) => t.kind === 'component') && !hasBefore(before, 'subject')
        ? 'asserted'
        : 'future';
    case 'noun':
      if (deciding?.mark === 'future') return 'future';
      return deciding?.mark === 'now' || near.some((t) => t.mark === 'done' || t.mark === 'be')
        ? 'asserted'
        : 'nominal';
    default:
      return (deciding?.mark === 'future' && !isWhither(deciding, predicate, near)) ||
        isSoon(predicate, tokens)
        ? 'future'
        : 'asserted';
  }
}

/** "We had expected to reopen today": so it has not come. */
function wasExpected({ happening }: PredicateToken, near: readonly Mark[]): boolean {
  if (happening !== 'resume' && happening !== 'open') return false;
  const expected = near.findIndex(
    ({ mark, text }) => mark === 'future' && /^(?:expect|plan|hop|aim|intend|scheduled|due)/i.test(text),
  );
  return expected >= 0 && near.slice(expected).some(({ text }) => /^(?:had|was|were)$/i.test(text));
}

/** "Withdrawals to Capitec delayed": no participle follows a "to" that leads a verb, but for "to be". */
function isWhither({ text }: Mark, { form }: PredicateToken, near: readonly Mark[]): boolean {
  return form === 'past' && /^to$/i.test(text) && !near.some(({ mark }) => mark === 'be');
}

/** "Back soon." */
function isSoon(predicate: PredicateToken, tokens: readonly Token[]): boolean {
  const after = tokens[tokens.indexOf(predicate) + 1];
  return predicate.happening === 'resume' && after?.kind === 'mark' && after.mark === 'future';
}

/** What was, and is told only to explain what is. */
function isBackground({ tokens, predicate }: Clause, near: readonly Mark[]): boolean {
  if (tokens.some((t) => t.kind === 'mark' && t.mark === 'again')) return false;
  if (tokens.some((t) => t.kind === 'mark' && t.mark === 'earlier') || wasExpected(predicate, near))
    return true;
  return (
    predicate.form === 'past' &&
    near.some((t) => /^(?:was|were|had)$/i.test(t.text)) &&
    !near.some((t) => /^(?:has|have|'ve)$/i.test(t.text))
  );
}

/** Whether a clause has a word of this kind. */
export function has({ tokens }: Clause, mark: MarkName): boolean {
  return hasMark(tokens, mark);
}

function hasMark(tokens: readonly Token[], mark: MarkName): boolean {
  return tokens.some((t) => t.kind === 'mark' && t.mark === mark);
}

function hasBefore(before: readonly Token[], mark: MarkName): boolean {
  return hasMark(before, mark);
}
