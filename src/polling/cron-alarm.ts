import { schedule } from 'node-cron';

import { SECOND_MS } from '#src/domain/time.ts';
import type { Logger } from '#src/platform/log.ts';

import type { Alarm } from './scheduler.ts';

/** A time that is due a little after a whole second still counts as that second. */
const ROUNDING_MS = 40;

/**
 * node-cron wakes the plan, once for each alarm, at a whole second.
 *
 * A standing task would be a trap: when the machine's clock is set ahead, node-cron walks through every second that
 * was missed, which hangs the process; set back, it waits until the old time comes again. So each alarm is a task of
 * its own with a pattern that fits once a month, however late it comes it runs, and `watchSchedule` looks after
 * one that does not come.
 */
export function createCronAlarm(log: Logger): Alarm {
  const logger = {
    info: (message: string) => log.debug(message),
    debug: (message: string | Error) => log.debug(String(message)),
    warn: (message: string) => log.debug(message),
    error: (message: string | Error, error?: Error) =>
      log.error({ err: error ?? message }, 'schedule failed'),
  };
  return (delayMs, wake) => {
    const task = schedule(patternAt(wholeSecondAfter(delayMs)), ring, {
      timezone: 'UTC',
      missedExecutionTolerance: Number.MAX_SAFE_INTEGER,
      suppressMissedWarning: true,
      logger,
    });
    function ring(): void {
      void task.destroy();
      wake();
    }
    return () => void task.destroy();
  };
}

export function wholeSecondAfter(delayMs: number): Date {
  const now = Date.now();
  const at = Math.ceil((now + delayMs - ROUNDING_MS) / SECOND_MS) * SECOND_MS;
  // node-cron looks for times after the second that it is in.
  return new Date(Math.max(at, Math.floor(now / SECOND_MS) * SECOND_MS + SECOND_MS));
}

export function patternAt(time: Date): string {
  return `${time.getUTCSeconds()} ${time.getUTCMinutes()} ${time.getUTCHours()} ${time.getUTCDate()} * *`;
}
