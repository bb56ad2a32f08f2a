import type { LookReason } from '#src/delivery/sending/closed-lanes.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import type { RedisConnection } from '#src/storage/redis/redis-connection.ts';

import { laneKey } from './lane-name.ts';
import type { LaneName } from './lane-name.ts';

/** Why a lane is woken, besides that something may wait in it. */
export interface Nudge {
  /** Things look up: a failed lane need not wait out its pause. */
  readonly isHurried?: true;
  /** The address may be open again, or is said to be. */
  readonly look?: LookReason;
}

/** A nudge as it was found: counted, so that one which comes while it is heeded is told from it. */
export type Counted = Readonly<Record<string, string>>;

/** Nudges of lanes, until somebody heeds them. */
export interface LaneNudges {
  leave(lanes: readonly LaneName[], nudge: Nudge): Promise<void>;
  of(lane: LaneName): Promise<Counted>;
  /** Forgets what was heeded; resolves with how many are left. */
  heeded(lane: LaneName, counted: Counted): Promise<number>;
}

/** What nobody came to heed by then is heeded by the next look. */
const KEPT_MS = HOUR_MS;

const NUDGE_SCRIPT = `
for i = 1, #KEYS do
  for j = 2, #ARGV do redis.call('HINCRBY', KEYS[i], ARGV[j], 1) end
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
end`;

const HEEDED_SCRIPT = `
for i = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
return redis.call('HLEN', KEYS[1])`;

export function createLaneNudges(
  { ask, run }: Pick<RedisConnection, 'ask' | 'run'>,
  prefix: string,
): LaneNudges {
  const keyOf = (lane: LaneName): string => `${prefix}@nudge:${laneKey(lane)}`;
  return {
    async leave(lanes, nudge) {
      const names = namesOf(nudge);
      if (names.length === 0) return;
      await run(NUDGE_SCRIPT, { keys: lanes.map(keyOf), arguments: [String(KEPT_MS), ...names] });
    },
    of: async (lane) => await ask((client) => client.hGetAll(keyOf(lane))),
    heeded: async (lane, counted) =>
      Number(await run(HEEDED_SCRIPT, { keys: [keyOf(lane)], arguments: Object.entries(counted).flat() })),
  };
}

const namesOf = ({ isHurried, look }: Nudge): string[] => [
  ...(isHurried === true ? ['hurried'] : []),
  ...(look === undefined ? [] : [look]),
];

export function nudgeOf(counted: Counted): Nudge {
  const look = 'open' in counted ? 'open' : 'maybe' in counted ? 'maybe' : undefined;
  return { ...('hurried' in counted && { isHurried: true as const }), ...(look !== undefined && { look }) };
}
