import { DAY_MS, HOUR_MS, MINUTE_MS } from './time.ts';

const DAY_MINUTES = 24 * 60;

/** When the clocks of a zone next show a time of day, from a time on; that time where it is none. */
export function nextTimeOfDay(time: string, timeZone = 'UTC', from: number): number {
  const minutes = minutesOf(time);
  return minutes === undefined ? from : nextMinuteOfDay(minutes, timeZone, from);
}

/** As `nextTimeOfDay`, for a minute of the day. */
export function nextMinuteOfDay(minutes: number, timeZone: string, from: number): number {
  const clock = clockOf(timeZone);
  const end = Math.floor(from / MINUTE_MS) * MINUTE_MS + distance(clock(from), minutes) * MINUTE_MS;
  // Where the clocks are set in between, the end is off by that.
  const off = distance(clock(end), minutes);
  return end + (off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off) * MINUTE_MS;
}

/** When so many days began by the clocks of a zone, today last. */
export function beginsOfDays(days: number, timeZone: string | undefined, now: number): readonly number[] {
  const begins: number[] = [];
  let next = nextTimeOfDay('00:00', timeZone, now - (days + 1) * DAY_MS);
  while (next <= now) {
    begins.push(next);
    next = nextTimeOfDay('00:00', timeZone, next + 12 * HOUR_MS);
  }
  return begins.slice(-days);
}

/** `07:30` as minutes of the day; `undefined` for what is no time of day. */
export function minutesOf(time: string | undefined): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time ?? '') ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

function distance(from: number, to: number): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES;
}

/** The minute of the day that the clocks of a zone show; those of UTC for a zone that nobody knows. */
export function clockOf(timeZone: string): (at: number) => number {
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
