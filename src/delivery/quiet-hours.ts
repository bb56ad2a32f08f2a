import type { GuildSettings } from '#src/domain/guild.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * When the quiet hours end that run now, in epoch milliseconds; `undefined` where none do. The times of day are the
 * guild's own, so that a change to summer time moves the end with the clocks on the wall.
 */
export function quietUntil(
  { quietHours, timeZone }: Pick<GuildSettings, 'quietHours' | 'timeZone'>,
  now: number,
): number | undefined {
  if (quietHours === undefined) return undefined;
  const from = minutesOf(quietHours.from);
  const until = minutesOf(quietHours.until);
  const local = localMinutes(now, timeZone);
  if (from === undefined || until === undefined || local === undefined || from === until) return undefined;
  const isQuiet = from < until ? local >= from && local < until : local >= from || local < until;
  if (!isQuiet) return undefined;
  const thisMinute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const end = thisMinute + forward(local, until) * MINUTE_MS;
  // Where the clocks change in between, the end is an hour off; it is set right by what the wall shows then.
  const off = signed((localMinutes(end, timeZone) ?? until) - until);
  return end - off * MINUTE_MS;
}

/** Minutes since midnight of `HH:MM`; `undefined` where it is no time of day. */
export function minutesOf(time: string): number | undefined {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(time.trim()) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return Number(hours) * 60 + Number(minutes);
}

/** Whether the runtime knows a time zone by that name. */
export function isTimeZone(name: string): boolean {
  return clockOf(name) !== undefined;
}

function localMinutes(at: number, timeZone: string): number | undefined {
  const parts = clockOf(timeZone)?.formatToParts(at);
  if (parts === undefined) return undefined;
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return value('hour') * 60 + value('minute');
}

const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!clocks.has(timeZone)) clocks.set(timeZone, makeClock(timeZone));
  return clocks.get(timeZone);
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
    });
  } catch {
    return undefined;
  }
}

function forward(from: number, to: number): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
}

/** A difference of minutes of the day, as the shorter way around the clock. */
function signed(minutes: number): number {
  return ((((minutes + DAY_MINUTES / 2) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES) - DAY_MINUTES / 2;
}
