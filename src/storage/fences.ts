import { randomUUID } from 'node:crypto';

import { OvertakenError } from '#src/platform/collection.ts';
import type { Collection, Commit, Write } from '#src/platform/collection.ts';

/** Sees to it that a record which many may write is replaced only by whoever has seen how it stands. */
export interface Fences {
  /** From now on it is ours to replace, and nobody else's who has taken it before. */
  take(id: string): Promise<void>;
  /** Begins to replace it. Rejects with an `OvertakenError` where somebody else has done so since it was taken. */
  move(id: string): Promise<FenceMove>;
}

export interface FenceMove {
  /** Has the fence written together with what it is about, only where it stands as it was seen. */
  commit(keep: (write: Write, expected: Write) => Promise<void>): Promise<void>;
}

interface Fence {
  /** As it stands; several where it is not known which of our own writes were done. */
  readonly own: readonly (string | undefined)[];
  readonly isLost: boolean;
}

/** By id: who wrote last, and the how manieth time, so that no two writes leave the same. */
export function createFences(records: Collection<string>, commit: Commit): Fences {
  const fences = new Map<string, Fence>();
  const writer = randomUUID();
  let writes = 0;

  const expectedOf = (id: string, stands: string | undefined): Write =>
    stands === undefined ? records.deletionOf(id) : records.writeOf(id, stands);

  function nextFence(): string {
    writes += 1;
    return `${writer}/${writes}`;
  }

  async function take(id: string): Promise<void> {
    for (;;) {
      const stands = await records.get(id);
      const next = nextFence();
      try {
        await commit([records.writeOf(id, next)], [expectedOf(id, stands)]);
        fences.set(id, { own: [next], isLost: false });
        return;
      } catch (error) {
        if (!(error instanceof OvertakenError)) throw error;
      }
    }
  }

  function lost(id: string): OvertakenError {
    fences.set(id, { own: [], isLost: true });
    return new OvertakenError();
  }

  return {
    take,
    async move(id) {
      if (!fences.has(id)) await take(id);
      const { own, isLost } = fences.get(id) ?? { own: [], isLost: true };
      if (isLost) throw lost(id);
      const stands = own.length === 1 ? own[0] : await records.get(id);
      if (!own.includes(stands)) throw lost(id);
      const next = nextFence();
      fences.set(id, { own: [stands, next], isLost: false });
      return {
        async commit(keep) {
          try {
            await keep(records.writeOf(id, next), expectedOf(id, stands));
          } catch (error) {
            throw error instanceof OvertakenError ? lost(id) : error;
          }
          fences.set(id, { own: [next], isLost: false });
        },
      };
    },
  };
}
