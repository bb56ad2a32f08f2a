import { shelfOf } from '#src/domain/claims.ts';
import type { Claims, Shelf } from '#src/domain/exchange-state.ts';
import { networkOf } from '#src/domain/own-chain.ts';
import { ANY, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

/** What the switches of a component come to, in one list. */
export interface ComponentTally {
  /** Coins of which every switch says that it works. */
  readonly wellCoins: number;
  /** How many switches such coins have, by network. */
  readonly networks: ReadonlyMap<string, number>;
  /** All switches of the other coins. */
  readonly unwell: ReadonlyMap<string, readonly ServicePath[]>;
  /** Whether it has switches of a coin, given as a path. */
  readonly lists: (coin: ServicePath) => boolean;
  readonly services: () => Iterable<ServicePath>;
}

/** The same of one shelf. */
interface ShelfTally {
  readonly wellCoins: number;
  readonly networks: ReadonlyMap<string, number>;
  readonly unwell: ReadonlyMap<string, readonly ServicePath[]>;
  readonly services: readonly ServicePath[];
}

type Tallies = ReadonlyMap<string, ComponentTally>;

const tallies = new WeakMap<Claims, Tallies>();
const shelfTallies = new WeakMap<Shelf, ReadonlyMap<string, ShelfTally>>();

/** Counted once for as long as the claims stay the same; where some changed, their shelves alone are counted anew. */
export function tallyOf(claims: Claims): Tallies {
  const known = tallies.get(claims);
  if (known !== undefined) return known;
  const byComponent = new Map<string, ShelfTally[]>();
  for (const shelf of claims) {
    for (const [component, tally] of tallyOfShelf(shelf)) {
      const others = byComponent.get(component);
      if (others === undefined) byComponent.set(component, [tally]);
      else others.push(tally);
    }
  }
  const sums = new Map(
    [...byComponent].map(([component, parts]) => [component, sumUp(component, parts, claims)] as const),
  );
  tallies.set(claims, sums);
  return sums;
}

function sumUp(component: string, parts: readonly ShelfTally[], claims: Claims): ComponentTally {
  let wellCoins = 0;
  const networks = new Map<string, number>();
  const unwell = new Map<string, readonly ServicePath[]>();
  for (const part of parts) {
    wellCoins += part.wellCoins;
    for (const [network, count] of part.networks) networks.set(network, (networks.get(network) ?? 0) + count);
    // A coin lies on one shelf.
    for (const [asset, services] of part.unwell) unwell.set(asset, services);
  }
  return {
    wellCoins,
    networks,
    unwell,
    lists(coin) {
      const shelf = claims[shelfOf(coin, claims.length)];
      const services = shelf === undefined ? [] : (tallyOfShelf(shelf).get(component)?.services ?? []);
      return services.some((service) => service === coin || service.startsWith(`${coin}/`));
    },
    services: () => parts.flatMap(({ services }) => services),
  };
}

function tallyOfShelf(shelf: Shelf): ReadonlyMap<string, ShelfTally> {
  const known = shelfTallies.get(shelf);
  if (known !== undefined) return known;
  const coins = new Map<string, Map<string, ServicePath[]>>();
  for (const service in shelf) {
    const claim = shelf[service];
    // What was counted, such as offers by one way to pay, is a part of a coin that nobody lists whole.
    if (claim === undefined || claim.signal !== 'flag' || claim.basis === 'measured') continue;
    const { asset, component } = parseService(service);
    if (component === undefined || asset === undefined || asset === ANY) continue;
    let own = coins.get(component);
    if (own === undefined) coins.set(component, (own = new Map()));
    const services = own.get(asset);
    if (services === undefined) own.set(asset, [service]);
    else services.push(service);
  }
  const found = new Map([...coins].map(([component, own]) => [component, count(own, shelf)] as const));
  shelfTallies.set(shelf, found);
  return found;
}

function count(coins: ReadonlyMap<string, readonly ServicePath[]>, shelf: Shelf): ShelfTally {
  let wellCoins = 0;
  const networks = new Map<string, number>();
  const unwell = new Map<string, readonly ServicePath[]>();
  for (const [asset, services] of coins) {
    if (services.some((service) => shelf[service]?.status !== 'operational')) {
      unwell.set(asset, services);
      continue;
    }
    wellCoins += 1;
    for (const service of services) {
      const network = networkOf(service);
      if (network !== undefined) networks.set(network, (networks.get(network) ?? 0) + 1);
    }
  }
  return { wellCoins, networks, unwell, services: [...coins.values()].flat() };
}
