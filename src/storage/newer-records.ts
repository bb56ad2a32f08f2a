import type { Backend } from './backend.ts';
import { StoreError } from './store-error.ts';

/** A record that a newer Downtick wrote. It stays where it is. */
export class NewerRecordError extends StoreError {
  constructor(found: number, known: number) {
    super(`it has version ${found}, from a newer Downtick; this one reads versions up to ${known}.`);
  }
}

interface KnownType {
  readonly collection: string;
  readonly version: number;
}

/**
 * Makes sure that this Downtick can read all that is stored, and takes it over. What an older one left is copied
 * first: records become new ones when they are next written, and then the older one can read them no more.
 * Throws `StoreError` where a newer Downtick has been at it.
 */
export function takeOver(backend: Backend, types: readonly KnownType[], version: string): void {
  const known = new Map(types.map((type) => [type.collection, type.version]));
  const lastUser = backend.lastUser();
  let oldest = Number.POSITIVE_INFINITY;
  for (const stored of backend.versions()) {
    const ours = known.get(stored.collection);
    if (ours === undefined) continue;
    if (stored.version > ours) {
      const needed =
        lastUser === undefined || lastUser === version ? 'a newer Downtick' : `Downtick ${lastUser}`;
      throw new StoreError(
        `The store was last used by ${needed}: ${stored.collection}/${stored.id} has version ${stored.version}, and this Downtick (${version}) reads versions up to ${ours}. Start ${needed === 'a newer Downtick' ? `one that reads version ${stored.version}` : `${needed} or a newer one`}, or restore a backup from before.`,
      );
    }
    if (stored.version < ours) oldest = Math.min(oldest, stored.version);
  }
  if (oldest !== Number.POSITIVE_INFINITY) backend.keepCopy(`v${oldest}`);
  if (lastUser !== version) backend.use(version);
}
