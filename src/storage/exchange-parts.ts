import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, Maintenance, OutboxItem } from '#src/domain/incident.ts';
import type { Collection, Write } from '#src/platform/collection.ts';

import { bucketCount, changedBuckets } from './claim-buckets.ts';
import type { ExchangeHead, SomeClaims } from './exchange-records.ts';

/** Where the parts of the states lie. */
export interface PartCollections {
  readonly heads: Collection<ExchangeHead>;
  readonly claims: Collection<SomeClaims>;
  readonly incidents: Collection<Incident>;
  readonly maintenances: Collection<Maintenance>;
  readonly outbox: Collection<OutboxItem>;
}

/** The parts of one exchange's state by their ids, as the very objects that were stored last. */
export interface Parts {
  readonly head: ExchangeHead | undefined;
  /** By source. */
  readonly claims: ReadonlyMap<string, ClaimParts>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly maintenances: ReadonlyMap<string, Maintenance>;
  readonly outbox: ReadonlyMap<string, OutboxItem>;
}

interface ClaimParts {
  readonly claims: SomeClaims;
  /** Over how many records they are spread. */
  readonly buckets: number;
}

const NO_CLAIMS: SomeClaims = {};

/** Takes a state apart. `before` decides only over how many records the claims of a source are spread. */
export function partsOf(
  { claims, incidents, maintenances, outbox, ...head }: ExchangeState,
  before: Parts,
  outboxIdOf: (item: OutboxItem) => string,
): Parts {
  const { exchange } = head;
  const spread = Object.entries(claims).map(([source, own]): [string, ClaimParts] => {
    const was = before.claims.get(source);
    return [
      source,
      was?.claims === own ? was : { claims: own, buckets: bucketCount(sizeOf(own), was?.buckets) },
    ];
  });
  return {
    head,
    claims: new Map(spread),
    incidents: keyed(incidents, ({ id }) => `${exchange}/${id}`),
    maintenances: keyed(maintenances, ({ id, source }) => `${exchange}/${source}/${id}`),
    outbox: new Map(outbox.map((item) => [outboxIdOf(item), item])),
  };
}

/** The writes that make what is stored what it should be. */
export function writesFor(exchange: string, before: Parts, after: Parts, into: PartCollections): Write[] {
  const writes: Write[] = [];
  if (after.head !== undefined && !isSameHead(before.head, after.head))
    writes.push(into.heads.writeOf(exchange, after.head));
  for (const source of new Set([...before.claims.keys(), ...after.claims.keys()])) {
    const idOf = (bucket: number, { buckets }: ClaimParts): string =>
      `${exchange}/${source}/${buckets}-${bucket}`;
    addClaimWrites(before.claims.get(source), after.claims.get(source), idOf, into.claims, writes);
  }
  addChanges(into.incidents, before.incidents, after.incidents, writes);
  addChanges(into.maintenances, before.maintenances, after.maintenances, writes);
  addChanges(into.outbox, before.outbox, after.outbox, writes);
  return writes;
}

function addClaimWrites(
  before: ClaimParts | undefined,
  after: ClaimParts | undefined,
  idOf: (bucket: number, parts: ClaimParts) => string,
  into: Collection<SomeClaims>,
  writes: Write[],
): void {
  if (before === after) return;
  const isInPlace = before?.buckets === after?.buckets;
  if (before !== undefined && !isInPlace) {
    for (let bucket = 0; bucket < before.buckets; bucket += 1)
      writes.push(into.deletionOf(idOf(bucket, before)));
  }
  if (after === undefined) return;
  const known = before !== undefined && isInPlace ? before.claims : NO_CLAIMS;
  for (const [bucket, some] of changedBuckets(known, after.claims, after.buckets)) {
    const id = idOf(bucket, after);
    writes.push(sizeOf(some) === 0 ? into.deletionOf(id) : into.writeOf(id, some));
  }
}

function addChanges<T>(
  into: Collection<T>,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  writes: Write[],
): void {
  for (const [id, value] of after) if (before.get(id) !== value) writes.push(into.writeOf(id, value));
  for (const id of before.keys()) if (!after.has(id)) writes.push(into.deletionOf(id));
}

/** By id; one that is there already gets a number behind it. */
function keyed<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    const id = idOf(item);
    let free = id;
    for (let i = 2; map.has(free); i += 1) free = `${id}#${i}`;
    map.set(free, item);
  }
  return map;
}

function isSameHead(before: ExchangeHead | undefined, after: ExchangeHead): boolean {
  if (before === undefined) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof ExchangeHead>;
  return [...keys].every((key) => before[key] === after[key]);
}

function sizeOf(claims: SomeClaims): number {
  let size = 0;
  for (const _ in claims) size += 1;
  return size;
}
