import { SYMBOLS } from '#src/alert/card.ts';
import type { Card } from '#src/alert/card.ts';
import type { Span, Text, TimeStyle } from '#src/alert/text.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#src/domain/time.ts';
import { wrap } from '#src/platform/columns.ts';

export interface TerminalOptions {
  readonly now: number;
  /** The language in which times are written; that of the machine otherwise. */
  readonly locale?: string;
  /** An IANA name; the machine's own otherwise. */
  readonly timeZone?: string;
  readonly width?: number;
}

const NARROWEST = 40;

/** A card for a terminal: its headline, and below it the rest behind a bar. */
export function renderTerminal(card: Card, options: TerminalOptions): string {
  const width = Math.max(NARROWEST, options.width ?? 80);
  const read = (text: Text): string => text.map((span) => spanText(span, options)).join('');
  const stamp: Text[] = card.at === undefined ? [] : [[{ kind: 'time', at: card.at, style: 'moment' }]];
  const below = [...card.rows, ...card.evidence, ...card.footer, ...stamp]
    .map(read)
    .filter((line) => line !== '')
    .flatMap((line) => wrap(line, width - BAR.length))
    .map((line) => `${BAR}${whole(line)}`);
  return [...wrap(`${SYMBOLS[card.tone]} ${read(card.headline)}`, width).map(whole), ...below, ''].join('\n');
}

const BAR = '▌ ';

/** In the place of blanks that no line is broken at. */
const UNBROKEN = '\u00A0';

function whole(line: string): string {
  return line.replaceAll(UNBROKEN, ' ');
}

function spanText(span: Span, options: TerminalOptions): string {
  if (typeof span === 'string') return cleaned(span);
  switch (span.kind) {
    case 'outside':
    case 'name':
      return cleaned(span.text);
    case 'time':
      return timeText(span.at, span.style, options);
    case 'link':
      // An address stays in one piece, so that it can be opened.
      return `${cleaned(span.text)}${UNBROKEN}<${cleaned(span.href)}>`;
  }
}

/** What a terminal would act upon is left out: nothing from outside moves its cursor. */
function cleaned(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(UNBROKEN, ' ');
}

function timeText(at: number, style: TimeStyle, { locale, now, timeZone }: TerminalOptions): string {
  if (!(Math.abs(at) <= LAST_TIME)) return '?';
  if (style === 'ago') return relativeText(at - now, locale);
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(DATES[locale ?? ''] ?? locale, { ...FORMATS[style], ...zone }).format(at);
}

/** The farthest time that there is a date for. */
const LAST_TIME = 8.64e15;

/** Plain English has its day before its month, as it is read in most of the world. */
const DATES: Readonly<Record<string, string>> = { en: 'en-GB' };

const FORMATS: Readonly<Record<Exclude<TimeStyle, 'ago'>, Intl.DateTimeFormatOptions>> = {
  clock: { timeStyle: 'short' },
  date: { dateStyle: 'medium' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
  ['second', SECOND_MS],
];

export function relativeText(distanceMs: number, locale: string | undefined): string {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(distanceMs) >= size) ?? ['second', SECOND_MS];
  return new Intl.RelativeTimeFormat(locale, {
    numeric: Math.abs(distanceMs) < SECOND_MS ? 'auto' : 'always',
  }).format(Math.round(distanceMs / size), unit);
}
