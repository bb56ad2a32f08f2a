import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

import { StoreError } from '#src/storage/store-error.ts';

export const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/**
 * Makes sure that a file is there; what is created for it, folders included, is for its owner alone. SQLite gives
 * the files that it puts beside a database the mode of the database. Throws where the folder cannot be made.
 */
export function createPrivateFile(path: string): void {
  makeFolder(dirname(path));
  touchPrivateFile(path);
}

/** The same in a folder that is there. */
export function touchPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'a', OWNER_ONLY));
  } catch {
    // Whoever opens it next says what is wrong with it.
  }
}

/** Node's own `recursive` never returns where a folder is there and takes none in it, such as `/proc`. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: OWNER_ONLY_FOLDER });
  } catch (error) {
    // Somebody else was faster.
    if (existsSync(path)) return;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StoreError(
      `${path}: this folder cannot be made (${code}). Name a file in a folder that this user may write to.`,
      { cause: error },
    );
  }
}
