import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';

import { sqliteFileOf } from './backend.ts';
import { OWNER_ONLY, touchPrivateFile } from './sqlite/private-file.ts';
import { lastUserOf } from './sqlite/sqlite-backend.ts';
import { sqliteFailure } from './sqlite/sqlite-failure.ts';
import { StoreError } from './store-error.ts';
import { lockStore } from './sqlite/store-lock.ts';

/** What a file of a store was found to hold. */
export interface Inspected {
  readonly path: string;
  readonly bytes: number;
  readonly records: number;
  /** Which Downtick used it last. */
  readonly lastUser: string | undefined;
}

/** Copies the store, of a bot that runs too, and checks the copy. Throws `StoreError`. */
export async function backUpStore(storeUrl: string, file: string): Promise<Inspected> {
  const path = fileOf(storeUrl);
  if (!existsSync(path)) throw new StoreError(`${path}: there is no store yet: start the bot once.`);
  if (existsSync(file)) throw new StoreError(`${file}: the file exists. Name one that does not.`);
  const source = openForReading(path);
  try {
    touchPrivateFile(file);
    await backup(source, file);
    closeLog(file, 'DELETE');
  } catch (error) {
    rmSync(file, { force: true });
    throw sqliteFailure(file, error);
  } finally {
    source.close();
  }
  return inspectStoreFile(file);
}

/**
 * Puts a backup in the place of the store, which is kept beside it under another name. The bot must not run.
 * Throws `StoreError`, and then all is as it was.
 */
export function restoreStore(
  storeUrl: string,
  file: string,
  label: string,
): { readonly restored: Inspected; readonly keptAs: string | undefined } {
  const path = fileOf(storeUrl);
  inspectStoreFile(file);
  const unlock = lockStore(path);
  try {
    const keptAs = existsSync(path) ? `${path}.before-restore-${label}` : undefined;
    // Through a second name, so that a copy that is cut short never stands in the store's place.
    copyFileSync(file, `${path}.restoring`);
    chmodSync(`${path}.restoring`, OWNER_ONLY);
    closeLog(`${path}.restoring`, 'DELETE');
    if (keptAs !== undefined) {
      closeLog(path, 'WAL');
      renameSync(path, keptAs);
    }
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    renameSync(`${path}.restoring`, path);
    return { restored: inspectStoreFile(path), keptAs };
  } finally {
    rmSync(`${path}.restoring`, { force: true });
    unlock();
  }
}

/** Looks through the store without changing it; `undefined` where there is none yet. Throws `StoreError`. */
export function inspectStore(storeUrl: string): Inspected | undefined {
  const path = fileOf(storeUrl);
  return existsSync(path) ? inspectStoreFile(path) : undefined;
}

function inspectStoreFile(path: string): Inspected {
  if (!existsSync(path)) throw new StoreError(`${path}: there is no such file.`);
  const database = openForReading(path);
  try {
    const check = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
    if (check !== 'ok')
      throw new StoreError(`${path}: the file is damaged (${String(check)}). Restore a backup.`);
    const found = database.prepare("SELECT count(*) AS records FROM keyv WHERE key NOT LIKE 'meta:%'").get();
    return {
      path,
      bytes: statSync(path).size,
      records: Number(found?.['records'] ?? 0),
      lastUser: lastUserOf(database),
    };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const isOther = error instanceof Error && /no such table/.test(error.message);
    throw isOther ? new StoreError(`${path}: this is no store of Downtick.`) : sqliteFailure(path, error);
  } finally {
    database.close();
  }
}

/** What the log beside a database still holds goes into it, so that the file is whole by itself. */
function closeLog(path: string, mode: 'WAL' | 'DELETE'): void {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = ${mode}`);
  } finally {
    database.close();
  }
}

function openForReading(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { readOnly: true });
  } catch (error) {
    throw sqliteFailure(path, error);
  }
}

function fileOf(storeUrl: string): string {
  const path = sqliteFileOf(storeUrl);
  if (path === undefined)
    throw new StoreError('STORE_URL names no file, so there is nothing to back up, restore or look through.');
  return path;
}
