import type { KeyvStoreAdapter } from 'keyv';

import type { Rows } from './commit-queue.ts';

/** A store under Keyv that can do more than Keyv asks for. */
export interface CommittingAdapter extends KeyvStoreAdapter {
  /** Keeps all of the rows or none. Resolves with how many were changed. */
  commit(rows: Rows): Promise<number>;
  /** The keys of the namespace that go on with `prefix`. */
  keys(namespace?: string, prefix?: string): AsyncGenerator<string, void>;
  /** The rows of the namespace whose keys go on with `prefix`: whole keys and serialized values. */
  iterator<Value>(
    namespace?: string,
    prefix?: string,
  ): AsyncGenerator<(string | Awaited<Value> | undefined)[], void>;
}

export function isCommitting(store: unknown): store is CommittingAdapter {
  return typeof store === 'object' && store !== null && 'commit' in store && 'iterator' in store;
}
