import { inOrder } from '#src/delivery/ledger.ts';
import { deliveriesOf } from '#src/delivery/tellings.ts';
import type { Delivery, Telling } from '#src/domain/delivery.ts';
import type { Collection } from '#src/platform/collection.ts';

/** What is to be told, as it lies in the store: a telling is written once and never changed. */
export interface TellingsCache {
  /** Gets what has come, and forgets what has gone. */
  refresh(): Promise<void>;
  all(): Iterable<Telling>;
  /** What was to be told at an address, in the order in which it was decided, told or not. */
  at(channel: string, address: string): Delivery[];
}

interface KnownTelling {
  readonly telling: Telling;
  readonly byPlace: ReadonlyMap<string, Delivery>;
}

const placeOf = (channel: string, address: string): string => `${channel}/${address}`;

export function createTellingsCache(deliveries: Collection<Telling>): TellingsCache {
  let known = new Map<string, KnownTelling>();

  async function load(id: string): Promise<readonly [string, KnownTelling] | undefined> {
    const before = known.get(id);
    if (before !== undefined) return [id, before];
    const telling = await deliveries.get(id);
    if (telling === undefined) return undefined;
    const places = deliveriesOf(telling).map((delivery): [string, Delivery] => [
      placeOf(delivery.target.channel, delivery.target.address),
      delivery,
    ]);
    return [id, { telling, byPlace: new Map(places) }];
  }

  async function list(): Promise<void> {
    const ids: string[] = [];
    for await (const id of deliveries.keys()) ids.push(id);
    const loaded = await Promise.all(ids.map(load));
    known = new Map(loaded.filter((one) => one !== undefined));
  }

  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function begin(): Promise<void> {
    next = undefined;
    const own = list().finally(() => {
      if (running === own) running = undefined;
    });
    running = own;
    return own;
  }

  return {
    // Lanes by the hundred ask at once: whoever comes while a list is being made shares the next one.
    refresh() {
      if (next !== undefined) return next;
      if (running === undefined) return begin();
      next = running.then(begin, begin);
      return next;
    },
    *all() {
      for (const { telling } of known.values()) yield telling;
    },
    at(channel, address) {
      const place = placeOf(channel, address);
      return [...known.values()].flatMap(({ byPlace }) => byPlace.get(place) ?? []).toSorted(inOrder);
    },
  };
}
