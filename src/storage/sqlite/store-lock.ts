import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';

import { createPrivateFile } from './private-file.ts';
import { isLocked } from './sqlite-failure.ts';
import { StoreError } from '#src/storage/store-error.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Takes the store for this process alone; the result lets go of it. Throws `StoreError`, which says who holds it.
 *
 * The lock is a SQLite file of its own beside the store, with an open write transaction: the operating system takes
 * it back when the process ends, however it ends, it holds between containers that share the folder, and the store
 * itself can still be read, for a backup or a look. Two that wrote one store would each tell everything.
 */
export function lockStore(path: string): () => void {
  const lockPath = `${path}.lock`;
  createPrivateFile(lockPath);
  const lock = new DatabaseSync(lockPath, { timeout: 0 });
  try {
    lock.exec('BEGIN IMMEDIATE');
    lock.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, host TEXT, since TEXT); DELETE FROM holder');
    lock
      .prepare('INSERT INTO holder VALUES (?, ?, ?)')
      .run(process.pid, hostname(), new Date().toISOString().slice(0, 19));
    // From here on it can be read who holds it; whoever slips in between holds it instead.
    lock.exec('COMMIT; BEGIN IMMEDIATE');
    return () => {
      if (lock.isOpen) lock.close();
    };
  } catch (error) {
    const holder = isLocked(error) ? readHolder(lock) : undefined;
    lock.close();
    if (!isLocked(error)) throw error;
    throw new StoreError(
      `${path}: another Downtick already uses this store${describe(holder)}. Stop that one first, or give this one a STORE_URL of its own: two on one store would tell everything twice.`,
      { cause: error },
    );
  }
}

function readHolder(lock: DatabaseSync): Holder | undefined {
  try {
    return lock.prepare('SELECT pid, host, since FROM holder').get() as Holder | undefined;
  } catch {
    // It is being written at this very moment.
    return undefined;
  }
}

function describe(holder: Holder | undefined): string {
  if (holder === undefined) return '';
  const { pid, host, since } = holder;
  return ` (process ${pid} on ${host}, since ${since.replace('T', ' ')} UTC)`;
}
