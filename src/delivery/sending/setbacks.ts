import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';
import { RETRY, backOffMs, boundedWishMs } from '#src/platform/back-off.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { ClosedLanes } from './closed-lanes.ts';
import type { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Gate } from './gate.ts';
import { hold, hurry } from './lane.ts';
import type { Lane, Waiting } from './lane.ts';
import type { Ledger } from '#src/delivery/ledger.ts';
import type { Recorder } from './recorder.ts';

export interface SetbacksDeps {
  readonly gate: Gate;
  readonly closedLanes: ClosedLanes;
  readonly ledger: Pick<Ledger, 'begin'>;
  readonly recorder: Pick<Recorder, 'finish'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly wake: (lane: Lane) => void;
  /** Things look up, for whoever waits elsewhere too. */
  readonly onSucceeded?: (() => void) | undefined;
}

/** What it means for a lane, and for the others, that a try failed or that one came through. */
export interface Setbacks {
  failed(lane: Lane, waiting: readonly Waiting[], error: DeliveryError): Promise<void>;
  /** Resolves when what it means for the address is noted. */
  succeeded(lane: Lane): Promise<void>;
  /** It is somebody else's from now on. */
  letGo(lane: Lane): void;
}

/** Where things look up, a failed address is tried again after this long at least. */
const TRY_AGAIN_MS = 5_000;
/** It is not the whole channel that is in trouble where something came through so lately. */
const LATELY_MS = HOUR_MS;
/** Where it is busy and does not say for how long. */
const BUSY_MS = 1_000;

export function createSetbacks(deps: SetbacksDeps): Setbacks {
  const { gate, closedLanes, ledger, recorder, clock, log, random } = deps;
  /** Lanes that wait because of a failure which may be over everywhere by now. */
  const troubled = new Set<Lane>();
  let succeededMs = Number.NEGATIVE_INFINITY;

  /** What was answered unclearly has to be looked up before it is tried again, after a restart too. */
  async function keepUnclear(waiting: readonly Waiting[]): Promise<void> {
    for (const one of waiting) {
      if (one.tried === undefined) continue;
      one.tried = { ...one.tried, attempt: { ...one.tried.attempt, unclear: true } };
      await ledger.begin(one.delivery, one.tried.attempt, []);
    }
  }

  async function troubledBy(lane: Lane, waiting: readonly Waiting[], error: DeliveryError): Promise<void> {
    const now = clock.monotonic();
    gate.failed(lane.address);
    lane.failures += 1;
    troubled.add(lane);
    const forMs = backOffMs(lane.failures, RETRY, { random });
    hold(lane, { cause: 'trouble', nowMs: now, forMs, earliestMs: TRY_AGAIN_MS });
    const isOld = waiting.every(({ tried, sinceMs }) => now - (tried?.atMs ?? sinceMs) > DAY_MS);
    // It is this message that is not taken: for a day, and others are.
    if (isOld && now - succeededMs < LATELY_MS) {
      await recorder.finish(lane, waiting, {
        kind: 'expired',
        why: `not taken for a day: ${error.message}`,
      });
    }
  }

  return {
    async failed(lane, waiting, error) {
      log.warn({ address: lane.address, failures: lane.failures + 1 }, `not sent yet: ${error.message}`);
      switch (error.kind) {
        case 'busy': {
          const forMs = error.retryAfterMs ?? BUSY_MS;
          if (error.everywhere) gate.pause(forMs);
          hold(lane, { cause: 'busy', nowMs: clock.monotonic(), forMs: boundedWishMs(forMs) });
          return;
        }
        case 'closed':
          await closedLanes.closed(lane, error.closed ?? { kind: 'other' });
          return;
        case 'unclear':
          await keepUnclear(waiting);
          break;
        case 'trouble':
        case 'refused':
        case 'message_gone':
      }
      await troubledBy(lane, waiting, error);
    },
    succeeded(lane) {
      const now = clock.monotonic();
      succeededMs = now;
      gate.succeeded();
      lane.failures = 0;
      lane.hold = undefined;
      const noted = closedLanes.opened(lane);
      for (const other of troubled) {
        troubled.delete(other);
        if (other.hold?.cause !== 'trouble') continue;
        hurry(other);
        deps.wake(other);
      }
      deps.onSucceeded?.();
      return noted;
    },
    letGo: (lane) => void troubled.delete(lane),
  };
}
