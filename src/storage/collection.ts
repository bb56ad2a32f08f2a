import type { Keyv } from 'keyv';

import { OvertakenError } from '#src/platform/collection.ts';
import type { Collection } from '#src/platform/collection.ts';
import { reasonOf } from '#src/platform/reason-of.ts';

import { isCommitting } from './committing-adapter.ts';
import { createCommitter } from './committer.ts';
import type { Committer, KeyvWrite } from './committer.ts';
import { asideOf } from './quarantine.ts';
import type { SetAside } from './quarantine.ts';
import { NewerRecordError } from './newer-records.ts';
import { readRecord } from './records/record-type.ts';
import type { RecordType, StoredRecord } from './records/record-type.ts';
import { StoreError } from './store-error.ts';

export interface CollectionDeps {
  /** In the namespace that the record type names, and with nothing else in it. */
  readonly records: Keyv<unknown>;
  readonly quarantine: Keyv<unknown>;
  readonly report: (record: SetAside) => void;
  /** Shared by all collections that are committed to together. */
  readonly committer?: Committer;
}

/** A collection over Keyv. Calls for the same id are done one after the other. Rejects with `StoreError`. */
export function openCollection<T>(type: RecordType<T>, deps: CollectionDeps): Collection<T> {
  const { records, quarantine, report, committer = createCommitter() } = deps;
  const { collection } = type;

  async function read(id: string): Promise<T | undefined> {
    for (;;) {
      const { given } = committer;
      await committer.settled();
      const stored = await records.get(id);
      if (stored === undefined) return undefined;
      const reading = readRecord(type, stored);
      if (reading.kind === 'read') return reading.value;
      if (reading.kind === 'newer') throw new NewerRecordError(reading.version, type.version);
      // A good one that was written meanwhile must not be deleted with it.
      if (committer.given !== given) continue;
      const { setAside, write } = asideOf(quarantine, { collection, id, problem: reading.problem }, stored);
      await committer.commit([write, { keyv: records, id }]);
      report(setAside);
      return undefined;
    }
  }

  async function* list(prefix: string): AsyncGenerator<readonly [id: string, value: T]> {
    await committer.settled();
    for await (const [id, stored] of listing(records, prefix)) {
      if (!id.startsWith(prefix)) continue;
      const reading = readRecord(type, stored);
      const value = reading.kind === 'read' ? reading.value : await read(id);
      if (value !== undefined) yield [id, value];
    }
  }

  async function update(
    id: string,
    change: (before: T | undefined) => T | undefined,
  ): Promise<T | undefined> {
    for (;;) {
      await committer.settled();
      const stands = await records.get(id);
      const reading = stands === undefined ? undefined : readRecord(type, stands);
      // One that cannot be read is set aside first.
      const before = reading === undefined || reading.kind === 'read' ? reading?.value : await read(id);
      if (reading !== undefined && reading.kind !== 'read') continue;
      const after = change(before);
      if (after === before) return before;
      try {
        await committer.commit([write(id, after)], [{ keyv: records, id, value: stands }]);
        return after;
      } catch (error) {
        if (!(error instanceof OvertakenError)) throw error;
      }
    }
  }

  async function* keys(prefix: string): AsyncGenerator<string> {
    await committer.settled();
    const store: unknown = records.store;
    if (!isCommitting(store)) {
      for await (const [id] of listing(records, prefix)) if (id.startsWith(prefix)) yield id;
      return;
    }
    const start = `${records.namespace}:`.length;
    for await (const key of store.keys(records.namespace, prefix)) yield key.slice(start);
  }

  const write = (id: string, value?: T): KeyvWrite => storedWrite({ type, keyv: records }, id, value);

  return {
    get: (id) => withReason(`read ${collection}/${id}`, () => read(id)),
    set: (id, value) => withReason(`write ${collection}/${id}`, () => committer.commit([write(id, value)])),
    delete: (id) => withReason(`delete ${collection}/${id}`, () => committer.commit([write(id)])),
    async *entries(prefix = '') {
      const entries = list(prefix);
      for (;;) {
        const next = await withReason(`list ${collection}`, () => entries.next());
        if (next.done === true) return;
        yield next.value;
      }
    },
    update: (id, change) => withReason(`change ${collection}/${id}`, () => update(id, change)),
    async *keys(prefix = '') {
      try {
        yield* keys(prefix);
      } catch (error) {
        await withReason(`list ${collection}`, () => Promise.reject(error));
      }
    },
    writeOf: (id, value) => ({ collection, id, value }),
    deletionOf: (id) => ({ collection, id }),
  };
}

/** A change of a record, as it lies in the store. */
export function storedWrite(
  { type, keyv }: { readonly type: { readonly version: number }; readonly keyv: Keyv<unknown> },
  id: string,
  value: unknown,
): KeyvWrite {
  if (value === undefined) return { keyv, id };
  return { keyv, id, value: { v: type.version, data: value } satisfies StoredRecord };
}

async function* listing(
  records: Keyv<unknown>,
  prefix: string,
): AsyncGenerator<readonly [id: string, stored: unknown]> {
  const store: unknown = records.store;
  if (isCommitting(store)) {
    const start = `${records.namespace}:`.length;
    for await (const [key, text] of store.iterator<unknown>(records.namespace, prefix)) {
      const data = await records.deserializeData<unknown>(String(text));
      if (data !== undefined) yield [String(key).slice(start), data.value];
    }
    return;
  }
  if (records.iterator === undefined) throw new StoreError('the store cannot list what it holds.');
  yield* records.iterator(undefined) as AsyncIterable<readonly [id: string, stored: unknown]>;
}

/** What the task comes to; a failure says what was asked for. */
export async function withReason<Result>(what: string, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (cause) {
    if (cause instanceof OvertakenError) throw cause;
    const reason = reasonOf(cause);
    throw new StoreError(`Could not ${what}: ${reason}`, { cause });
  }
}
