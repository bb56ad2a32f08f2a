import KeyvRedis from '@keyv/redis';

import { OvertakenError } from '#src/platform/collection.ts';

import { toRows } from '#src/storage/commit-queue.ts';
import type { KeyvEntry, Rows } from '#src/storage/commit-queue.ts';
import type { CommittingAdapter } from '#src/storage/committing-adapter.ts';
import { commitArguments, COMMIT_SCRIPT, OVERTAKEN, TIDY_SCRIPT } from './redis-commit.ts';
import type { RedisConnection } from './redis-connection.ts';

const PAGE_ROWS = 200;
/** The last character that there can be. */
const LAST = '\u{10FFFF}';

/**
 * Keyv's own adapter for Redis, with what it lacks: many rows of all namespaces in one step, only where something stands
 * as expected, and listing by prefix without walking through everything. Keyv hands over keys that begin with
 * `namespace:`; in Redis each has one prefix more, with a hash tag, so that a Redis Cluster keeps all in one place.
 * Rejects with `StoreError`.
 */
export class RedisAdapter extends KeyvRedis<unknown> implements CommittingAdapter {
  readonly #connection: RedisConnection;
  readonly #prefix: string;
  readonly #index: string;
  readonly #origin: string;

  constructor(connection: RedisConnection, prefix: string, origin = '') {
    super(connection.client, { throwOnErrors: true });
    this.#connection = connection;
    this.#prefix = prefix;
    this.#index = `${prefix}@index`;
    this.#origin = origin;
    // Each failure rejects at the call that met it.
    this.on('error', () => {});
  }

  override createKeyPrefix(key: string): string {
    return `${this.#prefix}${key}`;
  }

  override async getClient() {
    return this.#connection.client;
  }

  override get<Value>(key: string): Promise<Value | undefined> {
    return this.#connection.ask(() => super.get<Value>(key));
  }

  override getMany<Value>(keys: string[]): Promise<(Value | undefined)[]> {
    return this.#connection.ask(() => super.getMany<Value>(keys));
  }

  override has(key: string): Promise<boolean> {
    return this.#connection.ask(() => super.has(key));
  }

  override async hasMany(keys: string[]): Promise<boolean[]> {
    return keys.length === 0 ? [] : await this.#connection.ask(() => super.hasMany(keys));
  }

  override async set(key: string, value: string, ttl?: number): Promise<void> {
    await this.setMany([{ key, value, ...(ttl !== undefined && { ttl }) }]);
  }

  /** All of them or none. */
  override async setMany(entries: readonly KeyvEntry[]): Promise<void> {
    await this.commit(toRows(entries, Date.now()));
  }

  override delete(key: string): Promise<boolean> {
    return this.deleteMany([key]);
  }

  /** Whether any of them was there. */
  override async deleteMany(keys: string[]): Promise<boolean> {
    return (await this.commit(keys.map((key) => ({ key, value: null })))) > 0;
  }

  /** Deletes what is in the namespace; everything where there is none. */
  override async clear(): Promise<void> {
    for await (const keys of this.#pages(this.namespace, '')) await this.deleteMany(keys);
  }

  async commit(rows: Rows): Promise<number> {
    if (rows.length === 0) return 0;
    const call = commitArguments(rows, {
      prefix: this.#prefix,
      index: this.#index,
      origin: this.#origin,
    });
    const changed = Number(await this.#connection.run(COMMIT_SCRIPT, call));
    if (changed === OVERTAKEN) throw new OvertakenError();
    return changed;
  }

  /** The rows of the namespace whose keys go on with `prefix`, by key, page by page. */
  override async *iterator<Value>(
    namespace?: string,
    prefix = '',
  ): AsyncGenerator<[string, Awaited<Value> | undefined], void> {
    for await (const keys of this.#pages(namespace, prefix)) {
      const values = await this.getMany<Awaited<Value>>(keys);
      const gone = keys.filter((_, i) => values[i] === undefined);
      if (gone.length > 0) await this.#tidy(gone);
      for (const [i, key] of keys.entries()) if (values[i] !== undefined) yield [key, values[i]];
    }
  }

  async *keys(namespace?: string, prefix = ''): AsyncGenerator<string, void> {
    for await (const keys of this.#pages(namespace, prefix)) yield* keys;
  }

  /** The connection is the backend's, for all adapters that share it. */
  override disconnect(): Promise<void> {
    return this.#connection.close();
  }

  async *#pages(namespace: string | undefined, prefix: string): AsyncGenerator<string[]> {
    const start = namespace === undefined ? prefix : `${namespace}:${prefix}`;
    let from = start === '' ? '-' : `[${start}`;
    const until = start === '' ? '+' : `[${start}${LAST}`;
    const LIMIT = { offset: 0, count: PAGE_ROWS };
    for (;;) {
      const min = from;
      const keys = await this.#connection.ask((client) =>
        client.zRangeByLex(this.#index, min, until, { LIMIT }),
      );
      if (keys.length > 0) yield keys;
      if (keys.length < PAGE_ROWS) return;
      from = `(${keys.at(-1)}`;
    }
  }

  async #tidy(keys: readonly string[]): Promise<void> {
    await this.#connection.run(TIDY_SCRIPT, {
      keys: keys.map((key) => `${this.#prefix}${key}`),
      arguments: [this.#prefix, this.#index],
    });
  }
}
