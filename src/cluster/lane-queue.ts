import { Queue, Worker } from 'bullmq';
import type { Job, Processor, WorkerOptions } from 'bullmq';

import type { Logger } from '#src/platform/log.ts';
import type { RedisClient, RedisConnection } from '#src/storage/redis/redis-connection.ts';

import { laneKey } from './lane-name.ts';
import type { LaneName } from './lane-name.ts';

export interface LaneQueueDeps {
  readonly name: string;
  readonly connection: RedisClient;
  readonly run: RedisConnection['run'];
  readonly prefix: string;
  readonly options: Pick<WorkerOptions, 'concurrency' | 'limiter'>;
  readonly log: Logger;
}

/** A queue of BullMQ's, of which each job is a lane that has work. */
export interface LaneQueue {
  /** One job for each lane, and one more for one that is worked on. */
  add(lanes: readonly LaneName[], urgency: number): Promise<void>;
  /** How many are worked on, or will be as soon as somebody is free. */
  underWay(): Promise<number>;
  work(task: Processor<LaneName>): void;
  /** Ends in order, or else after a moment. */
  stop(late: Promise<void>): Promise<void>;
}

/** Whose process died is taken over when its lock has ended and that was noticed, which takes two looks. */
const LOCK_MS = 6_000;
const LOOK_EVERY_MS = 2_500;

const PRIORITIES_SCRIPT = `
local found = {}
for i = 1, #KEYS do found[i] = redis.call('HGET', KEYS[i], 'priority') or '' end
return found`;

export function openLaneQueue({ name, connection, run, prefix, options, log }: LaneQueueDeps): LaneQueue {
  const shared = { connection, prefix };
  const queue = new Queue<LaneName>(name, shared);
  const quietly = (error: Error): void => log.debug({ err: error }, 'the queue of lanes has trouble');
  queue.on('error', quietly);
  let worker: Worker<LaneName> | undefined;

  /** A lane that waits for its turn already takes the turn of what is more urgent. */
  async function raise(jobs: readonly Job<LaneName>[], priority: number): Promise<void> {
    const ids = [...new Set(jobs.map(({ id = '' }) => id))].filter((id) => id !== '');
    const keys = ids.map((id) => queue.toKey(id));
    const found = (await run(PRIORITIES_SCRIPT, { keys, arguments: [] })) as string[];
    const late = new Set(ids.filter((_, i) => Number(found[i]) > priority));
    const waiting = jobs.filter(({ id = '' }) => late.delete(id));
    await Promise.all(waiting.map((job) => job.changePriority({ priority })));
  }

  async function addAll(jobs: Parameters<typeof queue.addBulk>[0]): Promise<Job<LaneName>[]> {
    try {
      return await queue.addBulk(jobs);
    } catch (error) {
      const [first] = jobs;
      if (first === undefined || !isScriptUnknown(error)) throw error;
      await queue.add(first.name, first.data, first.opts);
      return await queue.addBulk(jobs);
    }
  }

  return {
    async add(lanes, urgency) {
      const jobs = lanes.map((lane) => ({
        name: 'lane',
        data: lane,
        opts: {
          // A lane that waits is woken: it waits on if it still has to.
          deduplication: { id: laneKey(lane), keepLastIfActive: true, replace: true },
          priority: urgency + 1,
          removeOnComplete: true,
          removeOnFail: true,
        },
      }));
      if (jobs.length > 0) await raise(await addAll(jobs), urgency + 1);
    },
    underWay: async () => await queue.getJobCountByTypes('wait', 'prioritized', 'active'),
    work(task) {
      worker = new Worker<LaneName>(name, task, {
        ...shared,
        ...options,
        lockDuration: LOCK_MS,
        stalledInterval: LOOK_EVERY_MS,
        maxStalledCount: Number.MAX_SAFE_INTEGER,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      });
      worker.on('error', quietly);
      worker.on('failed', (job, error) =>
        log.error({ err: error, address: job?.data.address }, 'a lane could not be worked on'),
      );
    },
    async stop(late) {
      await Promise.race([worker?.close() ?? Promise.resolve(), late]);
      await Promise.race([worker?.close(true) ?? Promise.resolve(), late]);
      await Promise.race([queue.close(), late]);
    },
  };
}

/** A Redis that was started again knows BullMQ's scripts no more. A single call sends them along, a transaction fails. */
function isScriptUnknown(error: unknown): boolean {
  if (!(error instanceof Error) || !('replies' in error) || !Array.isArray(error.replies)) return false;
  return error.replies.some((reply) => reply instanceof Error && reply.message.startsWith('NOSCRIPT'));
}
