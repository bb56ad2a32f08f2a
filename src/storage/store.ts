import type { Absence } from '#src/domain/absence.ts';
import type { AlertRecord, Followers } from '#src/domain/alert-record.ts';
import type { Attempt, DeliveryEnding, LaneRecord, PostedMessage, Telling } from '#src/domain/delivery.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Incident } from '#src/domain/incident.ts';
import type { Snapshot } from '#src/domain/snapshot.ts';
import type { Keyv } from 'keyv';

import type { Collection, Commit, Write } from '#src/platform/collection.ts';
import { version } from '#src/platform/version.ts';
import { oldestLeft, takeOver } from './newer-records.ts';
import { explainBadStoreUrl, isShared, openBackend } from './backend.ts';
import type { RecordsBackend } from './backend.ts';
import { withReason, openCollection, storedWrite } from './collection.ts';
import { createCommitter } from './committer.ts';
import type { KeyvWrite } from './committer.ts';
import {
  claimsRecord,
  fenceRecord,
  headRecord,
  maintenanceRecord,
  openIncidentRecord,
  outboxRecord,
} from './records/exchange-records.ts';
import { openExchangeStates } from './exchange-states.ts';
import type { ExchangeStates } from './exchange-states.ts';
import { openKeyv } from './open-keyv.ts';
import {
  absenceRecord,
  alertRecord,
  attemptRecord,
  deliveryRecord,
  endingRecord,
  followersRecord,
  laneRecord,
  messageRecord,
} from './records/delivery-records.ts';
import { QUARANTINE } from './quarantine.ts';
import type { SetAside } from './quarantine.ts';
import type { RecordType } from './records/record-type.ts';
import type { RedisConnection } from './redis/redis-connection.ts';
import { exchangeRecord, guildRecord, incidentRecord, snapshotRecord } from './records/records.ts';
import { StoreError } from './store-error.ts';

/** Every kind of record that there is. */
export const RECORD_TYPES = [
  exchangeRecord,
  headRecord,
  claimsRecord,
  openIncidentRecord,
  maintenanceRecord,
  outboxRecord,
  fenceRecord,
  guildRecord,
  incidentRecord,
  deliveryRecord,
  attemptRecord,
  endingRecord,
  messageRecord,
  absenceRecord,
  snapshotRecord,
  alertRecord,
  followersRecord,
  laneRecord,
];

/** All that Downtick remembers. */
export interface Store {
  readonly exchanges: ExchangeStates;
  readonly guilds: Collection<Guild>;
  /** Closed incidents, under the ids that `incidentKey` makes. */
  readonly incidents: Collection<Incident>;
  /** What is to be told to whom. */
  readonly deliveries: Collection<Telling>;
  /** By delivery: that it was begun, until it has ended. */
  readonly attempts: Collection<Attempt>;
  /** By delivery: how it ended. */
  readonly endings: Collection<DeliveryEnding>;
  readonly messages: Collection<PostedMessage>;
  /** `running`: since when, and when last, somebody watched; `away/…`: when nobody did. */
  readonly absences: Collection<Absence>;
  /** What buttons under replies stand for, by their keys. */
  readonly snapshots: Collection<Snapshot>;
  /** What was told of each incident in short, by the key that its buttons carry. */
  readonly alerts: Collection<AlertRecord>;
  /** By incident and place: who wants to hear that it is over. */
  readonly followers: Collection<Followers>;
  /** Writes records of any kinds at once: all of them, or none. */
  readonly commit: Commit;
  /** By channel and address, where many processes tell: who works on it, and how it stands. */
  readonly lanes: Collection<LaneRecord>;
  /** The server that holds the store, where many processes may use it at once. */
  readonly server?: StoreServer;
  /** Lets go of the store, for good. Await the calls that are under way first. */
  close(): Promise<void>;
}

export interface StoreServer {
  readonly connection: RedisConnection;
  /** What all of its keys begin with. */
  readonly prefix: string;
  /** Of this process, among those that use the store. */
  readonly origin: string;
}

export interface StoreOptions {
  /** Told once of each record that cannot be read and was set aside. */
  readonly report: (record: SetAside) => void;
  /** Told what may surprise its operator one day. */
  readonly onWarning?: (message: string) => void;
  /** The server that holds the store went away, with a sentence about it; it is back, with none. */
  readonly onAvailable?: (problem: string | undefined) => void;
}

/**
 * Opens the store that a URL names, or connects to it where it is on the network: `redis://127.0.0.1:6379`.
 * Rejects with a `StoreError` where it cannot be used.
 */
export async function connectStore(url: string, options: StoreOptions): Promise<Store> {
  const problem = explainBadStoreUrl(url);
  if (problem !== null || !isShared(url)) return openStore(url, options);
  // One process with a file of its own does not load the client of a server.
  const { KEY_PREFIX, openRedisBackend } = await import('./redis/redis-backend.ts');
  const backend = await openRedisBackend(url, options);
  try {
    oldestLeft(backend.left, RECORD_TYPES, version);
    await backend.use(version, RECORD_TYPES);
  } catch (error) {
    await backend.close();
    throw error;
  }
  if (backend.warning !== undefined) options.onWarning?.(backend.warning);
  const { connection, origin } = backend;
  return storeOver(backend, options, { connection, origin, prefix: KEY_PREFIX });
}

/**
 * Opens the store that a URL names: `sqlite:./data/downtick.db`, or `memory:` for one that forgets.
 * Throws `StoreError` where it cannot be used.
 */
export function openStore(url: string, options: StoreOptions): Store {
  const backend = openBackend(url);
  try {
    takeOver(backend, RECORD_TYPES, version);
  } catch (error) {
    backend.abandon();
    throw error;
  }
  return storeOver(backend, options);
}

/** Where there is a server others write too, so that a state is replaced only by whoever replaced it last. */
function storeOver(backend: RecordsBackend, { report }: StoreOptions, server?: StoreServer): Store {
  const quarantine = openKeyv(backend.adapter(), QUARANTINE);
  const committer = createCommitter();
  const opened = new Map<string, { readonly type: RecordType<unknown>; readonly keyv: Keyv<unknown> }>();

  function open<T>(type: RecordType<T>): Collection<T> {
    const keyv = openKeyv(backend.adapter(), type.collection);
    opened.set(type.collection, { type, keyv });
    return openCollection(type, { records: keyv, quarantine, report, committer });
  }

  const placed = ({ collection, id, value }: Write): KeyvWrite => {
    const place = opened.get(collection);
    if (place === undefined) throw new StoreError(`there is no collection "${collection}".`);
    return storedWrite(place, id, value);
  };

  async function commit(writes: readonly Write[], expected: readonly Write[] = []): Promise<void> {
    if (writes.length === 0) return;
    const [first] = writes;
    const what =
      writes.length === 1 ? `write ${first?.collection}/${first?.id}` : `write ${writes.length} records`;
    await withReason(what, () => committer.commit(writes.map(placed), expected.map(placed)));
  }

  return {
    exchanges: openExchangeStates({
      whole: open(exchangeRecord),
      heads: open(headRecord),
      claims: open(claimsRecord),
      incidents: open(openIncidentRecord),
      maintenances: open(maintenanceRecord),
      outbox: open(outboxRecord),
      ...(server !== undefined && { fences: open(fenceRecord) }),
      commit,
    }),
    guilds: open(guildRecord),
    incidents: open(incidentRecord),
    deliveries: open(deliveryRecord),
    attempts: open(attemptRecord),
    endings: open(endingRecord),
    messages: open(messageRecord),
    absences: open(absenceRecord),
    snapshots: open(snapshotRecord),
    alerts: open(alertRecord),
    followers: open(followersRecord),
    lanes: open(laneRecord),
    commit,
    ...(server !== undefined && { server }),
    async close() {
      await committer.settled();
      await backend.close();
    },
  };
}
