import type { Known, LookReason } from '#src/delivery/sending/closed-lanes.ts';
import { deliveriesOf } from '#src/delivery/tellings.ts';
import { URGENCY, urgencyOf } from '#src/delivery/sending/urgency.ts';
import type { Closed } from '#src/domain/closed.ts';
import type { Delivery, LaneRecord, Telling } from '#src/domain/delivery.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { LaneJobs } from './lane-jobs.ts';
import type { LaneStore } from './lane-ledger.ts';
import { laneKey, laneOf, laneOfKey } from './lane-name.ts';
import type { LaneName } from './lane-name.ts';
import type { Nudge } from './lane-nudges.ts';
import type { TellingsCache } from './tellings-cache.ts';

export interface LaneKeeperDeps {
  readonly store: LaneStore;
  readonly tellings: TellingsCache;
  readonly jobs: LaneJobs;
  readonly channelIds: readonly string[];
  /** Where nothing may be posted for the time being, by the settings of the guild: with the reason. */
  readonly pausedIn: (guildId: string) => Promise<ReadonlyMap<string, Closed>>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Has lanes worked on that nobody else knows to be worth it: by what stands in the store, whichever process left it there. */
export interface LaneKeeper {
  /** Never rejects: what could not be woken is found by the next sweep. */
  wake(lanes: readonly LaneName[], urgency: number, nudge?: Nudge): Promise<void>;
  /** What of a telling is not told. */
  leftOf(telling: Telling): Promise<Delivery[]>;
  /** Has every lane that is due worked on, and forgets what is told and what is over. For one process at a time. */
  sweep(): Promise<void>;
  /** Something came through: what failed because of trouble need not wait out its pause. */
  hurry(): void;
  /** What is known of a guild's addresses, or of one, has changed: those that are closed may be worth a try. */
  lookAgain(guildId: string, address: string | undefined, known: Known | undefined): Promise<void>;
  drop(guildId: string, reason: string, address?: string): Promise<void>;
  stop(): void;
}

interface WaitingLane {
  readonly lane: LaneName;
  readonly urgency: number;
  readonly count: number;
}

/** Of what comes through it is enough to see one in so long. */
const HURRY_EVERY_MS = 5_000;

export function createLaneKeeper(deps: LaneKeeperDeps): LaneKeeper {
  const { store, tellings, jobs, clock, log } = deps;
  const { lanes } = store;
  /** By lane in which nothing waited at the last sweep: whose it was. */
  let ownersBefore: ReadonlyMap<string, string> = new Map();
  let cancelHurry: (() => void) | undefined;
  let isHurryDue = false;
  let isStopped = false;

  async function wake(some: readonly LaneName[], urgency: number, nudge?: Nudge): Promise<void> {
    if (some.length === 0) return;
    try {
      await jobs.add(some, urgency, nudge);
    } catch (error) {
      log.warn({ err: error, lanes: some.length }, 'lanes could not be woken');
    }
  }

  async function leftOf(telling: Telling): Promise<Delivery[]> {
    const ended = new Set<string>();
    for await (const id of store.endings.keys(`${telling.notice.id}@`)) ended.add(id);
    return deliveriesOf(telling).filter(({ id }) => !ended.has(id));
  }

  async function waiting(): Promise<Map<string, WaitingLane>> {
    const found = new Map<string, WaitingLane>();
    await tellings.refresh();
    for (const telling of tellings.all()) {
      const left = await leftOf(telling);
      if (left.length === 0) await store.commit([store.deliveries.deletionOf(telling.id)]);
      for (const delivery of left) {
        const lane = laneOf(delivery);
        const { count = 0, urgency = URGENCY.edit } = found.get(laneKey(lane)) ?? {};
        found.set(laneKey(lane), {
          lane,
          urgency: Math.min(urgencyOf(telling), urgency),
          count: count + 1,
        });
      }
    }
    return found;
  }

  /** By lane: how it stands. What says nothing of a lane in which nothing waits is forgotten. */
  async function known(all: ReadonlyMap<string, WaitingLane>): Promise<Map<string, LaneRecord>> {
    const now = clock.now();
    const records = new Map<string, LaneRecord>();
    const owners = new Map<string, string>();
    for await (const [key, record] of lanes.entries()) {
      records.set(key, record);
      if (all.has(key) || !isClear(record, now)) continue;
      const { owner } = record;
      if (owner !== undefined) owners.set(key, owner);
      // Whoever has it for so long, and has nothing to tell there, has died.
      if (owner === undefined || ownersBefore.get(key) === owner) await forget(key, record);
    }
    ownersBefore = owners;
    return records;
  }

  async function forget(key: string, record: LaneRecord): Promise<void> {
    try {
      await store.commit([lanes.deletionOf(key)], [lanes.writeOf(key, record)]);
    } catch (error) {
      // Somebody has taken it meanwhile.
      if (!(error instanceof OvertakenError)) throw error;
    }
  }

  async function hurryAll(): Promise<void> {
    cancelHurry = clock.setTimer(HURRY_EVERY_MS, () => {
      cancelHurry = undefined;
      if (isHurryDue) hurry();
    });
    isHurryDue = false;
    try {
      const troubled: LaneName[] = [];
      for await (const [key, { state }] of lanes.entries()) {
        const hold = state?.hold;
        if (hold?.cause === 'trouble' && hold.until > hold.earliest) troubled.push(laneOfKey(key));
      }
      await wake(troubled, URGENCY.alert, { isHurried: true });
    } catch (error) {
      log.warn({ err: error }, 'could not look which lanes wait because of trouble');
    }
  }

  function hurry(): void {
    isHurryDue = true;
    if (cancelHurry === undefined && !isStopped) void hurryAll();
  }

  async function closedIn(guildId: string, address: string | undefined): Promise<Map<string, LaneName>> {
    const found = new Map<string, LaneName>();
    const add = (lane: LaneName): void => {
      if (address === undefined || lane.address === address) found.set(laneKey(lane), lane);
    };
    for (const one of (await deps.pausedIn(guildId)).keys())
      for (const channel of deps.channelIds) add({ channel, guildId, address: one });
    for await (const [key, { owner, state }] of lanes.entries(`${guildId}/`)) {
      // Whoever has it may be hearing right now that it is closed.
      if (owner !== undefined || state?.paused !== undefined || state?.hold?.cause === 'closed')
        add(laneOfKey(key));
    }
    return found;
  }

  return {
    wake,
    leftOf,
    hurry,
    async sweep() {
      const all = await waiting();
      const records = await known(all);
      const now = clock.now();
      const due = [...all].flatMap(([key, one]) => {
        const wait = records.get(key)?.wait;
        return wait !== undefined && wait.until > now && wait.left === one.count ? [] : [one];
      });
      if (due.length === 0 || (await jobs.underWay()) >= due.length) return;
      for (const [urgency, some] of Map.groupBy(due, (one) => one.urgency)) {
        await wake(
          some.map(({ lane }) => lane),
          urgency,
        );
      }
    },
    async lookAgain(guildId, address, mayBeOpen) {
      const byLook: Record<LookReason, LaneName[]> = { open: [], maybe: [] };
      for (const lane of (await closedIn(guildId, address)).values()) {
        const mayPost = mayBeOpen === 'open' ? true : mayBeOpen?.(lane.address);
        if (mayPost !== false) byLook[mayPost === true ? 'open' : 'maybe'].push(lane);
      }
      for (const look of ['open', 'maybe'] as const) await wake(byLook[look], URGENCY.alert, { look });
    },
    async drop(guildId, reason, address) {
      const isMeant = (lane: LaneName): boolean =>
        lane.guildId === guildId && (address === undefined || lane.address === address);
      await tellings.refresh();
      for (const telling of tellings.all()) {
        const gone = (await leftOf(telling)).filter((delivery) => isMeant(laneOf(delivery)));
        const ending = { kind: 'refused', why: reason, at: clock.now() } as const;
        await store.commit(
          gone.flatMap(({ id }) => [store.endings.writeOf(id, ending), store.attempts.deletionOf(id)]),
        );
      }
      // What was closed there is open for whoever comes back; and whoever works on it writes nothing more of it.
      for await (const key of lanes.keys(`${guildId}/`))
        if (isMeant(laneOfKey(key))) await store.commit([lanes.deletionOf(key)]);
    },
    stop() {
      isStopped = true;
      cancelHurry?.();
    },
  };
}

/** Whether nothing is so of an address that whoever tells there next would have to know. */
function isClear({ state }: LaneRecord, now: number): boolean {
  if (state === undefined) return true;
  const { failures, closed, editsFrom = 0, hold, paused, told = [] } = state;
  const isQuiet = editsFrom <= now && (told.at(-1) ?? 0) + HOUR_MS <= now;
  return failures === 0 && closed === 0 && isQuiet && hold === undefined && paused === undefined;
}
