import { DatabaseSync } from 'node:sqlite';

import { createPrivateFile } from './private-file.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { StoreError } from '#src/storage/store-error.ts';

/** Where a database is that is in memory alone. */
export const IN_MEMORY = ':memory:';

/** While it is opened, nothing else is going on that would have to wait. */
const OPEN_TIMEOUT_MS = 5_000;
/** A call on the event loop waits no longer for a lock that another process holds. */
const BUSY_TIMEOUT_MS = 50;

/**
 * Opens the file, and creates it and its folder where they are missing, for their owner alone. What is committed
 * survives a crash and a power cut. Throws `StoreError` when the file cannot be used, a damaged one included.
 */
export function openSqliteDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== IN_MEMORY) createPrivateFile(path);
    database = new DatabaseSync(path, { timeout: OPEN_TIMEOUT_MS });
    prepareDatabase(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof StoreError ? error : sqliteFailure(path, error);
  }
}

function prepareDatabase(database: DatabaseSync, path: string): void {
  // In WAL mode the default may be lowered to NORMAL by a build; FULL also syncs the log at every commit.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (check !== 'ok') {
    throw new StoreError(
      `${path}: the file is damaged (${String(check).replaceAll(/\s+/g, ' ')}). Restore a backup, or move the file away to start afresh.`,
    );
  }
  database.exec(`
    CREATE TABLE IF NOT EXISTS keyv (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER) STRICT;
    CREATE INDEX IF NOT EXISTS keyv_expires ON keyv (expires) WHERE expires IS NOT NULL;
    PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
  `);
}
