import type { Incident } from '#src/domain/incident.ts';
import { spans } from '#src/domain/own-chain.ts';
import { ANY, assetPathOf, depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import type { Scene } from '#src/engine/scene/scene.ts';
import { keyOfRegions } from '#src/engine/claims/voice.ts';
import { namedParts } from './sum-parts.ts';

/**
 * Whether a service that an incident had not before is news. What is the same by a wider name, such as a coin that has
 * that one network, has not joined; another network of a coin is a detail until twice as many are out, or all.
 */
export function hasJoined(service: ServicePath, before: Incident, after: Incident, scene: Scene): boolean {
  if (isSumOf(service, before, after)) return false;
  const known = networksOut(service, before);
  if (known === 0) return !isKnownBelow(service, before);
  if (depthOf(service) > 3) return networksOut(service, after) >= 2 * known;
  return (scene.verdict(service, keyOfRegions(after.regions)).extent?.hit ?? 0) > known;
}

/** On how many networks the coin that a service is of is known to be out. */
function networksOut(service: ServicePath, { parts }: Incident): number {
  const coin = assetPathOf(service);
  const out = parts.flatMap((part) => (isTrouble(part.status) ? (part.members ?? [part.service]) : []));
  return out.filter((one) => coin !== undefined && depthOf(one) > 3 && assetPathOf(one) === coin).length;
}

/** Whether an incident is of what a wider service contains: its one network, where a coin has that alone. */
export function isKnownBelow(service: ServicePath, { parts }: Incident): boolean {
  return parts.some(({ service: known, status }) => isTrouble(status) && spans(service, known));
}

/** Whether a network is what the coins that were told have become. */
function isSumOf(service: ServicePath, before: Incident, after: Incident): boolean {
  const { asset, component } = parseService(service);
  if (asset !== ANY) return false;
  const left = new Set(namedParts(after.parts).map((part) => part.service));
  return before.parts.some((part) => {
    const known = parseService(part.service);
    return (
      known.component === component &&
      known.asset !== undefined &&
      isTrouble(part.status) &&
      !left.has(part.service)
    );
  });
}
