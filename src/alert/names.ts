import { isPluralComponent, isTrading } from '#src/domain/components.ts';
import { ANY, contains, isComponent, parseService } from '#src/domain/service.ts';
import type { Service, ServicePath } from '#src/domain/service.ts';
import { isCurrency } from '#src/names/currencies.ts';
import { networkLabel } from '#src/names/network-labels.ts';
import { bestKnownFirst } from '#src/names/well-known.ts';

import { isSegment, segmentText } from './segment.ts';
import { outside } from './text.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

/** Services as one subject: what they are called together, and what a sentence has to know of them. */
export interface Named {
  readonly exchange: Text;
  /** What of the exchange: "TON deposits and withdrawals"; empty for the whole of it. */
  readonly what: Text;
  /** The subject of a sentence: "**Binance** TON deposits and withdrawals". */
  readonly subject: Text;
  readonly number: 'one' | 'other';
  /** `whole`: the exchange. `set`: so many components that they read better as a list behind the exchange's name. */
  readonly shape: 'whole' | 'set' | 'parts';
  /** A coin, a network or a pair rather than a component: it is "off" rather than "down". */
  readonly isNarrow: boolean;
}

/** Longer than any name of an exchange; what comes from outside may be anything. */
const EXCHANGE_MAX = 30;
const SEGMENT_MAX = 24;
/** Coins that a headline names; more of them say less. */
const COINS = 3;
/** From so many components on they are told as a list. */
const SET_FROM = 3;

/** Names services of one exchange, no more than `most` coins or components of them by name. */
export function nameServices(
  services: readonly ServicePath[],
  exchangeName: string,
  voice: Voice,
  most: number,
): Named {
  // What is part of another one is named by that.
  const parsed = services
    .filter((service) => !services.some((whole) => whole !== service && contains(whole, service)))
    .map(parseService);
  const exchange: Text = [{ kind: 'name', text: shortened(exchangeName, EXCHANGE_MAX) || '?' }];
  const isWhole = parsed.some(({ component }) => component === undefined);
  const components = distinct(parsed.map(({ component = '' }) => component));
  const isNarrow = !isWhole && parsed.every((one) => one.asset !== undefined && !isSegment(one));
  const isSet = isWhole ? components.length > 1 : !isNarrow && components.length >= SET_FROM;
  const what = isWhole && !isSet ? [] : namesOf(parsed, voice, most);
  const isOneKind = components.length === 1 && namesOfKind(parsed) !== undefined;
  const isMany = (parsed.length > 1 && !isOneKind) || components.some(isPluralComponent);
  return {
    exchange,
    what,
    subject: what.length === 0 || isSet ? exchange : voice.write('name.of', { exchange, what }),
    number: !isWhole && !isSet && isMany ? 'other' : 'one',
    shape: isSet ? 'set' : isWhole ? 'whole' : 'parts',
    isNarrow,
  };
}

function namesOf(parsed: readonly Service[], voice: Voice, most: number): Text {
  const parts = parsed.filter(({ component }) => component !== undefined);
  const components = distinct(parts.map(({ component = '' }) => component));
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const isAlike = others.every(({ asset, network }) => asset === first.asset && network === first.network);
  if (isAlike && components.length >= SET_FROM)
    return listed(
      components.map((one) => componentText(one, voice)),
      components.length,
      most,
      voice,
      'row',
    );
  if (isAlike) return nameOf(first, voice.list(components.map((one) => componentText(one, voice))), voice);
  const names = namesOfKind(parts);
  if (names !== undefined) {
    const what = voice.write('name.coins', {
      coins: listed(names, names.length, Math.min(most, COINS), voice, 'list'),
      components: voice.list(components.map((one) => componentText(one, voice))),
    });
    return isTrading(first.component ?? '') ? what : placed(what, first.network, first.asset, voice);
  }
  const networks = onNetworks(parts);
  if (networks !== undefined && components.length * networks.length === parts.length) {
    const { network: _network, ...coin } = first;
    const what = nameOf(coin, voice.list(components.map((one) => componentText(one, voice))), voice);
    return placedOn(
      what,
      listed(networks.map(networkText), networks.length, most, voice, 'list'),
      first.asset,
      voice,
    );
  }
  return listed(
    parts.map((one) => nameOf(one, componentText(one.component ?? '', voice), voice)),
    parts.length,
    most,
    voice,
    'list',
  );
}

/** Several coins or pairs of the same components, on one network: those first that most people hold. */
function namesOfKind(parts: readonly Service[]): Text[] | undefined {
  const isNamed = parts.every((one) => one.asset !== undefined && one.asset !== ANY && !isSegment(one));
  const networks = distinct(parts.map(({ component = '', network }) => isTrading(component) || network));
  if (!isNamed || networks.length !== 1) return undefined;
  const names = bestKnownFirst(distinct(parts.map(({ asset = '' }) => asset))).flatMap((asset) =>
    distinct(parts.filter((one) => one.asset === asset).map(shortName)),
  );
  const components = distinct(parts.map(({ component }) => component));
  return names.length > 1 && names.length * components.length === parts.length
    ? names.map((name) => [outside(name)])
    : undefined;
}

/** A coin, or a pair of trading. */
function shortName({ asset = '', component = '', network }: Service): string {
  const coin = shortened(asset, SEGMENT_MAX);
  return isTrading(component) && network !== undefined ? `${coin}/${shortened(network, SEGMENT_MAX)}` : coin;
}

/** What a service is called within its exchange: "USDT withdrawals on TRC20". */
export function serviceText(service: ServicePath, voice: Voice): Text {
  const parsed = parseService(service);
  return parsed.component === undefined
    ? voice.write('name.everything')
    : nameOf(parsed, componentText(parsed.component, voice), voice);
}

function nameOf(service: Service, components: Text, voice: Voice): Text {
  const { component = '', asset, network } = service;
  if (asset === undefined) return components;
  const segment = segmentText(service, voice);
  if (segment !== undefined) return segment;
  const coin = shortName(service);
  const what = coin === ANY ? components : voice.write('name.coin', { coin: outside(coin), components });
  return isTrading(component) ? what : placed(what, network, asset, voice);
}

/** The networks that several services name of one coin. */
export function onNetworks(parts: readonly Service[]): readonly string[] | undefined {
  const [first, ...others] = parts;
  if (first?.asset === undefined || isTrading(first.component ?? '')) return undefined;
  if (others.some(({ asset, network }) => asset !== first.asset || network === undefined)) return undefined;
  return first.network === undefined ? undefined : distinct(parts.map(({ network = '' }) => network));
}

function placed(what: Text, network: string | undefined, asset: string | undefined, voice: Voice): Text {
  return network === undefined ? what : placedOn(what, networkText(network), asset, voice);
}

/** A coin moves on a network, money by a rail. */
function placedOn(what: Text, network: Text, asset: string | undefined, voice: Voice): Text {
  return voice.write(isCurrency(asset ?? '') ? 'name.by' : 'name.on', { what, network });
}

/** What a part is called within its component: `USDT`, `USDT on TRC20`, `BTC/USD`. */
export function partText(service: ServicePath, voice: Voice): Text {
  const parsed = parseService(service);
  const { component = '', asset, network } = parsed;
  if (asset === undefined) return componentText(component, voice);
  const segment = segmentText(parsed, voice);
  if (segment !== undefined) return segment;
  const name = outside(shortName(parsed));
  if (network === undefined || isTrading(component)) return [name];
  return asset === ANY ? networkText(network) : placed([name], network, asset, voice);
}

export function componentText(component: string, voice: Voice): Text {
  if (component === ANY) return voice.write('component.any');
  return isComponent(component)
    ? voice.write(`component.${component}`)
    : [outside(shortened(component, SEGMENT_MAX))];
}

/** Coins by name, those first that most people hold; the rest, of `of`, is counted. */
export function coinList(assets: readonly string[], of: number, most: number, voice: Voice): Text {
  const ordered = bestKnownFirst(distinct(assets));
  return listed(
    ordered.map((asset) => [outside(shortened(asset, SEGMENT_MAX))]),
    Math.max(of, ordered.length),
    most,
    voice,
    'list',
  );
}

/** Parts by name, those first that most people hold; the rest, of `of`, is counted. */
export function partList(parts: readonly ServicePath[], of: number, most: number, voice: Voice): Text {
  const rank = new Map(
    bestKnownFirst(distinct(parts.map((part) => parseService(part).asset ?? ''))).map((asset, i) => [
      asset,
      i,
    ]),
  );
  const ordered = parts.toSorted(
    (a, b) => (rank.get(parseService(a).asset ?? '') ?? 0) - (rank.get(parseService(b).asset ?? '') ?? 0),
  );
  return listed(
    ordered.map((part) => partText(part, voice)),
    Math.max(of, ordered.length),
    most,
    voice,
    'list',
  );
}

/** The first of some items, and how many more there are. One that is left over is named rather than counted. */
export function listed(
  items: readonly Text[],
  of: number,
  most: number,
  voice: Voice,
  as: 'list' | 'row',
): Text {
  const kept = items.slice(0, items.length === of && items.length === most + 1 ? items.length : most);
  const rest = of - kept.length;
  if (rest <= 0) return voice[as](kept);
  return kept.length === 0
    ? voice.write('list.more', { count: rest })
    : voice.write('list.andMore', { names: voice.row(kept), count: rest });
}

export function networkText(network: string): Text {
  return [outside(shortened(networkLabel(network), SEGMENT_MAX))];
}

function shortened(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
