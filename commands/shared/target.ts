import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import type { Guild, Target } from '#src/domain/guild.ts';
import { explainBadSelector, normalizeSelector } from '#src/domain/selector.ts';
import type { Selector } from '#src/domain/selector.ts';
import { ANY, isComponent, parseService } from '#src/domain/service.ts';
import { componentName } from '#src/alert/words.ts';

import type { ExchangeInfo } from '#commands/command.ts';

import { demandExchange, findExchange } from './find-exchange.ts';

/** Discord shows choices of up to 100 characters, and every selector must fit into one. */
const SELECTOR_MAX = 100;

/** What somebody wants to follow: one of the guild's watch lists, or a selector. Throws `UserError`. */
export function parseTarget(text: string, guild: Guild, exchanges: readonly ExchangeInfo[]): Target {
  const list = guild.watchLists.find(({ name }) => name === text.trim().toLowerCase());
  if (list !== undefined) return { kind: 'list', name: list.name };
  return { kind: 'selector', selector: parseSelector(text, exchanges) };
}

// Reads `binance/withdrawals`, and `Binance withdrawals` as well. Throws `UserError`.
export function parseSelector(text: string, exchanges: readonly ExchangeInfo[]): Selector {
  const [first = '', ...rest] = partsOf(text, exchanges);
  if (text.length > SELECTOR_MAX) throw new UserError(`A selector has at most ${SELECTOR_MAX} characters.`);
  const exchange = first === ANY ? undefined : demandExchange(exchanges, first);
  if (exchange?.retired !== undefined)
    throw new UserError(`${exchange.name} is retired. ${exchange.retired}`);
  const selector = normalizeSelector([exchange?.id ?? first, ...rest].join('/'));
  const problem = explainBadSelector(
    selector,
    exchanges.map(({ id }) => id),
  );
  if (problem !== null) throw new UserError(escapeText(problem, 1500));
  const { component } = parseService(selector);
  if (exchange !== undefined && component !== undefined) demandComponent(exchange, component);
  return selector;
}

/** A name may have spaces in it: `Huobi Global/withdrawals`. */
function partsOf(text: string, exchanges: readonly ExchangeInfo[]): string[] {
  const [head = '', ...rest] = text.trim().split(/\s*\/\s*/);
  return findExchange(exchanges, head) === undefined ? [...head.split(/\s+/), ...rest] : [head, ...rest];
}

/** Throws `UserError` when nothing watches that component of the exchange. */
function demandComponent({ name, components }: ExchangeInfo, component: string): void {
  if (component === ANY || components.includes(component)) return;
  const known = components.map(componentName).join(', ');
  const word = isComponent(component) ? componentName(component) : `“${escapeText(component, 60)}”`;
  throw new UserError(`I do not watch ${word} of ${name}. I watch its ${known}.`);
}

export function targetText(target: Target): string {
  return target.kind === 'list' ? target.name : target.selector;
}

/** A target as it reads in a reply. */
export function showTarget(target: Target): string {
  return target.kind === 'list' ? `watch list **${escapeText(target.name, 60)}**` : `\`${target.selector}\``;
}

export function isSameTarget(a: Target, b: Target): boolean {
  return a.kind === b.kind && targetText(a) === targetText(b);
}
