import type { ServicePath } from '#src/domain/service.ts';

import type { SomeClaims } from './exchange-records.ts';

/** So many claims lie in one record, on average: a few kilobytes. */
const CLAIMS_PER_BUCKET = 16;
const MAX_BUCKETS = 1_024;
/** A source that has grown or shrunk by this factor is spread anew. */
const SPREAD_FACTOR = 4;

/** Over how many records the claims of a source are spread: a power of two. `before` stands while it is about right. */
export function bucketCount(claims: number, before: number | undefined): number {
  const wanted = Math.min(MAX_BUCKETS, 2 ** Math.ceil(Math.log2(Math.max(1, claims / CLAIMS_PER_BUCKET))));
  if (before === undefined || wanted > before * SPREAD_FACTOR || wanted * SPREAD_FACTOR < before)
    return wanted;
  return before;
}

/** In which of them a service's claim lies: always in the same. */
export function bucketOf(service: ServicePath, count: number): number {
  // FNV-1a, as any even spread would do.
  let hash = 0x81_1c_9d_c5;
  for (let i = 0; i < service.length; i += 1) {
    hash = Math.imul(hash ^ service.charCodeAt(i), 0x01_00_01_93) >>> 0;
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % count;
}

/** The buckets in which anything differs, each with all that is in it now. */
export function changedBuckets(
  before: SomeClaims,
  after: SomeClaims,
  count: number,
): Map<number, Record<ServicePath, SomeClaims[string]>> {
  const changed = new Map<number, Record<ServicePath, SomeClaims[string]>>();
  const mark = (service: ServicePath): void => {
    const bucket = bucketOf(service, count);
    if (!changed.has(bucket)) changed.set(bucket, {});
  };
  // Claims are never changed in place, so that what is the same object says the same.
  for (const service in after) if (after[service] !== before[service]) mark(service);
  for (const service in before) if (after[service] === undefined) mark(service);
  if (changed.size === 0) return changed;
  for (const service in after) {
    const claim = after[service];
    const bucket = changed.get(bucketOf(service, count));
    if (bucket !== undefined && claim !== undefined) bucket[service] = claim;
  }
  return changed;
}
