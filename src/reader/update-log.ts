import { LANGUAGES } from '#src/languages/languages.ts';
import { HOUR_MS } from '#src/domain/time.ts';

import { findMoments } from './time/find-moments.ts';
import type { Zone } from './time/zones.ts';

/** What was written at one time, and how many updates came before it. */
export interface WrittenUpdate {
  readonly text: string;
  readonly update: number;
}

/** The head of an entry: when it was written, and what stands behind that in its line. */
interface Head {
  readonly at: number;
  readonly rest: string;
  readonly isUpdate: boolean;
}

interface LogPart {
  readonly head: Head | null;
  readonly lines: string[];
}

const WORDS = LANGUAGES.map(({ updating }) => updating).join('|');
const BEFORE = new RegExp(String.raw`^\P{L}*(?:(?:${WORDS})\P{L}*)?$`, 'iu');
const AFTER = new RegExp(
  String.raw`^[\s)\]\u3011>]*(?:(?:${WORDS})[\s\d#]*)?(?:[\s)\]\u3011]*(?:[:|]|-+\s|(?<=[\]\u3011]))\s*|\s*$)`,
  'iu',
);
const UPDATE = new RegExp(WORDS, 'i');
/** "Resolved - ", "Investigating - ": what an entry without an hour begins with. */
const FIRST = LANGUAGES.map(({ investigating }) => investigating).join('|');
const LABEL = new RegExp(String.raw`^(?:${WORDS}|${FIRST})\s+-\s`, 'i');
const BEGINNING = new RegExp(String.raw`^(?:${FIRST})\b`, 'i');
const MAX_HEAD = 64;
const MAX_LINES = 60;

/**
 * The updates of a post that keeps a log of them, the oldest first, whichever way it is written. A text that is no log is
 * one entry. Of a plan that lies ahead the hours are no log.
 */
export function logOf(text: string, publishedAt: number, zone: Zone): WrittenUpdate[] {
  const lines = text.split('\n');
  const heads = lines.map((line, i) => (i < MAX_LINES ? headOf(line, publishedAt, zone) : null));
  const parts = partsOf(lines, heads);
  const dated = parts.flatMap(({ head }) => head ?? []);
  const [first, last] = [dated[0], dated.at(-1)];
  const isLog = dated.length > 1 || (dated.length === 1 && parts.length > 1 && first?.isUpdate === true);
  if (first === undefined || last === undefined || !isLog) return labelledLog(lines) ?? [{ text, update: 0 }];
  if (Math.min(first.at, last.at) > publishedAt + HOUR_MS) return [{ text, update: 0 }];
  const isNewestFirst = first.at > last.at;
  const [plain, told] = [
    parts.filter(({ head }) => head === null),
    parts.filter(({ head }) => head !== null),
  ];
  const ordered = [...plain, ...(isNewestFirst ? told.toReversed() : told)];
  return ordered.map((part, update) => ({ text: part.lines.join('\n'), update }));
}

/** Entries that only tell how far it has come. What is still looked into was written first. */
function labelledLog(lines: readonly string[]): WrittenUpdate[] | null {
  const entries: string[] = [];
  for (const line of lines) {
    if (entries.length === 0 || LABEL.test(line)) entries.push(line);
    else entries.push(`${entries.pop() ?? ''}\n${line}`);
  }
  const [first, last] = [entries[0] ?? '', entries.at(-1) ?? ''];
  if (entries.length < 2 || !LABEL.test(first)) return null;
  const isOldestFirst = BEGINNING.test(first) && !BEGINNING.test(last);
  return (isOldestFirst ? entries : entries.toReversed()).map((text, update) => ({ text, update }));
}

/** A head stands above its entry or in its first line; where the last line of all is one, below it. */
function partsOf(lines: readonly string[], heads: readonly (Head | null)[]): LogPart[] {
  const isBelow = heads[0] === null && heads.at(-1)?.rest === '';
  const isOnly = heads.filter((head) => head !== null).length === 1;
  const parts: LogPart[] = [];
  let open: LogPart = { head: null, lines: [] };
  for (const [i, line] of lines.entries()) {
    const head = heads[i] ?? null;
    if (head === null) open.lines.push(line);
    else if (isBelow) {
      parts.push({ head, lines: open.lines });
      open = { head: null, lines: [] };
    } else {
      parts.push(open);
      open = { head, lines: head.rest === '' ? [] : [head.rest] };
      // What stands below the only head and its words was said before.
      if (isOnly && head.rest !== '') {
        parts.push(open);
        open = { head: null, lines: [] };
      }
    }
  }
  return [...parts, open].filter(({ lines: own }) => own.length > 0);
}

/** "[14:05 UTC] …", "Update (14:05 UTC): …", "Jul 6, 14:05 UTC": nothing but when a line, or what stands by it, was written. */
function headOf(line: string, publishedAt: number, zone: Zone): Head | null {
  const start = line.slice(0, MAX_HEAD);
  if (!/\d/.test(start.slice(0, MAX_HEAD / 2))) return null;
  const [time] = findMoments(start, { publishedAt, zone, day: null }).tokens;
  if (time?.moment.kind !== 'instant' || time.moment.wholeDay === true) return null;
  const [before, after] = [line.slice(0, time.start), line.slice(time.end)];
  const behind = AFTER.exec(after)?.[0];
  if (!BEFORE.test(before) || behind === undefined) return null;
  return { at: time.moment.at, rest: after.slice(behind.length), isUpdate: UPDATE.test(before + behind) };
}
