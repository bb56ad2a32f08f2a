import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#src/domain/time.ts';
import type { HttpRequest } from '#src/platform/http.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

/** The end of a cadence is left free for re-reads, so that a change is confirmed within it. */
const SPREAD_SHARE = 0.8;

/** Why a source cannot be read so often, as a sentence with a remedy; `null` when it can. */
export function explainBadCadence(everyMs: number): string | null {
  if (everyMs >= SECOND_MS && everyMs <= DAY_MS && DAY_MS % everyMs === 0) {
    if (everyMs <= MINUTE_MS && everyMs % SECOND_MS === 0 && MINUTE_MS % everyMs === 0) return null;
    if (everyMs <= HOUR_MS && everyMs % MINUTE_MS === 0 && HOUR_MS % everyMs === 0) return null;
    if (everyMs % HOUR_MS === 0) return null;
  }
  return `A source cannot be read every ${everyMs / SECOND_MS} s: take seconds that divide a minute (5s, 10s, 15s, 30s), minutes that divide an hour (1m, 2m, 5m, 15m) or hours that divide a day (1h, 6h, 12h, 24h).`;
}

/** Where within its cadence something falls, in whole seconds: the same for the same key, and spread over all keys. */
export function offsetMsOf(everyMs: number, key: string): number {
  // FNV-1a: any even spread will do, so long as it is the same on every machine.
  let hash = 0x81_1c_9d_c5;
  for (let i = 0; i < key.length; i += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01_00_01_93) >>> 0;
  }
  return (hash % Math.max(1, Math.floor((everyMs * SPREAD_SHARE) / SECOND_MS))) * SECOND_MS;
}

/** When it is next due after `now`, by the same plan. Epoch milliseconds. */
export function nextDueAt(everyMs: number, offsetMs: number, now: number): number {
  return now - ((((now - offsetMs) % everyMs) + everyMs) % everyMs) + everyMs;
}

/** Sources that ask for the very same, which is then asked for once. */
export interface PollUnit {
  /** Unique among all units: the exchange and its first source. */
  readonly id: string;
  readonly exchange: string;
  readonly sources: readonly [ConfiguredSource, ...ConfiguredSource[]];
  readonly requests: readonly HttpRequest[];
  /** The shortest cadence of its sources. */
  readonly everyMs: number;
}

/** Puts sources with identical requests together, in the order of the first of each. */
export function groupSources(sources: readonly ConfiguredSource[]): PollUnit[] {
  const units = new Map<string, PollUnit>();
  for (const source of sources) {
    const key = `${source.exchange} ${JSON.stringify(source.requests)}`;
    const unit = units.get(key);
    units.set(key, unit === undefined ? unitOf(source) : join(unit, source));
  }
  return [...units.values()];
}

function unitOf(source: ConfiguredSource): PollUnit {
  const { exchange, id, requests, everyMs } = source;
  return { id: `${exchange}/${id}`, exchange, sources: [source], requests, everyMs };
}

function join(unit: PollUnit, source: ConfiguredSource): PollUnit {
  return {
    ...unit,
    sources: [...unit.sources, source],
    everyMs: Math.min(unit.everyMs, source.everyMs),
  };
}

/**
 * When to read a unit again, out of turn. The engine asks anew after every step for as long as it is in doubt, so a
 * try that is already due sooner stands.
 */
export function nextReread(pendingAt: number | undefined, afterMs: number, now: number): number {
  const wantedAt = now + afterMs;
  return pendingAt === undefined ? wantedAt : Math.min(pendingAt, wantedAt);
}
