import type { Lexicon } from '#src/languages/lexicon.ts';
import type { Token } from '#src/names/token.ts';

import type { IgnoreReason } from './announcement.ts';
import type { LineKind } from './turns.ts';
import { cutRunOns } from './run-ons.ts';
import { ZONE_PATTERN } from './time/zones.ts';

export interface Sentence {
  readonly text: string;
  /** It is an item of a list. */
  readonly bullet: boolean;
}

/** A sentence as scanned. */
export interface ScannedSentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** All that is known in it, where `tokens` are only the times of a field: its label may name a service. */
  readonly named: readonly Token[];
  readonly lexicon: Lexicon;
  readonly isTitle: boolean;
  /** How many updates came before it in a post that keeps a log of them. */
  readonly update: number;
  /** Whether it is a line of a list or a table. */
  readonly line: LineKind;
  /** Why nothing in it counts. */
  readonly reason: IgnoreReason | null;
}

const ABBREVIATION =
  /(?:\b(?:approx|no|e\.g|i\.e|vs|mt|st|dr|mr|inc|ltd|co|u\.s|u\.k|a\.m|p\.m|am|pm|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z])\.$/i;
const HALF_OF_DAY = /[ap]\.?m\.$/i;
/** "4 a.m. EDT" goes on, whatever the point looks like. */
const ZONE_FOLLOWS = new RegExp(`^\\s*\\(?(?:${ZONE_PATTERN})`, 'i');

/** A sentence that goes on for longer is cut where it is: no claim needs as many words, and time must not grow with them. */
const MAX_SENTENCE = 400;

/** Cuts plain text into sentences. Lines end sentences; points within numbers, names and abbreviations do not. */
export function splitSentences(text: string): Sentence[] {
  return text.split('\n').flatMap((line) => {
    const bullet = line.startsWith('- ');
    return cutLine(bullet ? line.slice(2) : line).map((part) => ({ text: part, bullet }));
  });
}

function cutLine(line: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of line.matchAll(/[。!?;…]+|\.+(?=\s|$|["')])/g)) {
    const end = match.index + match[0].length;
    const before = line.slice(Math.max(start, end - 16), end);
    const after = line.slice(end, end + 40);
    if (match[0] === '.' && HALF_OF_DAY.test(before) && ZONE_FOLLOWS.test(after)) continue;
    if (match[0] === '.' && ABBREVIATION.test(before) && /^\s+[\p{Ll}\d(~-]/u.test(after)) continue;
    parts.push(line.slice(start, end));
    start = end;
  }
  parts.push(line.slice(start));
  return parts
    .flatMap(cutLong)
    .flatMap(cutRunOns)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

function cutLong(part: string): string[] {
  if (part.length <= MAX_SENTENCE) return [part];
  const blank = part.lastIndexOf(' ', MAX_SENTENCE);
  const at = blank > MAX_SENTENCE / 2 ? blank : MAX_SENTENCE;
  return [part.slice(0, at), ...cutLong(part.slice(at))];
}
