import { componentText } from '#src/alert/names.ts';
import { plain } from '#src/alert/text.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import type { Guild, Target } from '#src/domain/guild.ts';
import { explainBadSelector, normalizeSelector } from '#src/domain/selector.ts';
import type { Selector } from '#src/domain/selector.ts';
import { ANY, exchangeOf, isComponent, parseService } from '#src/domain/service.ts';
import { bestKnownFirst } from '#src/names/well-known.ts';
import { nearest } from '#src/names/nearest.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';

import { demandExchange, findExchange } from './find-exchange.ts';
import { selectorsFor, understand } from './understand.ts';

/** Discord shows choices of up to 100 characters, and every selector must fit into one. */
const SELECTOR_MAX = 100;

/** What somebody wants to follow: one of the guild's watch lists, or a selector. Throws `UserError`. */
export function parseTarget(text: string, guild: Guild, deps: CommandDeps): Target {
  const list = guild.watchLists.find(({ name }) => name === text.trim().toLowerCase());
  if (list !== undefined) return { kind: 'list', name: list.name };
  return { kind: 'selector', selector: parseSelector(text, deps) };
}

// Reads `binance/withdrawals`, and what people type: `usdt trc`, `Binance USDT withdrawals`, `币安`. Throws `UserError`.
export function parseSelector(text: string, deps: CommandDeps): Selector {
  if (text.length > SELECTOR_MAX) throw new UserError(`A selector has at most ${SELECTOR_MAX} characters.`);
  const exchanges = deps.exchanges();
  const meant = understand(text, deps.typedWorld());
  const [selector] = text.includes('/') || meant.unknown.length > 0 ? [] : selectorsFor(meant);
  const checked = selector ?? readSelector(text, exchanges);
  const exchange = exchanges.find(({ id }) => id === exchangeOf(checked));
  if (exchange?.retired !== undefined)
    throw new UserError(`${exchange.name} is retired. ${exchange.retired}`);
  const { component, asset } = parseService(checked);
  if (exchange !== undefined && component !== undefined) demandComponent(exchange, component, deps);
  if (asset !== undefined && asset !== ANY) demandAsset(asset, component, exchange, deps);
  return checked;
}

/** A path with wildcards, letter by letter. Throws `UserError`. */
function readSelector(text: string, exchanges: readonly ExchangeInfo[]): Selector {
  const [first = '', ...rest] = partsOf(text, exchanges);
  const exchange = first === ANY ? undefined : demandExchange(exchanges, first);
  const selector = normalizeSelector([exchange?.id ?? first, ...rest].join('/'));
  const problem = explainBadSelector(
    selector,
    exchanges.map(({ id }) => id),
  );
  if (problem !== null) throw new UserError(escapeText(problem, 1500));
  return selector;
}

/** Throws `UserError` when no list that was read names the coin: following it would be silence for ever. */
function demandAsset(
  asset: string,
  component: string | undefined,
  exchange: ExchangeInfo | undefined,
  deps: CommandDeps,
): void {
  const ways = exchange?.components.filter((one) => component === ANY || one === component) ?? [];
  const listed =
    exchange === undefined
      ? [...deps.typedWorld().assets.keys()]
      : ways.flatMap((one) => deps.assets(exchange.id, one));
  // Nothing was read yet, or it is seen as a whole only: nobody can tell.
  if (listed.length === 0 || listed.includes(asset)) return;
  const near = nearCoin(asset, bestKnownFirst(listed));
  const where = exchange === undefined ? 'at any exchange' : `at ${exchange.name}`;
  const hint = near === undefined ? 'Choose one of the suggestions while you type.' : `Did you mean ${near}?`;
  throw new UserError(`I do not know a coin “${escapeText(asset, 60)}” ${where}. ${hint}`);
}

/** A name may have spaces in it: `Huobi Global/withdrawals`. */
function partsOf(text: string, exchanges: readonly ExchangeInfo[]): string[] {
  const [head = '', ...rest] = text.trim().split(/\s*\/\s*/);
  return findExchange(exchanges, head) === undefined ? [...head.split(/\s+/), ...rest] : [head, ...rest];
}

/** Throws `UserError` when nothing watches that component of the exchange. */
function demandComponent(
  { name, components }: ExchangeInfo,
  component: string,
  { voice }: CommandDeps,
): void {
  if (component === ANY || components.includes(component)) return;
  const called = (one: string): string => plain(componentText(one, voice('en')));
  const known = components.map(called).join(', ');
  const word = isComponent(component) ? called(component) : `“${escapeText(component, 60)}”`;
  throw new UserError(`I do not watch ${word} of ${name}. I watch its ${known}.`);
}

function nearCoin(asset: string, listed: readonly string[]): string | undefined {
  const isPart = (one: string): boolean =>
    one.length >= 3 && (asset.startsWith(one) || one.startsWith(asset));
  return listed.find(isPart) ?? nearest(asset, listed);
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
