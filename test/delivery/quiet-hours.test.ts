import { describe, expect, it } from 'vitest';

import { isTimeZone, minutesOf, quietUntil } from '#src/delivery/quiet-hours.ts';

const night = { from: '22:00', until: '07:00' };

function until(at: string, timeZone = 'Europe/London', quietHours = night): string | undefined {
  const end = quietUntil({ quietHours, timeZone }, Date.parse(at));
  return end === undefined ? undefined : new Date(end).toISOString();
}

describe('quiet hours', () => {
  it('end in the morning, in the zone of the guild', () => {
    expect(until('2026-01-10T23:15:20Z')).toBe('2026-01-11T07:00:00.000Z');
    expect(until('2026-01-11T03:00:00Z')).toBe('2026-01-11T07:00:00.000Z');
    expect(until('2026-01-10T15:00:00Z', 'Asia/Tokyo')).toBe('2026-01-10T22:00:00.000Z');
  });

  it('do not run by day, nor at the minute in which they end', () => {
    expect(until('2026-01-10T12:00:00Z')).toBeUndefined();
    expect(until('2026-01-11T07:00:00Z')).toBeUndefined();
    expect(until('2026-01-10T22:00:00Z')).toBe('2026-01-11T07:00:00.000Z');
  });

  it('can lie within one day', () => {
    const siesta = { from: '13:00', until: '15:30' };
    expect(until('2026-01-10T14:00:00Z', 'UTC', siesta)).toBe('2026-01-10T15:30:00.000Z');
    expect(until('2026-01-10T16:00:00Z', 'UTC', siesta)).toBeUndefined();
  });

  it.each([
    ['spring forward', '2026-03-28T23:00:00Z', '2026-03-29T06:00:00.000Z'],
    ['fall back', '2026-10-24T22:30:00Z', '2026-10-25T07:00:00.000Z'],
  ])('end when the wall says so in the night in which the clocks %s', (_, at, end) => {
    expect(until(at)).toBe(end);
  });

  it('that are none, or make no sense, silence nobody', () => {
    expect(quietUntil({ timeZone: 'UTC' }, 0)).toBeUndefined();
    expect(until('2026-01-10T23:00:00Z', 'UTC', { from: '07:00', until: '07:00' })).toBeUndefined();
    expect(until('2026-01-10T23:00:00Z', 'UTC', { from: 'late', until: '07:00' })).toBeUndefined();
    expect(until('2026-01-10T23:00:00Z', 'Mars/Olympus')).toBeUndefined();
  });
});

describe('a time of day and a zone', () => {
  it('are known or not', () => {
    expect(['7:05', '23:59', '24:00', '12:60', '', '12'].map(minutesOf)).toEqual([
      425,
      1439,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['Europe/London', 'UTC', 'Nowhere/At_All', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
