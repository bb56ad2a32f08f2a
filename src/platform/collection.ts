/**
 * Records of one kind, each written whole under an id. Reads are validated: a record that cannot be
 * read is set aside and reported, and counts as absent. Writes reject when the store does not take them.
 */
export interface Collection<T> {
  get(id: string): Promise<T | undefined>;
  set(id: string, value: T): Promise<void>;
  delete(id: string): Promise<void>;
  /** All records whose id begins with `prefix`, in no particular order. */
  entries(prefix?: string): AsyncIterable<readonly [id: string, value: T]>;
}
