import { createHash } from 'node:crypto';

import type { AlertRecord } from '#src/domain/alert-record.ts';
import type { Notice, OutboxItem, TimelineEntry } from '#src/domain/incident.ts';
import type { Collection, Write } from '#src/platform/collection.ts';

/** What buttons under alerts stand for, by the short key that they carry. */
export interface AlertBook {
  get(key: string): Promise<AlertRecord | undefined>;
  /** What keeps items that are told, to be committed together with them. */
  writesOf(items: readonly OutboxItem[]): Promise<Write[]>;
}

const KEY_LENGTH = 12;
/** Enough to see what happened; a storm of flaps does not make a record grow without end. */
const TIMELINE_MAX = 50;

/** The short key of an incident or maintenance: the same in every message about it, and after every restart. */
export function alertKey(incident: string): string {
  return createHash('sha256').update(incident).digest('base64url').slice(0, KEY_LENGTH);
}

export function createAlertBook(records: Collection<AlertRecord>): AlertBook {
  return {
    get: (key) => records.get(key),
    async writesOf(items) {
      const news = new Map<string, AlertRecord>();
      for (const { kind, notice } of items) {
        const key = alertKey(notice.incident);
        const known = news.get(key) ?? (await records.get(key));
        news.set(key, noted(known, notice, kind === 'notice'));
      }
      return [...news].map(([key, record]) => records.writeOf(key, record));
    },
  };
}

function noted(known: AlertRecord | undefined, notice: Notice, isNews: boolean): AlertRecord {
  const timeline = known?.timeline ?? [];
  const entry = entryOf(notice);
  const last = timeline.at(-1);
  // After a crash the same is noted again.
  const isKnown = last?.at === entry.at && last.kind === entry.kind;
  return { notice, timeline: isNews && !isKnown ? [...timeline, entry].slice(-TIMELINE_MAX) : timeline };
}

function entryOf({ at, change, kind, rule, status }: Notice): TimelineEntry {
  return { at, kind, status, ...(change !== undefined && { change }), ...(rule !== undefined && { rule }) };
}
