import type { Allowance } from '#src/delivery/allowance.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

const TAKE_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
local taken = redis.call('ZCARD', KEYS[1])
if taken >= tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], now, time[1] .. '.' .. time[2] .. '/' .. taken)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

/** One count for all processes, by Redis' own time. */
export function createSharedTally({ run }: Pick<RedisConnection, 'run'>, prefix: string): Allowance {
  return {
    async take(name, most, withinMs) {
      const keys = [`${prefix}@tally:${name}`];
      return (await run(TAKE_SCRIPT, { keys, arguments: [String(most), String(withinMs)] })) === 1;
    },
  };
}
