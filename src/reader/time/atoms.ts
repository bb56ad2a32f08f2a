import { LANGUAGES } from '#src/languages/languages.ts';

import { isDay, nearestYear } from './calendar.ts';
import type { CalendarDay } from './calendar.ts';
import { ZONE_PATTERN } from './zones.ts';

/** The smallest parts of a time as it stands in a text. */
export type Atom = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'date'; readonly date: CalendarDay }
  | { readonly kind: 'day'; readonly days: number }
  | { readonly kind: 'clock'; readonly hour: number; readonly minute: number }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'duration'; readonly ms: number }
);

type Reading = Atom extends infer A ? (A extends Atom ? Omit<A, 'start' | 'end'> : never) : never;
type Reader = (match: RegExpExecArray, near: number) => Reading | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WORDS = LANGUAGES.map(({ time }) => time);
const oneOf = (patterns: readonly string[]): string => patterns.join('|');
const of = (source: string): RegExp => new RegExp(source, 'gi');

const NUMERALS: Readonly<Record<string, number>> = Object.assign(
  {},
  ...WORDS.map(({ numerals }) => numerals),
);
const UNITS = WORDS.flatMap(({ units }) => units).map(
  ([unit, ms]) => [new RegExp(`^(?:${unit})`, 'i'), ms] as const,
);
const AFTERNOON = new RegExp(`^(?:${oneOf(WORDS.map(({ afternoon }) => afternoon))})`, 'i');
const MORNING = new RegExp(`^(?:${oneOf(WORDS.map(({ morning }) => morning))})`, 'i');
const AFTER_SLASHED = oneOf(WORDS.map(({ afterSlashedDate }) => afterSlashedDate));
// In these scripts a slashed date is month and day; elsewhere it may be day and month.
const MONTH_FIRST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const PATTERNS: readonly (readonly [RegExp, Reader])[] = [
  [/(?<!\d)(?<y>20\d\d)\s?[-/.]\s?(?<m>\d{1,2})\s?[-/.]\s?(?<d>\d{1,2})(?!\d)T?/g, dateOf],
  [
    of(
      String.raw`(?<![\d/.])(?<m>\d{1,2})\/(?<d>\d{1,2})(?:(?=\s?(?:\([^)\s]{1,3}\))?\s?\d{1,2}(?::|${AFTER_SLASHED}))|(?<=(?:[\u3010\[(]|(?<!\d) )\d{1,2}\/\d{1,2})(?=[\s\u3011\])~]))`,
    ),
    slashedDateOf,
  ],
  ...WORDS.flatMap(({ dates }) => dates).map((source) => [of(source), dateOf] as const),
  ...WORDS.flatMap(({ days }) => days).map(
    ([words, days]) => [of(words), (): Reading => ({ kind: 'day', days })] as const,
  ),
  [of(ZONE_PATTERN), ([zone]) => ({ kind: 'zone', zone })],
  ...WORDS.flatMap(({ durations }) => durations).map((source) => [of(source), durationOf] as const),
  ...WORDS.flatMap(({ clocks }) => clocks).map((source) => [of(source), clockOf] as const),
  [of(oneOf(WORDS.map(({ noon }) => noon))), () => ({ kind: 'clock', hour: 12, minute: 0 })],
  [of(oneOf(WORDS.map(({ midnight }) => midnight))), () => ({ kind: 'clock', hour: 24, minute: 0 })],
];

/** All parts of times in a text, in order, none overlapping: the longer of two rivals wins. */
export function findAtoms(text: string, near: number): Atom[] {
  const found: Atom[] = [];
  for (const [pattern, read] of PATTERNS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const reading = read(match, near);
      if (reading !== null)
        found.push({ ...reading, start: match.index, end: match.index + match[0].length });
    }
  }
  found.sort((a, b) => b.end - b.start - (a.end - a.start));
  const kept: Atom[] = [];
  for (const atom of found)
    if (kept.every((k) => k.end <= atom.start || k.start >= atom.end)) kept.push(atom);
  return kept.toSorted((a, b) => a.start - b.start);
}

function dateOf({ groups = {} }: RegExpExecArray, near: number): Reading | null {
  const name = groups['month'];
  const month = name === undefined ? Number(groups['m']) : MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const day = Number(groups['d']);
  const year = groups['y'] === undefined ? nearestYear(month, day, near) : Number(groups['y']);
  const date = { year, month, day };
  return isDay(date) ? { kind: 'date', date } : null;
}

function slashedDateOf(match: RegExpExecArray, near: number): Reading | null {
  return MONTH_FIRST.test(match.input) ? dateOf(match, near) : null;
}

function clockOf({ groups = {} }: RegExpExecArray): Reading | null {
  const ap = (groups['ap'] ?? '').toLowerCase();
  const minute = groups['half'] === undefined ? Number(groups['min'] ?? groups['min2'] ?? 0) : 30;
  let hour = Number(groups['h']);
  if (AFTERNOON.test(ap) && hour < 12) hour += 12;
  if (MORNING.test(ap) && hour === 12) hour = 0;
  return hour > 24 || minute > 59 ? null : { kind: 'clock', hour, minute };
}

function durationOf({ groups = {} }: RegExpExecArray): Reading | null {
  const count =
    Math.max(numberOf(groups['low'] ?? 'one'), numberOf(groups['high']), numberOf(groups['more'])) +
    (groups['half'] === undefined ? 0 : 0.5);
  const unit = UNITS.find(([pattern]) => pattern.test(groups['unit'] ?? ''));
  return unit === undefined || count <= 0 ? null : { kind: 'duration', ms: count * unit[1] };
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return NUMERALS[text.toLowerCase()] ?? (Number(text) || 0);
}
