import type { RunCoordinator } from 'node-cron';

import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

const HOLD_SCRIPT = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

const RELEASE_SCRIPT = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** node-cron asks by task and time; what it was last, it is asked to be again. */
const TIME = /:\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/**
 * Answers node-cron over Redis which process runs a task: the one that ran it last for as long as it lives, so that
 * whoever leads goes on to lead. A lease ends by itself when nobody renews it.
 */
export function createRunCoordinator(
  { run }: Pick<RedisConnection, 'run'>,
  { prefix, process: self }: { readonly prefix: string; readonly process: string },
): RunCoordinator {
  const keyOf = (name: string): string => `${prefix}@lease:${name.replace(TIME, '')}`;
  return {
    async shouldRun(name, ttlMs) {
      return (await run(HOLD_SCRIPT, { keys: [keyOf(name)], arguments: [self, String(ttlMs)] })) === 1;
    },
    async onComplete(name) {
      // A run is over, and the lead is not; only whoever stops gives it up.
      if (TIME.test(name)) return;
      await run(RELEASE_SCRIPT, { keys: [keyOf(name)], arguments: [self] });
    },
  };
}
