import type { Channel } from '#src/delivery/channel.ts';
import { createSender } from '#src/delivery/sending/sender.ts';
import type { Sender, SenderDeps } from '#src/delivery/sending/sender.ts';
import { deliveriesOf } from '#src/delivery/tellings.ts';
import type { DeliveryQueue, DeliveryQueueDeps } from '#src/delivery/queue.ts';
import { URGENCY, urgencyOf } from '#src/delivery/sending/urgency.ts';
import type { Closed } from '#src/domain/closed.ts';
import type { Delivery, LaneState, Telling } from '#src/domain/delivery.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import { OvertakenError } from '#src/platform/collection.ts';

import type { LaneJobs, LaneName, Nudge, Worked } from './lane-jobs.ts';
import { createLaneLedger } from './lane-ledger.ts';
import type { LaneStore } from './lane-ledger.ts';
import { createTellingsCache } from './tellings-cache.ts';

export interface ClusterQueueDeps extends Omit<DeliveryQueueDeps, 'store'> {
  /** What lets the calls of a channel go, in all processes together. */
  readonly paceOf: (channel: Channel) => SenderDeps['pace'];
  readonly store: LaneStore;
  readonly jobs: LaneJobs;
  /** Of this process. */
  readonly process: string;
  /** Whether messages are sent from here. */
  readonly isNotifier: boolean;
  /** Where nothing may be posted for the time being, by the settings of the guild: with the reason. */
  readonly pausedIn: (guildId: string) => ReadonlyMap<string, Closed>;
}

export interface ClusterQueue extends DeliveryQueue {
  /**
   * Sees to it that every lane in which something waits has a job, and forgets what is told: for one process at a time,
   * again and again. A process that kept what is to be told and died before it said so is made up for here.
   */
  sweep(): Promise<void>;
}

/** A paused address is looked after so often. */
const LOOK_EVERY_MS = HOUR_MS;

/** The queue of many processes: any may hand over what is to be told, and any notifier tells it, a lane at a time. */
export function createClusterQueue({ store, channels, jobs, ...deps }: ClusterQueueDeps): ClusterQueue {
  const { clock, log } = deps;
  const tellings = createTellingsCache(store.deliveries);
  const ledger = createLaneLedger({ store, tellings, process: deps.process });
  const senders = new Map<string, Sender>([...channels].map((channel) => [channel.id, senderOf(channel)]));
  let isStopped = false;

  function senderOf(channel: Channel): Sender {
    return createSender({
      ...deps,
      channel,
      ledger,
      pace: deps.paceOf(channel),
      onPaused: (...address) => deps.onPaused(channel, ...address),
      onResumed: (...address) => deps.onResumed(channel, ...address),
      onReleasedWake: (guildId, address) =>
        void add([{ channel: channel.id, guildId, address }], URGENCY.alert, { isHurried: true }),
      onOwed: (owed) => void take(owed),
    });
  }

  async function add(lanes: readonly LaneName[], urgency: number, nudge?: Nudge): Promise<void> {
    try {
      await jobs.add(lanes, urgency, nudge);
    } catch (error) {
      // The next sweep finds them.
      log.warn({ err: error, lanes: lanes.length }, 'lanes could not be woken');
    }
  }

  async function work(lane: LaneName, nudge: Nudge): Promise<Worked> {
    const sender = senders.get(lane.channel);
    if (sender === undefined) return { kind: 'drained' };
    let state = withPause(await ledger.takeLane(lane), deps.pausedIn(lane.guildId).get(lane.address));
    const seen = new Set<string>();
    let asked = nudge;
    let until = 0;
    for (;;) {
      const left = await ledger.left(lane);
      // What came while it was worked on has no job of its own yet.
      const isDone = asked !== nudge && left.every(({ delivery }) => seen.has(delivery.id));
      if (isDone || isStopped) return await leave(lane, state, left.length === 0 ? undefined : until);
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
    state: LaneState | undefined,
    until: number | undefined,
  ): Promise<Worked> {
    try {
      await ledger.leaveLane(lane, state);
    } catch (error) {
      if (error instanceof OvertakenError) return { kind: 'lost' };
      throw error;
    }
    if (until === undefined) return { kind: 'drained' };
    return { kind: 'waits', until: state?.paused === undefined ? until : clock.now() + LOOK_EVERY_MS };
  }

  /** What an earlier process knew, or what the guild's settings say. */
  function withPause(state: LaneState | undefined, reason: Closed | undefined): LaneState | undefined {
    if (state?.paused !== undefined || reason === undefined) return state;
    return { failures: 0, closed: 0, ...state, paused: { reason, lookedAt: clock.now() } };
  }

  async function endedOf(noticeId: string): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for await (const id of store.endings.keys(`${noticeId}@`)) ids.add(id);
    return ids;
  }

  async function leftOf(telling: Telling): Promise<Delivery[]> {
    const ended = await endedOf(telling.notice.id);
    return deliveriesOf(telling).filter(({ id }) => !ended.has(id));
  }

  const laneOf = ({ guildId, target: { address, channel } }: Delivery): LaneName => ({
    channel,
    guildId,
    address,
  });

  async function take(some: readonly Telling[]): Promise<void> {
    const byUrgency = new Map<number, LaneName[]>();
    for (const telling of some) {
      const urgency = urgencyOf(telling);
      const lanes = byUrgency.get(urgency) ?? [];
      byUrgency.set(urgency, lanes);
      for (const delivery of deliveriesOf(telling)) lanes.push(laneOf(delivery));
    }
    for (const [urgency, lanes] of byUrgency) await add(lanes, urgency);
  }

  async function drop(guildId: string, reason: string, address?: string): Promise<void> {
    await tellings.refresh();
    for (const telling of tellings.all()) {
      const left = await leftOf(telling);
      const gone = left.filter(
        (one) => one.guildId === guildId && (address === undefined || one.target.address === address),
      );
      if (gone.length === 0) continue;
      const ending = { kind: 'refused', why: reason, at: clock.now() } as const;
      await store.commit([
        ...gone.map(({ id }) => store.endings.writeOf(id, ending)),
        ...gone.map(({ id }) => store.attempts.deletionOf(id)),
      ]);
    }
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
        for (const { holdUntil = 0, target } of await leftOf(telling))
          if (!isAwake || holdUntil <= clock.now()) addresses.add(target.address);
      }
      return [...addresses];
    },
    postedOf: (incident) => ledger.postedOf(incident),
    turn: (channelId, urgency) => senders.get(channelId)?.turn(urgency) ?? Promise.resolve(),
    lookAgain(guildId, address, known) {
      const paused = [...deps.pausedIn(guildId).keys()];
      const byLook = { open: [] as LaneName[], maybe: [] as LaneName[] };
      for (const one of address === undefined ? paused : [address]) {
        const mayPost = known === 'open' ? true : known?.(one);
        if (mayPost === false) continue;
        const look = mayPost === true ? 'open' : 'maybe';
        byLook[look].push(...[...senders.keys()].map((channel) => ({ channel, guildId, address: one })));
      }
      for (const look of ['open', 'maybe'] as const)
        if (byLook[look].length > 0) void add(byLook[look], URGENCY.alert, { look });
    },
    drop,
    isLive: (noticeId) => [...tellings.all()].some(({ notice }) => notice.id === noticeId),
    health() {
      const all = [...senders.values()].map((sender) => sender.health());
      return {
        pending: all.reduce((sum, { pending }) => sum + pending, 0),
        oldestMs: Math.max(0, ...all.map(({ oldestMs }) => oldestMs)),
        isStoreFailing: all.some(({ isStoreFailing }) => isStoreFailing),
      };
    },
    async sweep() {
      await tellings.refresh();
      const waiting = new Map<string, LaneName & { readonly urgency: number }>();
      for (const telling of tellings.all()) {
        const left = await leftOf(telling);
        if (left.length === 0) await store.commit([store.deliveries.deletionOf(telling.id)]);
        for (const delivery of left) {
          const lane = laneOf(delivery);
          const key = `${lane.channel}/${lane.address}`;
          const urgency = Math.min(urgencyOf(telling), waiting.get(key)?.urgency ?? URGENCY.edit);
          waiting.set(key, { ...lane, urgency });
        }
      }
      if (waiting.size === 0 || (await jobs.count()) >= waiting.size) return;
      const lanes = [...waiting.values()];
      for (const urgency of new Set(lanes.map((lane) => lane.urgency))) {
        await add(
          lanes.filter((lane) => lane.urgency === urgency),
          urgency,
        );
      }
    },
    async stop() {
      isStopped = true;
      await Promise.all([...senders.values()].map((sender) => sender.stop()));
      await jobs.stop();
    },
  };
}
