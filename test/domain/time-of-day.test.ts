import { describe, expect, it } from 'vitest';

import { beginsOfDays, nextTimeOfDay } from '#src/domain/time-of-day.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

describe('The next time of a day', () => {
  it.each<[rule: string, time: string, zone: string | undefined, from: string, next: string]>([
    ['is today', '08:30', 'UTC', '2026-03-01T07:59:30Z', '2026-03-01T08:30'],
    ['is tomorrow', '08:30', 'UTC', '2026-03-01T08:31:00Z', '2026-03-02T08:30'],
    ['is now, within its minute', '08:30', 'UTC', '2026-03-01T08:30:59Z', '2026-03-01T08:30'],
    ['is by the clocks of the zone', '08:30', 'Asia/Seoul', '2026-03-01T07:59:30Z', '2026-03-01T23:30'],
    ['is by UTC where no zone is set', '08:30', undefined, '2026-03-01T07:59:30Z', '2026-03-01T08:30'],
    ['is at once for what is no time', 'noon', 'UTC', '2026-03-01T07:59:30Z', '2026-03-01T07:59'],
    ['is at once for no time of a day', '29:00', 'UTC', '2026-03-01T07:59:30Z', '2026-03-01T07:59'],
  ])('%s', (_rule, time, zone, from, next) => {
    expect(iso(nextTimeOfDay(time, zone, at(from)))).toBe(next);
  });
});

describe('So many days', () => {
  it.each<[rule: string, zone: string | undefined, now: string, begins: string[]]>([
    [
      'begin at midnight, today last',
      'UTC',
      '2026-03-03T00:10Z',
      ['2026-03-01T00:00', '2026-03-02T00:00', '2026-03-03T00:00'],
    ],
    [
      'begin by UTC where no zone is set',
      undefined,
      '2026-03-03T23:59Z',
      ['2026-03-01T00:00', '2026-03-02T00:00', '2026-03-03T00:00'],
    ],
    [
      'begin by the clocks of the zone',
      'Asia/Seoul',
      '2026-03-03T16:00Z',
      ['2026-03-01T15:00', '2026-03-02T15:00', '2026-03-03T15:00'],
    ],
    [
      'are shorter where clocks are set ahead',
      'Europe/Berlin',
      '2026-03-30T12:00Z',
      ['2026-03-27T23:00', '2026-03-28T23:00', '2026-03-29T22:00'],
    ],
    [
      'are longer where clocks are set back',
      'Europe/Berlin',
      '2026-10-25T22:59Z',
      ['2026-10-22T22:00', '2026-10-23T22:00', '2026-10-24T22:00'],
    ],
    [
      'have just begun at midnight',
      'UTC',
      '2026-03-03T00:00Z',
      ['2026-03-01T00:00', '2026-03-02T00:00', '2026-03-03T00:00'],
    ],
  ])('%s', (_rule, zone, now, begins) => {
    expect(beginsOfDays(3, zone, at(now)).map(iso)).toEqual(begins);
  });
});
