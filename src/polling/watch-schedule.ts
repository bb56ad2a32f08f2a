import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { Scheduler } from './scheduler.ts';

export interface WatchScheduleDeps {
  readonly scheduler: Pick<Scheduler, 'pulse' | 'restart'>;
  readonly clock: Clock;
  readonly onOperator: (message: string) => void;
  readonly log: Logger;
}

const LOOK_EVERY_MS = 1_000;
/** An alarm comes at a whole second, and a busy machine is a little late. */
const LATE_MS = 1_500;
/** So many of its shortest cadences without any run, and at least so long, are told to the operator. */
const QUIET_CADENCES = 3;
const QUIET_MS = 60_000;

/**
 * Looks after the plan from outside of it, by timers that no setting of the clock moves: an alarm that does not come
 * is set anew, and when nothing has been polled for several cadences the operator hears of it. The result ends it.
 */
export function watchSchedule({ scheduler, clock, onOperator, log }: WatchScheduleDeps): () => void {
  let isToldQuiet = false;
  let cancel = clock.setTimer(LOOK_EVERY_MS, look);

  function look(): void {
    cancel = clock.setTimer(LOOK_EVERY_MS, look);
    const { overdueMs, quietMs, everyMs } = scheduler.pulse();
    if (overdueMs > LATE_MS) {
      log.warn({ overdueMs: Math.round(overdueMs) }, 'the schedule did not wake; waking it');
      scheduler.restart();
    }
    const isQuiet = quietMs > Math.max(QUIET_MS, QUIET_CADENCES * everyMs);
    if (isQuiet === isToldQuiet) return;
    isToldQuiet = isQuiet;
    onOperator(
      isQuiet
        ? `Nothing was polled for ${Math.round(quietMs / 1000)} s (${Math.floor(quietMs / everyMs)} cadences), so nothing new is noticed; the schedule was started again. If this goes on, restart Downtick and check the machine.`
        : 'Polling goes on.',
    );
    if (isQuiet) scheduler.restart();
  }

  return () => cancel();
}
