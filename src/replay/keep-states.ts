import type { Collection } from '#src/platform/collection.ts';

/** A collection that holds its records as they are, and puts them into the real one when `flush` is called. */
export function keepStates<T>(store: Collection<T>): Collection<T> & { flush(): Promise<void> } {
  const held = new Map<string, T>();
  return {
    ...store,
    get: async (id) => held.get(id) ?? (await store.get(id)),
    set: (id, value) => {
      held.set(id, value);
      return Promise.resolve();
    },
    // A bot that is off forgets all but what stands in its records.
    async flush() {
      for (const [id, value] of held) await store.set(id, value);
      held.clear();
    },
  };
}
