import { Worker } from 'node:worker_threads';

import { OvertakenError } from '#src/platform/collection.ts';

import type { CommitAll, Committed, Rows } from '#src/storage/commit-queue.ts';

/** What the thread answers: an outcome for each commit, errors as plain data. */
export type WriterMessage = readonly (
  | { readonly changed: number }
  | { readonly message: string; readonly errcode?: number; readonly isOvertaken?: true }
)[];

export interface SqliteWriter {
  /** Begins to get ready, which takes a moment, in which others may do what they have to do. */
  prepare(): void;
  /** For one call after the other. */
  readonly commitAll: CommitAll;
  close(): Promise<void>;
}

const THREAD = new URL('./sqlite-writer-thread.ts', import.meta.url);

/** Writes to an opened database in a thread of its own, so that nothing waits for the disk that need not. */
export function createSqliteWriter(path: string): SqliteWriter {
  let thread: WriterThread | undefined;
  let isClosed = false;

  function running(): WriterThread {
    // One that has ended, for whatever reason, must not end the store.
    if (thread === undefined || thread.hasEnded()) thread = startThread(path);
    return thread;
  }

  return {
    prepare: () => void running(),
    async commitAll(commits) {
      if (isClosed) return failed(commits.length, new Error('the store is closed'));
      return running().commitAll(commits);
    },
    async close() {
      isClosed = true;
      await thread?.close();
    },
  };
}

interface WriterThread {
  commitAll(commits: readonly Rows[]): Promise<readonly Committed[]>;
  hasEnded(): boolean;
  close(): Promise<void>;
}

function startThread(path: string): WriterThread {
  const worker = new Worker(THREAD, { workerData: path, execArgv: [], name: 'store writer' });
  // A process that has nothing else to do may end.
  worker.unref();
  const ended = Promise.withResolvers<void>();
  let endedBy: Error | undefined;
  let pending:
    | { readonly count: number; readonly settle: (outcomes: readonly Committed[]) => void }
    | undefined;

  function answer(outcomes: readonly Committed[]): void {
    const asked = pending;
    pending = undefined;
    worker.unref();
    asked?.settle(outcomes);
  }

  function end(error: Error): void {
    endedBy ??= error;
    if (pending !== undefined) answer(failed(pending.count, endedBy));
  }

  worker.on('message', (outcomes: WriterMessage) => answer(outcomes.map(committedOf)));
  worker.on('error', end);
  worker.on('exit', () => {
    end(new Error('the thread that writes has ended'));
    ended.resolve();
  });

  return {
    async commitAll(commits) {
      const done = Promise.withResolvers<readonly Committed[]>();
      pending = { count: commits.length, settle: done.resolve };
      worker.ref();
      worker.postMessage(commits);
      return done.promise;
    },
    hasEnded: () => endedBy !== undefined,
    async close() {
      worker.ref();
      worker.postMessage(null);
      await ended.promise;
    },
  };
}

function failed(count: number, error: Error): Committed[] {
  return Array.from({ length: count }, () => ({ error }));
}

function committedOf(outcome: WriterMessage[number]): Committed {
  if ('changed' in outcome) return outcome;
  const { message, errcode, isOvertaken } = outcome;
  if (isOvertaken === true) return { error: new OvertakenError() };
  return { error: Object.assign(new Error(message), errcode !== undefined && { errcode }) };
}
