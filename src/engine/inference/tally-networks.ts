import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { ANY, componentPathOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import { regionsKeyOf } from '#src/engine/claims/voice.ts';
import type { StepContext } from '#src/engine/context.ts';

import type { Coins, Leaf } from './leaves.ts';

/** So few coins are a network, where none of them moves. */
const WHOLE_NETWORK = 3;

export function isUnderMaintenance(status: Status): boolean {
  return status === 'under_maintenance';
}

export interface NetworkTally {
  /** The coins that are closed on it, and their leaves. */
  readonly assets: string[];
  readonly leaves: Leaf[];
  readonly all: number;
}

/** The networks on which anything is closed in that way. */
export function tallyNetworks(
  { networks, unwell }: Coins,
  isClosed: (status: Status) => boolean,
): Map<string, NetworkTally> {
  const tallies = new Map<string, NetworkTally>();
  for (const [asset, leaves] of unwell) {
    for (const leaf of leaves) {
      if (leaf.network === undefined || !isClosed(leaf.status)) continue;
      let tally = tallies.get(leaf.network);
      if (tally === undefined) {
        tally = { assets: [], leaves: [], all: networks.get(leaf.network) ?? 0 };
        tallies.set(leaf.network, tally);
      }
      tally.assets.push(asset);
      tally.leaves.push(leaf);
    }
  }
  return tallies;
}

export function isOut({ leaves, all }: NetworkTally, { policy }: StepContext): boolean {
  const { minParts, networkShare } = policy.rollUp;
  return leaves.length >= minParts && leaves.length >= networkShare * all;
}

/** Nothing moves on it: of some coins at least, where the exchange itself has not spoken of the network. */
export function isWhollyOut({ leaves, all }: NetworkTally, isStated: boolean): boolean {
  return leaves.length === all && (isStated || leaves.length >= WHOLE_NETWORK);
}

/** The networks of a component that the exchange has announced something of: their coins confirm it, or belie it. */
export function statedNetworks({ claims }: ExchangeState, component: ServicePath): Set<string> {
  const networks = new Set<string>();
  for (const [voice, said] of Object.entries(claims)) {
    if (regionsKeyOf(voice) !== '') continue;
    for (const service of digestOf(said).stated) {
      const { asset, network } = parseService(service);
      if (asset === ANY && network !== undefined && componentPathOf(service) === component)
        networks.add(network);
    }
  }
  return networks;
}

/** Quotes that lost their pairs while every coin of them is traded on for something else, which is no outage. */
export function removedQuotes(
  networks: ReadonlyMap<string, NetworkTally>,
  coins: Coins,
  context: StepContext,
): Set<string> {
  const pairs = [...coins.networks.values()].reduce((sum, all) => sum + all, 0);
  const removed = [...networks].filter(([, tally]) => {
    if (!isOut(tally, context) || tally.all * 2 > pairs) return false;
    return tally.assets.every((asset) =>
      coins.unwell.get(asset)?.some((leaf) => leaf.status === 'operational'),
    );
  });
  return new Set(removed.map(([quote]) => quote));
}
