import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, isOutage, isTrouble } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';
import type { StepContext } from '#src/engine/context.ts';

import { extent, inferred } from './inferred.ts';
import type { Coins, Leaf } from './leaves.ts';
import { isUnderMaintenance } from './tally-networks.ts';

export interface Whole {
  readonly reading: Reading;
  readonly leaves: readonly Leaf[];
}

/**
 * What halted networks explain is those networks' trouble; most of all coins, or majors, are the component's. That a coin
 * is out on some of its networks is told of that coin, and makes the rest no slower.
 */
export function judgeComponent(
  service: ServicePath,
  coins: Coins,
  explained: ReadonlySet<string>,
  context: StepContext,
): Whole | undefined {
  const { majors, majorShare, partialShare, partialMajors, minParts } = context.policy.rollUp;
  const halted: string[] = [];
  const slow: string[] = [];
  const closed: string[] = [];
  const beyondNetworks = new Set<string>();
  const isBeyond = ({ network, status }: Leaf): boolean =>
    isTrouble(status) && !(network !== undefined && explained.has(network));
  for (const [asset, leaves] of coins.unwell) {
    if (leaves.every((leaf) => isOutage(leaf.status))) halted.push(asset);
    if (leaves.every(({ status }) => isOutage(status) || isUnderMaintenance(status))) closed.push(asset);
    if (leaves.some(({ status }) => isTrouble(status) && !isOutage(status))) slow.push(asset);
    if (leaves.some(isBeyond)) beyondNetworks.add(asset);
  }
  const isEnough = (parts: readonly string[], share: number): boolean =>
    parts.length >= Math.min(minParts, coins.size) && parts.length >= 2 && parts.length >= share * coins.size;
  const beyond = (parts: readonly string[]): string[] => parts.filter((asset) => beyondNetworks.has(asset));
  const listedMajors = majors.filter((major) => coins.has(major));
  const haltedMajors = listedMajors.filter((major) => halted.includes(major));
  const allMajors = listedMajors.length >= partialMajors && haltedMajors.length === listedMajors.length;

  const conclude = (status: Status, rule: string, hit: readonly string[]): Whole => {
    const leaves = hit
      .flatMap((asset) => coins.unwell.get(asset) ?? [])
      .filter((leaf) => isNotWell(leaf.status));
    const reading = inferred(service, status, rule, leaves);
    return { reading: { ...reading, extent: extent(service, hit, coins.size, context) }, leaves };
  };
  if (isEnough(halted, majorShare)) return conclude('major_outage', 'most_coins', halted);
  if (allMajors) return conclude('major_outage', 'all_majors', halted);
  if (haltedMajors.length >= partialMajors) return conclude('partial_outage', 'some_majors', halted);
  if (isEnough(beyond(halted), partialShare)) return conclude('partial_outage', 'many_coins', halted);
  if (isEnough(beyond(slow), partialShare)) return conclude('degraded_performance', 'many_coins', slow);
  if (isEnough(closed, majorShare)) return conclude('under_maintenance', 'most_coins', closed);
  return undefined;
}
