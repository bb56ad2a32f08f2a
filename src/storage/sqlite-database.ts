import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { sqliteFailure } from '#src/storage/sqlite-failure.ts';
import { StoreError } from '#src/storage/store-error.ts';

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the file, and creates it and its folder where they are missing. What is committed survives a crash and
 * a power cut. Throws `StoreError` when the file cannot be used, a damaged one included.
 */
export function openSqliteDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
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
  `);
}
