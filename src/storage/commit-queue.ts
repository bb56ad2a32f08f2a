/**
 * A change of one row: set, or deleted where there is no value; or all rows of a range deleted. A row that is expected
 * changes nothing: the commit is refused with an `OvertakenError` unless it stands so, or is missing where it says `null`.
 */
export type RowWrite =
  | { readonly key: string; readonly value: string | null; readonly expires?: number }
  | { readonly key: string; readonly expected: string | null }
  | { readonly from: string; readonly until: string | Uint8Array };

/** Rows that are kept all or none. */
export type Rows = readonly RowWrite[];

/** A row as Keyv hands it over; `ttl` is in milliseconds. */
export interface KeyvEntry {
  readonly key: string;
  readonly value: string;
  readonly ttl?: number;
}

export function toRows(entries: readonly KeyvEntry[], now: number): Rows {
  return entries.map(({ key, value, ttl }) => ({
    key,
    value,
    ...(ttl !== undefined && { expires: now + ttl }),
  }));
}

/** How many rows were changed, or why none was. */
export type Committed = { readonly changed: number } | { readonly error: unknown };

/** Does several commits as one where it can; each has an outcome of its own, in their order. Never rejects. */
export type CommitAll = (commits: readonly Rows[]) => Promise<readonly Committed[]> | readonly Committed[];

export interface CommitQueue {
  /** Keeps all of the rows or none; resolves with how many changed. */
  commit(rows: Rows): Promise<number>;
  /** Resolves when what was given so far about a key, or about any, is done. */
  settled(key?: string): Promise<void>;
}

interface WaitingRows {
  readonly rows: Rows;
  readonly settle: (committed: Committed) => void;
}

/** Commits in the order in which they come. Those that come while others are being done are done together. */
export function createCommitQueue(commitAll: CommitAll): CommitQueue {
  let waiting: WaitingRows[] = [];
  let running: Promise<void> | undefined;
  /** Which commit touches a key last. */
  const touched = new Map<string, Promise<unknown>>();

  async function run(): Promise<void> {
    // What is given in the same breath goes together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const outcomes = await commitAll(group.map(({ rows }) => rows));
      for (const [i, { settle }] of group.entries()) {
        settle(outcomes[i] ?? { error: new Error('The store gave no answer.') });
      }
    }
    running = undefined;
  }

  return {
    async commit(rows) {
      const done = Promise.withResolvers<Committed>();
      waiting.push({ rows, settle: done.resolve });
      for (const row of rows) if ('key' in row) touched.set(row.key, done.promise);
      running ??= run();
      const committed = await done.promise;
      for (const row of rows) {
        if ('key' in row && touched.get(row.key) === done.promise) touched.delete(row.key);
      }
      if ('error' in committed) throw committed.error;
      return committed.changed;
    },
    async settled(key) {
      if (key === undefined) await running;
      else await touched.get(key);
    },
  };
}
