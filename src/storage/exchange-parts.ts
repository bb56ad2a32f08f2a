import { NO_CLAIMS } from '#src/domain/claims.ts';
import type { Claims, ExchangeState, Shelf } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Incident, OutboxItem } from '#src/domain/incident.ts';
import type { Collection, Write } from '#src/platform/collection.ts';

import type { ExchangeHead } from './records/exchange-records.ts';

/** Where the parts of the states lie. */
export interface PartCollections {
  readonly heads: Collection<ExchangeHead>;
  readonly claims: Collection<Shelf>;
  readonly incidents: Collection<Incident>;
  readonly maintenances: Collection<Maintenance>;
  readonly outbox: Collection<OutboxItem>;
}

/** The parts of one exchange's state by their ids, as the very objects that were stored last. */
export interface StateParts {
  readonly head: ExchangeHead | undefined;
  /** By source; each shelf is a record. */
  readonly claims: ReadonlyMap<string, Claims>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly maintenances: ReadonlyMap<string, Maintenance>;
  readonly outbox: ReadonlyMap<string, OutboxItem>;
}

/** Takes a state apart. */
export function takeApart(
  { claims, incidents, maintenances, outbox, ...head }: ExchangeState,
  outboxIdOf: (item: OutboxItem) => string,
): StateParts {
  const { exchange } = head;
  return {
    head,
    claims: new Map(Object.entries(claims)),
    incidents: keyed(incidents, ({ id }) => `${exchange}/${id}`),
    maintenances: keyed(maintenances, ({ id, source }) => `${exchange}/${source}/${id}`),
    outbox: new Map(outbox.map((item) => [outboxIdOf(item), item])),
  };
}

/** The writes that make what is stored what it should be. */
export function writesFor(
  exchange: string,
  before: StateParts,
  after: StateParts,
  into: PartCollections,
): Write[] {
  const writes: Write[] = [];
  if (after.head !== undefined && !isSameHead(before.head, after.head))
    writes.push(into.heads.writeOf(exchange, after.head));
  for (const source of new Set([...before.claims.keys(), ...after.claims.keys()])) {
    const was = before.claims.get(source) ?? NO_CLAIMS;
    const is = after.claims.get(source) ?? NO_CLAIMS;
    addClaimWrites(`${exchange}/${source}`, was, is, into.claims, writes);
  }
  addChanges(into.incidents, before.incidents, after.incidents, writes);
  addChanges(into.maintenances, before.maintenances, after.maintenances, writes);
  addChanges(into.outbox, before.outbox, after.outbox, writes);
  return writes;
}

function addClaimWrites(
  source: string,
  before: Claims,
  after: Claims,
  into: Collection<Shelf>,
  writes: Write[],
): void {
  const isInPlace = before.length === after.length;
  if (!isInPlace) {
    for (const [i, shelf] of before.entries())
      if (!isEmpty(shelf)) writes.push(into.deletionOf(shelfId(source, i, before)));
  }
  for (const [i, shelf] of after.entries()) {
    // Claims are never changed in place, so that what is the same object says the same.
    const was = isInPlace ? before[i] : undefined;
    if (was === shelf) continue;
    const id = shelfId(source, i, after);
    if (!isEmpty(shelf)) writes.push(into.writeOf(id, shelf));
    else if (was !== undefined && !isEmpty(was)) writes.push(into.deletionOf(id));
  }
}

function shelfId(source: string, at: number, { length }: Claims): string {
  return `${source}/${length}-${at}`;
}

function isEmpty(shelf: Shelf): boolean {
  for (const _ in shelf) return false;
  return true;
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
