import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

const JOIN_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
redis.call('HSET', KEYS[1], ARGV[1], now + ARGV[2])
local there = 0
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if tonumber(all[i + 1]) > now then there = there + 1 else redis.call('HDEL', KEYS[1], all[i]) end
end
return there`;

/** Who is there that could do the same work. */
export interface Company {
  /** Says that this process is there for so long, and answers with how many are, itself included. */
  join(forMs: number): Promise<number>;
  leave(): Promise<void>;
}

export function createCompany(
  { run }: Pick<RedisConnection, 'run'>,
  { key, process: self }: { readonly key: string; readonly process: string },
): Company {
  return {
    join: async (forMs) => Number(await run(JOIN_SCRIPT, { keys: [key], arguments: [self, String(forMs)] })),
    leave: async () =>
      void (await run(`return redis.call('HDEL', KEYS[1], ARGV[1])`, { keys: [key], arguments: [self] })),
  };
}
