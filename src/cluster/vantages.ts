import { Queue, QueueEvents, Worker } from 'bullmq';

import type { Clock } from '#src/platform/clock.ts';
import type { HttpRequest, HttpResult } from '#src/platform/http.ts';
import type { Logger } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import type { Sighting } from '#src/polling/vantages.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

import { jobConnection } from './job-connection.ts';

/** Places to look from: whoever sees that something fails has it looked at from the others. */
export interface Vantages {
  /** Offers to look from here. */
  start(): Promise<void>;
  /** What every other place sees of a request that it knows; those that do not answer in time are left out. */
  elsewhere(request: HttpRequest): Promise<readonly Sighting[]>;
  stop(): Promise<void>;
}

export interface VantagesDeps {
  readonly connection: RedisConnection;
  readonly prefix: string;
  /** Where this process is. */
  readonly own: string;
  /** Sends a request of ours by its URL; nothing else is sent, whoever asks. */
  readonly look: (url: string) => Promise<HttpResult | undefined>;
  readonly clock: Pick<Clock, 'now' | 'setTimer'>;
  readonly log: Logger;
}

const OFFER_EVERY_MS = 5_000;
const OFFERED_FOR_MS = 15_000;
/** A little longer than a request may take. */
const ANSWER_MS = 20_000;

const OFFER_SCRIPT = `
local time = redis.call('TIME')
return redis.call('HSET', KEYS[1], ARGV[1], time[1] * 1000 + ARGV[2])`;

const OFFERED_SCRIPT = `
local time = redis.call('TIME')
local offered = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if tonumber(all[i + 1]) > time[1] * 1000 then table.insert(offered, all[i]) end
end
return offered`;

/** A question, and when it was asked. */
type Asked = { readonly url: string; readonly at: number };

/** Asking is a BullMQ job in the queue of a place, which any process there takes, and its result. */
export function createVantages(deps: VantagesDeps): Vantages {
  const { clock, log, own, prefix } = deps;
  const connection = jobConnection(deps.connection);
  const options = { connection, prefix: `${prefix}jobs` };
  const key = `${prefix}@vantages`;
  const queues = new Map<string, { readonly queue: Queue<Asked>; readonly events: QueueEvents }>();
  let worker: Worker<Asked, HttpResult | null> | undefined;
  let cancelOffer: (() => void) | undefined;

  const nameOf = (vantage: string): string => `vantage-${vantage}`;
  const quietly = (error: Error): void => log.debug({ err: error }, 'another place cannot be asked');

  function queueOf(vantage: string) {
    const known = queues.get(vantage);
    if (known !== undefined) return known;
    const made = {
      queue: new Queue<Asked>(nameOf(vantage), options),
      events: new QueueEvents(nameOf(vantage), options),
    };
    made.queue.on('error', quietly);
    made.events.on('error', quietly);
    queues.set(vantage, made);
    return made;
  }

  async function offer(): Promise<void> {
    cancelOffer = clock.setTimer(OFFER_EVERY_MS, () => void offer());
    await deps.connection
      .run(OFFER_SCRIPT, { keys: [key], arguments: [own, String(OFFERED_FOR_MS)] })
      .catch((error: Error) => quietly(error));
  }

  async function ask(vantage: string, url: string): Promise<Sighting[]> {
    try {
      const { queue, events } = queueOf(vantage);
      await events.waitUntilReady();
      const job = await queue.add(
        'look',
        { url, at: clock.now() },
        { removeOnComplete: { age: 60 }, removeOnFail: true },
      );
      const result = (await job.waitUntilFinished(events, ANSWER_MS)) as HttpResult | null;
      return result === null ? [] : [{ vantage, result }];
    } catch (error) {
      log.debug({ err: error, vantage }, 'another place did not answer');
      return [];
    }
  }

  return {
    async start() {
      worker = new Worker<Asked, HttpResult | null>(
        nameOf(own),
        async ({ data }) => {
          // Whoever asked does not wait any more.
          if (clock.now() - data.at > ANSWER_MS) return null;
          return (await deps.look(data.url)) ?? null;
        },
        { ...options, concurrency: 20 },
      );
      worker.on('error', quietly);
      await offer();
    },
    async elsewhere({ url }) {
      const offered = await deps.connection
        .run(OFFERED_SCRIPT, { keys: [key], arguments: [] })
        .catch((): string[] => []);
      const others = (offered as string[]).filter((vantage) => vantage !== own);
      return (await Promise.all(others.map((vantage) => ask(vantage, url)))).flat();
    },
    async stop() {
      cancelOffer?.();
      const closing = [
        worker?.close(true) ?? Promise.resolve(),
        ...[...queues.values()].flatMap(({ queue, events }) => [queue.close(), events.close()]),
      ];
      const late = pause(clock, 2_000);
      await Promise.race([Promise.all(closing), late]);
      if (connection.isOpen) connection.destroy();
    },
  };
}
