import { existsSync } from 'node:fs';

import { version } from '#src/platform/version.ts';

import { isShared, openBackend, sqliteFileOf } from './backend.ts';
import type { RowWrite } from './commit-queue.ts';
import { isCommitting } from './committing-adapter.ts';
import type { CommittingAdapter } from './committing-adapter.ts';
import { oldestLeft } from './newer-records.ts';
import { StoreError } from './store-error.ts';
import { RECORD_TYPES } from './store.ts';

/** What was copied: so many records, by their collections. */
export interface Copied {
  readonly records: number;
  readonly byCollection: ReadonlyMap<string, number>;
}

interface OpenedCopy {
  readonly rows: CommittingAdapter;
  /** Says which Downtick wrote what is there now. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** So many rows are written, or compared, at once. */
const BATCH = 200;
/** Of the store and of those who use it, and not of what it keeps. Whoever tells next asks anew how an address stands. */
const OWN = /^(?:meta|fences|lanes):/;

/**
 * Copies all records from one store to another, empty one, and compares each with what it was copied from. No bot may use
 * either. Throws a `StoreError` where that cannot be done, or came out otherwise.
 */
export async function copyStore(from: string, to: string): Promise<Copied> {
  const file = sqliteFileOf(from);
  if (file !== undefined && !existsSync(file))
    throw new StoreError(`${file}: there is no store here to copy. Check the path.`);
  const source = await open(from);
  try {
    const target = await open(to);
    try {
      for await (const [key] of records(target.rows))
        throw new StoreError(`The store to copy to is not empty: it has ${key}. Name an empty one.`);
      for await (const batch of batches(source.rows)) {
        await target.rows.commit(batch.map(([key, value]): RowWrite => ({ key, value })));
      }
      const copied = await compare(source.rows, target.rows);
      await target.finish();
      return copied;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function open(url: string): Promise<OpenedCopy> {
  if (!isShared(url)) {
    const backend = openBackend(url);
    const left = { lastUser: backend.lastUser(), versions: backend.versions() };
    return opened(backend, left, async () => backend.use(version));
  }
  const { openRedisBackend } = await import('./redis/redis-backend.ts');
  const backend = await openRedisBackend(url, {});
  return opened(backend, backend.left, () => backend.use(version, RECORD_TYPES));
}

async function opened(
  backend: { adapter(): unknown; close(): Promise<void> },
  left: Parameters<typeof oldestLeft>[0],
  finish: () => Promise<void>,
): Promise<OpenedCopy> {
  const rows = backend.adapter();
  try {
    oldestLeft(left, RECORD_TYPES, version);
    if (!isCommitting(rows)) throw new StoreError('This kind of store cannot be copied.');
    return { rows, finish, close: () => backend.close() };
  } catch (error) {
    await backend.close();
    throw error;
  }
}

async function* records(rows: CommittingAdapter): AsyncGenerator<readonly [key: string, value: string]> {
  for await (const [key, value] of rows.iterator<string>()) {
    const name = String(key);
    if (!OWN.test(name)) yield [name, String(value)];
  }
}

async function* batches(rows: CommittingAdapter): AsyncGenerator<(readonly [key: string, value: string])[]> {
  let batch: (readonly [string, string])[] = [];
  for await (const record of records(rows)) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Record by record; and that there is nothing more. */
async function compare(source: CommittingAdapter, target: CommittingAdapter): Promise<Copied> {
  const byCollection = new Map<string, number>();
  let count = 0;
  for await (const batch of batches(source)) {
    const found = (await target.getMany?.<string>(batch.map(([key]) => key))) ?? [];
    for (const [i, [key, value]] of batch.entries()) {
      if (found[i] !== value)
        throw new StoreError(`${key} is not what was copied. Empty the target and copy again.`);
      const collection = key.slice(0, key.indexOf(':'));
      byCollection.set(collection, (byCollection.get(collection) ?? 0) + 1);
      count += 1;
    }
  }
  let there = 0;
  for await (const _ of records(target)) there += 1;
  if (there !== count)
    throw new StoreError(
      `${there} records are there, and ${count} were copied: something else writes to it.`,
    );
  return { records: count, byCollection };
}
