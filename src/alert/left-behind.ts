import type { Notice } from '#src/domain/incident.ts';
import { ANY, componentPathOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { listed, nameServices, networkText, partList } from './names.ts';
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
    ? nameParts(services, left.parts, left.count, most, voice)
    : nameServices(extent?.parts ?? [], exchangeName, voice, most).what;
}

/** Parts of what is back that are off: of a coin its networks, without the coin's name again. */
export function nameParts(
  wholes: readonly ServicePath[],
  parts: readonly ServicePath[],
  of: number,
  most: number,
  voice: Voice,
): Text {
  const [asset, ...others] = new Set([...wholes, ...parts].map((one) => parseService(one).asset));
  if (asset === undefined || asset === ANY || others.length > 0) return partList(parts, of, most, voice);
  const networks = parts.map((one) => networkText(parseService(one).network ?? ''));
  return listed(networks, of, most, voice, 'list');
}

function nameOf(part: ServicePath): string {
  const { asset, network } = parseService(part);
  return `${asset}/${network}`;
}
