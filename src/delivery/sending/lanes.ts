import type { Delivery } from '#src/domain/delivery.ts';

import { allOf, emptyLane, isIdle } from './lane.ts';
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
  has(delivery: Pick<Delivery, 'id' | 'target'>): boolean;
  /** Where messages of an incident wait; `isAwake`: where they wait for nothing but their turn. */
  addressesOf(incident: string, isAwake?: boolean): string[];
  forgetIdle(lane: Lane, nowMs: number): void;
  /** It is somebody else's from now on. */
  letGo(lane: Lane): void;
  backlog(nowMs: number): Backlog;
}

export function createLanes(): Lanes {
  const byAddress = new Map<string, Lane>();

  return {
    all: () => byAddress.values(),
    of(address, guildId) {
      const lane = byAddress.get(address) ?? emptyLane(address, guildId);
      byAddress.set(address, lane);
      return lane;
    },
    has({ id, target }) {
      const lane = byAddress.get(target.address);
      return lane !== undefined && allOf(lane).some(({ delivery }) => delivery.id === id);
    },
    addressesOf(incident, isAwake = false) {
      const isOf = ({ delivery }: Waiting): boolean => delivery.notice.incident === incident;
      return [...byAddress.values()]
        .filter(({ held, notices }) => notices.some(isOf) || (!isAwake && held.some(isOf)))
        .map(({ address }) => address);
    },
    forgetIdle(lane, nowMs) {
      if (isIdle(lane, nowMs)) byAddress.delete(lane.address);
    },
    letGo: (lane) => void byAddress.delete(lane.address),
    backlog(nowMs) {
      let pending = 0;
      let oldestMs = 0;
      for (const { notices, refreshes, paused, hold } of byAddress.values()) {
        pending += notices.length + refreshes.length;
        if (paused !== undefined || hold?.cause === 'closed' || hold?.cause === 'busy') continue;
        for (const { sinceMs } of notices) oldestMs = Math.max(oldestMs, nowMs - sinceMs);
      }
      return { pending, oldestMs };
    },
  };
}
