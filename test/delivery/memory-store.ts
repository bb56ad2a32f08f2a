import { isDeepStrictEqual } from 'node:util';

import type { LedgerStore } from '#src/delivery/ledger.ts';
import type { AlertRecord, Followers } from '#src/domain/alert-record.ts';
import type { Attempt, DeliveryEnding, LaneRecord, PostedMessage, Telling } from '#src/domain/delivery.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import type { Snapshot } from '#src/domain/snapshot.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import type { MemoryCollection } from '#test/delivery/memory-collection.ts';

export interface MemoryStore extends LedgerStore {
  readonly lanes: MemoryCollection<LaneRecord>;
  readonly deliveries: MemoryCollection<Telling>;
  readonly attempts: MemoryCollection<Attempt>;
  readonly endings: MemoryCollection<DeliveryEnding>;
  readonly messages: MemoryCollection<PostedMessage>;
  readonly followers: MemoryCollection<Followers>;
  readonly alerts: MemoryCollection<AlertRecord>;
  readonly snapshots: MemoryCollection<Snapshot>;
}

/** What delivery keeps, in memory. `onCall` runs before each call, and may throw as a store does that is full or gone. */
export function memoryStore(onCall: (call: string) => void = () => undefined): MemoryStore {
  const collections = {
    deliveries: memoryCollection<Telling>(onCall, 'deliveries'),
    attempts: memoryCollection<Attempt>(onCall, 'attempts'),
    endings: memoryCollection<DeliveryEnding>(onCall, 'endings'),
    messages: memoryCollection<PostedMessage>(onCall, 'messages'),
    lanes: memoryCollection<LaneRecord>(onCall, 'lanes'),
    followers: memoryCollection<Followers>(onCall, 'followers'),
    alerts: memoryCollection<AlertRecord>(onCall, 'alerts'),
    snapshots: memoryCollection<Snapshot>(onCall, 'snapshots'),
  };
  return {
    ...collections,
    async commit(writes, expected = []) {
      if (writes.length === 0) return;
      onCall('commit');
      for (const { collection, id, value } of expected) {
        const { records } = collections[collection as keyof typeof collections] as MemoryCollection<unknown>;
        if (!isDeepStrictEqual(records.get(id), value)) throw new OvertakenError();
      }
      for (const { collection, id, value } of writes) {
        const { records } = collections[collection as keyof typeof collections] as MemoryCollection<unknown>;
        if (value === undefined) records.delete(id);
        else records.set(id, structuredClone(value));
      }
    },
  };
}
