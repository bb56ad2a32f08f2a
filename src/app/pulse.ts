import type { Absence } from '#src/domain/absence.ts';
import type { Collection } from '#src/platform/collection.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

export interface PulseDeps {
  readonly absences: Collection<Absence>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
  /** The store takes nothing any more, as a sentence for the operator. */
  onLost(error: Error): void;
}

export interface Pulse {
  /** Resolves with how long nobody watched before, where that is worth a word. */
  start(): Promise<Absence | undefined>;
  /** Notes that it watched until now. */
  stop(): Promise<void>;
}

/** The record of the running process: it has watched since `from`, and last said so at `until`. */
const RUNNING = 'running';
/** All time before anybody began to watch. */
const BEFORE = 'before';
const EVERY_MS = 60_000;
/** A store that takes nothing for so long needs somebody: a supervisor that starts anew, or a person. */
const LOST_AFTER_MS = 15 * 60_000;
const WORTH_A_WORD_MS = 2 * 60_000;

/** Keeps a record of when somebody watched, so that the time in between is known for what it is. */
export function createPulse(deps: PulseDeps): Pulse {
  const { absences, clock, log } = deps;
  let since = 0;
  let keptMs = clock.monotonic();
  let cancel: (() => void) | undefined;

  async function beat(): Promise<void> {
    try {
      await absences.set(RUNNING, { from: since, until: clock.now() });
      keptMs = clock.monotonic();
    } catch (error) {
      log.warn({ err: error }, 'could not note that it watches');
      if (clock.monotonic() - keptMs >= LOST_AFTER_MS)
        deps.onLost(new Error('The store has taken nothing for a quarter of an hour.'));
    }
  }

  function later(): void {
    cancel = clock.setTimer(EVERY_MS, () => {
      later();
      void beat();
    });
  }

  return {
    async start() {
      const before = await absences.get(RUNNING);
      since = clock.now();
      if ((await absences.get(BEFORE)) === undefined)
        await absences.set(BEFORE, { from: 0, until: before?.from ?? since });
      const away = before === undefined ? undefined : { from: before.until, until: since };
      const isLong = away !== undefined && away.until - away.from >= WORTH_A_WORD_MS;
      if (isLong) await absences.set(`away/${new Date(away.from).toISOString()}`, away);
      await beat();
      later();
      return isLong ? away : undefined;
    },
    async stop() {
      cancel?.();
      await beat();
    },
  };
}
