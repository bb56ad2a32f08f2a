import { createLedger } from '#src/delivery/ledger.ts';
import type { Ended, Ledger, LedgerStore } from '#src/delivery/ledger.ts';
import { deliveriesOf } from '#src/delivery/tellings.ts';
import type { Attempt, Delivery, LaneRecord, LaneState } from '#src/domain/delivery.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import type { Collection, Write } from '#src/platform/collection.ts';

import { laneKey, laneOf } from './lane-name.ts';
import type { LaneName } from './lane-name.ts';
import type { TellingsCache } from './tellings-cache.ts';

export interface LaneStore extends LedgerStore {
  readonly lanes: Collection<LaneRecord>;
}

/** A delivery that was not told yet, with what was tried of it. */
export interface Left {
  readonly delivery: Delivery;
  readonly attempt?: Attempt | undefined;
}

/** How a lane was found by whoever takes it. */
export interface Taken {
  readonly state: LaneState | undefined;
  /** `new`: nothing is known of it. `interrupted`: whoever had it did not live to say how it stands now. */
  readonly as: 'new' | 'left' | 'interrupted';
}

/** What is told in the lanes that are worked on here. Each of its writes is refused once another one has the lane. */
export interface LaneLedger extends Pick<
  Ledger,
  'begin' | 'end' | 'posted' | 'postedOf' | 'followersOf' | 'hasMissed' | 'take'
> {
  /** Takes a lane: from now on nobody else's writes to it are kept. */
  takeLane(lane: LaneName): Promise<Taken>;
  /** Leaves it as it stands. Rejects with an `OvertakenError` where somebody else has taken it. */
  leaveLane(lane: LaneName, left: Omit<LaneRecord, 'owner'>): Promise<void>;
  left(lane: LaneName): Promise<Left[]>;
}

interface LaneLedgerDeps {
  readonly store: LaneStore;
  readonly tellings: TellingsCache;
}

export function createLaneLedger({ store, tellings }: LaneLedgerDeps): LaneLedger {
  const { lanes } = store;
  // Nobody else's, whatever processes are called.
  const self = crypto.randomUUID();
  const plain = createLedger(store);
  /** By lane: its record as it was written here. */
  const taken = new Map<string, LaneRecord>();
  let turns = 0;

  function expected(deliveries: Iterable<Delivery>): Write[] {
    const keys = new Set([...deliveries].map((delivery) => laneKey(laneOf(delivery))));
    return [...keys].map(standing);
  }

  function standing(key: string): Write {
    const record = taken.get(key);
    if (record === undefined) throw new OvertakenError();
    return lanes.writeOf(key, record);
  }

  const deliveryOf = ({ delivery }: Ended): Delivery => delivery;

  return {
    async takeLane(lane) {
      const key = laneKey(lane);
      turns += 1;
      const owner = `${self}/${turns}`;
      let found: LaneRecord | undefined;
      await lanes.update(key, (before) => {
        found = before;
        return { owner, ...(before?.state !== undefined && { state: before.state }) };
      });
      const state = found?.state;
      taken.set(key, { owner, ...(state !== undefined && { state }) });
      return { state, as: found === undefined ? 'new' : found.owner === undefined ? 'left' : 'interrupted' };
    },
    async leaveLane(lane, left) {
      const key = laneKey(lane);
      const stands = [standing(key)];
      taken.delete(key);
      const isOver = left.state === undefined && left.wait === undefined;
      await store.commit([isOver ? lanes.deletionOf(key) : lanes.writeOf(key, left)], stands);
    },
    async left(lane) {
      await tellings.refresh();
      const all = tellings.at(lane.channel, lane.address);
      const found = await Promise.all(
        all.map(async (delivery): Promise<Left | undefined> => {
          if ((await store.endings.get(delivery.id)) !== undefined) return undefined;
          return { delivery, attempt: await store.attempts.get(delivery.id) };
        }),
      );
      return found.filter((one) => one !== undefined);
    },
    async begin(delivery, attempt, superseded) {
      const endings = superseded.map((one) => store.endings.writeOf(one.delivery.id, one.ending));
      await store.commit(
        [store.attempts.writeOf(delivery.id, attempt), ...endings],
        expected([delivery, ...superseded.map(deliveryOf)]),
      );
    },
    async end(ended, written) {
      await store.commit(plain.endWrites(ended, written), expected(ended.map(deliveryOf)));
    },
    take: (some) => some.flatMap(deliveriesOf),
    followersOf: (incident, places) => plain.followersOf(incident, places),
    hasMissed: (posted, notice) => plain.hasMissed(posted, notice),
    posted: (incident, address) => plain.posted(incident, address),
    postedOf: (incident) => plain.postedOf(incident),
  };
}
