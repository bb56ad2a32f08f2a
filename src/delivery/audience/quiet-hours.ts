import type { GuildPreferences } from '#src/domain/guild.ts';
import { clockOf, minutesOf, nextMinuteOfDay } from '#src/domain/time-of-day.ts';

/**
 * When the quiet hours end that run at a time, in epoch milliseconds; `undefined` while none do. They are told by the
 * clocks of the guild's zone, which may be set while they last.
 */
export function quietUntil(
  { quietHours, timeZone = 'UTC' }: GuildPreferences,
  now: number,
): number | undefined {
  const from = minutesOf(quietHours?.from);
  const until = minutesOf(quietHours?.until);
  if (from === undefined || until === undefined || from === until) return undefined;
  const at = clockOf(timeZone)(now);
  const isQuiet = from < until ? at >= from && at < until : at >= from || at < until;
  if (!isQuiet) return undefined;
  return nextMinuteOfDay(until, timeZone, now);
}
