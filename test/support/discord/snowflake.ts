import type { Clock } from '#src/platform/clock.ts';

const discordEpochMs = Date.UTC(2015, 0, 1);
/** A fake clock may start at zero; ids made before this would be too short for discord.js's routes. */
const earliestMs = Date.UTC(2020, 0, 1);
const lowBits = 22n;

export type MintSnowflake = () => string;

/** Ids as Discord makes them: milliseconds since 2015 above 22 bits that tell ids of one moment apart. */
export function createSnowflakes(clock: Clock): MintSnowflake {
  let sequence = 0n;
  return () => {
    const sinceEpoch = BigInt(Math.max(Math.trunc(clock.now()), earliestMs) - discordEpochMs);
    sequence += 1n;
    return ((sinceEpoch << lowBits) | (sequence & 0x3fffffn)).toString();
  };
}

/** The shard that Discord sends a guild's events to. */
export function shardOf(guildId: string, shardCount: number): number {
  return Number((BigInt(guildId) >> lowBits) % BigInt(shardCount));
}
