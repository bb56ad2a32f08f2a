import { LANGUAGES } from '#src/languages/languages.ts';
import type { Moment, Token } from '#src/names/token.ts';

/** The times of a clause; what its sentence says of their length belongs to them too. */
export function completeMoments(own: readonly Moment[], beside: readonly Moment[]): readonly Moment[] {
  if (own.length === 0) return beside;
  if (own.every(({ kind }) => kind === 'duration'))
    return [...beside.filter(({ kind }) => kind !== 'duration'), ...own];
  const [only] = own;
  const isBeginning = own.length === 1 && only?.kind === 'instant' && only.role !== 'until';
  return isBeginning ? [...own, ...beside.filter(({ kind }) => kind === 'duration')] : own;
}

const MOVED_TO = new RegExp(`(?:${LANGUAGES.map(({ time }) => time.movedTo).join('|')})$`, 'i');

/** The times of a sentence; of a plan that is moved, only those it is moved to. */
export function standingMoments({
  text,
  tokens,
}: {
  readonly text: string;
  readonly tokens: readonly Token[];
}): Moment[] {
  if (!tokens.some((t) => t.kind === 'predicate' && t.happening === 'cancel')) return momentsOf(tokens);
  // What is put off "until ten" begins then.
  return momentsOf(tokens.filter((t) => MOVED_TO.test(text.slice(0, t.start)) || isLength(t))).map((moment) =>
    moment.kind === 'instant' ? { ...moment, role: 'open' } : moment,
  );
}

function isLength(token: Token): boolean {
  return token.kind === 'time' && token.moment.kind === 'duration';
}

export function momentsOf(tokens: readonly Token[]): Moment[] {
  return tokens.flatMap((t) => (t.kind === 'time' ? [t.moment] : []));
}
