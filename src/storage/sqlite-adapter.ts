import { EventEmitter } from 'node:events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { KeyvStoreAdapter, StoredData } from 'keyv';

import { sqliteFailure } from '#src/storage/sqlite-failure.ts';

const PAGE_ROWS = 50;

const LIVE = '(expires IS NULL OR expires > :now)';
const LISTED = 'key IN (SELECT value FROM json_each(:keys))';
const IN_RANGE = 'key >= :from AND key < :until';

const SQL = {
  get: `SELECT value FROM keyv WHERE key = :key AND ${LIVE}`,
  getMany: `SELECT key, value FROM keyv WHERE ${LISTED} AND ${LIVE}`,
  set: `INSERT INTO keyv (key, value, expires) VALUES (:key, :value, :expires)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
  purge: 'DELETE FROM keyv WHERE expires <= :now',
  deleteMany: `DELETE FROM keyv WHERE ${LISTED}`,
  clear: `DELETE FROM keyv WHERE ${IN_RANGE}`,
  page: `SELECT key, value FROM keyv WHERE ${IN_RANGE} AND ${LIVE} ORDER BY key LIMIT ${PAGE_ROWS}`,
} as const;

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly ttl?: number;
}

/**
 * Keyv's store adapter over Node's own SQLite.
 *
 * Keyv hands over serialized values under keys that begin with `namespace:`, and sets `namespace` on its
 * adapter for `clear` and `iterator`. So each Keyv takes an adapter of its own; adapters can share a database.
 * Rejects with `StoreError`.
 */
export class SqliteAdapter extends EventEmitter implements KeyvStoreAdapter {
  /** Keyv iterates only over the dialects that it knows. */
  readonly opts = { dialect: 'sqlite' };
  namespace?: string | undefined;
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #statements: Readonly<Record<keyof typeof SQL, StatementSync>>;

  constructor(database: DatabaseSync) {
    super();
    this.#database = database;
    this.#path = database.location() ?? ':memory:';
    this.#statements = {
      get: database.prepare(SQL.get),
      getMany: database.prepare(SQL.getMany),
      set: database.prepare(SQL.set),
      purge: database.prepare(SQL.purge),
      deleteMany: database.prepare(SQL.deleteMany),
      clear: database.prepare(SQL.clear),
      page: database.prepare(SQL.page),
    };
  }

  get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    return this.#attempt(
      () => this.#statements.get.get({ key, now: Date.now() })?.['value'] as StoredData<Value> | undefined,
    );
  }

  getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return this.#attempt(() => {
      const found = this.#find(keys);
      return keys.map((key) => found.get(key) as StoredData<Value | undefined>);
    });
  }

  has(key: string): Promise<boolean> {
    return this.#attempt(() => this.#find([key]).has(key));
  }

  hasMany(keys: string[]): Promise<boolean[]> {
    return this.#attempt(() => {
      const found = this.#find(keys);
      return keys.map((key) => found.has(key));
    });
  }

  set(key: string, value: string, ttl?: number): Promise<void> {
    return this.setMany([{ key, value, ...(ttl !== undefined && { ttl }) }]);
  }

  /** All of them or none. */
  setMany(entries: readonly Entry[]): Promise<void> {
    return this.#attempt(() => this.#inTransaction(() => this.#write(entries)));
  }

  delete(key: string): Promise<boolean> {
    return this.deleteMany([key]);
  }

  /** Whether any of them was there. */
  deleteMany(keys: string[]): Promise<boolean> {
    return this.#attempt(() => this.#statements.deleteMany.run({ keys: JSON.stringify(keys) }).changes > 0);
  }

  /** Deletes what is in the namespace; everything where there is none. */
  clear(): Promise<void> {
    return this.#attempt(() => void this.#statements.clear.run(rangeOf(this.namespace)));
  }

  /** Reads page by page and holds no lock between pages, so that writes may go on meanwhile. */
  async *iterator<Value>(namespace?: string): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    const range = rangeOf(namespace);
    for (;;) {
      const page = await this.#attempt(() => this.#statements.page.all({ ...range, now: Date.now() }));
      for (const row of page) yield [String(row['key']), row['value'] as Awaited<Value>];
      const last = page.at(-1);
      if (last === undefined) return;
      // The next key that there can be.
      range.from = `${String(last['key'])}\0`;
    }
  }

  /** Closes the database, for all adapters that share it. */
  disconnect(): Promise<void> {
    return this.#attempt(() => {
      if (this.#database.isOpen) this.#database.close();
    });
  }

  #find(keys: readonly string[]): ReadonlyMap<string, unknown> {
    const rows = this.#statements.getMany.all({ keys: JSON.stringify(keys), now: Date.now() });
    return new Map(rows.map((row) => [String(row['key']), row['value']]));
  }

  #write(entries: readonly Entry[]): void {
    const now = Date.now();
    for (const { key, value, ttl } of entries) {
      this.#statements.set.run({ key, value, expires: ttl === undefined ? null : now + ttl });
    }
    if (entries.some(({ ttl }) => ttl !== undefined)) this.#statements.purge.run({ now });
  }

  #inTransaction(write: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.#database.exec('COMMIT');
    } catch (error) {
      // SQLite has already rolled back by itself after some errors, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  // oxlint-disable-next-line typescript/require-await -- what SQLite throws is to become a rejection.
  async #attempt<Result>(task: () => Result): Promise<Result> {
    try {
      return task();
    } catch (error) {
      throw sqliteFailure(this.#path, error);
    }
  }
}

type KeyRange = { from: string; readonly until: string | Uint8Array };

function rangeOf(namespace: string | undefined): KeyRange {
  // To SQLite, every text is less than any blob.
  if (namespace === undefined) return { from: '', until: new Uint8Array() };
  // The character after `:` is `;`.
  return { from: `${namespace}:`, until: `${namespace};` };
}
