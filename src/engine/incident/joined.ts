import type { Incident } from '#src/domain/incident.ts';
import { spans } from '#src/domain/own-chain.ts';
import { assetPathOf, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import type { Scene } from '#src/engine/scene/scene.ts';
import { keyOfRegions } from '#src/engine/claims/voice.ts';

/**
 * Whether a service that an incident had not before is news. What is the same by a wider name, such as a coin that has
 * that one network, has not joined; more networks of a coin, or more coins of a network, are a detail until twice as many
 * are out, or all of a coin's.
 */
export function hasJoined(service: ServicePath, before: Incident, after: Incident, scene: Scene): boolean {
  const { extent } = scene.verdict(service, keyOfRegions(after.regions));
  const coin = assetPathOf(service);
  if (coin === undefined) {
    const known = knownCoins(extent?.parts ?? [], before);
    return known === 0 ? !isKnownBelow(service, before) : (extent?.hit ?? 0) >= 2 * known;
  }
  const known = networksOut(coin, before);
  if (known === 0) return !isKnownBelow(service, before);
  return depthOf(service) > 3 ? networksOut(coin, after) >= 2 * known : (extent?.hit ?? 0) > known;
}

/** How many of some coins an incident is of already. */
function knownCoins(coins: readonly ServicePath[], before: Incident): number {
  const known = new Set(outOf(before).map(assetPathOf));
  return coins.filter((coin) => known.has(coin)).length;
}

/** On how many networks a coin is known to be out. */
function networksOut(coin: ServicePath, incident: Incident): number {
  return outOf(incident).filter((one) => depthOf(one) > 3 && assetPathOf(one) === coin).length;
}

function outOf({ parts }: Incident): ServicePath[] {
  return parts.flatMap(({ members, service, status }) => (isTrouble(status) ? (members ?? [service]) : []));
}

/** Whether an incident is of what a wider service contains: its one network, where a coin has that alone. */
export function isKnownBelow(service: ServicePath, { parts }: Incident): boolean {
  return parts.some(({ service: known, status }) => isTrouble(status) && spans(service, known));
}
