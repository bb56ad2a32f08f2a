import type { Reading } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';

import type { FlagWord } from './flag.ts';
import { SourceError } from './source.ts';
import type { Decoded } from './source.ts';

const MAX_UNREAD = 20;

/** Gathers the readings of a list of switches. */
export interface FlagReadings {
  add(service: string, word: FlagWord): void;
  /** Something that could not be read, for the operator. */
  miss(what: string): void;
  /** Throws `SourceError` when not one switch could be read: then the list has another shape. */
  finish(): Decoded;
}

export function collectFlags(signal: 'flag' | 'word' = 'flag'): FlagReadings {
  const readings: Reading[] = [];
  const unread = new Set<string>();
  let isRead = false;
  let absent: string | undefined;

  const miss = (what: string): void => {
    if (unread.size < MAX_UNREAD) unread.add(what);
  };
  const push = (service: string, status: Status, evidence: string): void => {
    readings.push({ service, status, basis: 'official', signal, evidence });
  };

  return {
    miss,
    add(service, { evidence, status, unread: what }) {
      if (status === 'missing') {
        absent ??= what;
        miss(`${service} has nothing at \`${what}\``);
        push(service, 'unknown', 'not said');
        return;
      }
      if (what !== undefined) miss(what);
      isRead = true;
      if (status !== 'skip') push(service, status, evidence);
    },
    finish() {
      if (!isRead && readings.length > 0)
        throw new SourceError('broken', `No row of the list has anything at \`${absent}\`.`);
      return { readings, unread: [...unread] };
    },
  };
}
