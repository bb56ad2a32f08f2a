import type { Claim } from '#src/domain/exchange-state.ts';
import { depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

/** What one voice claims, by service. */
export type Claims = Readonly<Record<ServicePath, Claim>>;

/** What a step asks of thousands of claims that hardly ever change. */
export interface Digest {
  /** How many there are. */
  readonly size: number;
  /** How many are flags. */
  readonly flags: number;
  /** How many rows a list has to have: flags, and words that no incident or post stands behind. */
  readonly rows: number;
  /** Services in trouble or under maintenance. */
  readonly notWell: readonly ServicePath[];
  readonly maintained: readonly ServicePath[];
  /** Services that something was stated of. */
  readonly stated: readonly ServicePath[];
  /** Services that the exchange keeps calling well, as a whole or by component. */
  readonly calledWell: readonly ServicePath[];
  readonly probed: readonly ServicePath[];
  readonly doubted: readonly ServicePath[];
  /** How often the newest of the doubts was said; infinite where there is none. */
  readonly fewestDoubts: number;
}

const digests = new WeakMap<Claims, Digest>();

/** A look over all claims of a voice, taken once for as long as they stay the same: claims are never changed in place. */
export function digestOf(claims: Claims): Digest {
  const known = digests.get(claims);
  if (known !== undefined) return known;
  const digest = lookOver(claims);
  digests.set(claims, digest);
  return digest;
}

/** Whether a list has to go on listing it: a switch, or a row of a page. */
export function isRow({ listsTroubleOnly, ref, signal, statedAt, unseenSince }: Claim): boolean {
  if (unseenSince !== undefined || listsTroubleOnly === true) return false;
  return signal === 'flag' || (signal === 'word' && ref === undefined && statedAt === undefined);
}

function lookOver(claims: Claims): Digest {
  let size = 0;
  let flags = 0;
  let rows = 0;
  let fewestDoubts = Number.POSITIVE_INFINITY;
  const notWell: ServicePath[] = [];
  const maintained: ServicePath[] = [];
  const stated: ServicePath[] = [];
  const calledWell: ServicePath[] = [];
  const probed: ServicePath[] = [];
  const doubted: ServicePath[] = [];
  for (const service in claims) {
    const claim = claims[service];
    if (claim === undefined) continue;
    size += 1;
    const { doubt, signal, status } = claim;
    if (signal === 'flag') flags += 1;
    if (isRow(claim)) rows += 1;
    if (signal === 'statement') stated.push(service);
    if (signal === 'probe') probed.push(service);
    if (status === 'under_maintenance') maintained.push(service);
    if (status === 'under_maintenance' || isTrouble(status)) notWell.push(service);
    else if (signal === 'word' && claim.basis === 'official' && status === 'operational') {
      if (depthOf(service) <= 2) calledWell.push(service);
    }
    if (doubt === undefined) continue;
    doubted.push(service);
    fewestDoubts = Math.min(fewestDoubts, doubt.count);
  }
  return {
    size,
    flags,
    rows,
    notWell,
    maintained,
    stated,
    calledWell,
    probed,
    doubted,
    fewestDoubts,
  };
}
