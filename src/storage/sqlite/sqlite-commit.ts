import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { OvertakenError } from '#src/platform/collection.ts';

import type { Committed, RowWrite, Rows } from '#src/storage/commit-queue.ts';

const SET = `INSERT INTO keyv (key, value, expires) VALUES (:key, :value, :expires)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`;

/** Writes groups of rows to a database, each group whole or not at all. */
export function createSqliteCommit(database: DatabaseSync): (commits: readonly Rows[]) => Committed[] {
  const statements = {
    get: database.prepare('SELECT value FROM keyv WHERE key = :key'),
    set: database.prepare(SET),
    delete: database.prepare('DELETE FROM keyv WHERE key = :key'),
    clear: database.prepare('DELETE FROM keyv WHERE key >= :from AND key < :until'),
    purge: database.prepare('DELETE FROM keyv WHERE expires <= :now'),
  };

  function write(row: RowWrite): number {
    if ('from' in row) return changesOf(statements.clear, row);
    if ('expected' in row) {
      const found = statements.get.get({ key: row.key })?.['value'] ?? null;
      if (found !== row.expected) throw new OvertakenError();
      return 0;
    }
    const { key, value, expires } = row;
    if (value === null) return changesOf(statements.delete, { key });
    const changed = changesOf(statements.set, { key, value, expires: expires ?? null });
    if (expires !== undefined) statements.purge.run({ now: Date.now() });
    return changed;
  }

  function inTransaction<Result>(task: () => Result): Result {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = task();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has already rolled back by itself after some errors, a full disk among them.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  function commitOne(rows: Rows): number {
    let changed = 0;
    // What is expected is what stood before this commit.
    for (const row of rows) if ('expected' in row) write(row);
    for (const row of rows) if (!('expected' in row)) changed += write(row);
    return changed;
  }

  function alone(rows: Rows): Committed {
    try {
      return { changed: inTransaction(() => commitOne(rows)) };
    } catch (error) {
      return { error };
    }
  }

  return (commits) => {
    if (commits.length === 1) return commits.map(alone);
    try {
      // One sync of the disk for all of them.
      return inTransaction(() => commits.map((rows) => ({ changed: commitOne(rows) })));
    } catch {
      // One that cannot be kept takes no other with it.
      return commits.map(alone);
    }
  };
}

function changesOf(statement: StatementSync, values: Parameters<StatementSync['run']>[0]): number {
  return Number(statement.run(values).changes);
}
