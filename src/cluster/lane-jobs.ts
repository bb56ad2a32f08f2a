import { DelayedError } from 'bullmq';

import { memberOf } from '#src/domain/member.ts';
import type { Logger } from '#src/platform/log.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

import { jobConnection } from './job-connection.ts';
import type { LaneName } from './lane-name.ts';
import { createLaneNudges, nudgeOf } from './lane-nudges.ts';
import type { Nudge } from './lane-nudges.ts';
import { openLaneQueue } from './lane-queue.ts';
import type { LaneQueue } from './lane-queue.ts';

/** What came of working on a lane. */
export type Worked =
  | { readonly kind: 'drained' }
  /** There is nothing to do for so long. */
  | { readonly kind: 'waits'; readonly forMs: number }
  /** Somebody else works on it. */
  | { readonly kind: 'lost' };

export interface LaneJobs {
  /** Has lanes worked on by whoever is free: each by one at a time, the more urgent ones first. */
  add(lanes: readonly LaneName[], urgency: number, nudge?: Nudge): Promise<void>;
  /** How many lanes are worked on, or will be as soon as somebody is free. */
  underWay(): Promise<number>;
  /** Begins to work. */
  work(task: (lane: LaneName, nudge: Nudge) => Promise<Worked>): void;
  stop(): Promise<void>;
}

export interface LaneJobsDeps {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly log: Logger;
  /** Lanes that one process works on at once, at most. */
  readonly atOnce?: number;
}

const AT_ONCE = 100;
const BATCH = 500;
const STOP_WITHIN_MS = 2_000;
/** One at a time is told by direct message, in all processes together, as `member-pace.ts` has it in each. */
const ONE_A_SECOND = { max: 1, duration: 1_000 } as const;

/**
 * Who works on which lane, by BullMQ. Its open version has no groups, so that a job stands for a lane and not for a
 * message: there is one for each lane (deduplicated, with one more kept while it is worked on), whoever has it tells what
 * waits there in order, and a lane that has to wait is a delayed job.
 */
export function createLaneJobs(deps: LaneJobsDeps): LaneJobs {
  const { log, prefix } = deps;
  const connection = jobConnection(deps.connection);
  const nudges = createLaneNudges(deps.connection, prefix);
  const concurrency = deps.atOnce ?? AT_ONCE;
  const shared = { connection, run: deps.connection.run, prefix: `${prefix}jobs`, log };
  const servers = openLaneQueue({ ...shared, name: 'lanes', options: { concurrency } });
  const members = openLaneQueue({
    ...shared,
    name: 'members',
    options: { concurrency, limiter: ONE_A_SECOND },
  });
  const queues = [servers, members];
  const queueOf = ({ guildId }: LaneName): LaneQueue => (memberOf(guildId) === undefined ? servers : members);

  async function add(lanes: readonly LaneName[], urgency: number, nudge: Nudge = {}): Promise<void> {
    for (let at = 0; at < lanes.length; at += BATCH) {
      const some = lanes.slice(at, at + BATCH);
      // Before the job, so that whoever takes it finds them.
      await nudges.leave(some, nudge);
      for (const [queue, own] of Map.groupBy(some, queueOf)) await queue.add(own, urgency);
    }
  }

  return {
    add,
    async underWay() {
      const counts = await Promise.all(queues.map((queue) => queue.underWay()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    work(task) {
      for (const queue of queues) {
        queue.work(async (job, token) => {
          const lane = job.data;
          const counted = await nudges.of(lane);
          const worked = await task(lane, nudgeOf(counted));
          if (worked.kind !== 'waits') {
            await nudges.heeded(lane, counted);
            return;
          }
          // BullMQ goes by the machine's clock. Where that is set, or differs from another's, the keeper makes up for it.
          await job.moveToDelayed(Date.now() + Math.max(1, worked.forMs), token);
          // What was asked for while the lane was worked on finds it waiting by now.
          if ((await nudges.heeded(lane, counted)) > 0) await add([lane], (job.opts.priority ?? 1) - 1);
          throw new DelayedError();
        });
      }
    },
    async stop() {
      const late = new Promise<void>((resolve) => {
        setTimeout(resolve, STOP_WITHIN_MS).unref();
      });
      await Promise.all(queues.map((queue) => queue.stop(late)));
      if (connection.isOpen) connection.destroy();
    },
  };
}
