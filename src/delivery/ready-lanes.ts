import type { Lane } from './lane.ts';

/** Lanes that have something to send, in the order in which they should: urgent ones first, guilds in turn. */
export interface ReadyLanes {
  add(lane: Lane, urgency: number): void;
  take(): Lane | undefined;
  remove(lane: Lane): void;
}

export function createReadyLanes(): ReadyLanes {
  /** By urgency, then by guild: a map is gone through in the order of its keys' arrival. */
  const classes = new Map<number, Map<string, Set<Lane>>>();
  const where = new Map<Lane, number>();

  function remove(lane: Lane): void {
    const urgency = where.get(lane);
    if (urgency === undefined) return;
    where.delete(lane);
    const guilds = classes.get(urgency);
    const lanes = guilds?.get(lane.guildId);
    lanes?.delete(lane);
    if (lanes?.size === 0) guilds?.delete(lane.guildId);
  }

  return {
    add(lane, urgency) {
      if (where.get(lane) === urgency) return;
      remove(lane);
      where.set(lane, urgency);
      const guilds = classes.get(urgency) ?? new Map<string, Set<Lane>>();
      classes.set(urgency, guilds);
      const lanes = guilds.get(lane.guildId) ?? new Set();
      guilds.set(lane.guildId, lanes);
      lanes.add(lane);
    },
    take() {
      for (const urgency of [...classes.keys()].toSorted((a, b) => a - b)) {
        const guilds = classes.get(urgency);
        const [first] = guilds ?? [];
        if (guilds === undefined || first === undefined) continue;
        const [guildId, lanes] = first;
        const [lane] = lanes;
        if (lane === undefined) continue;
        remove(lane);
        if (guilds.delete(guildId)) guilds.set(guildId, lanes);
        return lane;
      }
      return undefined;
    },
    remove,
  };
}
