import { DelayedError, Queue, Worker } from 'bullmq';

import type { Look } from '#src/delivery/closed-lanes.ts';
import type { Logger } from '#src/platform/log.ts';
import type { RedisConnection } from '#src/storage/redis-connection.ts';

/** Where something waits to be told. */
export interface LaneName {
  readonly channel: string;
  readonly guildId: string;
  readonly address: string;
}

/** Why a lane is woken, besides that something may wait in it. */
export interface Nudge {
  /** Things look up: a failed lane need not wait out its pause. */
  readonly isHurried?: true;
  /** The address may be open again, or is said to be. */
  readonly look?: Look;
}

/** A job is: a lane has work. */
type LaneJob = LaneName & Nudge;

/** What came of working on a lane. */
export type Worked =
  | { readonly kind: 'drained' }
  /** It has to wait until then, epoch milliseconds. */
  | { readonly kind: 'waits'; readonly until: number }
  /** Somebody else works on it. */
  | { readonly kind: 'lost' };

export interface LaneJobs {
  /** Has lanes worked on by whoever is free: each by one at a time, the more urgent ones first. */
  add(lanes: readonly LaneName[], urgency: number, nudge?: Nudge): Promise<void>;
  /** How many lanes have a job. */
  count(): Promise<number>;
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

const QUEUE = 'lanes';
const AT_ONCE = 100;
const BATCH = 500;
/** Whose process died is taken over when its lock has ended and that was noticed, which takes two looks. */
const LOCK_MS = 6_000;
const LOOK_EVERY_MS = 2_500;
const STOP_WITHIN_MS = 2_000;

/** A Redis that was started again knows BullMQ's scripts no more. A single call sends them along, a transaction fails. */
function isScriptUnknown(error: unknown): boolean {
  if (!(error instanceof Error) || !('replies' in error) || !Array.isArray(error.replies)) return false;
  return error.replies.some((reply) => reply instanceof Error && reply.message.startsWith('NOSCRIPT'));
}

/**
 * The queue of lanes, in BullMQ. Its open version has no groups, so that a job stands for a lane and not for a message:
 * there is one for each lane (deduplicated, with one more kept while it is worked on), whoever has it tells what waits
 * there in order, and a lane that has to wait is a delayed job.
 */
export function createLaneJobs(deps: LaneJobsDeps): LaneJobs {
  const { log, prefix } = deps;
  // Jobs are waited for by blocking reads, on which silence is no sign of trouble.
  const connection = deps.connection.client.duplicate({
    disableOfflineQueue: false,
    socket: { ...deps.connection.client.options.socket, socketTimeout: undefined },
  } as never);
  connection.on('error', () => {});
  connection.setMaxListeners(0);
  const options = { connection, prefix: `${prefix}jobs` };
  const queue = new Queue<LaneJob>(QUEUE, options);
  queue.on('error', (error) => log.debug({ err: error }, 'the queue of lanes has trouble'));
  let worker: Worker<LaneJob> | undefined;

  return {
    async add(lanes, urgency, nudge = {}) {
      for (let at = 0; at < lanes.length; at += BATCH) {
        const jobs = lanes.slice(at, at + BATCH).map(({ address, channel, guildId }) => ({
          name: 'lane',
          data: { address, channel, guildId, ...nudge },
          opts: {
            // A lane that waits is woken: it waits on if it still has to.
            deduplication: { id: `${channel}/${address}`, keepLastIfActive: true, replace: true },
            priority: urgency + 1,
            removeOnComplete: true,
            removeOnFail: true,
          },
        }));
        try {
          await queue.addBulk(jobs);
        } catch (error) {
          const [first] = jobs;
          if (first === undefined || !isScriptUnknown(error)) throw error;
          await queue.add(first.name, first.data, first.opts);
          await queue.addBulk(jobs);
        }
      }
    },
    async count() {
      return await queue.getJobCountByTypes('wait', 'prioritized', 'active', 'delayed');
    },
    work(task) {
      worker = new Worker<LaneJob>(
        QUEUE,
        async (job, token) => {
          const { isHurried, look, ...lane } = job.data;
          const worked = await task(lane, {
            ...(isHurried !== undefined && { isHurried }),
            ...(look !== undefined && { look }),
          });
          if (worked.kind !== 'waits') return;
          await job.updateData(lane);
          await job.moveToDelayed(Math.max(Date.now() + 1, worked.until), token);
          throw new DelayedError();
        },
        {
          ...options,
          concurrency: deps.atOnce ?? AT_ONCE,
          lockDuration: LOCK_MS,
          stalledInterval: LOOK_EVERY_MS,
          maxStalledCount: Number.MAX_SAFE_INTEGER,
          removeOnComplete: { count: 0 },
          removeOnFail: { count: 0 },
        },
      );
      worker.on('error', (error) => log.debug({ err: error }, 'the queue of lanes has trouble'));
      worker.on('failed', (job, error) =>
        log.error({ err: error, address: job?.data.address }, 'a lane could not be worked on'),
      );
    },
    async stop() {
      const late = new Promise<void>((resolve) => {
        setTimeout(resolve, STOP_WITHIN_MS).unref();
      });
      await Promise.race([worker?.close() ?? Promise.resolve(), late]);
      await Promise.race([worker?.close(true) ?? Promise.resolve(), late]);
      await Promise.race([queue.close(), late]);
      if (connection.isOpen) connection.destroy();
    },
  };
}
