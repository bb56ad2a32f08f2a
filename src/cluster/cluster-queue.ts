import type { Channel } from '#src/delivery/channel.ts';
import { healthOf } from '#src/delivery/sending/sender-health.ts';
import { createSender } from '#src/delivery/sending/sender.ts';
import type { Sender, SenderDeps } from '#src/delivery/sending/sender.ts';
import { deliveriesOf } from '#src/delivery/tellings.ts';
import type { DeliveryQueue, DeliveryQueueDeps } from '#src/delivery/queue.ts';
import { urgencyOf } from '#src/delivery/sending/urgency.ts';
import type { Closed } from '#src/domain/closed.ts';
import type { LaneState, Telling } from '#src/domain/delivery.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import { OvertakenError } from '#src/platform/collection.ts';

import type { LaneJobs, Worked } from './lane-jobs.ts';
import { createLaneKeeper } from './lane-keeper.ts';
import { createLaneLedger } from './lane-ledger.ts';
import type { LaneStore, Left, Taken } from './lane-ledger.ts';
import { laneOf } from './lane-name.ts';
import type { LaneName } from './lane-name.ts';
import type { Nudge } from './lane-nudges.ts';
import { createTellingsCache } from './tellings-cache.ts';

export interface ClusterQueueDeps extends Omit<DeliveryQueueDeps, 'store'> {
  /** What lets the calls of a channel go, in all processes together. */
  readonly paceOf: (channel: Channel) => SenderDeps['pace'];
  readonly store: LaneStore;
  readonly jobs: LaneJobs;
  /** Whether messages are sent from here. */
  readonly isNotifier: boolean;
  /** Where nothing may be posted for the time being, by the settings of the guild as they stand: with the reason. */
  readonly pausedIn: (guildId: string) => Promise<ReadonlyMap<string, Closed>>;
}

export interface ClusterQueue extends DeliveryQueue {
  /**
   * Sees to it that every lane in which something is due has a job, and forgets what is told: for one process at a time,
   * again and again. What a process did not live to do, or to say, is made up for here.
   */
  sweep(): Promise<void>;
}

/** A paused address is looked after so often. */
const LOOK_EVERY_MS = HOUR_MS;

/**
 * The queue of many processes: any may hand over what is to be told, and any notifier tells it, a lane at a time. What
 * has to be known of a lane by whoever has it next stands in the store.
 */
export function createClusterQueue({ store, channels, jobs, ...deps }: ClusterQueueDeps): ClusterQueue {
  const { clock, log } = deps;
  const tellings = createTellingsCache(store.deliveries);
  const ledger = createLaneLedger({ store, tellings });
  const senders = new Map<string, Sender>([...channels].map((channel) => [channel.id, senderOf(channel)]));
  const { pausedIn } = deps;
  const keeper = createLaneKeeper({
    store,
    tellings,
    jobs,
    channelIds: [...senders.keys()],
    pausedIn,
    clock,
    log,
  });
  let isStopped = false;

  function senderOf(channel: Channel): Sender {
    return createSender({
      ...deps,
      channel,
      ledger,
      pace: deps.paceOf(channel),
      onPaused: (...address) => deps.onPaused(channel, ...address),
      onResumed: (...address) => deps.onResumed(channel, ...address),
      onSucceeded: () => keeper.hurry(),
      onOwed: (owed) => void take(owed),
    });
  }

  async function work(lane: LaneName, nudge: Nudge): Promise<Worked> {
    const sender = senders.get(lane.channel);
    if (sender === undefined) return { kind: 'drained' };
    let state = await stateOf(lane, await ledger.takeLane(lane));
    const seen = new Set<string>();
    let asked = nudge;
    let until = 0;
    for (;;) {
      const left = await ledger.left(lane);
      // What came while it was worked on has no job of its own yet.
      const isDone = asked !== nudge && left.every(({ delivery }) => seen.has(delivery.id));
      if (isDone || isStopped) return await leave(lane, { state, left, until });
      for (const { delivery } of left) seen.add(delivery.id);
      const rest = await sender.drain({ ...lane, left, state, nudge: asked });
      if (rest.kind === 'lost') return rest;
      ({ state } = rest);
      until = rest.until ?? 0;
      asked = {};
    }
  }

  async function leave(
    lane: LaneName,
    {
      state,
      left,
      until,
    }: { readonly state: LaneState | undefined; readonly left: readonly Left[]; readonly until: number },
  ): Promise<Worked> {
    const isPaused = state?.paused !== undefined && state.paused.isOnTrial !== true;
    const wait = { until: isPaused ? clock.now() + LOOK_EVERY_MS : until, left: left.length };
    try {
      await ledger.leaveLane(lane, {
        ...(state !== undefined && { state }),
        ...(left.length > 0 && { wait }),
      });
    } catch (error) {
      if (error instanceof OvertakenError) return { kind: 'lost' };
      throw error;
    }
    if (left.length === 0) return { kind: 'drained' };
    return { kind: 'waits', forMs: wait.until - clock.now() };
  }

  /**
   * How a lane stands. Where whoever had it did not live to say, a pause may be over, or may have begun: that is tried.
   * Of what was never a lane, such as in one process with a file, the settings know.
   */
  async function stateOf(lane: LaneName, { as, state }: Taken): Promise<LaneState | undefined> {
    if (as === 'left') return state;
    const reason =
      state?.paused === undefined ? (await pausedIn(lane.guildId)).get(lane.address) : state.paused.reason;
    if (reason === undefined) return state;
    const lookedAt = state?.paused?.lookedAt ?? clock.now();
    const paused = { reason, lookedAt, ...(as === 'interrupted' && { isOnTrial: true as const }) };
    return { failures: 0, closed: 0, ...state, paused };
  }

  async function take(some: readonly Telling[]): Promise<void> {
    for (const [urgency, alike] of Map.groupBy(some, urgencyOf))
      await keeper.wake(alike.flatMap(deliveriesOf).map(laneOf), urgency);
  }

  return {
    async start() {
      for (const sender of senders.values()) sender.start();
      await tellings.refresh();
      if (deps.isNotifier) jobs.work(work);
    },
    fresh: (some) => [...some],
    writesOf: (some) => some.map((telling) => store.deliveries.writeOf(telling.id, telling)),
    take,
    hasEnded: async (id) => (await store.endings.get(id)) !== undefined,
    async addressesOf(incident, isAwake = false) {
      await tellings.refresh();
      const addresses = new Set<string>();
      for (const telling of tellings.all()) {
        if (telling.kind !== 'notice' || telling.notice.incident !== incident) continue;
        for (const { holdUntil = 0, target } of await keeper.leftOf(telling))
          if (!isAwake || holdUntil <= clock.now()) addresses.add(target.address);
      }
      return [...addresses];
    },
    postedOf: (incident) => ledger.postedOf(incident),
    turn: (channelId, urgency) => senders.get(channelId)?.turn(urgency) ?? Promise.resolve(),
    lookAgain(guildId, address, known) {
      keeper.lookAgain(guildId, address, known).catch((error: unknown) => {
        log.warn({ err: error, guildId }, 'closed addresses could not be looked at again');
      });
    },
    drop: (...what) => keeper.drop(...what),
    isLive: (noticeId) => [...tellings.all()].some(({ notice }) => notice.id === noticeId),
    health: () => healthOf(senders.values()),
    sweep: () => keeper.sweep(),
    async stop() {
      isStopped = true;
      keeper.stop();
      await Promise.all([...senders.values()].map((sender) => sender.stop()));
      await jobs.stop();
    },
  };
}
