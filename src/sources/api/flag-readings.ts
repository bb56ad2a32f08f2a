import type { Reading } from '#src/domain/reading.ts';
import { severityOf } from '#src/domain/status.ts';
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

export function flagPlace(service: string, more: Pick<Reading, 'signal' | 'listsTroubleOnly'>): FlagPlace {
  return { service, open: { service, status: 'operational', basis: 'official', evidence: '', ...more } };
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
  const readings = new Map<string, Reading>();
  const unread = new Set<string>();
  let isRead = false;
  let absent: string | undefined;

  const miss = (what: string): void => {
    if (unread.size < MAX_UNREAD) unread.add(what);
  };
  const push = ({ open, service }: FlagPlace, status: Status, evidence: string, spoken?: true): void => {
    const isOpen = status === 'operational' && evidence === '';
    const reading = isOpen ? open : { ...open, status, evidence, ...(spoken && { spoken }) };
    const before = readings.get(service);
    readings.set(service, before === undefined ? reading : both(before, reading));
  };

  /** A list that names a service twice and says two things of it is in doubt; of two troubles the worse counts. */
  const both = (one: Reading, other: Reading): Reading => {
    if (one.status === other.status) return one;
    const [worse, milder] = severityOf(one.status) > severityOf(other.status) ? [one, other] : [other, one];
    if (milder.status !== 'operational') return milder.status === 'unknown' ? milder : worse;
    miss(`${one.service} is listed twice: as operational, and as ${worse.status.replaceAll('_', ' ')}`);
    return { ...worse, status: 'unknown', evidence: 'listed twice, with different answers' };
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
      if (!isRead && readings.size > 0)
        throw new SourceError('broken', `No row of the list has anything at \`${absent}\`.`);
      return { readings: [...readings.values()], unread: [...unread], listed: readings.size };
    },
  };
}
