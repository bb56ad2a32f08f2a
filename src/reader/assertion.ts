import { LANGUAGES } from '#src/languages/languages.ts';
import type { IgnoreReason } from './announcement.ts';
import type { Clause } from './clauses.ts';
import type { PredicateToken } from '#src/names/token.ts';

import { aspectOf, has } from './aspect.ts';
import type { Aspect } from './aspect.ts';

/** What a clause claims of its subject, before times are looked at. */
export type Assertion =
  | {
      readonly kind: 'trouble';
      readonly effect: 'halted' | 'degraded';
      readonly tense: AssertionTense;
      readonly background: boolean;
      /** It is given up, and does not come back. */
      readonly forGood?: true;
    }
  | {
      readonly kind: 'return';
      readonly tense: AssertionTense;
      readonly background: boolean;
      readonly weak: boolean;
      readonly doubtful?: boolean;
      /** It has happened, so that its time lies behind. */
      readonly isDone?: boolean;
      /** It says how it is, and not that this has changed. */
      readonly isState?: boolean;
      /** In words that a launch has too: "now open". */
      readonly isNew?: boolean;
      /** It opens, and nothing says that it was closed. */
      readonly opens?: boolean;
    }
  | { readonly kind: 'works' }
  | { readonly kind: 'none'; readonly reason: IgnoreReason };

/** `nominal` is a heading without a verb ("Suspension of …"), `planned` a maintenance by name only. */
export type AssertionTense = 'asserted' | 'nominal' | 'planned' | 'future';

/** Reads the predicate of a clause with its auxiliaries. `recovered`: the text has told of a completed repair. */
export function assertionOf(clause: Clause, recovered: boolean): Assertion {
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
      if (isUnderWay(clause)) return { kind: 'return', tense: 'future', background, weak: true };
      if (aspect.negated || aspect.noLonger)
        return { kind: 'trouble', effect: 'halted', tense: 'asserted', background };
      // "Trading stays open."
      if (predicate.happening === 'open' && has(clause, 'remain') && tense === 'asserted')
        return { kind: 'works' };
      return {
        kind: 'return',
        tense,
        background,
        isDone: tense === 'asserted' && (predicate.form === 'past' || predicate.form === 'done'),
        weak: predicate.happening !== 'resume',
        opens: predicate.happening === 'open' && !recovered && !has(clause, 'again'),
        isNew: (predicate.happening === 'open' || NOW_OPEN.test(predicate.text)) && !has(clause, 'again'),
        isState: NOW_OPEN.test(predicate.text) && !recovered && !has(clause, 'again'),
        doubtful: predicate.happening === 'launch' && !recovered && !has(clause, 'again'),
      };
    case 'resolve':
      if (isUnderWay(clause)) return { kind: 'return', tense: 'future', background, weak: true };
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

function forGood(clause: Clause, assertion: Assertion): Assertion {
  return assertion.kind === 'trouble' && has(clause, 'for good')
    ? { ...assertion, forGood: true }
    : assertion;
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

function negatable(effect: 'halted' | 'degraded', aspect: Aspect, predicate: PredicateToken): Assertion {
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

const DURING = new RegExp(LANGUAGES.map(({ during }) => during).join('|'), 'i');

/** It goes on, and is not done yet: "being restored". */
export function isUnderWay({ predicate, tokens }: Pick<Clause, 'predicate' | 'tokens'>): boolean {
  const before = tokens[tokens.indexOf(predicate) - 1];
  if (before?.kind === 'mark' && /^being$/i.test(before.text)) return predicate.form === 'past';
  return (predicate.form === 'now' || predicate.form === 'gerund') && DURING.test(predicate.text);
}

const UNTOUCHED = new RegExp(LANGUAGES.map(({ untouched }) => untouched).join('|'), 'i');

const NOW_OPEN = new RegExp(LANGUAGES.map(({ nowOpen }) => nowOpen).join('|'), 'i');

function isUntouched(predicate: PredicateToken): boolean {
  return UNTOUCHED.test(predicate.text);
}
