// Between these lie 2001 and 2103; of the units that exchanges count in, only one leads there.
const FIRST_MS = 1e12;
const LAST_MS = 4.2e12;
/** Seconds, milliseconds, microseconds, nanoseconds: how many milliseconds each of them is. */
const UNITS_MS = [1e3, 1, 1e-3, 1e-6];

const MAX_CHARS = 80;
const ISO =
  /^(\d{4})[-/](\d\d)[-/](\d\d)(?:(?:T| +)(\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)? *(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** As mails have it: "Tue, 10 Mar 2026 08:08:30 GMT". */
const BY_MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const ZONE = /(?:\b(?:Z|UTC?|[A-Z]{2,4}T)|[+-]\d\d:?\d\d)\)?$/;

/**
 * A time as exchanges write it, in epoch milliseconds: a number of seconds, milliseconds or less, or digits; ISO 8601, or
 * a date with the name of its month, both in UTC where they name no zone. `undefined` when it is none: also for 0, ''
 * and null, which stand for "not known", and for days and months in an order that nobody can tell.
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
  const [, year, month, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
  if (year !== undefined) {
    const offset = /^[+-]/.test(zone) ? `${zone.replace(':', '')}00`.slice(0, 5) : '+0000';
    return Date.parse(
      `${year}-${month}-${day}T${time.replace(',', '.')}${offset.slice(0, 3)}:${offset.slice(3)}`,
    );
  }
  if (!BY_MONTH.test(text)) return undefined;
  return Date.parse(ZONE.test(text) ? text : `${text} UTC`);
}
