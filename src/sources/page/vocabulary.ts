import type { Status } from '#src/domain/status.ts';
import { oneLine } from '#src/sources/one-line.ts';
import { wordIn } from '#src/sources/word-in.ts';

/** Collects values that no documentation names, so that an operator learns of them. */
export type Unread = string[];

/** Reads a platform's word or code. One that is not in the list is noted and reads as `undefined`. */
export function readWord<T>(
  words: Readonly<Record<string, T>>,
  value: string | number | null | undefined,
  what: string,
  unread: Unread,
): T | undefined {
  const word = String(value ?? '').trim();
  const known = wordIn(words, word);
  if (known === undefined) {
    const note = oneLine(`${what}: ${word === '' ? 'nothing' : `"${word}"`}`);
    if (!unread.includes(note)) unread.push(note);
  }
  return known;
}

/** As `readWord`, for a status: a value that nobody knows is `unknown`, never operational. */
export function readStatus(
  words: Readonly<Record<string, Status>>,
  value: string | number | null | undefined,
  what: string,
  unread: Unread,
): Status {
  return readWord(words, value, what, unread) ?? 'unknown';
}

const RANK: Record<Status, number> = {
  operational: 0,
  unknown: 1,
  under_maintenance: 2,
  degraded_performance: 3,
  partial_outage: 4,
  major_outage: 5,
};

/** The worse of what a page says of one service. Here an unread word outweighs "operational": it may be trouble. */
export function worse(a: Status, b: Status): Status {
  return RANK[b] > RANK[a] ? b : a;
}

export function milder(a: Status, b: Status): Status {
  return RANK[b] < RANK[a] ? b : a;
}

export function isWorse(a: Status, b: Status): boolean {
  return RANK[a] > RANK[b];
}
