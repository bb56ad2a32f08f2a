import { schedule } from 'node-cron';
import type { RunCoordinator, ScheduledTask } from 'node-cron';

import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import { patternAt, wholeSecondAfter } from './cron-alarm.ts';

/** Has one process of many do what may be done by one alone: each name is led by one of them at a time. */
export interface Elections {
  start(): void;
  /** From now on it is about these: what is no longer among them is given up, and what is new is asked for. */
  change(names: readonly string[]): Promise<void>;
  /** Gives up all that is led here, so that others need not wait for it. */
  stop(): Promise<void>;
  /** Whether it may be led here for a moment longer: asked before anything of it is written. */
  isLed(name: string): boolean;
  /** Leaves it at once, to be led again by whoever asks next. */
  resign(name: string): void;
  /** Leaves it in order, and does not ask for it for a while: somebody else has less to do. */
  yieldTo(name: string): Promise<void>;
}

/** A run coordinator that knows how long somebody else leads at least. */
export interface LeadCoordinator extends RunCoordinator {
  /** For how long another one had the lead when that was last asked. */
  heldForMs(name: string): number | undefined;
}

export interface ElectionsDeps {
  readonly names: readonly string[];
  readonly coordinator: LeadCoordinator;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onElected: (name: string) => Promise<void>;
  /** `isElsewhere`: another process has it; otherwise nobody can tell. */
  readonly onLost: (name: string, isElsewhere: boolean) => Promise<void>;
}

/** Whoever leads asks again so often; whoever died is followed by another when its lease ends, or a second later. */
const ASK_EVERY_MS = 3_000;
const LEASE_MS = 9_000;
/** A lease is over for sure. */
const OVER_MS = 20;
/** The clocks of two machines do not run at quite the same speed. */
const SLACK_MS = 500;
/** What was left to others is not asked for again before all of them have asked. */
const LEFT_FOR_MS = 12_000;

/**
 * node-cron asks its run coordinator before it runs a task; the coordinator grants one name to one process for a lease.
 * Each question is a task of its own, as alarms are (`cron-alarm.ts`), so that no setting of the clock keeps the next
 * from being asked.
 */
export function createElections(deps: ElectionsDeps): Elections {
  const { coordinator, clock, log } = deps;
  const untilMs = new Map<string, number>();
  const led = new Set<string>();
  /** Led here until nobody could be asked. */
  const unsure = new Set<string>();
  const asking = new Map<string, ScheduledTask>();
  const timers = new Map<string, () => void>();
  let names = new Set(deps.names);
  let isStopped = false;

  const isLed = (name: string): boolean => led.has(name) && clock.monotonic() < (untilMs.get(name) ?? 0);

  async function lose(name: string, isElsewhere: boolean): Promise<void> {
    const wasLed = led.delete(name);
    if (!wasLed && !(isElsewhere && unsure.delete(name))) return;
    if (!isElsewhere) unsure.add(name);
    log.warn({ name }, isElsewhere ? 'another process leads it now' : 'nobody can tell who leads it');
    await deps.onLost(name, isElsewhere);
  }

  async function elected(name: string, askedMs: number): Promise<void> {
    if (isStopped || !names.has(name)) return;
    untilMs.set(name, askedMs + LEASE_MS - SLACK_MS);
    if (led.has(name)) return;
    led.add(name);
    unsure.delete(name);
    log.info({ name }, 'leads');
    try {
      await deps.onElected(name);
    } catch (error) {
      led.delete(name);
      log.error({ err: error, name }, 'could not take the lead; trying again');
    }
  }

  function askIn(ms: number, name: string): void {
    timers.get(name)?.();
    timers.set(
      name,
      clock.setTimer(ms, () => ask(name)),
    );
  }

  function ask(name: string): void {
    void asking.get(name)?.destroy();
    askIn(ASK_EVERY_MS, name);
    const askedMs = clock.monotonic();
    const once = schedule(patternAt(wholeSecondAfter(0)), () => elected(name, askedMs), {
      name,
      distributed: true,
      runCoordinator: coordinator,
      distributedLease: LEASE_MS,
      timezone: 'UTC',
      missedExecutionTolerance: Number.MAX_SAFE_INTEGER,
      suppressMissedWarning: true,
      maxExecutions: 1,
      logger: QUIET,
    });
    once.on('execution:skipped', ({ reason }) => {
      const isElsewhere = reason === 'not-elected';
      const freeInMs = isElsewhere ? coordinator.heldForMs(name) : undefined;
      // Whoever leads may die before it asks again.
      if (freeInMs !== undefined && freeInMs < ASK_EVERY_MS && asking.get(name) === once && !isStopped)
        askIn(freeInMs + OVER_MS, name);
      if (isElsewhere || !isLed(name)) void lose(name, isElsewhere);
    });
    asking.set(name, once);
  }

  async function leaveToOthers(name: string): Promise<void> {
    if (!isLed(name)) return;
    void asking.get(name)?.destroy();
    askIn(LEFT_FOR_MS, name);
    log.info({ name }, 'left to others, who have less to do');
    // As long as it is led here, what was decided is still written.
    await deps.onLost(name, false);
    led.delete(name);
    await coordinator.onComplete?.(name);
  }

  async function giveUp(name: string): Promise<void> {
    timers.get(name)?.();
    timers.delete(name);
    await asking.get(name)?.destroy();
    asking.delete(name);
    unsure.delete(name);
    if (led.delete(name)) await coordinator.onComplete?.(name);
  }

  return {
    yieldTo: leaveToOthers,
    start() {
      for (const name of names) ask(name);
    },
    async change(next) {
      const before = names;
      names = new Set(next);
      for (const name of before) if (!names.has(name)) await giveUp(name);
      for (const name of names) if (!before.has(name)) ask(name);
    },
    async stop() {
      isStopped = true;
      for (const cancel of timers.values()) cancel();
      for (const task of asking.values()) await task.destroy();
      for (const name of led) await coordinator.onComplete?.(name);
      led.clear();
    },
    isLed,
    resign: (name) => void led.delete(name),
  };
}

const QUIET = { info: () => {}, debug: () => {}, warn: () => {}, error: () => {} };
