import { backOffMs, boundedWishMs } from '#src/platform/back-off.ts';
import type { Clock } from '#src/platform/clock.ts';

/** Whether a channel takes anything at all. While it is shut nothing is sent to any address of it. */
export interface Gate {
  readonly isOpen: boolean;
  /** It let itself be tried again, and nothing has come through yet: one at a time. */
  readonly isOnTrial: boolean;
  /** Something came through. */
  succeeded(): void;
  /** Something failed at an address, for no reason that is known to be the address's own. */
  failed(address: string): void;
  /** The other side asks everybody to wait. */
  pause(forMs: number): void;
  stop(): void;
}

export interface GateDeps {
  readonly clock: Clock;
  readonly random: () => number;
  /** The gate has opened. */
  onOpen(): void;
  /** The other side asks everybody to wait, other processes too. */
  onPause?(forMs: number): void;
}

/** So many addresses that fail in a row, and none that does not, are no coincidence. */
const FAILURES_IN_A_ROW = 5;
const TROUBLE = { firstMs: 1_000, longestMs: 30_000 };

export function createGate(deps: GateDeps): Gate {
  const { clock, random } = deps;
  const failed = new Set<string>();
  let shutUntilMs = 0;
  let rounds = 0;
  let cancel: (() => void) | undefined;
  let isStopped = false;

  function shut(forMs: number): void {
    cancel?.();
    shutUntilMs = clock.monotonic() + forMs;
    cancel = clock.setTimer(forMs, () => {
      cancel = undefined;
      deps.onOpen();
    });
  }

  return {
    get isOpen() {
      return cancel === undefined && !isStopped;
    },
    get isOnTrial() {
      return rounds > 0;
    },
    succeeded() {
      failed.clear();
      rounds = 0;
    },
    failed(address) {
      failed.add(address);
      if (cancel !== undefined) return;
      if (failed.size < FAILURES_IN_A_ROW) return;
      rounds += 1;
      shut(backOffMs(rounds, TROUBLE, { random }));
    },
    pause(forMs) {
      if (isStopped) return;
      deps.onPause?.(boundedWishMs(forMs));
      shut(Math.max(shutUntilMs - clock.monotonic(), boundedWishMs(forMs)));
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
