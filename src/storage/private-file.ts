import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/**
 * Makes sure that a file is there; what is created for it, folders included, is for its owner alone. SQLite gives
 * the files that it puts beside a database the mode of the database. Throws where the folder cannot be made.
 */
export function createPrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
  try {
    closeSync(openSync(path, 'a', OWNER_ONLY));
  } catch {
    // Whoever opens it next says what is wrong with it.
  }
}
