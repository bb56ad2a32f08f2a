import type { Delivery, PostedMessage } from '#src/domain/delivery.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Incident } from '#src/domain/incident.ts';
import type { Collection } from '#src/platform/collection.ts';
import { openBackend } from '#src/storage/backend.ts';
import { openCollection } from '#src/storage/collection.ts';
import { openKeyv } from '#src/storage/open-keyv.ts';
import { QUARANTINE } from '#src/storage/quarantine.ts';
import type { SetAside } from '#src/storage/quarantine.ts';
import type { RecordType } from '#src/storage/record-type.ts';
import {
  deliveryRecord,
  exchangeRecord,
  guildRecord,
  incidentRecord,
  messageRecord,
} from '#src/storage/records.ts';

/** All that Downtick remembers. */
export interface Store {
  readonly exchanges: Collection<ExchangeState>;
  readonly guilds: Collection<Guild>;
  /** Closed incidents, under the ids that `incidentKey` makes. */
  readonly incidents: Collection<Incident>;
  readonly deliveries: Collection<Delivery>;
  readonly messages: Collection<PostedMessage>;
  /** Lets go of the store, for good. Await the calls that are under way first. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Told once of each record that cannot be read and was set aside. */
  readonly report: (record: SetAside) => void;
}

/**
 * Opens the store that a URL names: `sqlite:./data/downtick.db`, or `memory:` for one that forgets.
 * Throws `StoreError` where it cannot be used.
 */
export function openStore(url: string, { report }: StoreOptions): Store {
  const makeAdapter = openBackend(url);
  const quarantine = openKeyv(makeAdapter(), QUARANTINE);
  const keyvs = [quarantine];

  function open<T>(type: RecordType<T>): Collection<T> {
    const records = openKeyv(makeAdapter(), type.collection);
    keyvs.push(records);
    return openCollection(type, { records, quarantine, report });
  }

  return {
    exchanges: open(exchangeRecord),
    guilds: open(guildRecord),
    incidents: open(incidentRecord),
    deliveries: open(deliveryRecord),
    messages: open(messageRecord),
    async close() {
      await Promise.all(keyvs.map((keyv) => keyv.disconnect()));
    },
  };
}
