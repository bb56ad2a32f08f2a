import { UserError } from '#src/channels/discord/user-error.ts';
import { clip, escapeText } from '#src/channels/discord/render/escape.ts';

import type { ExchangeInfo } from '#commands/command.ts';

/** The exchange that somebody means by an id, a name or an alias, in whatever letter case. */
export function findExchange(exchanges: readonly ExchangeInfo[], text: string): ExchangeInfo | undefined {
  const wanted = fold(text);
  return exchanges.find(({ id, name, aliases }) =>
    [id, name, ...aliases].some((word) => fold(word) === wanted),
  );
}

/** Like `findExchange`, with a sentence for who asked when there is none. */
export function demandExchange(exchanges: readonly ExchangeInfo[], text: string): ExchangeInfo {
  const found = findExchange(exchanges, text);
  if (found !== undefined) return found;
  const near = exchanges.filter(
    ({ id, name }) => isNear(fold(text), fold(id)) || isNear(fold(text), fold(name)),
  );
  const hint =
    near.length > 0
      ? `Did you mean ${near.map(({ name }) => name).join(' or ')}?`
      : `I watch ${clip(exchanges.map(({ name }) => name).join(', '), 1500)}.`;
  throw new UserError(`I do not watch an exchange named “${escapeText(text, 60)}”. ${hint}`);
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}*]/gu, '');
}

/** One letter too many, too few or wrong, or the beginning of the other. */
function isNear(typed: string, known: string): boolean {
  if (typed.length < 2) return false;
  if (known.startsWith(typed) || typed.startsWith(known)) return true;
  let start = 0;
  while (start < typed.length && typed[start] === known[start]) start += 1;
  const rest = typed.slice(start);
  const other = known.slice(start);
  return rest.slice(1) === other.slice(1) || rest === other.slice(1) || rest.slice(1) === other;
}
