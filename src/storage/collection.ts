import type { Keyv } from 'keyv';

import type { Collection } from '#src/platform/collection.ts';
import { keepAside } from '#src/storage/quarantine.ts';
import type { SetAside } from '#src/storage/quarantine.ts';
import { readRecord } from '#src/storage/record-type.ts';
import type { RecordType, StoredRecord } from '#src/storage/record-type.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { inTurns } from '#src/platform/turns.ts';

export interface CollectionDeps {
  /** In the namespace that the record type names, and with nothing else in it. */
  readonly records: Keyv<unknown>;
  readonly quarantine: Keyv<unknown>;
  readonly report: (record: SetAside) => void;
}

/**
 * A collection over Keyv. Calls for the same id are done one after the other, so that setting a bad record
 * aside cannot delete a good one that is being written. Rejects with `StoreError`.
 */
export function openCollection<T>(type: RecordType<T>, deps: CollectionDeps): Collection<T> {
  const { records, quarantine, report } = deps;
  const { collection } = type;
  const turn = inTurns();

  async function read(id: string): Promise<T | undefined> {
    const stored = await records.get(id);
    if (stored === undefined) return undefined;
    const reading = readRecord(type, stored);
    if (reading.kind === 'read') return reading.value;
    const setAside = await keepAside(quarantine, { collection, id, problem: reading.problem }, stored);
    await records.delete(id);
    report(setAside);
    return undefined;
  }

  async function write(id: string, data: T): Promise<void> {
    const taken = await records.set(id, { v: type.version, data } satisfies StoredRecord);
    if (!taken) throw new StoreError('the store did not take it.');
  }

  async function* list(prefix: string): AsyncGenerator<readonly [id: string, value: T]> {
    for await (const [id, stored] of listing(records)) {
      if (!id.startsWith(prefix)) continue;
      const reading = readRecord(type, stored);
      const value = reading.kind === 'read' ? reading.value : await turn(id, () => read(id));
      if (value !== undefined) yield [id, value];
    }
  }

  return {
    get: (id) => explained(`read ${collection}/${id}`, () => turn(id, () => read(id))),
    set: (id, value) => explained(`write ${collection}/${id}`, () => turn(id, () => write(id, value))),
    delete: (id) =>
      explained(`delete ${collection}/${id}`, () => turn(id, async () => void (await records.delete(id)))),
    async *entries(prefix = '') {
      const entries = list(prefix);
      for (;;) {
        const next = await explained(`list ${collection}`, () => entries.next());
        if (next.done === true) return;
        yield next.value;
      }
    },
  };
}

function listing(records: Keyv<unknown>): AsyncIterable<readonly [id: string, stored: unknown]> {
  if (records.iterator === undefined) throw new StoreError('the store cannot list what it holds.');
  return records.iterator(undefined);
}

async function explained<Result>(what: string, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(`Could not ${what}: ${reason}`, { cause });
  }
}
