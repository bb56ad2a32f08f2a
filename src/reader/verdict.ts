import { LANGUAGES } from '#src/languages/languages.ts';
import type { IgnoreReason } from '#src/reader/announcement.ts';
import type { Clause } from '#src/reader/clauses.ts';
import type { MarkName, PredicateToken, Token } from '#src/names/token.ts';

/** What a clause claims of its subject, before times are looked at. */
export type Verdict =
  | {
      readonly kind: 'trouble';
      readonly effect: 'halted' | 'degraded';
      readonly tense: Tense;
      readonly background: boolean;
      /** It is given up, and does not come back. */
      readonly forGood?: true;
    }
  | {
      readonly kind: 'return';
      readonly tense: Tense;
      readonly background: boolean;
      readonly weak: boolean;
      readonly doubtful?: boolean;
      /** It says how it is, and not that this has changed. */
      readonly isState?: boolean;
      /** It opens, and nothing says that it was closed. */
      readonly opens?: boolean;
    }
  | { readonly kind: 'works' }
  | { readonly kind: 'none'; readonly reason: IgnoreReason };

/** `nominal` is a heading without a verb ("Suspension of …"), `planned` a maintenance by name only. */
export type Tense = 'asserted' | 'nominal' | 'planned' | 'future';

interface Aspect {
  readonly tense: 'asserted' | 'nominal' | 'future' | 'conditional';
  readonly negated: boolean;
  readonly noLonger: boolean;
  readonly background: boolean;
}

/** Reads the predicate of a clause with its auxiliaries. `recovered`: the text has told of a completed repair. */
export function judge(clause: Clause, recovered: boolean): Verdict {
  const { predicate } = clause;
  const aspect = aspectOf(clause);
  const { background } = aspect;
  if (predicate.form === 'was' && isTroubling(predicate)) return { kind: 'none', reason: 'history' };
  if (clause.conditional || aspect.tense === 'conditional') return { kind: 'none', reason: 'condition' };
  const tense = aspect.tense;
  switch (predicate.happening) {
    case 'halt':
      return forGood(clause, negatable(has(clause, 'some') ? 'degraded' : 'halted', aspect, predicate));
    case 'degrade':
    case 'affect':
      return negatable(isTotal(clause) ? 'halted' : 'degraded', aspect, predicate);
    case 'maintain':
      if (aspect.negated) return { kind: 'works' };
      return {
        kind: 'trouble',
        effect: 'halted',
        tense: isRunning(clause) ? 'asserted' : 'planned',
        background,
      };
    case 'resume':
    case 'open':
    case 'launch':
      if (aspect.negated || aspect.noLonger)
        return { kind: 'trouble', effect: 'halted', tense: 'asserted', background };
      return {
        kind: 'return',
        tense,
        background,
        weak: predicate.happening !== 'resume',
        opens:
          predicate.happening === 'open' && predicate.form !== 'plain' && !recovered && !has(clause, 'again'),
        isState: NOW_OPEN.test(predicate.text) && !recovered && !has(clause, 'again'),
        doubtful: predicate.happening === 'launch' && !recovered && !has(clause, 'again'),
      };
    case 'resolve':
      if (aspect.negated) return { kind: 'trouble', effect: 'degraded', tense: 'asserted', background };
      return { kind: 'return', tense, background, weak: false };
    case 'normal':
      if (aspect.noLonger || (aspect.negated && predicate.form !== 'governing')) {
        return {
          kind: 'trouble',
          effect: 'halted',
          tense: tense === 'future' && !endsLater(clause) ? 'future' : 'asserted',
          background,
          ...(aspect.noLonger && tense === 'future' && !isLimited(clause) && { forGood: true as const }),
        };
      }
      if (tense === 'asserted' || tense === 'nominal') {
        if (has(clause, 'again') || (recovered && !has(clause, 'remain') && !isUntouched(predicate))) {
          return { kind: 'return', tense: 'asserted', background, weak: false };
        }
      }
      // "… and will be available at noon" ends a trouble that is told beside it.
      if (tense === 'future' && !aspect.negated && isDatedOnly(clause)) {
        return { kind: 'return', tense, background, weak: true };
      }
      return { kind: 'works' };
    case 'end':
      if (aspect.negated) return { kind: 'works' };
      if (aspect.noLonger || clause.tokens.every((t) => t.kind !== 'component'))
        return { kind: 'none', reason: 'no change' };
      return { kind: 'trouble', effect: 'halted', tense, background, forGood: true };
    case 'complete':
      return { kind: 'none', reason: 'no change' };
    case 'cancel':
      return { kind: 'none', reason: 'cancelled' };
  }
}

function forGood(clause: Clause, verdict: Verdict): Verdict {
  return verdict.kind === 'trouble' && has(clause, 'for good') ? { ...verdict, forGood: true } : verdict;
}

/** "From ten to noon": it has an end. */
function isLimited({ tokens }: Clause): boolean {
  return tokens.some((t) => t.kind === 'time' && !(t.moment.kind === 'instant' && t.moment.role !== 'until'));
}

/** What "will not be available until two" is not available now. */
function endsLater({ tokens }: Clause): boolean {
  return tokens.some((t) => t.kind === 'time' && t.moment.kind === 'instant' && t.moment.role === 'until');
}

function isDatedOnly({ tokens }: Clause): boolean {
  return !tokens.some((t) => t.kind === 'component') && tokens.some((t) => t.kind === 'time');
}

/** In the form for what was: what was so is no longer so. */
function isTroubling({ happening }: PredicateToken): boolean {
  return happening !== 'resume' && happening !== 'open' && happening !== 'launch' && happening !== 'resolve';
}

function negatable(effect: 'halted' | 'degraded', aspect: Aspect, predicate: PredicateToken): Verdict {
  const { background, tense } = aspect;
  if (aspect.noLonger) return { kind: 'return', tense: 'asserted', background, weak: false };
  if (aspect.negated && predicate.form !== 'governing') {
    return effect === 'halted' && tense === 'future' ? { kind: 'none', reason: 'denial' } : { kind: 'works' };
  }
  return { kind: 'trouble', effect, tense: tense === 'conditional' ? 'future' : tense, background };
}

/** "affects all withdrawals" leaves none that works. */
function isTotal({ predicate, tokens }: Clause): boolean {
  return (
    predicate.happening === 'affect' &&
    tokens.some((t) => t.kind === 'mark' && t.mark === 'all') &&
    tokens.some((t) => t.kind === 'component')
  );
}

function isRunning(clause: Clause): boolean {
  return (
    has(clause, 'now') ||
    has(clause, 'remain') ||
    clause.predicate.form === 'now' ||
    clause.predicate.form === 'done'
  );
}

const UNTOUCHED = new RegExp(LANGUAGES.map(({ untouched }) => untouched).join('|'), 'i');

const NOW_OPEN = new RegExp(LANGUAGES.map(({ nowOpen }) => nowOpen).join('|'), 'i');

function isUntouched(predicate: PredicateToken): boolean {
  return UNTOUCHED.test(predicate.text);
}

function aspectOf(clause: Clause): Aspect {
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
      return deciding?.mark === 'future' || isSoon(predicate, tokens) ? 'future' : 'asserted';
  }
}

/** "Back soon." */
function isSoon(predicate: PredicateToken, tokens: readonly Token[]): boolean {
  const after = tokens[tokens.indexOf(predicate) + 1];
  return predicate.happening === 'resume' && after?.kind === 'mark' && after.mark === 'future';
}

/** What was, and is told only to explain what is. */
function isBackground({ tokens, predicate }: Clause, near: readonly Mark[]): boolean {
  if (tokens.some((t) => t.kind === 'mark' && t.mark === 'again')) return false;
  if (tokens.some((t) => t.kind === 'mark' && t.mark === 'earlier')) return true;
  return (
    predicate.form === 'past' &&
    near.some((t) => /^(?:was|were|had)$/i.test(t.text)) &&
    !near.some((t) => /^(?:has|have|'ve)$/i.test(t.text))
  );
}

function has({ tokens }: Clause, mark: MarkName): boolean {
  return hasMark(tokens, mark);
}

function hasMark(tokens: readonly Token[], mark: MarkName): boolean {
  return tokens.some((t) => t.kind === 'mark' && t.mark === mark);
}

function hasBefore(before: readonly Token[], mark: MarkName): boolean {
  return hasMark(before, mark);
}
