import type { Reading, Signal } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';

import type { FlagWord } from './flag.ts';
import { SourceError } from '#src/sources/source.ts';
import type { Decoded } from '#src/sources/source.ts';

const MAX_UNREAD = 20;

/** A service that a list speaks of, with the reading that it gets on nearly every day. */
export interface FlagPlace {
  readonly service: string;
  readonly open: Reading;
}

export function flagPlace(service: string, signal: Signal): FlagPlace {
  return { service, open: { service, status: 'operational', basis: 'official', signal, evidence: '' } };
}

/** Gathers the readings of a list of switches. */
export interface FlagReadings {
  add(place: FlagPlace, word: FlagWord): void;
  /** Something that could not be read, for the operator. */
  miss(what: string): void;
  /** Throws `SourceError` when not one switch could be read: then the list has another shape. */
  finish(): Decoded;
}

export function collectFlags(): FlagReadings {
  const readings: Reading[] = [];
  const unread = new Set<string>();
  let isRead = false;
  let absent: string | undefined;

  const miss = (what: string): void => {
    if (unread.size < MAX_UNREAD) unread.add(what);
  };
  const push = ({ open, service }: FlagPlace, status: Status, evidence: string, spoken?: true): void => {
    const isOpen = status === 'operational' && evidence === '';
    readings.push(
      isOpen
        ? open
        : {
            service,
            status,
            basis: 'official',
            signal: open.signal,
            evidence,
            ...(spoken === true && { spoken }),
          },
    );
  };

  return {
    miss,
    add(place, { evidence, spoken, status, unread: what }) {
      if (status === 'missing') {
        absent ??= what;
        miss(`${place.service} has nothing at \`${what}\``);
        push(place, 'unknown', 'not said');
        return;
      }
      if (what !== undefined) miss(what);
      isRead = true;
      if (status !== 'skip') push(place, status, evidence, spoken);
    },
    finish() {
      if (!isRead && readings.length > 0)
        throw new SourceError('broken', `No row of the list has anything at \`${absent}\`.`);
      return { readings, unread: [...unread] };
    },
  };
}
