import type { Notice } from '#src/domain/incident.ts';
import { componentPathOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { nameServices, partList } from './names.ts';
import type { Text } from './text.ts';
import type { Voice } from './voice.ts';

/** Parts of what is back, such as coins, that are still off: which are known, and how many there are. */
export interface LeftBehind {
  readonly parts: readonly ServicePath[];
  readonly count: number;
}

/** What is still off where a whole is back. A coin that is off both ways counts once. */
export function leftBehind({ extent, kind }: Notice): LeftBehind {
  if (kind !== 'resolved' || extent === undefined) return { parts: [], count: 0 };
  const seen = new Set<string>();
  const parts = extent.parts.filter((part) => {
    const name = nameOf(part);
    return !seen.has(name) && seen.add(name);
  });
  // What is not named was counted for each way.
  const unnamed = extent.hit - extent.parts.length;
  return {
    parts,
    count: parts.length + Math.ceil((unnamed * parts.length) / Math.max(1, extent.parts.length)),
  };
}

/** "BTC"; "BTC withdrawals", where its deposits are back with the rest. */
export function leftText(
  left: LeftBehind,
  { exchangeName, services, extent }: Notice,
  most: number,
  voice: Voice,
): Text {
  const hit = new Set(extent?.parts.map(componentPathOf));
  const isAllWays = services.every((service) => hit.has(componentPathOf(service)));
  return isAllWays || left.count > left.parts.length
    ? partList(left.parts, left.count, most, voice)
    : nameServices(extent?.parts ?? [], exchangeName, voice, most).what;
}

function nameOf(part: ServicePath): string {
  const { asset, network } = parseService(part);
  return `${asset}/${network}`;
}
