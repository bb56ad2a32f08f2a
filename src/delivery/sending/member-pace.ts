import { memberOf } from '#src/domain/member.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import type { Clock } from '#src/platform/clock.ts';

import { toldLately } from './lane.ts';
import type { Lane } from './lane.ts';

/**
 * Messages to single members are few and far between, whoever follows what: whom many such messages come from is taken
 * for somebody who writes to everybody.
 */
export interface MemberPace {
  /** When a lane may go on, in monotonic time; nothing for the lane of a server. */
  fromMs(lane: Lane): number | undefined;
  /** Something is begun at the lane: a message, or an edit of one. */
  begun(lane: Lane, isEdit: boolean): void;
}

/** Between any two members. */
const BETWEEN_MS = 1_000;
/** So much is told to one member within an hour; what comes then waits, and is told together. */
const PER_HOUR = 20;

export function createMemberPace(clock: Pick<Clock, 'monotonic'>): MemberPace {
  /** The turns that are given out, by address. */
  const turns = new Map<string, number>();
  let nextMs = Number.NEGATIVE_INFINITY;

  return {
    fromMs(lane) {
      if (memberOf(lane.guildId) === undefined) return undefined;
      const recent = toldLately(lane, clock.monotonic());
      const [oldest] = recent;
      const restMs = oldest !== undefined && recent.length >= PER_HOUR ? oldest + HOUR_MS : 0;
      const known = turns.get(lane.address);
      if (known !== undefined && known >= restMs) return known;
      const turn = Math.max(nextMs, clock.monotonic(), restMs);
      // Who has to rest for long keeps nobody else waiting.
      if (turn > restMs || restMs === 0) nextMs = turn + BETWEEN_MS;
      turns.set(lane.address, turn);
      return turn;
    },
    begun(lane, isEdit) {
      if (memberOf(lane.guildId) === undefined) return;
      turns.delete(lane.address);
      if (isEdit) return;
      const now = clock.monotonic();
      lane.toldAtMs = [...toldLately(lane, now), now];
    },
  };
}
