import type { Channel } from '#src/delivery/channel.ts';
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
  /** The other side does not know us. */
  unauthorized(): void;
  stop(): void;
}

export interface GateDeps {
  readonly channel: Pick<Channel, 'check'>;
  readonly clock: Clock;
  readonly random: () => number;
  /** The gate has opened. */
  onOpen(): void;
  /** The other side does not know us, and says so again and again. */
  onUnauthorized(): void;
}

/** So many addresses that fail in a row, and none that does not, are no coincidence. */
const FAILURES_IN_A_ROW = 5;
const TROUBLE = { firstMs: 1_000, longestMs: 30_000 };
const TOKEN = { firstMs: 5_000, longestMs: 60_000 };
/** So many times the token's own endpoint is asked: over about two minutes. */
const TOKEN_CHECKS = 5;

export function createGate(deps: GateDeps): Gate {
  const { channel, clock, random } = deps;
  const failed = new Set<string>();
  let shutUntilMs = 0;
  let rounds = 0;
  let cancel: (() => void) | undefined;
  let isChecking = false;
  let isStopped = false;

  function shut(forMs: number, then: () => void): void {
    cancel?.();
    shutUntilMs = clock.monotonic() + forMs;
    cancel = clock.setTimer(forMs, () => {
      cancel = undefined;
      then();
    });
  }

  function open(): void {
    isChecking = false;
    deps.onOpen();
  }

  function checkAfter(tries: number): void {
    shut(backOffMs(tries, TOKEN, { random }), () => void check(tries));
  }

  async function check(tries: number): Promise<void> {
    const answer = await channel.check().catch(() => 'unknown' as const);
    if (isStopped) return;
    switch (answer) {
      case 'welcome':
        return open();
      case 'refused':
        return tries < TOKEN_CHECKS ? checkAfter(tries + 1) : deps.onUnauthorized();
      case 'unknown':
        return checkAfter(tries);
    }
  }

  return {
    get isOpen() {
      return cancel === undefined && !isChecking && !isStopped;
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
      if (isChecking || cancel !== undefined) return;
      if (failed.size < FAILURES_IN_A_ROW) return;
      rounds += 1;
      shut(backOffMs(rounds, TROUBLE, { random }), open);
    },
    pause(forMs) {
      if (isChecking) return;
      const nowMs = clock.monotonic();
      shut(Math.max(shutUntilMs - nowMs, boundedWishMs(forMs)), open);
    },
    unauthorized() {
      if (isChecking || isStopped) return;
      isChecking = true;
      checkAfter(1);
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
