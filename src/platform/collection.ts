/** A change of one record, to be committed together with others. Its collection makes it. */
export interface Write {
  readonly collection: string;
  readonly id: string;
  /** The whole record; absent where it is deleted. */
  readonly value?: unknown;
}

/**
 * Keeps all of the writes or none. Resolves when they are safe, and rejects when the store does not take them: with an
 * `OvertakenError` where one of the records that are expected does not stand as it is expected to.
 */
export type Commit = (writes: readonly Write[], expected?: readonly Write[]) => Promise<void>;

/** Somebody else has written what was to be replaced. Nothing was kept. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError';

  constructor() {
    super('Another process has written it since it was read.');
  }
}

/**
 * Records of one kind, each written whole under an id. Reads are validated: a record that cannot be
 * read is set aside and reported, and counts as absent. Writes reject when the store does not take them.
 */
export interface Collection<T> {
  get(id: string): Promise<T | undefined>;
  set(id: string, value: T): Promise<void>;
  delete(id: string): Promise<void>;
  /** All records whose id begins with `prefix`, in no particular order; the others are not read. */
  entries(prefix?: string): AsyncIterable<readonly [id: string, value: T]>;
  /** The ids of all records that begin with `prefix`. */
  keys(prefix?: string): AsyncIterable<string>;
  /**
   * Replaces a record by what it is changed to, and by nothing where that is `undefined`. Where somebody else replaces it
   * meanwhile, what they left is changed instead. Resolves with what is stored.
   */
  update(id: string, change: (before: T | undefined) => T | undefined): Promise<T | undefined>;
  /** What `set` would do, for a commit. */
  writeOf(id: string, value: T): Write;
  /** What `delete` would do, for a commit. */
  deletionOf(id: string): Write;
}
