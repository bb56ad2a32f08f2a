import type { CalendarDay } from '#src/reader/time/calendar.ts';

/** Minutes east of UTC. `CST` is China's: no exchange keeps Chicago's time. */
const OFFSETS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  BST: 60,
  CET: 60,
  CEST: 120,
  IST: 330,
  CST: 480,
  HKT: 480,
  SGT: 480,
  KST: 540,
  JST: 540,
  EST: -300,
  EDT: -240,
  PST: -480,
  PDT: -420,
};

const NAMED: readonly (readonly [RegExp, number])[] = [
  [/^(?:beijing|hong ?kong|singapore|taipei|china)/i, 480],
  [/^(?:东八区|東八區|北京|香港|台北|新加坡)/, 480],
  [/^(?:korea|japan|tokyo|seoul|한국|日本|韩国)/i, 540],
];

export const ZONE_PATTERN =
  '(?:UTC|GMT)\\s?[+-]\\s?\\d{1,2}(?::?\\d{2})?|UTC 8|(?:UTC|GMT|CEST|CET|BST|IST|CST|HKT|SGT|KST|JST|EST|EDT|ET|PST|PDT|PT)(?![A-Za-z])|(?<=\\d)Z(?![A-Za-z])|(?:beijing|hong ?kong|singapore|taipei|china|korean?|japan|tokyo|seoul)(?: standard)? time|(?:东八区|東八區|北京|香港|台北|新加坡)(?:时间|時間)|한국 ?(?:표준)? ?시간|日本(?:標準)?時間';

/** Minutes east of UTC of a zone as it stands in a text; summer time of `ET` and `PT` goes by the month. */
export function offsetOf(zone: string, day: CalendarDay): number {
  const numeric = /^(?:UTC|GMT)\s?([+-])?\s?(\d{1,2})(?::?(\d{2}))?$/i.exec(zone);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return numeric[1] === '-' ? -minutes : minutes;
  }
  const named = NAMED.find(([pattern]) => pattern.test(zone));
  if (named !== undefined) return named[1];
  const summer = day.month > 3 && day.month < 11;
  const code = zone.toUpperCase();
  if (code === 'ET') return summer ? -240 : -300;
  if (code === 'PT') return summer ? -420 : -480;
  return OFFSETS[code] ?? 0;
}
