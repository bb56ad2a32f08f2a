import type { Clock } from './clock.ts';

/** Resolves after so long. */
export async function pause(clock: Pick<Clock, 'setTimer'>, delayMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.setTimer(delayMs, resolve);
  });
}
