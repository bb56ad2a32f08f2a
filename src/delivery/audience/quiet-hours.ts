import type { GuildPreferences } from '#src/domain/guild.ts';
import { MINUTE_MS } from '#src/domain/time.ts';

const DAY_MINUTES = 24 * 60;

/**
 * When the quiet hours end that run at a time, in epoch milliseconds; `undefined` while none do. They are told by the
 * clocks of the guild's zone, which may be set while they last.
 */
export function quietUntil(
  { quietHours, timeZone = 'UTC' }: GuildPreferences,
  now: number,
): number | undefined {
  const from = minutesOf(quietHours?.from);
  const until = minutesOf(quietHours?.until);
  if (from === undefined || until === undefined || from === until) return undefined;
  const at = clockOf(timeZone)(now);
  const isQuiet = from < until ? at >= from && at < until : at >= from || at < until;
  if (!isQuiet) return undefined;
  return nextAt(until, timeZone, now);
}

/** When the clocks of a zone next show a time of day, from a time on; that time where it is none. */
export function nextTimeOfDay(time: string, timeZone = 'UTC', from: number): number {
  const minutes = minutesOf(time);
  return minutes === undefined ? from : nextAt(minutes, timeZone, from);
}

function nextAt(minutes: number, timeZone: string, from: number): number {
  const clock = clockOf(timeZone);
  const end = Math.floor(from / MINUTE_MS) * MINUTE_MS + distance(clock(from), minutes) * MINUTE_MS;
  // Where the clocks are set in between, the end is off by that.
  const off = distance(clock(end), minutes);
  return end + (off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off) * MINUTE_MS;
}

/** `07:30` as minutes of the day; `undefined` for what is no time of day. */
function minutesOf(time: string | undefined): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time ?? '') ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

function distance(from: number, to: number): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES;
}

/** The minute of the day that the clocks of a zone show; those of UTC for a zone that nobody knows. */
function clockOf(timeZone: string): (at: number) => number {
  const known = formats.get(timeZone) ?? formatFor(timeZone);
  formats.set(timeZone, known);
  return (at) => {
    const [hours = '0', minutes = '0'] = known.format(at).split(':');
    return Number(hours) * 60 + Number(minutes);
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}
