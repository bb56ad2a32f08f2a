import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { backOffMs } from '#src/platform/back-off.ts';
import type { Clock } from '#src/platform/clock.ts';

import { LoginError } from './login-error.ts';

/** Whether Discord lets the bot in: what it says to who asks about the bot itself. */
export type Welcome = 'welcome' | 'refused' | 'unknown';

export interface TokenDoubtDeps {
  readonly clock: Clock;
  readonly random: () => number;
  check(): Promise<Welcome>;
  /** Discord refuses the token, again and again. */
  onRefused(error: LoginError): void;
}

/**
 * Discord has refused the token once, which may be a slip. Until that is known nothing is sent; every call says so,
 * and how long to wait.
 */
export interface TokenDoubt {
  /** Runs a call about messages, unless the token is in doubt. */
  guard<T>(call: () => Promise<T>): Promise<T>;
  stop(): void;
}

const PAUSES = { firstMs: 5_000, longestMs: 60_000 };
/** So often it has to be refused: over about two minutes. */
const REFUSALS = 5;
/** What waits comes a little after the look. */
const SLACK_MS = 500;

export function createTokenDoubt(deps: TokenDoubtDeps): TokenDoubt {
  const { clock, random } = deps;
  let doubted: { readonly untilMs: number; readonly cancel: () => void } | undefined;
  let isStopped = false;

  function lookAfter(refusals: number): void {
    const forMs = backOffMs(refusals, PAUSES, { random });
    doubted = {
      untilMs: clock.monotonic() + forMs,
      cancel: clock.setTimer(forMs, () => void look(refusals)),
    };
  }

  async function look(refusals: number): Promise<void> {
    const answer = await deps.check().catch(() => 'unknown' as const);
    if (isStopped) return;
    if (answer === 'welcome') doubted = undefined;
    else if (answer === 'unknown') lookAfter(refusals);
    else if (refusals < REFUSALS) lookAfter(refusals + 1);
    else deps.onRefused(new LoginError(REFUSED));
  }

  function waiting(cause?: unknown): DeliveryError {
    const retryAfterMs = Math.max(0, (doubted?.untilMs ?? 0) - clock.monotonic()) + SLACK_MS;
    return new DeliveryError('busy', 'Discord does not accept the bot token.', {
      retryAfterMs,
      everywhere: true,
      cause,
    });
  }

  return {
    async guard(call) {
      if (doubted !== undefined) throw waiting();
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof UnauthorizedError) || isStopped) throw error;
        if (doubted === undefined) lookAfter(1);
        throw waiting(error);
      }
    },
    stop() {
      isStopped = true;
      doubted?.cancel();
    },
  };
}

const REFUSED =
  'Discord no longer accepts DISCORD_TOKEN. Set a valid one and start again; what is to be told is kept.';

/** A call was refused as one of nobody that Discord knows. */
export class UnauthorizedError extends DeliveryError {
  constructor(cause: unknown) {
    super('busy', 'Discord does not accept the bot token.', { everywhere: true, cause });
  }
}
