import type { Token } from '#src/names/token.ts';

/**
 * "Deposits end on June 3, withdrawals on July 30": each service has a time of its own, so the words are cut into one
 * list for each, which leaves out the services and times of the others. Words that do not go so stay one list.
 */
export function ownTimes(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const turns: { services: Token[]; times: Token[] }[] = [];
  for (const token of tokens) {
    const last = turns.at(-1);
    if (token.kind === 'component') {
      if (last === undefined || last.times.length > 0) turns.push({ services: [token], times: [] });
      else last.services.push(token);
    } else if (token.kind === 'time') {
      // A time that comes first, or a length, is of all.
      if (last === undefined || token.moment.kind === 'duration') return [tokens];
      last.times.push(token);
    }
  }
  if (turns.length < 2 || turns.some(({ times }) => times.length !== 1)) return [tokens];
  return turns.map(({ services, times }) => {
    const own = new Set([...services, ...times]);
    return tokens.filter((token) => (token.kind !== 'component' && token.kind !== 'time') || own.has(token));
  });
}
