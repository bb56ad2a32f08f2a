import type { Keyv } from 'keyv';

import { inTurns } from '#src/platform/turns.ts';

import { serialize } from './open-keyv.ts';
import { SqliteAdapter } from './sqlite-adapter.ts';
import { StoreError } from './store-error.ts';

/** A change of one value of a Keyv; without a value it is deleted. */
export interface KeyvWrite {
  readonly keyv: Keyv<unknown>;
  readonly id: string;
  readonly value?: unknown;
}

/** The one way in which records are written, whatever is under Keyv. */
export interface Committer {
  /** Keeps all of the writes or none, where the store can do that; else one after the other, in their order. */
  commit(writes: readonly KeyvWrite[]): Promise<void>;
  /** Resolves when what was given so far can be read. */
  settled(): Promise<void>;
  /** How many commits were given so far. */
  readonly given: number;
}

export function createCommitter(): Committer {
  const turn = inTurns();
  let given = 0;

  async function oneByOne(writes: readonly KeyvWrite[]): Promise<void> {
    for (const { keyv, id, value } of writes) {
      if (value === undefined) await keyv.delete(id);
      else if (!(await keyv.set(id, value))) throw new StoreError('the store did not take it.');
    }
  }

  return {
    async commit(writes) {
      given += 1;
      const adapter = adapterOf(writes);
      if (adapter === undefined) await turn('', () => oneByOne(writes));
      else await adapter.commit(writes.map(rowOf));
    },
    settled: () => turn('', () => Promise.resolve()),
    get given() {
      return given;
    },
  };
}

/** The adapter that can commit all of the writes at once. */
function adapterOf(writes: readonly KeyvWrite[]): SqliteAdapter | undefined {
  const stores = writes.map(({ keyv }): unknown => keyv.store);
  const [first] = stores;
  return first instanceof SqliteAdapter && stores.every((store) => store instanceof SqliteAdapter)
    ? first
    : undefined;
}

/** The row that Keyv would write. */
function rowOf({ keyv, id, value }: KeyvWrite): { key: string; value: string | null } {
  return { key: `${keyv.namespace}:${id}`, value: value === undefined ? null : serialize({ value }) };
}
