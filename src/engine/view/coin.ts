import { entriesOf, shelfOf } from '#src/domain/claims.ts';
import { partsOfComponent } from '#src/domain/components.ts';
import type { Claims, ExchangeState } from '#src/domain/exchange-state.ts';
import { ANY, parseService, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import type { StepContext } from '#src/engine/context.ts';
import { sceneOf } from '#src/engine/scene/scene.ts';
import type { Scene } from '#src/engine/scene/scene.ts';

import { serviceIn } from './view.ts';

/** Whether a coin can be moved one way, over one network or over any. Times are epoch milliseconds. */
export interface CoinSide {
  readonly service: ServicePath;
  readonly status: Status;
  readonly since: number;
  readonly sinceKnown: boolean;
  /** Closed for so long that it is no outage. */
  readonly closedSince?: number;
  /** Where it is open on some networks only: those that are not, and those that are. */
  readonly shut: readonly string[];
  readonly open: readonly string[];
}

/** Where one exchange stands with a coin; a side that the exchange does not list is left out. */
export interface CoinLine {
  readonly exchange: string;
  readonly exchangeName: string;
  readonly deposits?: CoinSide;
  readonly withdrawals?: CoinSide;
  /** When any source of the exchange last said something; 0 for never. */
  readonly freshAt: number;
}

/** A coin at one exchange, over one network or over all; `undefined` where the exchange does not list it so. */
export function viewCoin(
  state: ExchangeState,
  asset: string,
  network: string | undefined,
  context: StepContext,
): CoinLine | undefined {
  const scene = sceneOf(state, context);
  const side = (component: string): CoinSide | undefined => viewSide(scene, component, asset, network);
  const deposits = side('deposits');
  const withdrawals = side('withdrawals');
  if (deposits === undefined && withdrawals === undefined) return undefined;
  return {
    exchange: context.profile.id,
    exchangeName: context.profile.name,
    ...(deposits !== undefined && { deposits }),
    ...(withdrawals !== undefined && { withdrawals }),
    freshAt: Math.max(0, ...Object.values(state.sources).map(({ okAt }) => okAt)),
  };
}

/** The networks that an exchange moves a coin over, in either direction. */
export function networksOf(state: ExchangeState, asset: string): string[] {
  return [
    ...new Set([...listedNetworks(state, 'deposits', asset), ...listedNetworks(state, 'withdrawals', asset)]),
  ].toSorted();
}

function viewSide(
  scene: Scene,
  component: string,
  asset: string,
  network: string | undefined,
): CoinSide | undefined {
  const { context, state } = scene;
  const networks = listedNetworks(state, component, asset);
  const isListed = network === undefined ? lists(state, component, asset) : networks.includes(network);
  if (!isListed) return undefined;
  const service = servicePath(context.profile.id, component, asset, network);
  const { status, since, sinceKnown, closedSince } = serviceIn(scene, service);
  const over = network === undefined ? networks : [];
  const shut = over.filter((one) => isShut(scene, servicePath(service, one)));
  return {
    service,
    status,
    since,
    sinceKnown,
    ...(closedSince !== undefined && { closedSince }),
    shut,
    open: over.filter((one) => !shut.includes(one)),
  };
}

function isShut(scene: Scene, service: ServicePath): boolean {
  const { status, closedSince } = serviceIn(scene, service);
  return isNotWell(status) || closedSince !== undefined;
}

function lists(state: ExchangeState, component: string, asset: string): boolean {
  return pathsOf(state, component, asset).length > 0;
}

function listedNetworks(state: ExchangeState, component: string, asset: string): string[] {
  return [
    ...new Set(pathsOf(state, component, asset).flatMap((path) => parseService(path).network ?? [])),
  ].filter((network) => network !== ANY);
}

function pathsOf(state: ExchangeState, component: string, asset: string): ServicePath[] {
  const whole = servicePath(state.exchange, component, asset);
  return Object.values(state.claims).flatMap((claims) =>
    Object.keys(claims[shelfOf(whole, claims.length)] ?? {}).filter(
      (path) => path === whole || path.startsWith(`${whole}/`),
    ),
  );
}

/** Coins and currencies that move in or out of an exchange, each with the networks that it moves over. */
export function movedAssets(state: ExchangeState): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const claims of Object.values(state.claims)) {
    for (const [asset, networks] of assetsIn(claims)) {
      all.set(asset, new Set([...(all.get(asset) ?? []), ...networks]));
    }
  }
  return all;
}

// A list of thousands of coins stays the same object while nothing in it changes, and completion asks at every key.
const seen = new WeakMap<Claims, ReadonlyMap<string, ReadonlySet<string>>>();

function assetsIn(claims: Claims): ReadonlyMap<string, ReadonlySet<string>> {
  const known = seen.get(claims);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  for (const [path] of entriesOf(claims)) {
    const { component = '', asset, network } = parseService(path);
    if (asset === undefined || asset === ANY || partsOfComponent(component) !== 'coins') continue;
    const networks = found.get(asset) ?? new Set();
    found.set(asset, network === undefined ? networks : networks.add(network));
  }
  seen.set(claims, found);
  return found;
}
