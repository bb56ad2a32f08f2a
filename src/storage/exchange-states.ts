import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Claims, ExchangeState, Shelf } from '#src/domain/exchange-state.ts';
import type { OutboxItem } from '#src/domain/incident.ts';
import type { Collection, Commit, Write } from '#src/platform/collection.ts';

import { takeApart, writesFor } from './exchange-parts.ts';
import type { PartCollections, StateParts } from './exchange-parts.ts';
import { createFences } from './fences.ts';

/** The states of all exchanges, each written by one writer. */
export interface ExchangeStates {
  /** By exchange of which anything is known: when it was last decided on; 0 where all was forgotten. */
  lastDecisions(): Promise<ReadonlyMap<string, number>>;
  /**
   * What was stored last; from then on it may be replaced from here. A part of it that cannot be read is set aside and
   * reported, and is missing.
   */
  get(exchange: string): Promise<ExchangeState | undefined>;
  /** What was stored last, for whoever only looks. */
  read(exchange: string): Promise<ExchangeState | undefined>;
  /**
   * Writes what differs from what was stored last, and other writes with it: all of it or none. Rejects with an
   * `OvertakenError` where somebody else has replaced it since; it then has to be got again.
   */
  set(exchange: string, state: ExchangeState, alongside?: readonly Write[]): Promise<void>;
}

export interface ExchangeStatesDeps extends PartCollections {
  /** Whole states, as the first release kept them. */
  readonly whole: Collection<ExchangeState>;
  /** By exchange, where others write too: who replaced its state last. */
  readonly fences?: Collection<string>;
  readonly commit: Commit;
}

const NUMBER_DIGITS = 12;

export function openExchangeStates(deps: ExchangeStatesDeps): ExchangeStates {
  const stored = new Map<string, StateParts>();
  /** Exchanges that still lie in the store as one record. */
  const wholes = new Set<string>();
  const outboxIds = new WeakMap<OutboxItem, string>();
  const fences = deps.fences === undefined ? undefined : createFences(deps.fences, deps.commit);
  let lastNumber = 0;

  /** Ids of an outbox's items are in the order in which they came. */
  function outboxIdOf(exchange: string, item: OutboxItem): string {
    const known = outboxIds.get(item);
    if (known !== undefined) return known;
    lastNumber += 1;
    const id = `${exchange}/${String(lastNumber).padStart(NUMBER_DIGITS, '0')}`;
    outboxIds.set(item, id);
    return id;
  }

  async function partsIn(exchange: string): Promise<StateParts> {
    const prefix = `${exchange}/`;
    return {
      head: await deps.heads.get(exchange),
      claims: claimsBySource(await mapOf(deps.claims, prefix), prefix),
      incidents: await mapOf(deps.incidents, prefix),
      maintenances: await mapOf(deps.maintenances, prefix),
      outbox: await mapOf(deps.outbox, prefix),
    };
  }

  async function load(exchange: string): Promise<StateParts> {
    const prefix = `${exchange}/`;
    const parts = await partsIn(exchange);
    for (const [id, item] of parts.outbox) {
      outboxIds.set(item, id);
      lastNumber = Math.max(lastNumber, Number(id.slice(prefix.length)));
    }
    stored.set(exchange, parts);
    return parts;
  }

  return {
    async lastDecisions() {
      const known = [...(await mapOf(deps.whole, '')), ...(await mapOf(deps.heads, ''))];
      return new Map(known.map(([exchange, { updatedAt }]) => [exchange, updatedAt]));
    },
    async get(exchange) {
      await fences?.take(exchange);
      const state = stateOf(exchange, await load(exchange));
      if (state !== undefined) return state;
      const whole = await deps.whole.get(exchange);
      if (whole !== undefined) wholes.add(exchange);
      return whole;
    },
    async read(exchange) {
      for (;;) {
        const before = await deps.fences?.get(exchange);
        const state = stateOf(exchange, await partsIn(exchange));
        // Parts of two states are none.
        if (before === (await deps.fences?.get(exchange))) return state;
      }
    },
    async set(exchange, state, alongside = []) {
      // After a write of which it is not known whether it was done, what is stored is looked up anew.
      const before = stored.get(exchange) ?? (await load(exchange));
      const after = takeApart(state, (item) => outboxIdOf(exchange, item));
      const changes = [...writesFor(exchange, before, after, deps), ...alongside];
      if (wholes.has(exchange)) changes.push(deps.whole.deletionOf(exchange));
      if (changes.length === 0) return;
      const fence = await fences?.move(exchange);
      stored.delete(exchange);
      if (fence === undefined) await deps.commit(changes);
      else await fence.commit((write, expected) => deps.commit([...changes, write], [expected]));
      stored.set(exchange, after);
      wholes.delete(exchange);
    },
  };
}

function stateOf(exchange: string, parts: StateParts): ExchangeState | undefined {
  const { head, claims, incidents, maintenances, outbox } = parts;
  const isEmpty = claims.size + incidents.size + maintenances.size + outbox.size === 0;
  if (head === undefined && isEmpty) return undefined;
  return {
    ...emptyExchangeState(exchange),
    ...head,
    claims: Object.fromEntries(claims),
    incidents: [...incidents.values()].toSorted((a, b) => a.openedAt - b.openedAt),
    maintenances: [...maintenances.values()].toSorted((a, b) => a.firstSeenAt - b.firstSeenAt),
    outbox: [...outbox.values()],
  };
}

async function mapOf<T>(collection: Collection<T>, prefix: string): Promise<Map<string, T>> {
  const found: (readonly [string, T])[] = [];
  for await (const entry of collection.entries(prefix)) found.push(entry);
  return new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Puts the claims of each source together again, from the records of its shelves. */
function claimsBySource(records: ReadonlyMap<string, Shelf>, prefix: string): Map<string, Claims> {
  const bySource = new Map<string, Shelf[]>();
  for (const [id, shelf] of records) {
    const place = id.slice(prefix.length);
    const slash = place.lastIndexOf('/');
    const source = place.slice(0, slash);
    const [count = 0, at = 0] = place
      .slice(slash + 1)
      .split('-')
      .map(Number);
    const shelves = bySource.get(source) ?? Array.from({ length: count }, (): Shelf => ({}));
    bySource.set(source, shelves);
    shelves[at] = shelf;
  }
  return bySource;
}
