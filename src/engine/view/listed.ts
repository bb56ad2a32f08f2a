import { entriesOf, shelfOf } from '#src/domain/claims.ts';
import { partsOfComponent } from '#src/domain/components.ts';
import type { Claims, ExchangeState, Shelf } from '#src/domain/exchange-state.ts';
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
  const all = Object.values(state.claims).flatMap((claims) => [
    ...(listedIn(claims).byComponent.get(component) ?? []),
  ]);
  return [...new Set(all)].toSorted();
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
    for (const [asset, networks] of listedIn(claims).moved) {
      const known = all.get(asset);
      all.set(asset, known === undefined ? networks : known.union(networks));
    }
  }
  return all;
}

interface Listed {
  /** Coins and currencies that move, with the networks that they move over. */
  readonly moved: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byComponent: ReadonlyMap<string, ReadonlySet<string>>;
}

// A list of thousands of coins stays the same while its coins only open and close, and completion asks at every key.
const seen = new WeakMap<Shelf, { readonly claims: Claims; readonly listed: Listed }>();

function listedIn(claims: Claims): Listed {
  // What flips copies its shelf alone, so that one at an end leads to what was seen before.
  const ends = [claims[0], claims.at(-1)].filter((shelf) => shelf !== undefined);
  const known = ends.map((shelf) => seen.get(shelf)).find((one) => one && isSameList(one.claims, claims));
  const listed = known?.listed ?? listIn(claims);
  if (known?.claims !== claims) for (const shelf of ends) seen.set(shelf, { claims, listed });
  return listed;
}

function isSameList(before: Claims, after: Claims): boolean {
  return (
    before.length === after.length &&
    after.every((shelf, i) => {
      const was = before[i] ?? {};
      if (shelf === was) return true;
      const names = Object.keys(shelf);
      return names.length === Object.keys(was).length && names.every((name) => name in was);
    })
  );
}

function listIn(claims: Claims): Listed {
  const moved = new Map<string, Set<string>>();
  const byComponent = new Map<string, Set<string>>();
  for (const [path] of entriesOf(claims)) {
    const { component = '', asset, network } = parseService(path);
    if (asset === undefined || asset === ANY) continue;
    byComponent.set(component, (byComponent.get(component) ?? new Set()).add(asset));
    if (partsOfComponent(component) !== 'coins') continue;
    const networks = moved.get(asset) ?? new Set();
    moved.set(asset, network === undefined ? networks : networks.add(network));
  }
  return { moved, byComponent };
}
