import { DAY_MS } from '#src/domain/time.ts';

import { offsetAt } from './zones.ts';
import type { Zone } from './zones.ts';

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day that a wall clock in the zone shows at an instant. */
export function dayAt(instant: number, zone: Zone): CalendarDay {
  const local = new Date(instant + offsetAt(zone, instant) * 60_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

export function plusDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  return dayAt(Date.UTC(year, month - 1, day) + days * DAY_MS, 0);
}

export function isDay({ month, day }: CalendarDay): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** The year that brings a month and day nearest to an instant. */
export function nearestYear(month: number, day: number, instant: number): number {
  const { year } = dayAt(instant, 0);
  const distance = (candidate: number) => Math.abs(Date.UTC(candidate, month - 1, day) - instant);
  return [year - 1, year + 1].reduce((best, y) => (distance(y) < distance(best) ? y : best), year);
}
