export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;

/** The instant of a wall-clock time, epoch milliseconds. Hours past 24 run on into the next day. */
export function instantOf(day: CalendarDay, hour: number, minute: number, offsetMinutes: number): number {
  return Date.UTC(day.year, day.month - 1, day.day, hour, minute) - offsetMinutes * 60_000;
}

/** The day that a wall clock at the offset shows at an instant. */
export function dayAt(instant: number, offsetMinutes: number): CalendarDay {
  const local = new Date(instant + offsetMinutes * 60_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

export function plusDays(day: CalendarDay, days: number): CalendarDay {
  return dayAt(instantOf(day, 0, 0, 0) + days * DAY_MS, 0);
}

export function isDay({ month, day }: CalendarDay): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** The year that brings a month and day nearest to an instant. */
export function nearestYear(month: number, day: number, instant: number): number {
  const { year } = dayAt(instant, 0);
  const distance = (candidate: number) =>
    Math.abs(instantOf({ year: candidate, month, day }, 0, 0, 0) - instant);
  return [year - 1, year + 1].reduce((best, y) => (distance(y) < distance(best) ? y : best), year);
}
