import { reasonOf } from '#src/platform/reason-of.ts';
import { StoreError } from '#src/storage/store-error.ts';

const BUSY = 5;

/** By SQLite's primary result code (https://sqlite.org/rescode.html): what is wrong, and what to do. */
const EXPLANATIONS: Readonly<Record<number, string>> = {
  [BUSY]: 'another process keeps the file locked. Stop the other program that uses it.',
  8: 'the file is read-only. Make it and its folder writable for the user that runs this.',
  10: 'reading or writing the disk failed. Check the disk.',
  11: 'the file is damaged. Restore a backup, or move the file away to start afresh.',
  13: 'the disk is full. Free some space; what was stored before is kept.',
  14: 'the file cannot be opened. Check that the path is a file in a folder that this user may write to.',
  26: 'the file is no SQLite database. Restore a backup, or move the file away to start afresh.',
};

/** Puts a failure of `node:sqlite`, or of the file system under it, into words. */
export function sqliteFailure(path: string, cause: unknown): StoreError {
  const reason = reasonOf(cause);
  return new StoreError(`${path}: ${EXPLANATIONS[primaryCode(cause)] ?? `${reason}.`}`, { cause });
}

/** Whether something could not be done because another connection holds a lock. */
export function isLocked(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

function primaryCode(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // The extended codes, such as "disk I/O error while syncing", keep the primary one in their low byte.
  return typeof code === 'number' ? code & 0xff : -1;
}
