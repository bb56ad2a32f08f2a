import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import { OvertakenError } from '#src/platform/collection.ts';

import { reasonOf } from '#src/platform/reason-of.ts';
import type { Rows } from '#src/storage/commit-queue.ts';
import { createSqliteCommit } from './sqlite-commit.ts';
import type { WriterMessage } from './sqlite-writer.ts';

// The thread in which the store is written: here a slow disk, or a lock that another process holds, stops nobody.
const BUSY_TIMEOUT_MS = 5_000;

const database = new DatabaseSync(String(workerData), { timeout: BUSY_TIMEOUT_MS });
database.exec('PRAGMA synchronous = FULL');
const commitAll = createSqliteCommit(database);

parentPort?.on('message', (message: readonly Rows[] | null) => {
  if (message === null) {
    database.close();
    parentPort?.close();
    return;
  }
  const outcomes: WriterMessage = commitAll(message).map((committed) => {
    if (!('error' in committed)) return committed;
    const { error } = committed;
    // Only plain data keeps its fields on the way between threads.
    return {
      message: reasonOf(error),
      ...(error instanceof OvertakenError && { isOvertaken: true as const }),
      ...(error instanceof Error && 'errcode' in error && { errcode: Number(error.errcode) }),
    };
  });
  parentPort?.postMessage(outcomes);
});
