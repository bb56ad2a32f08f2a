import { entriesOf, shelfOf } from '#src/domain/claims.ts';
import { partsOfComponent } from '#src/domain/components.ts';
import type { Claims, ExchangeState } from '#src/domain/exchange-state.ts';
import { ANY, parseService, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

/** The components that something was said of, such as by an announcement. */
export function saidComponents(state: ExchangeState): string[] {
  const said = new Set<string>();
  for (const claims of Object.values(state.claims)) {
    for (const [path] of entriesOf(claims)) {
      const { component, exchange } = parseService(path);
      if (component !== undefined && component !== ANY && exchange === state.exchange) said.add(component);
    }
  }
  return [...said].toSorted();
}

/** The assets that a component of an exchange is known to have, closed ones included. */
export function assetsOf(state: ExchangeState, component: string): string[] {
  const assets = new Set<string>();
  for (const claims of Object.values(state.claims)) {
    for (const [path] of entriesOf(claims)) {
      const service = parseService(path);
      if (service.component === component && service.asset !== undefined && service.asset !== ANY) {
        assets.add(service.asset);
      }
    }
  }
  return [...assets].toSorted();
}

/** Whether an exchange lists a coin in a component, over any network. */
export function isListed(state: ExchangeState, component: string, asset: string): boolean {
  return pathsOf(state, component, asset).length > 0;
}

/** The networks that it lists the coin on there. */
export function listedNetworks(state: ExchangeState, component: string, asset: string): string[] {
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

/** Coins and currencies that move in or out of some exchanges, each with the networks that it moves over. */
export function movedAssets(states: readonly ExchangeState[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, ReadonlySet<string>>();
  for (const claims of states.flatMap((state) => Object.values(state.claims))) {
    for (const [asset, networks] of assetsIn(claims))
      all.set(asset, networks.union(all.get(asset) ?? new Set()));
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
