import type { LeadCoordinator } from '#src/polling/elections.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

const HOLD_SCRIPT = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return -redis.call('PTTL', KEYS[1]) end
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
): LeadCoordinator {
  const keyOf = (name: string): string => `${prefix}@lease:${name.replace(TIME, '')}`;
  /** By key, where another one has the lease: for how long it had it when that was last asked. */
  const heldForMs = new Map<string, number>();
  return {
    async shouldRun(name, ttlMs) {
      const key = keyOf(name);
      const answer = Number(await run(HOLD_SCRIPT, { keys: [key], arguments: [self, String(ttlMs)] }));
      heldForMs.set(key, -answer);
      return answer === 1;
    },
    heldForMs: (name) => heldForMs.get(keyOf(name)),
    async onComplete(name) {
      // A run is over, and the lead is not; only whoever stops gives it up.
      if (TIME.test(name)) return;
      await run(RELEASE_SCRIPT, { keys: [keyOf(name)], arguments: [self] });
    },
  };
}
