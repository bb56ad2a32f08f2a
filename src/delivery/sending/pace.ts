import type { Clock } from '#src/platform/clock.ts';

import { URGENCY } from './urgency.ts';

/** Lets calls go one by one, never more than so many within a second, the more urgent ones first. */
export interface Pace {
  /** Resolves when the call may be made. 0 is the most urgent. */
  slot(urgency: number): Promise<void>;
  /** Lets none go for so long, where others share the limit. */
  pause?(forMs: number): void;
  /** How many wait for a slot. */
  readonly waiting: number;
}

/**
 * The second that is counted. Calls do not all take the same time to arrive, so that those of a little more than a
 * second may fall within one second of the other side.
 */
const SPAN_MS = 1_020;

/** A stalled loop makes up for its delay, and not all at once. */
const GAP_SHARE = 0.1;

export function createPace(clock: Pick<Clock, 'monotonic' | 'setTimer'>, perSecond?: number): Pace {
  if (perSecond === undefined) return { slot: () => Promise.resolve(), waiting: 0 };
  const queue: { readonly urgency: number; readonly go: () => void }[] = [];
  /** When the last calls were let go: one fewer than may go within a second. */
  const recent: number[] = [];
  const evenMs = SPAN_MS / perSecond;
  // Edits go evenly: an alert that comes among them waits for one of them, and not for the end of the second.
  const gapMs = (urgency: number): number => (urgency < URGENCY.edit ? evenMs * GAP_SHARE : evenMs);
  let dueMs = Number.NEGATIVE_INFINITY;
  let hasTimer = false;

  function wait(forMs: number): void {
    if (hasTimer) return;
    hasTimer = true;
    clock.setTimer(Math.max(1, forMs), () => {
      hasTimer = false;
      run();
    });
  }

  function run(): void {
    for (let [next] = queue; next !== undefined; [next] = queue) {
      const now = clock.monotonic();
      if (dueMs > now) return wait(dueMs - now);
      queue.shift();
      dueMs = now + gapMs(next.urgency);
      if (recent.push(now) === perSecond) dueMs = Math.max(dueMs, (recent.shift() ?? now) + SPAN_MS);
      next.go();
    }
  }

  return {
    slot: (urgency) =>
      new Promise((go) => {
        queue.push({ urgency, go });
        queue.sort((a, b) => a.urgency - b.urgency);
        run();
      }),
    get waiting() {
      return queue.length;
    },
  };
}
