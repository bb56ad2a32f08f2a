import { createLedger } from '#src/delivery/ledger.ts';
import type { Ended, Ledger, LedgerStore } from '#src/delivery/ledger.ts';
import { deliveriesOf } from '#src/delivery/tellings.ts';
import type { Attempt, Delivery, LaneRecord, LaneState } from '#src/domain/delivery.ts';
import type { Collection, Write } from '#src/platform/collection.ts';

import type { LaneName } from './lane-jobs.ts';
import type { TellingsCache } from './tellings-cache.ts';

export interface LaneStore extends LedgerStore {
  readonly lanes: Collection<LaneRecord>;
}

/** A delivery that was not told yet, with what was tried of it. */
export interface Left {
  readonly delivery: Delivery;
  readonly attempt?: Attempt | undefined;
}

/** What is told in the lanes that are worked on here. Each of its writes is refused once another one has the lane. */
export interface LaneLedger extends Pick<
  Ledger,
  'begin' | 'end' | 'posted' | 'postedOf' | 'followersOf' | 'take'
> {
  /** Takes a lane: from now on nobody else's writes to it are kept. Resolves with the state it was left in. */
  takeLane(lane: LaneName): Promise<LaneState | undefined>;
  /** Leaves it in a state. Rejects with an `OvertakenError` where somebody else has taken it. */
  leaveLane(lane: LaneName, state: LaneState | undefined): Promise<void>;
  left(lane: LaneName): Promise<Left[]>;
}

interface LaneLedgerDeps {
  readonly store: LaneStore;
  readonly tellings: TellingsCache;
  /** Of this process. */
  readonly process: string;
}

export function createLaneLedger({ store, tellings, process }: LaneLedgerDeps): LaneLedger {
  const { lanes } = store;
  const plain = createLedger(store);
  /** By lane: its record as it was written here. */
  const taken = new Map<string, LaneRecord>();
  /** By delivery. */
  const laneOf = new Map<string, string>();
  let turns = 0;

  const keyOf = ({ channel, address }: LaneName): string => `${channel}/${address}`;

  function expected(keys: Iterable<string>): Write[] {
    return [...new Set(keys)].flatMap((key) => {
      const record = taken.get(key);
      return record === undefined ? [] : [lanes.writeOf(key, record)];
    });
  }

  const placeOf = ({ delivery: { target } }: Ended): string => `${target.channel}/${target.address}`;

  return {
    async takeLane(lane) {
      const key = keyOf(lane);
      turns += 1;
      let state: LaneState | undefined;
      const owner = `${process}/${turns}`;
      await lanes.update(key, (before) => {
        state = before?.state;
        return { owner, ...(state !== undefined && { state }) };
      });
      taken.set(key, { owner, ...(state !== undefined && { state }) });
      return state;
    },
    async leaveLane(lane, state) {
      const key = keyOf(lane);
      const stands = expected([key]);
      taken.delete(key);
      for (const [id, place] of laneOf) if (place === key) laneOf.delete(id);
      await store.commit(
        [state === undefined ? lanes.deletionOf(key) : lanes.writeOf(key, { state })],
        stands,
      );
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
      const left = found.filter((one) => one !== undefined);
      for (const { delivery } of left) laneOf.set(delivery.id, keyOf(lane));
      return left;
    },
    async begin(id, attempt, superseded) {
      const keys = [laneOf.get(id) ?? '', ...superseded.map(placeOf)];
      const endings = superseded.map((one) => store.endings.writeOf(one.delivery.id, one.ending));
      await store.commit([store.attempts.writeOf(id, attempt), ...endings], expected(keys));
    },
    async end(ended, written) {
      await store.commit(plain.endWrites(ended, written), expected(ended.map(placeOf)));
    },
    take: (tellings) => tellings.flatMap(deliveriesOf),
    followersOf: (incident, places) => plain.followersOf(incident, places),
    posted: (incident, address) => plain.posted(incident, address),
    postedOf: (incident) => plain.postedOf(incident),
  };
}
