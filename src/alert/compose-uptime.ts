import type { ServicePath } from '#src/domain/service.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import type { Uptime, UptimeReport } from '#src/engine/view/uptime.ts';

import type { Card, Tone } from './card.ts';
import { nameServices } from './names.ts';
import type { Text } from './text.ts';
import { card, marked } from './view-rows.ts';
import type { Voice } from './voice.ts';

/** A day as one letter: whole, disturbed, down, maintained, not watched. They differ by shape. */
const LETTERS = { up: '█', disturbed: '▆', maintained: '▓', down: '▂', unwatched: '░' } as const;

export type DayKind = keyof typeof LETTERS;

const ROWS = 12;
const WEEK = 7;
/** So much of a day has to be watched for it to count as watched. */
const WATCHED = 0.5;

export function kindOf({ downMs, disturbedMs, from, maintainedMs, until, watchedMs }: Uptime): DayKind {
  if (downMs > 0) return 'down';
  if (watchedMs < (until - from) * WATCHED) return 'unwatched';
  if (disturbedMs > 0) return 'disturbed';
  return maintainedMs > 0 ? 'maintained' : 'up';
}

/** How a service did, day by day, in words and in one line of bars. What nobody watched counts neither way. */
export function composeUptime(
  service: ServicePath,
  exchangeName: string,
  report: UptimeReport,
  voice: Voice,
): Card {
  const { subject } = nameServices([service], exchangeName, voice, 1);
  const days = report.days.length;
  const { share } = report;
  if (share === null) return card('unseen', voice.write('uptime.unknown', { subject, days }), { rows: [] });
  const bad = report.days.toReversed().filter((day) => kindOf(day) === 'down');
  const disturbed = report.days.filter((day) => kindOf(day) === 'disturbed').length;
  const unwatched = report.days.filter((day) => kindOf(day) === 'unwatched').length;
  const whole = days - bad.length - disturbed - unwatched;
  const left = bad.length - ROWS;
  return card(
    toneOf(report),
    voice.write('uptime.headline', { subject, share: percent(share, voice.locale), days }),
    {
      rows: [
        [bars(report.days)],
        voice.write('uptime.legend', LETTERS),
        ...(whole > 0 ? [marked('good', voice.write('uptime.whole', { count: whole }))] : []),
        ...(disturbed > 0 ? [marked('warning', voice.write('uptime.disturbed', { count: disturbed }))] : []),
        ...bad.slice(0, ROWS).map((day) => marked('bad', dayText(day, voice))),
        ...(left > 0 ? [voice.write('text.more', { count: left })] : []),
        ...(unwatched > 0 ? [marked('unseen', voice.write('uptime.unwatched', { count: unwatched }))] : []),
      ],
      ...(report.watchedMs < report.until - report.from && {
        footer: [
          voice.write('uptime.watched', {
            watched: voice.duration(report.watchedMs),
            whole: voice.duration(report.until - report.from),
          }),
        ],
      }),
    },
  );
}

/** A letter a day, a blank a week: counted from the newest, so that weeks keep their place. */
function bars(days: readonly Uptime[]): string {
  return days
    .map((day, i) => `${i > 0 && (days.length - i) % WEEK === 0 ? ' ' : ''}${LETTERS[kindOf(day)]}`)
    .join('');
}

function dayText(day: Uptime, voice: Voice): Text {
  return voice.write('uptime.day', {
    // Its noon is on the same day in nearly all zones.
    day: { kind: 'time', at: day.from + 12 * HOUR_MS, style: 'date' },
    duration: voice.duration(day.downMs),
  });
}

function toneOf({ downMs, disturbedMs }: UptimeReport): Tone {
  if (downMs > 0) return 'bad';
  return disturbedMs > 0 ? 'warning' : 'good';
}

/** Never "100 %" of what was not whole. */
function percent(share: number, locale: string): string {
  const rounded = Math.floor(share * 10_000) / 10_000;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(rounded);
}
