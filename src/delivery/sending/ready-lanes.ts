import type { Lane } from './lane.ts';

/** Lanes that have something to send, in the order in which they should: urgent ones first, guilds in turn. */
export interface ReadyLanes {
  add(lane: Lane, urgency: number): void;
  take(): Lane | undefined;
  remove(lane: Lane): void;
}

interface LanePlace {
  readonly urgency: number;
  readonly guilds: Map<string, Set<Lane>>;
  readonly lanes: Set<Lane>;
}

export function createReadyLanes(): ReadyLanes {
  /** By urgency, then by guild: a map is gone through in the order of its keys' arrival. */
  const classes = new Map<number, Map<string, Set<Lane>>>();
  const where = new Map<Lane, LanePlace>();

  function remove(lane: Lane): void {
    const place = where.get(lane);
    if (place === undefined) return;
    const { guilds, lanes } = place;
    where.delete(lane);
    lanes.delete(lane);
    if (lanes.size === 0) guilds.delete(lane.guildId);
  }

  return {
    add(lane, urgency) {
      if (where.get(lane)?.urgency === urgency) return;
      remove(lane);
      const guilds = classes.get(urgency) ?? new Map<string, Set<Lane>>();
      classes.set(urgency, guilds);
      const lanes = guilds.get(lane.guildId) ?? new Set();
      guilds.set(lane.guildId, lanes);
      lanes.add(lane);
      where.set(lane, { urgency, guilds, lanes });
    },
    take() {
      for (const [, guilds] of [...classes].toSorted(([a], [b]) => a - b)) {
        for (const [guildId, lanes] of guilds) {
          for (const lane of lanes) {
            remove(lane);
            // The guild goes to the end of the row, if it has more.
            if (guilds.delete(guildId)) guilds.set(guildId, lanes);
            return lane;
          }
        }
      }
      return undefined;
    },
    remove,
  };
}
