import type { Say } from '#src/alert/catalogue.ts';
import { componentText } from '#src/alert/names.ts';
import { plain } from '#src/alert/text.ts';
import type { Voice } from '#src/alert/voice.ts';
import { escapeText } from '#src/channels/discord/render/escape.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild, Target } from '#src/domain/guild.ts';
import { normalizeSelector } from '#src/domain/selector.ts';
import type { Selector } from '#src/domain/selector.ts';
import { partsOfComponent } from '#src/domain/components.ts';
import {
  ANY,
  COMPONENTS,
  exchangeOf,
  isComponent,
  parseService,
  problemOfService,
} from '#src/domain/service.ts';
import { isCurrency } from '#src/names/currencies.ts';
import { bestKnownFirst } from '#src/names/well-known.ts';
import { nearest } from '#src/names/nearest.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';

import { demandExchange, findExchange } from './find-exchange.ts';
import { selectorsFor, understand } from './understand.ts';

/** Discord shows choices of up to 100 characters, and every selector must fit into one. */
const SELECTOR_MAX = 100;

/** What somebody wants to follow: one of the guild's watch lists, or a selector. Throws `UserError`. */
export function parseTarget(text: string, guild: Guild, deps: CommandDeps, locale: string): Target {
  const list = guild.watchLists.find(({ name }) => name === text.trim().toLowerCase());
  if (list !== undefined) return { kind: 'list', name: list.name };
  return { kind: 'selector', selector: parseSelector(text, deps, locale) };
}

// Reads `binance/withdrawals`, and what people type: `usdt trc`, `Binance USDT withdrawals`, `币安`. Throws `UserError`.
export function parseSelector(text: string, deps: CommandDeps, locale: string): Selector {
  const say = deps.say(locale);
  if (text.length > SELECTOR_MAX) throw new UserError(say('target.tooLong', { count: SELECTOR_MAX }));
  const exchanges = deps.exchanges();
  const meant = understand(text, deps.typedWorld());
  const [selector] = text.includes('/') || meant.unknown.length > 0 ? [] : selectorsFor(meant);
  const checked = selector ?? readSelector(text, exchanges, say);
  const exchange = exchanges.find(({ id }) => id === exchangeOf(checked));
  if (exchange?.retired !== undefined)
    throw new UserError(
      say('target.retired', {
        exchange: escapeText(exchange.name, 40),
        note: escapeText(exchange.retired, 300),
      }),
    );
  const { component, asset, network } = parseService(checked);
  if (exchange !== undefined && component !== undefined)
    demandComponent(exchange, component, deps.voice(locale), say);
  if (asset !== undefined && asset !== ANY) demandAsset(asset, component, { exchange, deps, say });
  if (asset === undefined || network === undefined || network === ANY || !hasNetworks(component))
    return checked;
  return [...checked.split('/').slice(0, -1), demandNetwork(network, asset, { exchange, deps, say })].join(
    '/',
  );
}

/** A path with wildcards, letter by letter. Throws `UserError`. */
function readSelector(text: string, exchanges: readonly ExchangeInfo[], say: Say): Selector {
  const [first = '', ...rest] = partsOf(text, exchanges);
  if (first === '') throw new UserError(say('target.empty'));
  const exchange = first === ANY ? undefined : demandExchange(exchanges, first, say);
  const selector = normalizeSelector([exchange?.id ?? first, ...rest].join('/'));
  const [, component = ''] = selector.split('/');
  const shown = escapeText(selector, 150);
  switch (problemOfService(selector)) {
    case null:
      return selector;
    case 'deep':
      throw new UserError(say('target.tooDeep', { text: shown }));
    case 'malformed':
      throw new UserError(say('target.malformed', { text: shown }));
    case 'component': {
      const near = nearest(component, COMPONENTS);
      const hint =
        near === undefined
          ? say('target.chooseOne', { names: COMPONENTS.join(say('list.separator')) })
          : say('exchange.didYouMean', { names: near });
      throw new UserError(say('target.noComponent', { text: escapeText(component, 60), hint }));
    }
  }
}

/** What stands in the last place of the paths of trading is a currency. */
function hasNetworks(component: string | undefined): boolean {
  return component === ANY || (isComponent(component ?? '') && partsOfComponent(component ?? '') === 'coins');
}

interface Around {
  readonly exchange: ExchangeInfo | undefined;
  readonly deps: CommandDeps;
  readonly say: Say;
}

/** The network by its one name. Throws `UserError` when no list that was read has the coin on it, as for a coin. */
function demandNetwork(network: string, asset: string, { exchange, deps, say }: Around): string {
  const world = deps.typedWorld();
  const { assets, networks } = world;
  const seen = (asset === ANY ? [...assets.values()] : [assets.get(asset) ?? []]).flatMap((own) => [...own]);
  const listed =
    exchange === undefined || asset === ANY || deps.viewCoin(exchange.id, asset, undefined) === undefined
      ? seen
      : seen.filter((one) => deps.viewCoin(exchange.id, asset, one) !== undefined);
  if (listed.length === 0) return network;
  // What a currency moves over is in the news alone, as a rule.
  const known = new Set(asset === ANY || isCurrency(asset) ? [...listed, ...networks] : listed);
  const meant = [network, world.canonicalNetwork(network)].find((one) => known.has(one));
  if (meant !== undefined) return meant;
  const near = nearest(network, known);
  const hint =
    near === undefined
      ? say('target.pickSuggestion')
      : say('exchange.didYouMean', { names: escapeText(near, 40) });
  const named = { network: escapeText(network, 60), coin: escapeText(asset, 60), hint };
  throw new UserError(say(asset === ANY ? 'target.unknownNetworkAnywhere' : 'target.unknownNetwork', named));
}

/** Throws `UserError` when no list that was read names the coin: following it would be silence for ever. */
function demandAsset(asset: string, component: string | undefined, { exchange, deps, say }: Around): void {
  const ways = exchange?.components.filter((one) => component === ANY || one === component) ?? [];
  const listed =
    exchange === undefined
      ? [...deps.typedWorld().assets.keys()]
      : ways.flatMap((one) => deps.assets(exchange.id, one));
  // Nothing was read yet, or it is seen as a whole only: nobody can tell.
  if (listed.length === 0 || listed.includes(asset)) return;
  const near = nearCoin(asset, bestKnownFirst(listed));
  const hint =
    near === undefined
      ? say('target.pickSuggestion')
      : say('exchange.didYouMean', { names: escapeText(near, 40) });
  const coin = escapeText(asset, 60);
  throw new UserError(
    exchange === undefined
      ? say('target.unknownCoinAnywhere', { coin, hint })
      : say('target.unknownCoin', { coin, exchange: escapeText(exchange.name, 40), hint }),
  );
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
  voice: Voice,
  say: Say,
): void {
  if (component === ANY || components.includes(component)) return;
  const called = (one: string): string => plain(componentText(one, voice));
  const what = isComponent(component) ? called(component) : `“${escapeText(component, 60)}”`;
  throw new UserError(
    say('target.notWatched', {
      what,
      exchange: escapeText(name, 40),
      names: components.map(called).join(say('list.separator')),
    }),
  );
}

function nearCoin(asset: string, listed: readonly string[]): string | undefined {
  const isPart = (one: string): boolean =>
    one.length >= 3 && (asset.startsWith(one) || one.startsWith(asset));
  return listed.find(isPart) ?? nearest(asset, listed);
}

export function targetText(target: Target): string {
  return target.kind === 'list' ? target.name : target.selector;
}

export function isSameTarget(a: Target, b: Target): boolean {
  return a.kind === b.kind && targetText(a) === targetText(b);
}
