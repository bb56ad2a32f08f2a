import type { Keyv } from 'keyv';

import { OvertakenError } from '#src/platform/collection.ts';
import { inTurns } from '#src/platform/turns.ts';

import type { RowWrite } from './commit-queue.ts';
import { isCommitting } from './committing-adapter.ts';
import type { CommittingAdapter } from './committing-adapter.ts';
import { serialize } from './open-keyv.ts';
import { StoreError } from './store-error.ts';

/** A change of one value of a Keyv; without a value it is deleted. */
export interface KeyvWrite {
  readonly keyv: Keyv<unknown>;
  readonly id: string;
  readonly value?: unknown;
}

/** The one way in which records are written, whatever is under Keyv. */
export interface Committer {
  /**
   * Keeps all of the writes or none, where the store can do that; else one after the other, in their order. Rejects with
   * an `OvertakenError` where something is not stored as it is expected to be.
   */
  commit(writes: readonly KeyvWrite[], expected?: readonly KeyvWrite[]): Promise<void>;
  /** Resolves when what was given so far can be read. */
  settled(): Promise<void>;
  /** How many commits were given so far. */
  readonly given: number;
}

export function createCommitter(): Committer {
  const turn = inTurns();
  let given = 0;

  async function oneByOne(writes: readonly KeyvWrite[], expected: readonly KeyvWrite[]): Promise<void> {
    for (const { keyv, id, value } of expected) {
      const found = await keyv.get(id);
      if (serialize({ value: found }) !== serialize({ value })) throw new OvertakenError();
    }
    for (const { keyv, id, value } of writes) {
      if (value === undefined) await keyv.delete(id);
      else if (!(await keyv.set(id, value))) throw new StoreError('the store did not take it.');
    }
  }

  return {
    async commit(writes, expected = []) {
      given += 1;
      const adapter = adapterOf([...writes, ...expected]);
      if (adapter === undefined) await turn('', () => oneByOne(writes, expected));
      else await adapter.commit([...expected.map(expectedRowOf), ...writes.map(rowOf)]);
    },
    settled: () => turn('', () => Promise.resolve()),
    get given() {
      return given;
    },
  };
}

/** The adapter that can commit all of the writes at once. */
function adapterOf(writes: readonly KeyvWrite[]): CommittingAdapter | undefined {
  const stores = writes.map(({ keyv }): unknown => keyv.store);
  const [first] = stores;
  return isCommitting(first) && stores.every(isCommitting) ? first : undefined;
}

/** The row that Keyv would write. */
function rowOf({ keyv, id, value }: KeyvWrite): RowWrite {
  return { key: `${keyv.namespace}:${id}`, value: value === undefined ? null : serialize({ value }) };
}

function expectedRowOf({ keyv, id, value }: KeyvWrite): RowWrite {
  return { key: `${keyv.namespace}:${id}`, expected: value === undefined ? null : serialize({ value }) };
}
