import { DelayedError, Queue, Worker } from 'bullmq';
import type { Job } from 'bullmq';

import type { Look } from '#src/delivery/sending/closed-lanes.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import type { Logger } from '#src/platform/log.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

import { jobConnection } from './job-connection.ts';
import { laneKey } from './lane-name.ts';
import type { LaneName } from './lane-name.ts';

/** Why a lane is woken, besides that something may wait in it. */
export interface Nudge {
  /** Things look up: a failed lane need not wait out its pause. */
  readonly isHurried?: true;
  /** The address may be open again, or is said to be. */
  readonly look?: Look;
}

/** A job is: a lane has work. */
type LaneJob = LaneName;

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

const QUEUE = 'lanes';
const AT_ONCE = 100;
const BATCH = 500;
/** Whose process died is taken over when its lock has ended and that was noticed, which takes two looks. */
const LOCK_MS = 6_000;
const LOOK_EVERY_MS = 2_500;
const STOP_WITHIN_MS = 2_000;
/** What nobody came to heed by then is heeded by the next look. */
const NUDGE_KEPT_MS = HOUR_MS;

/** Nudges are counted, so that one which comes while the last is heeded is told from it. */
const NUDGE_SCRIPT = `
for i = 1, #KEYS do
  for j = 2, #ARGV do redis.call('HINCRBY', KEYS[i], ARGV[j], 1) end
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
end`;

/** Forgets what was heeded; answers with how many are left. */
const HEEDED_SCRIPT = `
for i = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
return redis.call('HLEN', KEYS[1])`;

const PRIORITIES_SCRIPT = `
local found = {}
for i = 1, #KEYS do found[i] = redis.call('HGET', KEYS[i], 'priority') or '' end
return found`;

type Counted = Readonly<Record<string, string>>;

const namesOf = ({ isHurried, look }: Nudge): string[] => [
  ...(isHurried === true ? ['hurried'] : []),
  ...(look === undefined ? [] : [look]),
];

function nudgeOf(counted: Counted): Nudge {
  const look = 'open' in counted ? 'open' : 'maybe' in counted ? 'maybe' : undefined;
  return { ...('hurried' in counted && { isHurried: true as const }), ...(look !== undefined && { look }) };
}

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
  const connection = jobConnection(deps.connection);
  const options = { connection, prefix: `${prefix}jobs` };
  const queue = new Queue<LaneJob>(QUEUE, options);
  queue.on('error', (error) => log.debug({ err: error }, 'the queue of lanes has trouble'));
  const { run } = deps.connection;
  let worker: Worker<LaneJob> | undefined;

  const nudgeKey = (lane: LaneName): string => `${prefix}@nudge:${laneKey(lane)}`;

  async function nudgesOf(lane: LaneName): Promise<Counted> {
    return await deps.connection.ask((client) => client.hGetAll(nudgeKey(lane)));
  }

  async function heeded(lane: LaneName, counted: Counted): Promise<number> {
    const answer = await run(HEEDED_SCRIPT, {
      keys: [nudgeKey(lane)],
      arguments: Object.entries(counted).flat(),
    });
    return Number(answer);
  }

  /** A lane that waits for its turn already takes the turn of what is more urgent. */
  async function raise(jobs: readonly Job<LaneJob>[], priority: number): Promise<void> {
    const ids = [...new Set(jobs.map(({ id = '' }) => id))].filter((id) => id !== '');
    const keys = ids.map((id) => queue.toKey(id));
    const found = (await run(PRIORITIES_SCRIPT, { keys, arguments: [] })) as string[];
    const late = new Set(ids.filter((_, i) => Number(found[i]) > priority));
    const waiting = jobs.filter(({ id = '' }) => late.delete(id));
    await Promise.all(waiting.map((job) => job.changePriority({ priority })));
  }

  async function add(lanes: readonly LaneName[], urgency: number, nudge: Nudge): Promise<void> {
    const names = namesOf(nudge);
    for (let at = 0; at < lanes.length; at += BATCH) {
      const some = lanes.slice(at, at + BATCH);
      // Before the job, so that whoever takes it finds them.
      if (names.length > 0)
        await run(NUDGE_SCRIPT, { keys: some.map(nudgeKey), arguments: [String(NUDGE_KEPT_MS), ...names] });
      const jobs = some.map((lane) => ({
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
      await raise(await addAll(jobs), urgency + 1);
    }
  }

  async function addAll(jobs: Parameters<typeof queue.addBulk>[0]): Promise<Job<LaneJob>[]> {
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
    add: (lanes, urgency, nudge = {}) => add(lanes, urgency, nudge),
    async underWay() {
      return await queue.getJobCountByTypes('wait', 'prioritized', 'active');
    },
    work(task) {
      worker = new Worker<LaneJob>(
        QUEUE,
        async (job, token) => {
          const lane = job.data;
          const counted = await nudgesOf(lane);
          const worked = await task(lane, nudgeOf(counted));
          if (worked.kind !== 'waits') {
            await heeded(lane, counted);
            return;
          }
          // BullMQ goes by the machine's clock. Where that is set, or differs from another's, the keeper makes up for it.
          await job.moveToDelayed(Date.now() + Math.max(1, worked.forMs), token);
          // What was asked for while the lane was worked on finds it waiting by now.
          if ((await heeded(lane, counted)) > 0) await add([lane], (job.opts.priority ?? 1) - 1, {});
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
