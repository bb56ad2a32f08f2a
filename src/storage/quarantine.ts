import { createHash } from 'node:crypto';

import type { Keyv } from 'keyv';

import { Garbled } from '#src/storage/open-keyv.ts';

/** A record that could not be read, and so was moved out of the way. Nothing of it is lost. */
export interface SetAside {
  readonly collection: string;
  readonly id: string;
  /** What is wrong, as a clause: "it is not a stored record". */
  readonly problem: string;
  /** The key it is kept under from now on. */
  readonly keptAs: string;
}

export const QUARANTINE = 'quarantine';

/**
 * Keeps a copy under a key that follows from what was stored, so that a crash before the record is deleted
 * from its place leaves no second copy, and another bad record of the same id does not overwrite this one.
 */
export async function keepAside(
  quarantine: Keyv<unknown>,
  record: Omit<SetAside, 'keptAs'>,
  stored: unknown,
): Promise<SetAside> {
  const content = stored instanceof Garbled ? stored.text : stored;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  const id = `${record.collection}/${record.id}#${digest}`;
  await quarantine.set(id, { ...record, stored: content });
  return { ...record, keptAs: `${QUARANTINE}:${id}` };
}
