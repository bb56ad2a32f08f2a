import type { Rows } from '#src/storage/commit-queue.ts';

/**
 * Keeps all rows or none, in one step of the server: first what is expected is looked at, then what is set, and then what
 * is deleted. A full Redis refuses the first of a script's writes that needs memory and none after it, so that what is
 * set has to come first. Every key stands in an index too, by which keys with the same beginning are found.
 */
export const COMMIT_SCRIPT = `
local prefix, index = ARGV[1], ARGV[2]
for i, key in ipairs(KEYS) do
  local op, value = ARGV[3 * i], ARGV[3 * i + 1]
  if op == 'is' and redis.call('GET', key) ~= value then return -1 end
  if op == 'no' and redis.call('EXISTS', key) == 1 then return -1 end
end
local changed = 0
for i, key in ipairs(KEYS) do
  local op, value, ttl = ARGV[3 * i], ARGV[3 * i + 1], ARGV[3 * i + 2]
  if op == 'set' then
    if ttl == '' then redis.call('SET', key, value) else redis.call('SET', key, value, 'PX', ttl) end
    redis.call('ZADD', index, 0, string.sub(key, #prefix + 1))
    changed = changed + 1
  end
end
for i, key in ipairs(KEYS) do
  if ARGV[3 * i] == 'del' then
    changed = changed + redis.call('DEL', key)
    redis.call('ZREM', index, string.sub(key, #prefix + 1))
  end
end
if ARGV[#ARGV] ~= '' then redis.call('PUBLISH', prefix .. '@changes', ARGV[#ARGV]) end
return changed`;

/** Where every process says what it has written, after the prefix of the keys. */
export const CHANGES_CHANNEL = '@changes';

/** What other processes hold in memory, so that they have to hear of it. */
const HEARD_OF = /^(?:guilds|fences):/;

/** Takes those of the keys out of the index that are there no more, because their time was over. */
export const TIDY_SCRIPT = `
for i, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 0 then redis.call('ZREM', ARGV[2], string.sub(key, #ARGV[1] + 1)) end
end`;

/** Whether a commit found something else than it expected. */
export const OVERTAKEN = -1;

/** Where rows lie, and who writes them. */
export interface KeySpace {
  readonly prefix: string;
  readonly index: string;
  /** Of this process, so that it knows its own changes when it hears of them. */
  readonly origin: string;
}

/** The rows as the script takes them; of several writes of one key the last one counts. */
export function commitArguments(
  rows: Rows,
  { prefix, index, origin }: KeySpace,
): { readonly keys: string[]; readonly arguments: string[] } {
  const writes = new Map<string, readonly string[]>();
  const expected: (readonly [key: string, op: string, value: string])[] = [];
  for (const row of rows) {
    if ('from' in row) throw new TypeError('Redis deletes key by key.');
    const key = `${prefix}${row.key}`;
    if ('expected' in row) {
      expected.push(row.expected === null ? [key, 'no', ''] : [key, 'is', row.expected]);
    } else if (row.value === null) writes.set(key, ['del', '', '']);
    else {
      const ttl = row.expires === undefined ? '' : String(Math.max(1, Math.round(row.expires - Date.now())));
      writes.set(key, ['set', row.value, ttl]);
    }
  }
  return {
    keys: [...expected.map(([key]) => key), ...writes.keys()],
    arguments: [
      prefix,
      index,
      ...expected.flatMap(([, op, value]) => [op, value, '']),
      ...[...writes.values()].flat(),
      messageOf(
        [...writes.keys()].map((key) => key.slice(prefix.length)),
        origin,
      ),
    ],
  };
}

function messageOf(written: readonly string[], by: string): string {
  const keys = written.filter((key) => HEARD_OF.test(key));
  return keys.length === 0 ? '' : JSON.stringify({ by, keys });
}
