import { LANGUAGES } from '#src/languages/languages.ts';
import type { TimeWords } from '#src/languages/time-words.ts';
import type { Moment, TokenOf } from '#src/names/token.ts';

import { toPlainText } from './plain-text.ts';
import { splitSentences } from './sentences.ts';
import type { CalendarDay } from './time/calendar.ts';
import { findMoments } from './time/find-moments.ts';
import type { Zone } from './time/zones.ts';

type Side = 'void' | 'until' | 'from' | 'window';

const any = (select: (words: TimeWords['fields']) => string): string =>
  LANGUAGES.map(({ time }) => select(time.fields)).join('|');
const TOLD = any(({ from, until, window }) => `${from}|${until}|${window}`);
const CHANGED = `(?:(?:${any(({ changed }) => changed)}) ?)?`;

/** What a label says, the first that fits. What is changed may be named behind the word for it: "new end time". */
const LABELS: readonly (readonly [Side, RegExp])[] = [
  ['void', labelled(`(?:${any((fields) => fields.void)})(?: ?(?:${TOLD}))?`)],
  ['until', labelled(`${CHANGED}(?:${any(({ until }) => until)})`)],
  ['from', labelled(`${CHANGED}(?:${any(({ from }) => from)})|(?:${any(({ changed }) => changed)})`)],
  ['window', labelled(`${CHANGED}(?:${any(({ window }) => window)})`)],
];

function labelled(words: string): RegExp {
  return new RegExp(
    String.raw`^[\s\-·•■\u3010\[(]{0,4}(?:\d{1,2}[.)] ?)?(?:${words})[\u3011\])]?\s*[:\uFF1A]?\s*(?:${LANGUAGES.map(({ time }) => time.glue).join('|')})?\s*$`,
    'i',
  );
}

const LIST_LABEL = labelled(LANGUAGES.map(({ names }) => names.listLabels).join('|'));
const SERVICE_LABEL = labelled(LANGUAGES.map(({ names }) => names.serviceLabels).join('|'));
const MAX_LABEL = 48;

/** "Affected assets:" */
export function isListLabel(label: string): boolean {
  return label.length <= MAX_LABEL && LIST_LABEL.test(label);
}

/** "Affected services:" */
export function isServiceLabel(label: string): boolean {
  return label.length <= MAX_LABEL && SERVICE_LABEL.test(label);
}

function sideOf(label: string): Side | undefined {
  return LABELS.find(([, pattern]) => pattern.test(label))?.[0];
}

/**
 * The times of a field of a structured post, such as "Suspension time: 2026-03-05 14:00": the label says what they are times of.
 * `null` where the line is no such field.
 */
export function fieldOf(text: string, times: readonly TokenOf<'time'>[]): TokenOf<'time'>[] | null {
  const [first] = times;
  if (first === undefined || first.start > MAX_LABEL) return null;
  const label = text.slice(0, first.start);
  if (!/[:\uFF1A\u3011\])]/.test(label)) return null;
  const side = sideOf(label);
  if (side === 'void') return [];
  return side === undefined ? null : times.map((time) => ({ ...time, moment: withRole(time.moment, side) }));
}

/** "Resumption time: to be announced": an end or a window that is named, and not told. */
export function isUntoldField(text: string): boolean {
  const label = /^[^:\uFF1A]{1,48}[:\uFF1A](?=.*\p{L})/u.exec(text)?.[0];
  const side = label === undefined ? undefined : sideOf(label);
  return side === 'until' || side === 'window';
}

/** The times that the fields of a post tell, but for those that no longer hold; and whether there are such. */
export function fieldMoments(
  body: string,
  publishedAt: number,
  zone: Zone,
): { moments: Moment[]; isChanged: boolean } {
  // "Before: 3 February, 01:00; after: 02:00" is of one day.
  let day: CalendarDay | null = null;
  const fields = splitSentences(joinLabels(toPlainText(body))).flatMap(({ text }) => {
    const found = findMoments(text, { publishedAt, zone, day });
    ({ day } = found);
    const times = fieldOf(text, found.tokens);
    return times === null ? [] : [times];
  });
  return {
    moments: fields.flat().map(({ moment }) => moment),
    isChanged: fields.some((times) => times.length === 0),
  };
}

/** Puts a label that has a line of its own before what stands below it. */
export function joinLabels(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, i) => {
      const next = lines[i + 1] ?? '';
      const isOfTime = line.length <= MAX_LABEL && /^\W*\d/.test(next) && sideOf(line) !== undefined;
      const isLabel = isOfTime || ((isListLabel(line) || isServiceLabel(line)) && next !== '');
      return isLabel ? `${line.replace(/\s*[:\uFF1A]?\s*$/, '')}: ` : `${line}\n`;
    })
    .join('')
    .trimEnd();
}

function withRole(moment: Moment, side: Exclude<Side, 'void'>): Moment {
  if (moment.kind !== 'instant' || moment.role !== 'open') return moment;
  return { ...moment, role: side === 'window' ? 'open' : side };
}
