import type { Collection } from '#src/platform/collection.ts';

/** A collection that holds its records as they are, and puts them into another when all is done. */
export function keepStates<T>(store: Collection<T>): Collection<T> & { flush(): Promise<void> } {
  const held = new Map<string, T>();
  return {
    get: async (id) => held.get(id) ?? (await store.get(id)),
    set: (id, value) => {
      held.set(id, value);
      return Promise.resolve();
    },
    delete: async (id) => {
      held.delete(id);
      await store.delete(id);
    },
    async *entries(prefix = '') {
      await this.flush();
      yield* store.entries(prefix);
    },
    // A bot that is off forgets all but what stands in its records.
    async flush() {
      for (const [id, value] of held) await store.set(id, value);
      held.clear();
    },
  };
}
