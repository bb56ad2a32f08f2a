import type { PredicateToken, Token } from '#src/names/token.ts';

export interface Ground {
  readonly predicate: PredicateToken;
  readonly tokens: readonly Token[];
}

type Side = 'left' | 'right';

/** Gives every predicate of a part of a sentence the stretch of tokens that it speaks of. */
export function assignGround(tokens: readonly Token[], order: 'subject first' | 'either'): Ground[] {
  const spots = tokens.flatMap((t, i) => (t.kind === 'predicate' ? [{ predicate: t, at: i }] : []));
  const sides = spots.map(({ at }, n) =>
    order === 'subject first'
      ? 'left'
      : sideOf(tokens, at, spots[n - 1]?.at ?? -1, spots[n + 1]?.at ?? tokens.length),
  );
  const cuts = spots
    .slice(1)
    .map((spot, n) =>
      cutBetween(
        tokens,
        { at: spots[n]?.at ?? 0, side: sides[n] ?? 'left' },
        { at: spot.at, side: sides[n + 1] ?? 'left' },
        order,
      ),
    );
  return spots.map(({ at, predicate }, n) => ({
    predicate,
    tokens: tokens.slice(
      n === 0 ? 0 : cuts[n - 1],
      cuts[n] ?? endOfLast(tokens, { at, side: sides[n] ?? 'left' }, order),
    ),
  }));
}

/** "Withdrawals paused, deposits …": what follows a comma with a service of its own is not claimed, whatever it says. */
function endOfLast(
  tokens: readonly Token[],
  { at, side }: GroundSpot,
  order: 'subject first' | 'either',
): number {
  if (order === 'subject first') return tokens.length;
  const taken = side === 'left' ? tokens.slice(0, at).some(isService) : tokens.slice(at).some(isService);
  const comma = range(at + 1, tokens.length).find(
    (i) =>
      isComma(tokens[i]) &&
      startsWithSubject(tokens.slice(i + 1)) &&
      (side === 'left' ||
        tokens
          .slice(i + 1)
          .some((t) => t.kind === 'mark' && (t.mark === 'indefinite' || t.mark === 'remain'))),
  );
  if (!taken) return tokens.length;
  return comma ?? tokens.length;
}

/** On which side a predicate's subject (or object) stands. */
function sideOf(tokens: readonly Token[], at: number, previous: number, next: number): Side {
  const predicate = tokens[at] as PredicateToken;
  const left = tokens.slice(previous + 1, at);
  const right = tokens.slice(at + 1, next);
  if (isPronoun(right[0]) && predicate.form !== 'noun' && predicate.form !== 'adjective') return 'right';
  const isTopic = [...left, ...right].some(isService) ? isService : isSubject;
  const onLeft = left.some(isTopic);
  const onRight = right.some(isTopic);
  if (
    !onLeft &&
    onRight &&
    next < tokens.length &&
    (!isLinked(right[0]) || isLoose(right[0])) &&
    (predicate.form === 'adjective' || predicate.form === 'noun')
  ) {
    return 'left';
  }
  const subject = right.findIndex(isTopic);
  if (!onLeft && next < tokens.length && right.slice(0, Math.max(0, subject)).some(isComma)) return 'left';
  if (!onLeft || !onRight) return onRight ? 'right' : 'left';
  switch (predicate.form) {
    case 'governing':
      return 'right';
    case 'adjective':
      return 'left';
    case 'noun':
      return isLinked(right[0]) && !(next < tokens.length && isLoose(right[0])) ? 'right' : 'left';
    case 'past':
      return isActive(left) ? 'right' : 'left';
    case 'base':
    case 'present':
    case 'gerund': {
      const subject = left.findLastIndex(isSubject);
      const actor = left.findLastIndex(
        (t) => t.kind === 'exchange' || (t.kind === 'mark' && t.mark === 'subject'),
      );
      return actor > subject || startsWithSubject(right) ? 'right' : 'left';
    }
    default:
      return startsWithSubject(right) && !endsWithSubject(left) ? 'right' : 'left';
  }
}

/** "… and reopen them". */
function isPronoun(token: Token | undefined): boolean {
  return token?.kind === 'mark' && token.mark === 'pronoun' && /^(?:them|it|both|these)$/i.test(token.text);
}

/** After a heading's colon or dash a new sentence begins. */
function isLoose(after: Token | undefined): boolean {
  return after?.kind === 'colon' || after?.kind === 'dash';
}

/** "Suspension of", "halt to", "outage on". */
function isLinked(after: Token | undefined): boolean {
  if (after?.kind === 'mark') return after.text.toLowerCase() === 'to';
  return after?.kind === 'of' || after?.kind === 'on' || after?.kind === 'colon' || after?.kind === 'dash';
}

function isSubject(token: Token): boolean {
  return token.kind === 'whole' || isService(token);
}

function isService({ kind }: Token): boolean {
  return kind === 'component' || kind === 'wallet';
}

/** "We have suspended …" against "… have been suspended" and "… are suspended". */
function isActive(left: readonly Token[]): boolean {
  const subject = left.findLastIndex(isSubject);
  const passive = left.some(
    (t, i) =>
      i > subject &&
      t.kind === 'mark' &&
      (t.mark === 'be' || t.mark === 'remain' || /been|was|were/i.test(t.text)),
  );
  if (passive) return false;
  const actor = left.findLastIndex(
    (t) => t.kind === 'exchange' || (t.kind === 'mark' && t.mark === 'subject'),
  );
  return actor > subject;
}

function startsWithSubject(right: readonly Token[]): boolean {
  const first = right.find(
    (t) =>
      t.kind !== 'mark' &&
      t.kind !== 'filler' &&
      !isNameToken(t) &&
      t.kind !== 'of' &&
      !(t.kind === 'join' && t.join !== 'comma'),
  );
  return first !== undefined && isSubject(first);
}

function endsWithSubject(left: readonly Token[]): boolean {
  const last = left.findLast((t) => t.kind !== 'mark' && t.kind !== 'filler' && t.kind !== 'time');
  return last !== undefined && isSubject(last);
}

function isNameToken(token: Token | undefined): boolean {
  const kind = token?.kind;
  return kind === 'asset' || kind === 'network' || kind === 'place' || kind === 'rail' || kind === 'pair';
}

interface GroundSpot {
  readonly at: number;
  readonly side: Side;
}

/** Where the ground of one predicate ends and that of the next begins. */
function cutBetween(
  tokens: readonly Token[],
  a: GroundSpot,
  b: GroundSpot,
  order: 'subject first' | 'either',
): number {
  if (order === 'subject first') return a.at + 1;
  const joins = range(a.at + 1, b.at)
    .filter((i) => !isNameToken(tokens[i - 1]) || !isNameToken(tokens[i + 1]))
    .filter((i) => tokens[i]?.kind === 'join' || isComma(tokens[i]) || isBracket(tokens, i));
  const subjects = range(a.at + 1, b.at).filter((i) => isSubject(tokens[i] as Token));
  const commas = joins.filter((i) => isComma(tokens[i]) || isBracket(tokens, i));
  if (isCompletion(tokens[b.at])) return startOfMarks(tokens, subjects.at(-1) ?? a.at, b.at);
  const first = subjects[0];
  if (subjects.length > 1 && tokens[subjects.at(-1) ?? 0]?.kind === 'wallet') return subjects.at(-1) ?? b.at;
  if (!claimsLeft(tokens, b.at))
    return startOfMarks(tokens, Math.max(a.at, a.side === 'right' ? (subjects.at(-1) ?? a.at) : a.at), b.at);
  const last = subjects.at(-1);
  if (first === undefined || last === undefined)
    return commas.at(-1) ?? joins.at(-1) ?? startOfMarks(tokens, a.at, b.at);
  if (a.side === 'left' && b.side === 'left') {
    const next = range(a.at + 1, b.at).find((i) => !isPassing(tokens[i]));
    if (next !== undefined && tokens[next]?.kind === 'join') return next;
    const before = (list: readonly number[]) => list.findLast((i) => i < first);
    return before(commas) ?? before(joins) ?? a.at + 1;
  }
  if (a.side === 'right' && b.side === 'left') {
    const late = commas.find((i) => i > last);
    if (late !== undefined) return late;
    const within = (list: readonly number[]) => list.findLast((i) => i > first && i < last);
    return within(commas) ?? within(joins) ?? startOfMarks(tokens, last, b.at);
  }
  const after = a.side === 'right' ? last : a.at;
  return joins.find((i) => i > after) ?? startOfMarks(tokens, after, b.at);
}

/** A noun that stands apart ("… during the outage") has no service of its own on its left. */
function claimsLeft(tokens: readonly Token[], at: number): boolean {
  const [before, noun, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (noun?.kind !== 'predicate' || noun.form !== 'noun' || isLinked(after)) return true;
  return (
    before === undefined ||
    isService(before) ||
    isNameToken(before) ||
    before.kind === 'mark' ||
    isJoin(before)
  );
}

function isJoin({ kind }: Token): boolean {
  return kind === 'join' || kind === 'dash' || kind === 'colon';
}

/** "… as the upgrade has been completed": it has no service for a subject. */
function isCompletion(token: Token | undefined): boolean {
  return token?.kind === 'predicate' && token.happening === 'complete';
}

function isComma(token: Token | undefined): boolean {
  return (
    token?.kind === 'dash' || token?.kind === 'colon' || (token?.kind === 'join' && token.join === 'comma')
  );
}

/** "Deposits resumed (withdrawals still suspended)". */
function isBracket(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  return tokens[i]?.kind === 'open' && next !== undefined && isService(next);
}

function isPassing(token: Token | undefined): boolean {
  return (
    token?.kind === 'time' || token?.kind === 'mark' || token?.kind === 'filler' || token?.kind === 'close'
  );
}

/** The first of the auxiliaries that lead up to a predicate. */
function startOfMarks(tokens: readonly Token[], after: number, at: number): number {
  let start = at;
  while (start - 1 > after && (tokens[start - 1]?.kind === 'mark' || tokens[start - 1]?.kind === 'filler'))
    start -= 1;
  return start;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
