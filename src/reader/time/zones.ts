import { LANGUAGES } from '#src/languages/languages.ts';

import type { CalendarDay } from './calendar.ts';

/** A zone: an IANA name, or minutes east of UTC. */
export type Zone = string | number;

const NAMED = LANGUAGES.flatMap(({ time, spaced }) =>
  time.zones.map(([words, zone]) => ({ words: spaced ? `(?:${words})(?![A-Za-z])` : words, zone })),
);
const KNOWN = NAMED.map(({ words, zone }) => ({ pattern: new RegExp(`^(?:${words})$`, 'i'), zone }));
const LONG = NAMED.map(({ words }) => words).filter((words) => !words.startsWith('(?:Z)'));

/** Every way in which a text names a zone. */
export const ZONE_PATTERN = [
  String.raw`\b(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d{2})?|UTC 8`,
  String.raw`\b(?:Africa|America|Asia|Australia|Atlantic|Europe|Indian|Pacific)/[A-Z][A-Za-z]+(?:[_/-][A-Z][A-Za-z]+)*`,
  String.raw`\b(?:UTC|GMT)(?![A-Za-z])|(?<=\d)Z(?![A-Za-z])`,
  ...LONG.map((words) => `(?<![A-Za-z])(?:${words})`),
].join('|');

const ANY_ZONE = new RegExp(ZONE_PATTERN, 'i');

/** Central Standard Time, where one is at home in America. Elsewhere it is China's. */
const CENTRAL = -360;

/** The zone that a text names; `home` is the writer's own. */
export function zoneNamed(text: string, home: Zone = 0): Zone {
  if (/^CST$/i.test(text) && String(home).startsWith('America/')) return CENTRAL;
  const numeric = /^(?:UTC|GMT)\s?([+-])?\s?(\d{1,2})(?::?(\d{2}))?$/i.exec(text);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return numeric[1] === '-' ? -minutes : minutes;
  }
  if (text.includes('/')) return isZone(text) ? text : 0;
  return KNOWN.find(({ pattern }) => pattern.test(text))?.zone ?? 0;
}

/** The first zone that a text names. */
export function zoneIn(text: string): Zone | undefined {
  const named = ANY_ZONE.exec(text)?.[0];
  return named === undefined ? undefined : zoneNamed(named);
}

export function isZone(name: string): boolean {
  try {
    formatFor(name);
    return true;
  } catch {
    return false;
  }
}

/** Minutes east of UTC at an instant. */
export function offsetAt(zone: Zone, instant: number): number {
  if (typeof zone === 'number') return zone;
  const name = formatFor(zone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{1,2})(?::(\d{2}))?)?/.exec(name ?? '') ?? [];
  const east = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -east : east;
}

/** The instant of a wall-clock time in a zone, epoch milliseconds. Hours past 24 run on into the next day. */
export function instantIn(zone: Zone, day: CalendarDay, hour: number, minute: number): number {
  const wall = Date.UTC(day.year, day.month - 1, day.day, hour, minute);
  // The offset is that of the instant sought, which is only known with it: twice is enough around a change of clocks.
  const near = wall - offsetAt(zone, wall) * 60_000;
  return wall - offsetAt(zone, near) * 60_000;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
  FORMATS.set(zone, format);
  return format;
}
