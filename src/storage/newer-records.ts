import type { Backend, StoredVersion } from './backend.ts';
import { StoreError } from './store-error.ts';

/** A record that a newer Downtick wrote. It stays where it is. */
export class NewerRecordError extends StoreError {
  constructor(found: number, known: number) {
    super(`it has version ${found}, from a newer Downtick; this one reads versions up to ${known}.`);
  }
}

export interface KnownType {
  readonly collection: string;
  readonly version: number;
}

/** What a store says of those who used it before. */
export interface EarlierUse {
  readonly lastUser: string | undefined;
  readonly versions: readonly StoredVersion[];
}

/**
 * The oldest version of a record that an older Downtick left; `undefined` where all are of the present ones.
 * Throws `StoreError` where a newer Downtick has been at it.
 */
export function oldestLeft(
  { lastUser, versions }: EarlierUse,
  types: readonly KnownType[],
  version: string,
): number | undefined {
  const known = new Map(types.map((type) => [type.collection, type.version]));
  let oldest: number | undefined;
  for (const stored of versions) {
    const ours = known.get(stored.collection);
    if (ours === undefined) continue;
    if (stored.version > ours) {
      const needed =
        lastUser === undefined || lastUser === version ? 'a newer Downtick' : `Downtick ${lastUser}`;
      throw new StoreError(
        `The store was last used by ${needed}: ${stored.collection}/${stored.id} has version ${stored.version}, and this Downtick (${version}) reads versions up to ${ours}. Start ${needed === 'a newer Downtick' ? `one that reads version ${stored.version}` : `${needed} or a newer one`}, or restore a backup from before.`,
      );
    }
    if (stored.version < ours) oldest = Math.min(oldest ?? stored.version, stored.version);
  }
  return oldest;
}

/**
 * Makes sure that this Downtick can read all that is stored, and takes it over. What an older one left is copied
 * first: records become new ones when they are next written, and then the older one can read them no more.
 * Throws `StoreError` where a newer Downtick has been at it.
 */
export function takeOver(backend: Backend, types: readonly KnownType[], version: string): void {
  const lastUser = backend.lastUser();
  const oldest = oldestLeft({ lastUser, versions: backend.versions() }, types, version);
  if (oldest !== undefined) backend.keepCopy(`v${oldest}`);
  if (lastUser !== version) backend.use(version);
}
