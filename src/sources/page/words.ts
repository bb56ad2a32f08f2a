import type { Status } from '#src/domain/status.ts';

import { readStatus, readWord } from './vocabulary.ts';

type Value = string | number | null | undefined;

/** Reads the words and codes of a platform, and keeps those that its documentation does not name. */
export interface Words {
  /** Values that no list has, for the operator. */
  readonly unread: string[];
  /** `undefined` for a value that the list does not have. `what` names the value for the operator. */
  word<T>(list: Readonly<Record<string, T>>, value: Value, what: string): T | undefined;
  /** A value that the list does not have is `unknown`, never operational. */
  status(list: Readonly<Record<string, Status>>, value: Value, what: string): Status;
}

export function createWords(): Words {
  const unread: string[] = [];
  return {
    unread,
    word: (list, value, what) => readWord(list, value, what, unread),
    status: (list, value, what) => readStatus(list, value, what, unread),
  };
}
