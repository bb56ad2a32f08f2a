import type { Clock } from '#src/platform/clock.ts';

import { nextDueAt, offsetMsOf } from './plan.ts';

/**
 * Runs tasks at their cadence, never twice at once: a run that is due while the last one still goes on is left out.
 * A task must not reject.
 */
export interface Scheduler {
  /** `offsetKey` decides where within the cadence it falls; the same key always falls on the same place. */
  every(everyMs: number, offsetKey: string, task: () => Promise<void>): () => void;
  /** How the plan is kept, for a watchdog. */
  pulse(): SchedulerPulse;
  /** Runs what is overdue, and waits anew for what is next. */
  restart(): void;
}

export interface SchedulerPulse {
  /** For how long the next run has been due; negative while it lies ahead. */
  readonly overdueMs: number;
  /** For how long no run of any task has ended; 0 without tasks. */
  readonly quietMs: number;
  /** The shortest cadence in the plan. */
  readonly everyMs: number;
}

/** Wakes once, after so long or a little later; the result cancels it. */
export type Alarm = (delayMs: number, wake: () => void) => () => void;

export interface SchedulerDeps {
  readonly clock: Clock;
  /** What wakes the plan; the clock's own timers otherwise. */
  readonly alarm?: Alarm;
  /** How long a run is put off by chance; not at all otherwise, so that a run can be repeated exactly. */
  readonly jitterMs?: (everyMs: number) => number;
}

interface PlannedTask {
  readonly everyMs: number;
  readonly task: () => Promise<void>;
  /** On the monotonic clock: nobody who sets the machine's clock moves it. */
  dueAt: number;
  isRunning: boolean;
  cancel: () => void;
}

/** An alarm may come so much too soon, by rounding. */
const EARLY_MS = 50;

/** One alarm for the whole plan, set for whatever is due first. What was missed is made up for by one run. */
export function createScheduler({ clock, alarm, jitterMs = () => 0 }: SchedulerDeps): Scheduler {
  const wakeAfter: Alarm = alarm ?? ((delayMs, wake) => clock.setTimer(delayMs, wake));
  const plan = new Set<PlannedTask>();
  let armed: { readonly dueAt: number; readonly cancel: () => void } | undefined;
  let endedAt = clock.monotonic();

  function arm(): void {
    let dueAt = Number.POSITIVE_INFINITY;
    for (const planned of plan) dueAt = Math.min(dueAt, planned.dueAt);
    if (dueAt === armed?.dueAt) return;
    armed?.cancel();
    armed =
      dueAt === Number.POSITIVE_INFINITY
        ? undefined
        : { dueAt, cancel: wakeAfter(Math.max(0, dueAt - clock.monotonic()), beat) };
  }

  function beat(): void {
    armed = undefined;
    const now = clock.monotonic() + EARLY_MS;
    for (const planned of plan) {
      const lateMs = now - planned.dueAt;
      if (lateMs < 0) continue;
      planned.dueAt += planned.everyMs * (Math.floor(lateMs / planned.everyMs) + 1);
      begin(planned);
    }
    arm();
  }

  function begin(planned: PlannedTask): void {
    if (planned.isRunning) return;
    planned.isRunning = true;
    const putOffMs = jitterMs(planned.everyMs);
    if (putOffMs <= 0) void run(planned);
    else planned.cancel = clock.setTimer(putOffMs, () => void run(planned));
  }

  async function run(planned: PlannedTask): Promise<void> {
    try {
      await planned.task();
    } finally {
      planned.isRunning = false;
      endedAt = clock.monotonic();
    }
  }

  return {
    every(everyMs, offsetKey, task) {
      const now = clock.now();
      const aheadMs = nextDueAt(everyMs, offsetMsOf(everyMs, offsetKey), now) - now;
      if (plan.size === 0) endedAt = clock.monotonic();
      const planned: PlannedTask = {
        everyMs,
        task,
        dueAt: clock.monotonic() + aheadMs,
        isRunning: false,
        cancel: () => {},
      };
      plan.add(planned);
      arm();
      return () => {
        plan.delete(planned);
        planned.cancel();
        arm();
      };
    },
    pulse() {
      const now = clock.monotonic();
      const everyMs = Math.min(...[...plan].map((planned) => planned.everyMs));
      return {
        overdueMs: armed === undefined ? Number.NEGATIVE_INFINITY : now - armed.dueAt,
        quietMs: plan.size === 0 ? 0 : now - endedAt,
        everyMs,
      };
    },
    restart() {
      armed?.cancel();
      beat();
    },
  };
}
