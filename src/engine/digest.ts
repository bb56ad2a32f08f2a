import type { Claim } from '#src/domain/exchange-state.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

/** What one source claims, by service. */
export type Claims = Readonly<Record<ServicePath, Claim>>;

/** What a step asks of thousands of claims that hardly ever change. */
export interface Digest {
  /** How many there are. */
  readonly size: number;
  /** How many are flags. */
  readonly flags: number;
  /** Services in trouble or under maintenance. */
  readonly notWell: readonly ServicePath[];
  readonly maintained: readonly ServicePath[];
  /** Services that something was stated of. */
  readonly stated: readonly ServicePath[];
  readonly probed: readonly ServicePath[];
  readonly doubted: readonly ServicePath[];
  /** How often the newest of the doubts was said; infinite where there is none. */
  readonly fewestDoubts: number;
}

const digests = new WeakMap<Claims, Digest>();

/** A look over all claims of a source, taken once for as long as they stay the same: claims are never changed in place. */
export function digestOf(claims: Claims): Digest {
  const known = digests.get(claims);
  if (known !== undefined) return known;
  const digest = lookOver(claims);
  digests.set(claims, digest);
  return digest;
}

function lookOver(claims: Claims): Digest {
  let size = 0;
  let flags = 0;
  let fewestDoubts = Number.POSITIVE_INFINITY;
  const notWell: ServicePath[] = [];
  const maintained: ServicePath[] = [];
  const stated: ServicePath[] = [];
  const probed: ServicePath[] = [];
  const doubted: ServicePath[] = [];
  for (const service in claims) {
    const claim = claims[service];
    if (claim === undefined) continue;
    size += 1;
    if (claim.signal === 'flag') flags += 1;
    if (claim.signal === 'statement') stated.push(service);
    if (claim.signal === 'probe') probed.push(service);
    if (claim.status === 'under_maintenance') maintained.push(service);
    if (claim.status === 'under_maintenance' || isTrouble(claim.status)) notWell.push(service);
    if (claim.doubt === undefined) continue;
    doubted.push(service);
    fewestDoubts = Math.min(fewestDoubts, claim.doubt.count);
  }
  return { size, flags, notWell, maintained, stated, probed, doubted, fewestDoubts };
}
