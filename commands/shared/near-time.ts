import { timestamp } from '#src/channels/discord/render/timestamp.ts';

const NEAR_MS = 12 * 3_600_000;

/** A time of day, with its date where it is not near. */
export function nearTime(at: number, now: number): string {
  return timestamp(at, Math.abs(now - at) < NEAR_MS ? 't' : 'f');
}
