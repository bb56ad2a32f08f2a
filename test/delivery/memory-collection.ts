import type { Collection } from '#src/platform/collection.ts';

export interface MemoryCollection<T> extends Collection<T> {
  readonly records: Map<string, T>;
}

/** Records in memory. `onCall` runs before each call, and may throw as a store does that is full or gone. */
export function memoryCollection<T>(
  onCall: (call: string) => void = () => undefined,
  collection = '',
): MemoryCollection<T> {
  const records = new Map<string, T>();
  return {
    records,
    async get(id) {
      onCall('get');
      return structuredClone(records.get(id));
    },
    async set(id, value) {
      onCall('set');
      records.set(id, structuredClone(value));
    },
    async delete(id) {
      onCall('delete');
      records.delete(id);
    },
    async *keys(prefix = '') {
      onCall('keys');
      for (const id of new Map(records).keys()) if (id.startsWith(prefix)) yield id;
    },
    async update(id, change) {
      const before = structuredClone(records.get(id));
      const after = change(before);
      if (after === before) return before;
      onCall(after === undefined ? 'delete' : 'set');
      if (after === undefined) records.delete(id);
      else records.set(id, structuredClone(after));
      return after;
    },
    writeOf: (id, value) => ({ collection, id, value }),
    deletionOf: (id) => ({ collection, id }),
    async *entries(prefix = '') {
      onCall('entries');
      for (const [id, value] of new Map(records))
        if (id.startsWith(prefix)) yield [id, structuredClone(value)];
    },
  };
}
