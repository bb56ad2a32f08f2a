import { once } from 'node:events';

import { RETRY, backOffMs } from '#src/platform/back-off.ts';
import { pause } from '#src/platform/pause.ts';

import type { LineDeps } from './line-deps.ts';
import { toLoginError } from './login-error.ts';

/** Tries until Discord lets us in, or until it is to stop. Rejects with a `LoginError` where it never will. */
export async function untilIn<T>(
  enter: () => Promise<T>,
  { clock, log, stopping }: Pick<LineDeps, 'clock' | 'log' | 'stopping'>,
  onFailed: () => Promise<void> = async () => {},
): Promise<T | undefined> {
  const stopped = stopping.aborted
    ? Promise.resolve(undefined)
    : once(stopping, 'abort').then(() => undefined);
  for (let attempts = 1; !stopping.aborted; attempts += 1) {
    try {
      return await Promise.race([enter(), stopped]);
    } catch (error) {
      await onFailed();
      const hopeless = toLoginError(error);
      if (hopeless !== undefined) throw hopeless;
      const delayMs = backOffMs(attempts, RETRY, { random: Math.random });
      log.warn({ err: error, delayMs }, 'Discord cannot be reached; trying again');
      const waited = pause(clock, delayMs);
      await Promise.race([waited, stopped]);
    }
  }
  return undefined;
}
