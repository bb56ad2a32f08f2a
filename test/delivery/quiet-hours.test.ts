import { describe, expect, it } from 'vitest';

import { quietUntil } from '#src/delivery/audience/quiet-hours.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16);

describe('Quiet hours', () => {
  it.each<[rule: string, from: string, until: string, zone: string, now: string, end: string | undefined]>([
    ['they run', '22:00', '23:00', 'UTC', '2026-03-01T22:30:10Z', '2026-03-01T23:00'],
    ['they begin', '22:00', '23:00', 'UTC', '2026-03-01T22:00:00Z', '2026-03-01T23:00'],
    ['they are over', '22:00', '23:00', 'UTC', '2026-03-01T23:00:00Z', undefined],
    ['they have not begun', '22:00', '23:00', 'UTC', '2026-03-01T21:59:59Z', undefined],
    ['they run into the next day', '23:00', '07:00', 'UTC', '2026-03-01T23:30:00Z', '2026-03-02T07:00'],
    ['they began the day before', '23:00', '07:00', 'UTC', '2026-03-02T06:59:59Z', '2026-03-02T07:00'],
    ['the guild lives elsewhere', '23:00', '07:00', 'Asia/Seoul', '2026-03-01T15:00:00Z', '2026-03-01T22:00'],
    ['it is day there', '23:00', '07:00', 'Asia/Seoul', '2026-03-01T23:30:00Z', undefined],
    [
      'clocks are set ahead meanwhile',
      '23:00',
      '07:00',
      'Europe/Berlin',
      '2026-03-28T23:30:00Z',
      '2026-03-29T05:00',
    ],
    [
      'clocks are set back meanwhile',
      '23:00',
      '07:00',
      'Europe/Berlin',
      '2026-10-24T22:30:00Z',
      '2026-10-25T06:00',
    ],
    ['nobody knows the zone', '22:00', '23:00', 'Mars/Olympus', '2026-03-01T22:30:00Z', '2026-03-01T23:00'],
    ['they last no time', '22:00', '22:00', 'UTC', '2026-03-01T22:00:00Z', undefined],
    ['they are no times', 'late', '7', 'UTC', '2026-03-01T22:00:00Z', undefined],
    ['they begin at no time', 'late', '23:00', 'UTC', '2026-03-01T22:00:00Z', undefined],
    ['they end at no time', '22:00', '24:00', 'UTC', '2026-03-01T22:30:00Z', undefined],
    ['more than a time is said', '22:00', '23:00!', 'UTC', '2026-03-01T22:30:00Z', undefined],
    ['something is said before a time', ' 22:00', '23:00', 'UTC', '2026-03-01T22:30:00Z', undefined],
  ])('where %s', (_, from, until, timeZone, now, end) => {
    expect(iso(quietUntil({ timeZone, quietHours: { from, until } }, at(now)))).toBe(end);
  });

  it('are wanted by nobody who has not said so', () => {
    expect(quietUntil({}, at('2026-03-01T03:00:00Z'))).toBeUndefined();
  });
});
