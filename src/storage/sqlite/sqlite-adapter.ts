import { EventEmitter } from 'node:events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { StoredData } from 'keyv';

import { OvertakenError } from '#src/platform/collection.ts';

import { createCommitQueue, toRows } from '#src/storage/commit-queue.ts';
import type { CommitQueue, KeyvEntry, Rows } from '#src/storage/commit-queue.ts';
import type { CommittingAdapter } from '#src/storage/committing-adapter.ts';
import { createSqliteCommit } from './sqlite-commit.ts';
import { sqliteFailure } from './sqlite-failure.ts';

const PAGE_ROWS = 50;
/** A long listing lets others go on after so long. */
const BREATH_MS = 10;

const LIVE = '(expires IS NULL OR expires > :now)';
const LISTED = 'key IN (SELECT value FROM json_each(:keys))';

const SQL = {
  get: `SELECT value FROM keyv WHERE key = :key AND ${LIVE}`,
  getMany: `SELECT key, value FROM keyv WHERE ${LISTED} AND ${LIVE}`,
  page: `SELECT key, value FROM keyv WHERE key >= :from AND key < :until AND ${LIVE} ORDER BY key LIMIT ${PAGE_ROWS}`,
} as const;

/**
 * Keyv's store adapter over Node's own SQLite.
 *
 * Keyv hands over serialized values under keys that begin with `namespace:`, and sets `namespace` on its
 * adapter for `clear` and `iterator`. So each Keyv takes an adapter of its own; adapters can share a database, and
 * then share its queue of commits. Besides what Keyv asks for, it commits many rows at once, and lists those whose
 * keys have a prefix. Rejects with `StoreError`.
 */
export class SqliteAdapter extends EventEmitter implements CommittingAdapter {
  /** Keyv iterates only over the dialects that it knows. */
  readonly opts = { dialect: 'sqlite' };
  namespace?: string | undefined;
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #commits: CommitQueue;
  readonly #statements: Readonly<Record<keyof typeof SQL, StatementSync>>;

  constructor(database: DatabaseSync, commits = createCommitQueue(createSqliteCommit(database))) {
    super();
    this.#database = database;
    this.#path = database.location() ?? ':memory:';
    this.#commits = commits;
    this.#statements = {
      get: database.prepare(SQL.get),
      getMany: database.prepare(SQL.getMany),
      page: database.prepare(SQL.page),
    };
  }

  get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    return this.#read([key], () => {
      const row = this.#statements.get.get({ key, now: Date.now() });
      return row?.['value'] as StoredData<Value> | undefined;
    });
  }

  getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return this.#read(keys, () => {
      const found = this.#find(keys);
      return keys.map((key) => found.get(key) as StoredData<Value | undefined>);
    });
  }

  has(key: string): Promise<boolean> {
    return this.#read([key], () => this.#find([key]).has(key));
  }

  hasMany(keys: string[]): Promise<boolean[]> {
    return this.#read(keys, () => {
      const found = this.#find(keys);
      return keys.map((key) => found.has(key));
    });
  }

  set(key: string, value: string, ttl?: number): Promise<void> {
    return this.setMany([{ key, value, ...(ttl !== undefined && { ttl }) }]);
  }

  /** All of them or none. */
  async setMany(entries: readonly KeyvEntry[]): Promise<void> {
    await this.commit(toRows(entries, Date.now()));
  }

  delete(key: string): Promise<boolean> {
    return this.deleteMany([key]);
  }

  /** Whether any of them was there. */
  async deleteMany(keys: string[]): Promise<boolean> {
    return (await this.commit(keys.map((key) => ({ key, value: null })))) > 0;
  }

  /** Deletes what is in the namespace; everything where there is none. */
  async clear(): Promise<void> {
    await this.commit([rangeOf(this.namespace, '')]);
  }

  /** Keeps all of the rows or none. Resolves with how many were changed. */
  async commit(rows: Rows): Promise<number> {
    try {
      return await this.#commits.commit(rows);
    } catch (error) {
      throw error instanceof OvertakenError ? error : sqliteFailure(this.#path, error);
    }
  }

  /**
   * The rows of the namespace whose keys go on with `prefix`, by key. It reads page by page and holds no lock
   * between pages, so that writes may go on meanwhile.
   */
  async *iterator<Value>(
    namespace?: string,
    prefix = '',
  ): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    await this.#commits.settled();
    const range = rangeOf(namespace, prefix);
    let breath = performance.now();
    for (;;) {
      const page = await this.#read([], () => this.#statements.page.all({ ...range, now: Date.now() }));
      for (const row of page) yield [String(row['key']), row['value'] as Awaited<Value>];
      if (page.length < PAGE_ROWS) return;
      // The next key that there can be.
      range.from = `${String(page.at(-1)?.['key'])}\0`;
      if (performance.now() - breath < BREATH_MS) continue;
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      breath = performance.now();
    }
  }

  async *keys(namespace?: string, prefix = ''): AsyncGenerator<string, void> {
    for await (const [key] of this.iterator(namespace, prefix)) yield String(key);
  }

  /** Closes the database, for all adapters that share it, when what was given to it is done. */
  async disconnect(): Promise<void> {
    await this.#commits.settled();
    await this.#read([], () => {
      if (this.#database.isOpen) this.#database.close();
    });
  }

  #find(keys: readonly string[]): ReadonlyMap<string, unknown> {
    const rows = this.#statements.getMany.all({ keys: JSON.stringify(keys), now: Date.now() });
    return new Map(rows.map((row) => [String(row['key']), row['value']]));
  }

  /** Reads after all that was given before about these keys. */
  async #read<Result>(keys: readonly string[], task: () => Result): Promise<Result> {
    for (const key of keys) await this.#commits.settled(key);
    try {
      return task();
    } catch (error) {
      throw sqliteFailure(this.#path, error);
    }
  }
}

/** The last character that there can be. */
const LAST = '\u{10FFFF}';

function rangeOf(
  namespace: string | undefined,
  prefix: string,
): { from: string; readonly until: string | Uint8Array } {
  const start = namespace === undefined ? prefix : `${namespace}:${prefix}`;
  // To SQLite, every text is less than any blob.
  return { from: start, until: start === '' ? new Uint8Array() : start + LAST };
}
