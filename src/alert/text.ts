import { HOUR_MS } from '#src/domain/time.ts';

/**
 * A piece of a text for people. A bare string is ours; whatever comes from outside stands in a piece that says so, and
 * is escaped by who shows it. Times are epoch milliseconds, and each reader sees them in their own zone.
 */
export type Span =
  | string
  /** From outside: a coin, a network, an operator's sentence. */
  | { readonly kind: 'outside'; readonly text: string }
  /** From outside, and set off from the rest: the name of an exchange. */
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'time'; readonly at: number; readonly style: TimeStyle };

/** `clock` 14:28, `moment` 21 November 2026 14:28, `date` 21 November 2026, `ago` 5 minutes ago or in 5 minutes. */
export type TimeStyle = 'clock' | 'moment' | 'date' | 'ago';

export type Text = readonly Span[];

export const outside = (text: string): Span => ({ kind: 'outside', text });

/** A time of day, with its date where it is not near the time at which it is told. */
export function moment(at: number, toldAt: number): Span {
  const isNear = Math.abs(at - toldAt) < 12 * HOUR_MS;
  return { kind: 'time', at, style: isNear ? 'clock' : 'moment' };
}

export const ago = (at: number): Span => ({ kind: 'time', at, style: 'ago' });

/** Roughly what a reader sees of a time, to know how long a line becomes. */
const TIME_LENGTH: Record<TimeStyle, number> = { clock: 5, moment: 21, date: 15, ago: 14 };

/** How many characters a reader sees. */
export function lengthOf(text: Text): number {
  return text.reduce((sum, span) => sum + lengthOfSpan(span), 0);
}

function lengthOfSpan(span: Span): number {
  if (typeof span === 'string') return Array.from(span).length;
  return span.kind === 'time' ? TIME_LENGTH[span.style] : Array.from(span.text).length;
}

/** No more than `max` characters of it: the last resort for what comes from outside without measure. */
export function clipped(text: Text, max: number): Text {
  const kept: Span[] = [];
  let room = max;
  for (const span of text) {
    const length = lengthOfSpan(span);
    if (length <= room) {
      kept.push(span);
      room -= length;
      continue;
    }
    if (room > 0 && (typeof span === 'string' || span.kind !== 'time')) {
      const letters = Array.from(typeof span === 'string' ? span : span.text)
        .slice(0, Math.max(0, room - 1))
        .join('')
        .trimEnd();
      kept.push(typeof span === 'string' ? `${letters}…` : { ...span, text: `${letters}…` });
    }
    break;
  }
  return kept;
}

/** The text as one plain line, for logs and comparisons; times in UTC. */
export function plain(text: Text): string {
  return text.map(plainSpan).join('');
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span;
  if (span.kind !== 'time') return span.text;
  if (!(Math.abs(span.at) <= LAST_TIME)) return '?';
  switch (span.style) {
    case 'clock':
      return CLOCK.format(span.at);
    case 'date':
      return DAY.format(span.at);
    case 'moment':
    case 'ago':
      return `${DAY.format(span.at)} ${CLOCK.format(span.at)}`;
  }
}

/** The farthest time that there is a date for. */
const LAST_TIME = 8.64e15;
// Swedish writes dates and times as ISO 8601 does.
const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });

/** With its first letter as a line begins. */
export function capitalized(text: Text): Text {
  const [first, ...rest] = text;
  if (typeof first !== 'string' || first === '') return text;
  const [letter = '', ...others] = Array.from(first);
  return [letter.toLocaleUpperCase() + others.join(''), ...rest];
}

/** What somebody wrote, on one line and not longer than `max` characters; empty where nothing of it can be seen. */
export function quoted(words: string, max: number): string {
  const line = words.replaceAll(/\s+/gu, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(line)) return '';
  const characters = Array.from(line);
  return characters.length <= max
    ? line
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}
