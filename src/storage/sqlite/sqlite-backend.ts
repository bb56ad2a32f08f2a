import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

import type { Backend, StoredVersion } from '#src/storage/backend.ts';
import { createCommitQueue } from '#src/storage/commit-queue.ts';
import { serialize } from '#src/storage/open-keyv.ts';
import { createPrivateFile } from './private-file.ts';
import { SqliteAdapter } from './sqlite-adapter.ts';
import { createSqliteCommit } from './sqlite-commit.ts';
import { IN_MEMORY, openSqliteDatabase } from './sqlite-database.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { createSqliteWriter } from './sqlite-writer.ts';
import { StoreError } from '#src/storage/store-error.ts';
import { lockStore } from './store-lock.ts';

// How a record begins as it lies in the table: `{"value":{"v":2,"data":…`.
const VERSION_STARTS = '{"value":{"v":';
const VERSIONS = `SELECT substr(key, 1, instr(key, ':') - 1) AS collection,
    CAST(substr(value, ${VERSION_STARTS.length + 1}, 9) AS INTEGER) AS version, min(key) AS key
  FROM keyv WHERE substr(value, 1, ${VERSION_STARTS.length}) = '${VERSION_STARTS}' GROUP BY 1, 2`;
const PROGRAM_KEY = 'meta:program';

/** A store in a SQLite file, for this process alone, or in memory. Throws `StoreError` where it cannot be used. */
export function openSqliteBackend(path: string): Backend {
  const unlock = path === IN_MEMORY ? () => {} : explained(path, () => lockStore(path));
  try {
    return backendOf(openSqliteDatabase(path), path, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function backendOf(database: DatabaseSync, path: string, unlock: () => void): Backend {
  const writer =
    path === IN_MEMORY
      ? { commitAll: createSqliteCommit(database), prepare: () => {}, close: () => Promise.resolve() }
      : createSqliteWriter(path);
  const commits = createCommitQueue(writer.commitAll);

  function abandon(): void {
    if (database.isOpen) database.close();
    unlock();
  }

  return {
    adapter() {
      writer.prepare();
      return new SqliteAdapter(database, commits);
    },
    versions: () =>
      explained(path, () =>
        database
          .prepare(VERSIONS)
          .all()
          .map(({ collection, version, key }): StoredVersion => {
            const name = String(collection);
            return { collection: name, version: Number(version), id: String(key).slice(name.length + 1) };
          }),
      ),
    lastUser: () => lastUserOf(database),
    use(version) {
      explained(path, () =>
        createSqliteCommit(database)([[{ key: PROGRAM_KEY, value: serialize({ value: { version } }) }]]),
      );
    },
    keepCopy(label) {
      const copy = `${path}.${label}`;
      if (path === IN_MEMORY || existsSync(copy)) return;
      explained(copy, () => {
        createPrivateFile(copy);
        database.prepare('VACUUM INTO ?').run(copy);
      });
    },
    abandon,
    async close() {
      await commits.settled();
      await writer.close();
      abandon();
    },
  };
}

function explained<Result>(path: string, task: () => Result): Result {
  try {
    return task();
  } catch (error) {
    throw error instanceof StoreError ? error : sqliteFailure(path, error);
  }
}

/** Which Downtick used a database last; `undefined` where none has said so. */
export function lastUserOf(database: DatabaseSync): string | undefined {
  const row = database.prepare('SELECT value FROM keyv WHERE key = ?').get(PROGRAM_KEY);
  try {
    const stored: unknown = JSON.parse(String(row?.['value']));
    return (stored as { value: { version?: string } }).value.version;
  } catch {
    return undefined;
  }
}
