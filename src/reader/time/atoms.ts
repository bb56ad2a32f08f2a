import { isDay, nearestYear } from '#src/reader/time/calendar.ts';
import type { CalendarDay } from '#src/reader/time/calendar.ts';
import { ZONE_PATTERN } from '#src/reader/time/zones.ts';

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
const MONTH =
  '(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
  'a couple of': 2,
  couple: 2,
  'couple of': 2,
  'a few': 3,
  few: 3,
  several: 3,
  half: 0.5,
  'half an': 0.5,
  'half a': 0.5,
  一: 1,
  两: 2,
  兩: 2,
  二: 2,
  三: 3,
  半: 0.5,
  한: 1,
  두: 2,
  数: 3,
};
const NUMBER =
  '(?:\\d+(?:\\.\\d+)?|half an?|a couple of|couple of|couple|a few|few|several|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty|forty-five|sixty|ninety|an|a)';
const UNIT_MS: readonly (readonly [RegExp, number])[] = [
  [/^(?:min|分|분)/i, 60_000],
  [/^(?:h|小时|小時|시간|時間)/i, 3_600_000],
  [/^(?:d|天|일간|日間)/i, 86_400_000],
];

const PATTERNS: readonly (readonly [RegExp, Reader])[] = [
  [
    /(?<!\d)(?<y>20\d\d)\s?[-/.年년]\s?(?<m>\d{1,2})\s?[-/.月월]\s?(?<d>\d{1,2})(?!\d)\s?[日일号號]?T?/g,
    dateOf,
  ],
  [/(?<![\d.])(?<m>\d{1,2})\s?[月월]\s?(?<d>\d{1,2})\s?[日일号號]/g, dateOf],
  [/(?<![\d/.])(?<m>\d{1,2})\/(?<d>\d{1,2})(?=\s?(?:\([^)\s]{1,3}\))?\s?\d{1,2}[:시時点])/g, slashedDateOf],
  [
    new RegExp(`\\b${MONTH} (?<d>\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:| ?[ap]\\.?m)(?:,? (?<y>20\\d\\d))?`, 'gi'),
    dateOf,
  ],
  [
    new RegExp(
      `(?<![\\d:])(?<d>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (?<y>20\\d\\d))?(?![a-z])`,
      'gi',
    ),
    dateOf,
  ],
  [
    /\b(?<=(?:in|within|for) )the (?:next )?(?<unit>hour|half hour)\b/gi,
    ({ groups = {} }) => ({ kind: 'duration', ms: groups['unit'] === 'hour' ? 3_600_000 : 1_800_000 }),
  ],
  [/\b(?:today|tonight)\b|今日|今天|本日|오늘|금일/gi, () => ({ kind: 'day', days: 0 })],
  [/\btomorrow\b|明日|明天|내일|익일/gi, () => ({ kind: 'day', days: 1 })],
  [new RegExp(ZONE_PATTERN, 'gi'), ([zone]) => ({ kind: 'zone', zone })],
  [
    new RegExp(
      `(?<![\\w.:])(?<low>${NUMBER})(?:(?: to |-| or | ?~ ?)(?<high>${NUMBER}))?(?: more| further)?[ -]?(?<unit>min(?:ute)?s?|h(?:ou)?rs?|hours?|h|days?)\\b(?: or (?<more>two|so))?(?<half> and a half)?`,
      'gi',
    ),
    durationOf,
  ],
  [
    /(?<low>\d+(?:\.\d+)?|[一两兩二三半한두数])(?:\s?[-~至到]\s?(?<high>\d+(?:\.\d+)?))?\s?[个個]?(?<unit>小时|小時|分钟|分鐘|시간|분(?!할)|時間|分間?(?![类類])|天|日間|일간)(?<half>半|\s?반)?/g,
    durationOf,
  ],
  [/(?<![\d:.])(?<h>\d{1,2}):(?<min>\d{2})(?::\d{2})?(?:\.\d+)?(?:\s?(?<ap>[ap]\.?m\b\.?))?/gi, clockOf],
  [/(?<![\d:.])(?<h>\d{1,2})\s?(?<ap>[ap]\.?m\b\.?)/gi, clockOf],
  [/(?<!\d)(?<h>[012]\d)(?<min>[0-5]\d)(?=\s?(?:UTC|GMT|hrs))/g, clockOf],
  [/\b(?:12 )?noon\b|正午|정오/gi, () => ({ kind: 'clock', hour: 12, minute: 0 })],
  [/\b(?:12 )?midnight\b|자정/gi, () => ({ kind: 'clock', hour: 24, minute: 0 })],
  [
    /(?<ap>上午|下午|凌晨|早上|晚上|晚间|中午|午前|午後|오전|오후|새벽|저녁|밤|낮)?\s?(?<![\d:.])(?<h>\d{1,2})(?::(?<min>\d{2})|[点點时時시](?![间間간])\s?(?:(?<min2>\d{1,2})\s?[分분]|(?<half>半|반))?)/g,
    clockOf,
  ],
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

/** "3/6 15:00" is the sixth of March where Chinese, Japanese and Korean are written; elsewhere it may be June. */
function slashedDateOf(match: RegExpExecArray, near: number): Reading | null {
  return /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(match.input) ? dateOf(match, near) : null;
}

function clockOf({ groups = {} }: RegExpExecArray): Reading | null {
  const ap = (groups['ap'] ?? '').toLowerCase();
  const minute = groups['half'] === undefined ? Number(groups['min'] ?? groups['min2'] ?? 0) : 30;
  let hour = Number(groups['h']);
  if (/^p|下午|晚|午後|오후|저녁|밤|낮/.test(ap) && hour < 12) hour += 12;
  if (/^a|凌晨|午前|오전|새벽/.test(ap) && hour === 12) hour = 0;
  return hour > 24 || minute > 59 ? null : { kind: 'clock', hour, minute };
}

function durationOf({ groups = {} }: RegExpExecArray): Reading | null {
  const count =
    Math.max(numberOf(groups['low']), numberOf(groups['high']), numberOf(groups['more'])) +
    (groups['half'] === undefined ? 0 : 0.5);
  const unit = UNIT_MS.find(([pattern]) => pattern.test(groups['unit'] ?? ''));
  return unit === undefined || count <= 0 ? null : { kind: 'duration', ms: count * unit[1] };
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return NUMBER_WORDS[text.toLowerCase()] ?? (Number(text) || 0);
}
