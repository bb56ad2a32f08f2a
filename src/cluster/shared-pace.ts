import type { Pace } from '#src/delivery/sending/pace.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

export interface SharedPaceDeps {
  readonly connection: Pick<RedisConnection, 'run'>;
  /** Shared by all that share a limit. */
  readonly key: string;
  readonly perSecond: number;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/** As in `pace.ts`: a little more than a second, since calls do not all take the same time to arrive. */
const SPAN_MS = 1_020;
/** So many slots are taken at once, at most: what is more urgent and comes later waits for these. */
const AT_ONCE = 5;

/** Takes the next free slots of Redis' own time; gives in how many milliseconds the first of them is. */
const RESERVE_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local free = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local till = free + ARGV[1] * ARGV[2]
redis.call('SET', KEYS[1], string.format('%.3f', till), 'PX', math.ceil(till - now) + 60000)
return tostring(free - now)`;

/** Gives out no slot for so long. */
const PAUSE_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local till = math.max(now + ARGV[1], tonumber(redis.call('GET', KEYS[1]) or '0'))
redis.call('SET', KEYS[1], string.format('%.3f', till), 'PX', math.ceil(till - now) + 60000)`;

interface WaitingCall {
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * One limit for the calls of all processes: slots are spaced evenly, and each is given out once. BullMQ's own limit
 * counts jobs in fixed windows; a lane's job makes several calls, and two windows that touch let twice as many through.
 */
export function createSharedPace({ connection, key, perSecond, clock }: SharedPaceDeps): Pace {
  const gapMs = SPAN_MS / perSecond;
  const queues = new Map<number, WaitingCall[]>();
  let waiting = 0;
  let isRunning = false;

  function next(): WaitingCall | undefined {
    for (const urgency of [...queues.keys()].toSorted((a, b) => a - b)) {
      const one = queues.get(urgency)?.shift();
      if (one === undefined) continue;
      waiting -= 1;
      return one;
    }
    return undefined;
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.setTimer(ms, resolve);
    });

  async function run(): Promise<void> {
    while (waiting > 0) {
      const count = Math.min(waiting, AT_ONCE);
      try {
        const answer = await connection.run(RESERVE_SCRIPT, {
          keys: [key],
          arguments: [String(count), String(gapMs)],
        });
        const aheadMs = Number(answer);
        if (aheadMs >= 1) await pause(aheadMs);
        for (let i = 0; i < count; i += 1) {
          if (i > 0) await pause(gapMs);
          next()?.go();
        }
      } catch (error) {
        for (let i = 0; i < count; i += 1) next()?.fail(error);
      }
    }
    isRunning = false;
  }

  return {
    slot: (urgency) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(urgency) ?? [];
        queues.set(urgency, queue);
        queue.push({ go: resolve, fail: reject });
        waiting += 1;
        if (isRunning) return;
        isRunning = true;
        void run();
      }),
    pause(forMs) {
      // Whoever is not kept waiting is asked to wait as well.
      connection.run(PAUSE_SCRIPT, { keys: [key], arguments: [String(forMs)] }).catch(() => undefined);
    },
    get waiting() {
      return waiting;
    },
  };
}
