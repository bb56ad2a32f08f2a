import type { PredicateToken, Token } from '#src/names/token.ts';

/**
 * Says again what a second service leaves unsaid: "deposits reopen at six and withdrawals at seven" becomes
 * "deposits reopen at six and withdrawals reopen at seven".
 */
export function fillGaps(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex((t) => t.kind === 'predicate');
  const predicate = tokens[at];
  if (predicate?.kind !== 'predicate') return tokens;
  const join = tokens.findIndex(
    (t, i) => i > at && t.kind === 'join' && tokens.slice(at, i).some((before) => before.kind === 'time'),
  );
  const rest = tokens.slice(join + 1);
  if (join < 0 || !isServiceThenTime(rest)) return tokens;
  const led = leadOf(tokens, at);
  const service = rest.findLastIndex((t) => t.kind === 'component');
  const passive = tokens.slice(0, at).some((t) => t.kind === 'component');
  const where = join + 1 + (passive ? service + 1 : 0);
  const spot = tokens[where - 1]?.end ?? predicate.end;
  const again = [...led, predicate].map((t) => ({ ...t, start: spot, end: spot }));
  return [...tokens.slice(0, where), ...again, ...tokens.slice(where)];
}

function isServiceThenTime(rest: readonly Token[]): boolean {
  const service = rest.findIndex((t) => t.kind === 'component');
  const time = rest.findIndex((t) => t.kind === 'time');
  return service >= 0 && time > service && rest.every((t) => PLAIN.has(t.kind));
}

const PLAIN: ReadonlySet<Token['kind']> = new Set([
  'open',
  'close',
  'component',
  'time',
  'join',
  'of',
  'on',
  'asset',
  'network',
  'place',
  'rail',
  'filler',
]);

/** The auxiliaries and the subject that lead up to a predicate. */
function leadOf(tokens: readonly Token[], at: number): readonly Exclude<Token, PredicateToken>[] {
  const lead: Exclude<Token, PredicateToken>[] = [];
  for (let i = at - 1; i >= 0; i -= 1) {
    const token = tokens[i];
    if (token === undefined || (token.kind !== 'mark' && token.kind !== 'exchange')) break;
    lead.unshift(token);
  }
  return lead;
}
