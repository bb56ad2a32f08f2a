import type { DeliveryEnding } from '#src/domain/delivery.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import { takeOut } from './lane.ts';
import type { Lane, Waiting } from './lane.ts';
import type { Ended, Ledger, Written } from '#src/delivery/ledger.ts';
import { pause } from '#src/platform/pause.ts';

export interface RecorderDeps {
  readonly ledger: Pick<Ledger, 'end'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Records how deliveries ended. */
export interface Recorder {
  /** The store did not take what it was given last. */
  readonly isFailing: boolean;
  /** Something else than an end was, or was not, taken by the store. */
  stored(isTaken: boolean): void;
  /** Keeps at it until the store has taken it: what was sent is not sent again because of that. */
  finish(
    lane: Lane,
    waiting: readonly Waiting[],
    ending: Omit<DeliveryEnding, 'at'>,
    told?: Pick<Written, 'posted' | 'owed'>,
  ): Promise<void>;
  /** Of an edit that a newer one has taken the place of. */
  outdated(waiting: Waiting, by: string): void;
  stop(): void;
}

/** A store that did not take a record is given this long. */
export const STORE_RETRY_MS = 5_000;

export function createRecorder({ ledger, clock, log }: RecorderDeps): Recorder {
  let isFailing = false;
  let isStopped = false;

  function ended({ delivery }: Waiting, ending: Omit<DeliveryEnding, 'at'>): Ended {
    return { delivery, ending: { ...ending, at: clock.now() } };
  }

  return {
    get isFailing() {
      return isFailing;
    },
    stored(isTaken) {
      isFailing = !isTaken;
    },
    async finish(lane, waiting, ending, told = {}) {
      const all = waiting.map((one) => ended(one, ending));
      const attempts = waiting.map(({ delivery }) => delivery.id);
      for (;;) {
        try {
          await ledger.end(all, { ...told, attempts });
          break;
        } catch (error) {
          // Whoever works on the lane now looks up what was told.
          if (error instanceof OvertakenError) throw error;
          isFailing = true;
          log.error({ address: lane.address, err: error }, 'could not record what was told; trying again');
          if (isStopped) return;
          await pause(clock, STORE_RETRY_MS);
        }
      }
      for (const one of waiting) takeOut(lane, one);
    },
    outdated(waiting, by) {
      const superseded = ended(waiting, { kind: 'superseded', why: `by ${by}` });
      ledger.end([superseded]).catch((error: unknown) => {
        // It is stored needlessly; after a restart it is found to be outdated.
        log.warn({ delivery: waiting.delivery.id, err: error }, 'could not forget an outdated edit');
      });
    },
    stop() {
      isStopped = true;
    },
  };
}
