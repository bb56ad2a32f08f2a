import type { Claim, Claims, Shelf } from './exchange-state.ts';
import type { ServicePath } from './service.ts';

// Thousands of claims lie on shelves of a few, by the coin that they are about, so that what changes one of them
// copies few, and what was concluded from the others stands. They are never changed in place.

export const NO_CLAIMS: Claims = [];

/** So many claims lie on one shelf, on average: a record of a few kilobytes. */
const CLAIMS_PER_SHELF = 16;
const MAX_SHELVES = 1_024;
/** What has grown or shrunk by this factor is spread anew. */
const SPREAD_FACTOR = 4;
/** `exchange/component/coin`: what is about one coin lies on one shelf. */
const SEGMENTS_OF_COIN = 3;
const SLASH = 47;

export function claimOn(claims: Claims, service: ServicePath): Claim | undefined {
  return claims[shelfOf(service, claims.length)]?.[service];
}

/** On which of so many shelves the claim on a service lies. */
export function shelfOf(service: ServicePath, shelves: number): number {
  if (shelves <= 1) return 0;
  // FNV-1a, as any even spread would do.
  let hash = 0x81_1c_9d_c5;
  let segments = 0;
  for (let i = 0; i < service.length; i += 1) {
    const code = service.charCodeAt(i);
    if (code === SLASH) {
      segments += 1;
      if (segments === SEGMENTS_OF_COIN) break;
    }
    hash = Math.imul(hash ^ code, 0x01_00_01_93) >>> 0;
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % shelves;
}

export function* entriesOf(claims: Claims): Generator<[ServicePath, Claim]> {
  for (const shelf of claims) {
    for (const service in shelf) {
      const claim = shelf[service];
      if (claim !== undefined) yield [service, claim];
    }
  }
}

/** What is said otherwise than before, or for the first time. */
export function* changesBetween(
  before: Claims,
  after: Claims,
): Generator<{ readonly service: ServicePath; readonly before: Claim | undefined; readonly after: Claim }> {
  for (const [i, shelf] of after.entries()) {
    if (before.length === after.length && before[i] === shelf) continue;
    for (const service in shelf) {
      const claim = shelf[service];
      const was = claimOn(before, service);
      if (claim !== undefined && claim !== was) yield { service, before: was, after: claim };
    }
  }
}

export function sizeOf(claims: Claims): number {
  let size = 0;
  for (const shelf of claims) for (const _ in shelf) size += 1;
  return size;
}

export function claimsFrom(entries: Iterable<readonly [ServicePath, Claim]>): Claims {
  return withClaims(NO_CLAIMS, new Map(entries));
}

/** Claims with some of them put, or taken away where they are `undefined`; the very same where that changes nothing. */
export function withClaims(claims: Claims, changes: ReadonlyMap<ServicePath, Claim | undefined>): Claims {
  let grown = 0;
  let isChanged = false;
  for (const [service, claim] of changes) {
    const before = claimOn(claims, service);
    if (before === claim) continue;
    isChanged = true;
    if (before === undefined) grown += 1;
    else if (claim === undefined) grown -= 1;
  }
  if (!isChanged) return claims;
  const count = grown === 0 ? claims.length : shelfCount(sizeOf(claims) + grown, claims.length);
  if (count === 0) return NO_CLAIMS;
  const shelves: Shelf[] = count === claims.length ? [...claims] : spread(claims, count);
  const copied = new Map<number, Record<ServicePath, Claim>>();
  for (const [service, claim] of changes) {
    const at = shelfOf(service, count);
    let shelf = copied.get(at);
    if (shelf === undefined) {
      shelf = { ...shelves[at] };
      copied.set(at, shelf);
      shelves[at] = shelf;
    }
    if (claim === undefined) delete shelf[service];
    else shelf[service] = claim;
  }
  return shelves;
}

function spread(claims: Claims, count: number): Shelf[] {
  const shelves = Array.from({ length: count }, (): Record<ServicePath, Claim> => ({}));
  for (const [service, claim] of entriesOf(claims)) {
    const shelf = shelves[shelfOf(service, count)];
    if (shelf !== undefined) shelf[service] = claim;
  }
  return shelves;
}

/** Over how many shelves so many claims are spread: a power of two. `before` stands while it is about right. */
function shelfCount(claims: number, before: number): number {
  if (claims === 0) return 0;
  const wanted = Math.min(MAX_SHELVES, 2 ** Math.ceil(Math.log2(Math.max(1, claims / CLAIMS_PER_SHELF))));
  if (before === 0 || wanted > before * SPREAD_FACTOR || wanted * SPREAD_FACTOR < before) return wanted;
  return before;
}
