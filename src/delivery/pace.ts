import type { Clock } from '#src/platform/clock.ts';

/** Lets calls go one by one, never more than so many within a second, the more urgent ones first. */
export interface Pace {
  /** Resolves when the call may be made. 0 is the most urgent. */
  slot(urgency: number): Promise<void>;
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
  const queues = new Map<number, (() => void)[]>();
  /** When the last calls were let go, in a ring. */
  const log: number[] = [];
  let at = 0;
  let last = Number.NEGATIVE_INFINITY;
  let waiting = 0;
  let hasTimer = false;
  const gapMs = perSecond === undefined ? 0 : (SPAN_MS / perSecond) * GAP_SHARE;

  function dueAt(): number {
    if (perSecond === undefined) return 0;
    const oldest = log[at];
    return Math.max(last + gapMs, oldest === undefined ? 0 : oldest + SPAN_MS);
  }

  function next(): (() => void) | undefined {
    for (const urgency of [...queues.keys()].toSorted((a, b) => a - b)) {
      const queue = queues.get(urgency);
      const go = queue?.shift();
      if (go !== undefined) return go;
    }
    return undefined;
  }

  function run(): void {
    while (waiting > 0) {
      const now = clock.monotonic();
      const due = dueAt();
      if (due > now) {
        if (hasTimer) return;
        hasTimer = true;
        clock.setTimer(Math.max(1, due - now), () => {
          hasTimer = false;
          run();
        });
        return;
      }
      const go = next();
      if (go === undefined) return;
      waiting -= 1;
      if (perSecond !== undefined) {
        log[at] = now;
        at = (at + 1) % perSecond;
        last = now;
      }
      go();
    }
  }

  return {
    slot(urgency) {
      if (perSecond === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const queue = queues.get(urgency) ?? [];
        queues.set(urgency, queue);
        queue.push(resolve);
        waiting += 1;
        run();
      });
    },
    get waiting() {
      return waiting;
    },
  };
}
