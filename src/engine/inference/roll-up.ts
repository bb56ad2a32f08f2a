import { claimOn, NO_CLAIMS } from '#src/domain/claims.ts';
import { isTrading } from '#src/domain/components.ts';
import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Reading } from '#src/domain/reading.ts';
import { ancestorsOf, ANY, depthOf, servicePath } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, isOutage } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import type { Look } from '#src/engine/scene/look.ts';

import { extent, inferred, NETWORK, removedQuote, wholeAsset } from './inferred.ts';
import { judgeComponent } from './judge-component.ts';
import { coinsByComponent } from './leaves.ts';
import type { Leaf } from './leaves.ts';
import {
  isUnderMaintenance,
  isOut,
  isWhollyOut,
  removedQuotes,
  statedNetworks,
  tallyNetworks,
} from './tally-networks.ts';
import type { NetworkTally } from './tally-networks.ts';

/** The pseudo-source of what follows from coins and pairs. */
export const ROLL_UP = '~roll-up';

export interface RolledUp {
  readonly readings: readonly Reading[];
  /** Services of which all that is hit was last seen so, and is not listed any more. */
  readonly unseen: ReadonlySet<ServicePath>;
}

/**
 * What follows from the flags of coins and pairs for what contains them: the component by share and by majors,
 * whole networks, and coins that are closed on all their networks. It names the fewest services that explain the
 * trouble. What is closed for good neither counts as trouble nor as a part.
 */
export function rollUp(look: Look): RolledUp {
  const { context, state } = look;
  const readings: Reading[] = [];
  const unseen = new Set<ServicePath>();
  const add = (reading: Reading, hit: readonly Leaf[]): void => {
    readings.push(reading);
    if (hit.every((leaf) => leaf.isUnseen)) unseen.add(reading.service);
  };
  const isHeld = (service: ServicePath, claim: Claim): boolean => standsOn(service, claim, state);
  for (const [component, coins] of coinsByComponent(look, isHeld)) {
    const service = servicePath(state.exchange, component);
    const networks = tallyNetworks(coins, isOutage);
    const removed = isTrading(component) ? removedQuotes(networks, coins, context) : new Set<string>();
    for (const quote of removed) readings.push(removedQuote(`${service}/${ANY}/${quote}`));
    const stated = isTrading(component) ? new Set<string>() : statedNetworks(state, service);
    const isNetworkOut = (network: string, tally: NetworkTally): boolean =>
      isOut(tally, context) || (!isTrading(component) && isWhollyOut(tally, stated.has(network)));
    const halted = [...networks].filter(
      ([network, tally]) => !removed.has(network) && isNetworkOut(network, tally),
    );
    const explained = new Set([...removed, ...halted.map(([network]) => network)]);
    const whole = judgeComponent(service, coins, explained, context);
    if (whole !== undefined) add(whole.reading, whole.leaves);
    const closed = halted.map(([network, tally]) => ({ network, tally, status: 'major_outage' as Status }));
    for (const [network, tally] of tallyNetworks(coins, isUnderMaintenance)) {
      if (!explained.has(network) && isNetworkOut(network, tally))
        closed.push({ network, tally, status: 'under_maintenance' });
    }
    for (const { network, status, tally } of closed) {
      const reading = inferred(`${service}/${ANY}/${network}`, status, NETWORK, tally.leaves);
      const assetsHit = extent(service, tally.assets, tally.all, context);
      add({ ...reading, extent: assetsHit }, tally.leaves);
    }
    for (const network of stated) {
      if (coins.networks.has(network) && !networks.has(network))
        readings.push(inferred(`${service}/${ANY}/${network}`, 'operational', NETWORK, []));
    }
    for (const [asset, leaves] of coins.unwell) {
      // A coin with one pair is told by that pair: of others nobody knows.
      if (isTrading(component) && leaves.length === 1) continue;
      if (
        leaves.every(({ status }) => isOutage(status)) ||
        leaves.every(({ status }) => isUnderMaintenance(status))
      )
        add(wholeAsset(servicePath(state.exchange, component, asset), leaves), leaves);
    }
  }
  return { readings, unseen };
}

/** What a component's outage, or a network's, stands on does not age out of it: time alone ends no outage. */
function standsOn(service: ServicePath, claim: Claim, state: ExchangeState): boolean {
  if (claim.baseline === true) return false;
  return ancestorsOf(service).some((above) => {
    const isOfOneCoin = depthOf(above) === 3;
    return !isOfOneCoin && isNotWell(claimOn(state.claims[ROLL_UP] ?? NO_CLAIMS, above)?.status ?? 'unknown');
  });
}
