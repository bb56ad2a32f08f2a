import { createHash } from 'node:crypto';

import type { Keyv } from 'keyv';

import type { KeyvWrite } from './committer.ts';
import { Garbled } from './open-keyv.ts';

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
 * The write that keeps a copy, under a key that follows from what was stored: where the store cannot do both at
 * once, a crash before the record is deleted from its place leaves no second copy, and another bad record of the
 * same id does not overwrite this one.
 */
export function asideOf(
  quarantine: Keyv<unknown>,
  record: Omit<SetAside, 'keptAs'>,
  stored: unknown,
): { readonly setAside: SetAside; readonly write: KeyvWrite } {
  const content = stored instanceof Garbled ? stored.text : stored;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  const id = `${record.collection}/${record.id}#${digest}`;
  return {
    setAside: { ...record, keptAs: `${QUARANTINE}:${id}` },
    write: { keyv: quarantine, id, value: { ...record, stored: content } },
  };
}
