import { LANGUAGES } from '#src/languages/languages.ts';

import { isUnderWay } from './assertion.ts';
import type { Happening, PredicateToken, Token } from '#src/names/token.ts';

/**
 * "The suspension has been lifted" and "the delays are resolved" are one happening: the trouble is what is
 * resolved. "Completed the upgrade" alone is none, but colours what follows.
 */
export function mergePredicates(part: readonly Token[]): { kept: readonly Token[]; completed: boolean } {
  const tokens = dropAttributes(part).map((token, i, all) =>
    isPutOff(token, all.slice(0, i)) ? asCancelled(token) : token,
  );
  const resolving = tokens.find(
    (t): t is PredicateToken =>
      t.kind === 'predicate' && isResolving(t) && !isUnderWay({ predicate: t, tokens }),
  );
  if (resolving === undefined) return { kept: tokens, completed: false };
  const label = isLabel(resolving, tokens);
  const objects = tokens.filter(
    (t): t is PredicateToken =>
      t.kind === 'predicate' &&
      t !== resolving &&
      (isObject(t) || (label && isTrouble(t)) || (resolving.happening === 'cancel' && isNominal(t))),
  );
  // Of a service it tells that this is given up.
  const ends = resolving.happening === 'end';
  if (ends && objects.length === 0)
    return {
      kept: tokens,
      completed: isDone(resolving, tokens) && tokens.every((t) => t.kind !== 'component'),
    };
  if (resolving.happening === 'complete' && (objects.length === 0 || !isDone(resolving, tokens))) {
    return { kept: tokens, completed: isDone(resolving, tokens) };
  }
  const settled =
    resolving.happening === 'complete' || ends ? { ...resolving, happening: 'resolve' as const } : resolving;
  const dropped = new Set<Token>(objects);
  const kept = tokens.filter((t) => !dropped.has(t)).map((t) => (t === resolving ? settled : t));
  return { kept, completed: resolving.happening !== 'cancel' && isDone(resolving, tokens) };
}

const PUT_OFF = new RegExp(LANGUAGES.map(({ amending }) => amending.putOff).join('|'), 'i');

/** "Reopening of withdrawals delayed": the return is, and not what is to come back. */
function isPutOff(token: Token, before: readonly Token[]): token is PredicateToken {
  if (token.kind !== 'predicate' || token.happening !== 'degrade' || !PUT_OFF.test(token.text)) return false;
  const comma = before.findLastIndex((t) => t.kind === 'join' && t.join === 'comma');
  const nearest = before.slice(comma + 1).findLast((t) => t.kind === 'predicate');
  return nearest !== undefined && isNominal(nearest) && RETURNING.has(nearest.happening);
}

function asCancelled(token: PredicateToken): PredicateToken {
  return { ...token, happening: 'cancel' };
}

/** "[Resolved] …", "… (completed)", "Resolved: …": it speaks of all that stands beside it. */
function isLabel(predicate: PredicateToken, tokens: readonly Token[]): boolean {
  const at = tokens.indexOf(predicate);
  const [before, after] = [tokens[at - 1]?.kind, tokens[at + 1]?.kind];
  return (before === 'open' && after === 'close') || (at === 0 && (after === 'colon' || after === 'dash'));
}

function isTrouble({ happening }: PredicateToken): boolean {
  return (
    happening === 'halt' || happening === 'degrade' || happening === 'maintain' || happening === 'affect'
  );
}

function isResolving({ happening }: PredicateToken): boolean {
  return happening === 'resolve' || happening === 'end' || happening === 'complete' || happening === 'cancel';
}

function isDone(resolving: PredicateToken, tokens: readonly Token[]): boolean {
  const before = tokens.slice(0, tokens.indexOf(resolving));
  const told =
    resolving.form === 'past' ||
    resolving.form === 'done' ||
    resolving.form === 'adjective' ||
    resolving.form === 'present';
  return (
    told &&
    !before.some(
      (t) => t.kind === 'mark' && (t.mark === 'future' || t.mark === 'not' || t.mark === 'conditional'),
    )
  );
}

function isObject({ happening, form }: PredicateToken): boolean {
  if (happening === 'maintain' || happening === 'degrade') return form !== 'past' || happening === 'maintain';
  return (
    (happening === 'halt' && (form === 'noun' || form === 'plain')) ||
    (happening === 'affect' && form === 'gerund')
  );
}

/** "The reopening has been postponed." */
function isNominal({ form }: PredicateToken): boolean {
  return form === 'noun' || form === 'plain' || form === 'gerund';
}

/** In "resume the suspended withdrawals" the participle only describes; in "unable to complete" the verb adds nothing. */
function dropAttributes(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, i) => {
    const before = tokens[i - 1];
    if (
      token.kind === 'predicate' &&
      (token.form === 'base' || token.happening === 'complete') &&
      before?.kind === 'predicate' &&
      before.form === 'governing'
    )
      return false;
    if (
      token.kind === 'predicate' &&
      token.happening === 'affect' &&
      token.form === 'past' &&
      isAttribute(i, tokens)
    )
      return false;
    if (token.kind !== 'predicate' || token.form !== 'past' || before?.kind !== 'predicate') return true;
    return !(before.happening === 'resume' && (token.happening === 'halt' || token.happening === 'degrade'));
  });
}

/** "Resumes withdrawals affected by the outage", "Withdrawals affected by it are back": it only says which. */
function isAttribute(at: number, tokens: readonly Token[]): boolean {
  const before = tokens[at - 1];
  const isVerb = before?.kind === 'mark' || before?.kind === 'filler';
  return !isVerb && tokens.some((t, i) => i !== at && t.kind === 'predicate' && RETURNING.has(t.happening));
}

const RETURNING: ReadonlySet<Happening> = new Set(['resume', 'open', 'resolve', 'normal']);
