import { instantIn, zoneIn, ZONE_PATTERN } from '#src/reader/time/zones.ts';
import type { Zone } from '#src/reader/time/zones.ts';

// Between these lie 2001 and 2103; of the units that exchanges count in, only one leads there.
const FIRST_MS = 1e12;
const LAST_MS = 4.2e12;
/** Seconds, milliseconds, microseconds, nanoseconds: how many milliseconds each of them is. */
const UNITS_MS = [1e3, 1, 1e-3, 1e-6];

const MAX_CHARS = 80;
/** The year first, whatever stands between: "2026-03-20T12:00:00Z", "2026年3月20日 12:00", "2026.03.20 8:00 PM KST". */
const YEAR_FIRST =
  /^(\d{4})(?:[-/.]|[年년] *)(\d{1,2})(?:[-/.]|[月월] *)(\d{1,2})[日일]?(?:[T,\s]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: *([ap])\.?m\b\.?)?)?(?=$|[^\d:.]) *(.*)$/i;
/** The same without anything between: "20260320T120000Z". */
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?:[.,](\d{1,9}))?(.*)$/i;
/** As mails have it: "Tue, 10 Mar 2026 08:08:30 GMT". */
const BY_MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
/** Zones that mails may name so, which the platform reads as they mean them. */
const OF_MAILS = /(?:\b[ECMP][SD]T|(?<!\b(?:UTC|GMT) ?)[+-]\d\d:?\d\d)\)?$/;
const NAMED_ZONE = new RegExp(ZONE_PATTERN, 'i');

/**
 * A time as exchanges write it, in epoch milliseconds: a number of seconds, milliseconds or less, or digits; a date with
 * the year first, or with the name of its month, in the zone that it names, else in UTC. `undefined` when it is none:
 * also for 0, '' and null, which stand for "not known", for a zone that nobody knows, and for days and months in an order
 * that nobody can tell.
 */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'number') return ofNumber(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '' || text.length > MAX_CHARS) return undefined;
  const number = Number(text);
  const at = Number.isNaN(number) ? ofText(text) : ofNumber(number);
  return at === undefined || Number.isNaN(at) ? undefined : at;
}

function ofNumber(number: number): number | undefined {
  const times = UNITS_MS.map((unit) => number * unit);
  const time = times.find((ms) => ms >= FIRST_MS && ms < LAST_MS);
  return time === undefined ? undefined : Math.round(time);
}

function ofText(text: string): number | undefined {
  const basic = BASIC.exec(text);
  const fields = basic === null ? YEAR_FIRST.exec(text) : [...basic.slice(0, 8), undefined, basic[8]];
  if (fields !== null) return ofFields(fields);
  return BY_MONTH.test(text) ? ofMonthName(text) : undefined;
}

function ofFields(fields: readonly (string | undefined)[]): number | undefined {
  const [
    ,
    year = '',
    month = '',
    day = '',
    hours = '0',
    minute = '00',
    second = '00',
    part = '0',
    half,
    rest,
  ] = fields;
  const zone = zoneOf(rest ?? '');
  if (zone === undefined) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  const two = (digits: string | number): string => String(digits).padStart(2, '0');
  const wall = Date.parse(
    `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}.${part.padEnd(3, '0').slice(0, 3)}Z`,
  );
  return inZone(zone, wall);
}

/** The instant at which clocks in a zone show what those of UTC show at `wall`. */
function inZone(zone: Zone, wall: number): number {
  if (typeof zone === 'number' || Number.isNaN(wall)) return wall - Number(zone) * 60_000;
  const shown = new Date(wall);
  const day = { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() };
  return instantIn(zone, day, shown.getUTCHours(), shown.getUTCMinutes()) + (wall % 60_000);
}

/** The zone behind a time, UTC where none is named; `undefined` for one that nobody knows. */
function zoneOf(text: string): Zone | undefined {
  // "Z[UTC]", "(UTC+8)".
  const named = text
    .replace(/(?<=.)\[.*$/, '')
    .replaceAll(/[()[\]]/g, ' ')
    .trim();
  if (named === '' || /^z$/i.test(named)) return 0;
  const numeric = /^([+-])(\d{1,2}):?(\d\d)?$/.exec(named);
  return zoneIn(numeric === null ? named : `UTC${named}`);
}

function ofMonthName(text: string): number {
  if (OF_MAILS.test(text)) return Date.parse(text);
  const named = NAMED_ZONE.exec(text)?.[0] ?? '';
  const zone = named === '' ? 0 : (zoneIn(named) ?? 0);
  return inZone(zone, Date.parse(`${text.replace(named, ' ').replaceAll(/\([^()]*\)/g, ' ')} UTC`));
}
