import type { Collection } from '#src/platform/collection.ts';

export interface MemoryCollection<T> extends Collection<T> {
  /** While set, nothing is taken. */
  isFull: boolean;
  /** Everything that was written, in order. */
  readonly written: readonly T[];
}

export function createMemoryCollection<T>(): MemoryCollection<T> {
  const records = new Map<string, string>();
  const written: T[] = [];
  return {
    isFull: false,
    written,
    async get(id) {
      const text = records.get(id);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    async set(id, value) {
      if (this.isFull) throw new Error('the disk is full');
      records.set(id, JSON.stringify(value));
      written.push(value);
    },
    async delete(id) {
      records.delete(id);
    },
    writeOf: (id, value) => ({ collection: '', id, value }),
    async *keys(prefix = '') {
      for (const id of records.keys()) if (id.startsWith(prefix)) yield id;
    },
    async update(id, change) {
      const before = await this.get(id);
      const after = change(before);
      if (after === undefined) await this.delete(id);
      else if (after !== before) await this.set(id, after);
      return after;
    },
    deletionOf: (id) => ({ collection: '', id }),
    async *entries(prefix = '') {
      for (const [id, text] of records) {
        if (id.startsWith(prefix)) yield [id, JSON.parse(text) as T] as const;
      }
    },
  };
}
