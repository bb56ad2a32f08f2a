import type { Delivery } from '#src/domain/delivery.ts';

import { allOf, emptyLane, isIdle, put } from './lane.ts';
import type { Lane, Waiting } from './lane.ts';

/** What waits, and how long it has. */
export interface Backlog {
  readonly pending: number;
  /** How long the oldest message waits that is not held up by its own address. */
  readonly oldestMs: number;
}

/** The lanes of one channel: one for each address that something waits for, or that is looked after. */
export interface Lanes {
  all(): Iterable<Lane>;
  /** The lane of an address, a new one where there is none. */
  of(address: string, guildId: string): Lane;
  /** Takes a delivery in. What it makes superfluous is returned. */
  put(lane: Lane, waiting: Waiting): Waiting | undefined;
  has(delivery: Pick<Delivery, 'id' | 'target'>): boolean;
  /** Where messages of an incident wait. */
  addressesOf(incident: string): string[];
  forgetIdle(lane: Lane, nowMs: number): void;
  backlog(nowMs: number): Backlog;
}

export function createLanes(): Lanes {
  const byAddress = new Map<string, Lane>();
  const byIncident = new Map<string, Set<Lane>>();

  return {
    all: () => byAddress.values(),
    of(address, guildId) {
      const lane = byAddress.get(address) ?? emptyLane(address, guildId);
      byAddress.set(address, lane);
      return lane;
    },
    put(lane, waiting) {
      const { kind, notice } = waiting.delivery;
      if (kind === 'notice') {
        byIncident.set(notice.incident, (byIncident.get(notice.incident) ?? new Set<Lane>()).add(lane));
      }
      return put(lane, waiting);
    },
    has({ id, target }) {
      const lane = byAddress.get(target.address);
      return lane !== undefined && allOf(lane).some(({ delivery }) => delivery.id === id);
    },
    addressesOf(incident) {
      const known = [...(byIncident.get(incident) ?? [])];
      const waiting = known.filter(({ notices }) =>
        notices.some(({ delivery }) => delivery.notice.incident === incident),
      );
      if (waiting.length === 0) byIncident.delete(incident);
      else byIncident.set(incident, new Set(waiting));
      return waiting.map(({ address }) => address);
    },
    forgetIdle(lane, nowMs) {
      if (isIdle(lane, nowMs)) byAddress.delete(lane.address);
    },
    backlog(nowMs) {
      let pending = 0;
      let oldestMs = 0;
      for (const { notices, refreshes, paused, hold } of byAddress.values()) {
        pending += notices.length + refreshes.size;
        if (paused !== undefined || hold?.cause === 'closed' || hold?.cause === 'busy') continue;
        for (const { sinceMs } of notices) oldestMs = Math.max(oldestMs, nowMs - sinceMs);
      }
      return { pending, oldestMs };
    },
  };
}
