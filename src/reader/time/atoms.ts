import { DAY_MS } from '#src/domain/time.ts';
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
  | { readonly kind: 'duration'; readonly ms: number; readonly unitMs: number }
);

type TimeReading = Atom extends infer A ? (A extends Atom ? Omit<A, 'start' | 'end'> : never) : never;
type Reader = (match: RegExpExecArray, near: number) => TimeReading | null;

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
// In these scripts a slashed date is month and day; elsewhere it may be day and month as well.
const MONTH_FIRST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** How far off a date may be that is written in numbers: without a year, and with one. */
const SOON_MS = 45 * DAY_MS;
const LONG_MS = 400 * DAY_MS;

const PATTERNS: readonly (readonly [RegExp, Reader])[] = [
  [/(?<!\d)(?<y>20\d\d)\s?[-/.]\s?(?<m>\d{1,2})\s?[-/.]\s?(?<d>\d{1,2})(?!\d)T?/g, dateOf],
  [
    of(
      String.raw`(?<![\d/.])(?!24\/7)(?<m>\d{1,2})\/(?<d>\d{1,2})(?:(?=\s?(?:\([^)\s]{1,3}\))?\s?\d{1,2}(?::|${AFTER_SLASHED}))|(?<=(?:[\u3010\[(]|(?<!\d) )\d{1,2}\/\d{1,2})(?=[\s\u3011\])~]))`,
    ),
    slashedDateOf,
  ],
  [
    /(?<![\p{L}\d/.:-])(?<first>\d{1,2})(?<between>[/.-])(?<second>\d{1,2})\k<between>(?<y>(?:20)?\d\d)(?!\d|[/.-]\d)/gu,
    numberedDateOf,
  ],
  ...WORDS.flatMap(({ dates }) => dates).map((source) => [of(source), dateOf] as const),
  ...WORDS.flatMap(({ days }) => days).map(
    ([words, days]) => [of(words), (): TimeReading => ({ kind: 'day', days })] as const,
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
  return joinLengths(
    kept.toSorted((a, b) => a.start - b.start),
    text,
  );
}

const BETWEEN_LENGTHS = new RegExp(
  String.raw`^[\s,]{0,3}(?:(?:${oneOf(WORDS.map(({ andLength }) => andLength))})\s{0,2})?$`,
  'i',
);

/** "1 hour 30 minutes" is one length: the second part is smaller than a unit of the first. */
function joinLengths(atoms: readonly Atom[], text: string): Atom[] {
  const joined: Atom[] = [];
  for (const atom of atoms) {
    const last = joined.at(-1);
    const isPart =
      last?.kind === 'duration' &&
      atom.kind === 'duration' &&
      atom.ms < last.unitMs &&
      BETWEEN_LENGTHS.test(text.slice(last.end, atom.start));
    if (isPart) joined.splice(-1, 1, { ...last, ms: last.ms + atom.ms, unitMs: atom.unitMs, end: atom.end });
    else joined.push(atom);
  }
  return joined;
}

function dateOf({ groups = {} }: RegExpExecArray, near: number): TimeReading | null {
  const name = groups['month'];
  const month = name === undefined ? Number(groups['m']) : MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const day = Number(groups['d']);
  const year = groups['y'] === undefined ? nearestYear(month, day, near) : Number(groups['y']);
  const date = { year, month, day };
  return isDay(date) ? { kind: 'date', date } : null;
}

function slashedDateOf(match: RegExpExecArray, near: number): TimeReading | null {
  if (MONTH_FIRST.test(match.input)) return dateOf(match, near);
  const [m, d] = [Number(match.groups?.['m']), Number(match.groups?.['d'])];
  return nearestOf(
    [
      { month: m, day: d },
      { month: d, day: m },
    ].map(({ day, month }) => {
      return { year: nearestYear(month, day, near), month, day };
    }),
    near,
    SOON_MS,
  );
}

/** "24.09.2026", "09/24/26": the day stands first where points are between; else either may. */
function numberedDateOf({ groups = {} }: RegExpExecArray, near: number): TimeReading | null {
  const [first, second] = [Number(groups['first']), Number(groups['second'])];
  const year = (Number(groups['y']) % 100) + 2000;
  const dayFirst = { year, month: second, day: first };
  const orders = groups['between'] === '.' ? [dayFirst] : [dayFirst, { year, month: first, day: second }];
  return nearestOf(orders, near, LONG_MS);
}

/** Of what numbers may mean, the day that is nearest to the publication. Too far from it they are no date at all. */
function nearestOf(days: readonly CalendarDay[], near: number, limitMs: number): TimeReading | null {
  const away = ({ day, month, year }: CalendarDay) => Math.abs(Date.UTC(year, month - 1, day) - near);
  const [date] = days
    .filter((one) => isDay(one) && away(one) <= limitMs)
    .toSorted((a, b) => away(a) - away(b));
  return date === undefined ? null : { kind: 'date', date };
}

function clockOf({ groups = {} }: RegExpExecArray): TimeReading | null {
  const ap = (groups['ap'] ?? '').toLowerCase();
  const minute = groups['half'] === undefined ? Number(groups['min'] ?? groups['min2'] ?? 0) : 30;
  let hour = Number(groups['h']);
  if (AFTERNOON.test(ap) && hour < 12) hour += 12;
  if (MORNING.test(ap) && hour === 12) hour = 0;
  return hour > 24 || minute > 59 ? null : { kind: 'clock', hour, minute };
}

function durationOf({ groups = {} }: RegExpExecArray): TimeReading | null {
  const count =
    Math.max(numberOf(groups['low'] ?? 'one'), numberOf(groups['high']), numberOf(groups['more'])) +
    (groups['half'] === undefined ? 0 : 0.5);
  const unit = UNITS.find(([pattern]) => pattern.test(groups['unit'] ?? ''));
  return unit === undefined || count <= 0 ? null : { kind: 'duration', ms: count * unit[1], unitMs: unit[1] };
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return NUMERALS[text.toLowerCase()] ?? (Number(text) || 0);
}
