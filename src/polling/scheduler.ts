import { schedule } from 'node-cron';

import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import { cronOf, nextDueAt, offsetMsOf } from './plan.ts';

/**
 * Runs tasks at their cadence, never twice at once: a run that is due while the last one still goes on is left out.
 * A task must not reject.
 */
export interface Scheduler {
  /** `offsetKey` decides where within the cadence it falls; the same key always falls on the same place. */
  every(everyMs: number, offsetKey: string, task: () => Promise<void>): () => void;
}

const MAX_JITTER_MS = 900;
const JITTER_SHARE = 0.1;

/** Production's: node-cron, so that many processes share one plan and can elect who runs it. */
export function createCronScheduler(log: Logger): Scheduler {
  const logger = {
    info: (message: string) => log.debug(message),
    debug: (message: string | Error) => log.debug(String(message)),
    warn: (message: string) => log.debug(message),
    error: (message: string | Error, error?: Error) =>
      log.error({ err: error ?? message }, 'schedule failed'),
  };
  return {
    every(everyMs, offsetKey, task) {
      const cron = cronOf(everyMs, offsetMsOf(everyMs, offsetKey));
      const scheduled = schedule(cron, () => task(), {
        name: offsetKey,
        timezone: 'UTC',
        noOverlap: true,
        // Exchanges see many such bots: a little chance keeps them from asking at the same instant.
        maxRandomDelay: Math.min(MAX_JITTER_MS, Math.floor(everyMs * JITTER_SHARE)),
        suppressMissedWarning: true,
        logger,
      });
      return () => void scheduled.destroy();
    },
  };
}

/** The same plan on a clock, for virtual time. Without jitter, so that a run can be repeated exactly. */
export function createClockScheduler(clock: Clock): Scheduler {
  return {
    every(everyMs, offsetKey, task) {
      const offsetMs = offsetMsOf(everyMs, offsetKey);
      let isRunning = false;
      let isStopped = false;
      let cancel = (): void => {};

      const run = async (): Promise<void> => {
        if (isRunning) return;
        isRunning = true;
        try {
          await task();
        } finally {
          isRunning = false;
        }
      };
      const plan = (): void => {
        if (isStopped) return;
        const now = clock.now();
        cancel = clock.setTimer(nextDueAt(everyMs, offsetMs, now) - now, () => {
          void run();
          plan();
        });
      };
      plan();
      return () => {
        isStopped = true;
        cancel();
      };
    },
  };
}
