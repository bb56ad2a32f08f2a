import type { Say } from '#src/alert/catalogue.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { fitNames } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';

import type { ExchangeInfo } from '#commands/command.ts';

/** The exchange that somebody means by an id, a name or an alias, in whatever letter case. */
export function findExchange(exchanges: readonly ExchangeInfo[], text: string): ExchangeInfo | undefined {
  const wanted = fold(text);
  return exchanges.find(({ id, name, aliases }) =>
    [id, name, ...aliases].some((word) => fold(word) === wanted),
  );
}

/** Like `findExchange`, with a sentence for who asked when there is none. */
export function demandExchange(exchanges: readonly ExchangeInfo[], text: string, say: Say): ExchangeInfo {
  const found = findExchange(exchanges, text);
  if (found !== undefined) return found;
  const near = exchanges.filter(
    ({ id, name }) => isNear(fold(text), fold(id)) || isNear(fold(text), fold(name)),
  );
  const meant = near.length > 0 ? near : exchanges;
  const names = fitNames(
    meant.map(({ name }) => escapeText(name, 40)),
    1500,
    say,
  );
  const hint = say(near.length > 0 ? 'exchange.didYouMean' : 'exchange.watched', { names });
  throw new UserError(say('exchange.unknown', { name: escapeText(text, 60), hint }));
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
