import type { Closed } from '#src/domain/closed.ts';
import type { Attempt, Delivery, Telling } from '#src/domain/delivery.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import { createBorrowedLanes } from './borrowed-lanes.ts';
import type { Drained, Rest } from './borrowed-lanes.ts';
import type { Channel } from '#src/delivery/channel.ts';
import { createClosedLanes } from './closed-lanes.ts';
import type { Known } from './closed-lanes.ts';
import { conclude } from './conclude.ts';
import { createGate } from './gate.ts';
import { allOf, hold, hurry, put as putInLane } from './lane.ts';
import type { Lane, Waiting } from './lane.ts';
import { createMemberPace } from './member-pace.ts';
import { createLaneRunner } from './lane-runner.ts';
import type { Due } from './lane-runner.ts';
import { createLanes } from './lanes.ts';
import type { SenderHealth } from './sender-health.ts';
import type { Ledger } from '#src/delivery/ledger.ts';
import { restore } from './lane-state.ts';
import { createOutsideCalls } from './outside-calls.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { STORE_RETRY_MS, createRecorder } from './recorder.ts';
import { createSetbacks } from './setbacks.ts';
import { createTeller } from './tell.ts';

export interface SenderDeps {
  readonly channel: Channel;
  readonly ledger: Pick<Ledger, 'begin' | 'end' | 'posted' | 'followersOf' | 'hasMissed' | 'take'>;
  /** What lets calls go, where others share the limit; one of its own otherwise. */
  readonly pace?: Pace | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Addresses that are sent to at once, at most; many more than are needed where calls are paced. */
  readonly atOnce?: number;
  /** An address stays closed; with the reason. */
  onPaused(guildId: string, address: string, reason: Closed): Promise<void>;
  /** A paused address takes messages again. */
  onResumed(guildId: string, address: string): Promise<void>;
  /** Something came through: what waits elsewhere because of trouble is worth a try. */
  onSucceeded?(): void;
  /** What follows from what was told is kept, and is somebody's to tell; it is put in here otherwise. */
  onOwed?(tellings: readonly Telling[]): void;
}

/** Sends what is to be told through one channel: in order at each address, addresses side by side. */
export interface Sender {
  put(delivery: Delivery, tried?: Attempt, ageMs?: number): void;
  /** Tells what is left at one address, for as long as that goes. */
  drain(lane: Drained): Promise<Rest>;
  /** An address that was paused by an earlier run. */
  putPaused(guildId: string, address: string, reason: Closed): void;
  start(): void;
  /** What is known of a guild's addresses, or of one, has changed: those that are paused may be worth a try. */
  lookAgain(guildId: string, address?: string, known?: Known): void;
  /** Drops what waits for an address that is gone for good, or for all of a guild. */
  drop(guildId: string, reason: string, address?: string): Promise<void>;
  /** Resolves when a call may be made that is no delivery. Of those that are not urgent one at a time waits for it. */
  turn(urgency: number): Promise<void>;
  has(delivery: Pick<Delivery, 'id' | 'target'>): boolean;
  addressesOf(incident: string, isAwake?: boolean): string[];
  health(): SenderHealth;
  stop(): Promise<void>;
}

const AT_ONCE = 400;
export function createSender(deps: SenderDeps): Sender {
  const { channel, ledger, clock, log, random, atOnce = AT_ONCE } = deps;
  const lanes = createLanes();
  const pace = deps.pace ?? createPace(clock, channel.traits?.perSecond);
  const recorder = createRecorder({ ledger, clock, log });
  const gate = createGate({
    clock,
    random,
    onOpen: () => {
      outside.letIn();
      wakeAll();
    },
    onPause: (forMs) => pace.pause?.(forMs),
  });
  const teller = createTeller({
    channel,
    ledger,
    clock,
    log,
    slot: async (urgency) => {
      await pace.slot(urgency);
      runner.pump();
    },
  });
  const closedLanes = createClosedLanes({
    clock,
    log,
    wake: (lane) => runner.wake(lane),
    finish: (...ended) => recorder.finish(...ended),
    onPaused: (...closed) => deps.onPaused(...closed),
    onResumed: (...opened) => deps.onResumed(...opened),
  });
  const setbacks = createSetbacks({
    gate,
    closedLanes,
    ledger,
    recorder,
    clock,
    log,
    random,
    wake: (lane) => runner.wake(lane),
    onSucceeded: () => deps.onSucceeded?.(),
  });
  const outside = createOutsideCalls({
    isShut: () => !runner.isRunning || !gate.isOpen,
    slot: (urgency) => pace.slot(urgency),
  });
  const borrowed = createBorrowedLanes({
    clock,
    letGo(lane) {
      runner.remove(lane);
      closedLanes.letGo(lane);
      setbacks.letGo(lane);
      lanes.letGo(lane);
    },
  });

  const runner = createLaneRunner({
    lanes,
    borrowed,
    gate,
    pace,
    memberPace: createMemberPace(clock),
    atOnce,
    clock,
    work,
  });

  function wakeAll(): void {
    for (const lane of lanes.all()) runner.wake(lane);
  }

  /** Never rejects. */
  async function work(lane: Lane, next: Due): Promise<void> {
    try {
      const outcome = await (next.kind === 'run'
        ? teller.tell(lane, next)
        : teller.catchUp(next.waiting, next.isDigest));
      takeOwed(await conclude(lane, outcome, { recorder, setbacks, clock, log }));
      recorder.stored(true);
    } catch (error) {
      if (error instanceof OvertakenError) {
        borrowed.giveBack(lane, { kind: 'lost' });
        return;
      }
      // The store did not take it. What is in memory still stands, and is tried again.
      recorder.stored(false);
      log.error({ address: lane.address, err: error }, 'could not record a delivery; trying again');
      hold(lane, { cause: 'store', nowMs: clock.monotonic(), forMs: STORE_RETRY_MS });
    }
  }

  function put(delivery: Delivery, attempt?: Attempt, ageMs = 0): void {
    runner.wake(putInto(lanes.of(delivery.target.address, delivery.guildId), delivery, attempt, ageMs));
  }

  function putInto(lane: Lane, delivery: Delivery, attempt: Attempt | undefined, ageMs: number): Lane {
    const sinceMs = clock.monotonic() - Math.max(0, ageMs);
    const { digestAt, holdUntil } = delivery;
    const msOf = (at: number): number => clock.monotonic() + at - clock.now();
    const waiting: Waiting = {
      delivery,
      sinceMs,
      ...(attempt !== undefined && { tried: { attempt } }),
      ...(holdUntil !== undefined && { heldUntilMs: msOf(holdUntil) }),
      ...(typeof digestAt === 'number' && { digestMs: msOf(digestAt) }),
    };
    const outdated = putInLane(lane, waiting);
    if (outdated !== undefined) recorder.outdated(outdated, delivery.id);
    return lane;
  }

  /** What follows from what was told, and is kept by now. */
  function takeOwed(tellings: readonly Telling[]): void {
    if (tellings.length === 0) return;
    if (deps.onOwed === undefined) for (const delivery of ledger.take(tellings)) put(delivery);
    else deps.onOwed(tellings);
  }

  return {
    put,
    async drain({ guildId, address, left, state, nudge }) {
      const lane = lanes.of(address, guildId);
      if (state !== undefined) restore(lane, state, clock);
      if (nudge.isHurried === true) hurry(lane);
      for (const { delivery, attempt } of left) {
        putInto(lane, delivery, attempt, clock.now() - delivery.createdAt);
      }
      const rest = borrowed.borrow(lane);
      try {
        await closedLanes.revisit(lane, nudge.look);
      } catch (error) {
        if (!(error instanceof OvertakenError)) throw error;
        borrowed.giveBack(lane, { kind: 'lost' });
        return await rest;
      }
      runner.wake(lane);
      return await rest;
    },
    putPaused(guildId, address, reason) {
      closedLanes.wasClosed(lanes.of(address, guildId), reason);
    },
    turn: (urgency) => outside.turn(urgency),
    start() {
      runner.start();
      outside.letIn();
      closedLanes.start();
      wakeAll();
    },
    lookAgain: (guildId, address, known) => closedLanes.lookAgain(guildId, address, known),
    async drop(guildId, reason, address) {
      for (const lane of lanes.all()) {
        if (lane.guildId !== guildId || (address !== undefined && lane.address !== address)) continue;
        closedLanes.forget(lane);
        await runner.undisturbed(lane, () =>
          recorder.finish(lane, allOf(lane), { kind: 'refused', why: reason }),
        );
      }
    },
    has: (delivery) => lanes.has(delivery),
    addressesOf: (incident, isAwake) => lanes.addressesOf(incident, isAwake),
    health: () => ({ ...lanes.backlog(clock.monotonic()), isStoreFailing: recorder.isFailing }),
    async stop() {
      gate.stop();
      closedLanes.stop();
      recorder.stop();
      await runner.stop();
    },
  };
}
