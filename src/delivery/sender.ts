import type { Attempt, Delivery, LaneState, Telling } from '#src/domain/delivery.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import { inTurns } from '#src/platform/turns.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

import type { Channel } from './channel.ts';
import { createClosedLanes } from './closed-lanes.ts';
import type { Known, Look } from './closed-lanes.ts';
import { createGate } from './gate.ts';
import { allOf, hold, hurry, laneUrgency, nextStep, put as putInLane } from './lane.ts';
import type { Lane, NextStep, Waiting } from './lane.ts';
import { createLanes } from './lanes.ts';
import type { Backlog } from './lanes.ts';
import type { Ledger } from './ledger.ts';
import { restore, stateOf } from './lane-state.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { createReadyLanes } from './ready-lanes.ts';
import { STORE_RETRY_MS, createRecorder } from './recorder.ts';
import { createSetbacks } from './setbacks.ts';
import { createTeller } from './tell.ts';
import type { Outcome } from './tell.ts';

export interface SenderDeps {
  readonly channel: Channel;
  readonly ledger: Pick<Ledger, 'begin' | 'end' | 'posted' | 'followersOf' | 'take'>;
  /** What lets calls go, where others share the limit; one of its own otherwise. */
  readonly pace?: Pace | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Addresses that are sent to at once, at most; many more than are needed where calls are paced. */
  readonly atOnce?: number;
  /** An address stays closed; the reason is a sentence for the guild's admins. */
  onPaused(guildId: string, address: string, reason: string): Promise<void>;
  /** A paused address takes messages again. */
  onResumed(guildId: string, address: string): Promise<void>;
  /** A lane that was drained here, and left to wait because of trouble, is worth a try. */
  onReleasedWake?(guildId: string, address: string): void;
  /** What follows from what was told is kept, and is somebody's to tell; it is put in here otherwise. */
  onOwed?(tellings: readonly Telling[]): void;
}

/** What is left at one address, and how it stands there. */
export interface Drained {
  readonly guildId: string;
  readonly address: string;
  readonly left: readonly { readonly delivery: Delivery; readonly attempt?: Attempt | undefined }[];
  readonly state: LaneState | undefined;
  readonly nudge: { readonly isHurried?: true; readonly look?: Look };
}

/** How a lane is left: nothing more can be told there for now; or somebody else works on it. */
export type Rest =
  /** `until`: when there is something to do again, epoch milliseconds, where that is known. */
  | { readonly kind: 'rested'; readonly state: LaneState | undefined; readonly until?: number }
  | { readonly kind: 'lost' };

/** What a sender is up to, for those who watch it. */
export interface SenderHealth extends Backlog {
  readonly isStoreFailing: boolean;
}

/** Sends what is to be told through one channel: in order at each address, addresses side by side. */
export interface Sender {
  put(delivery: Delivery, tried?: Attempt, ageMs?: number): void;
  /** Tells what is left at one address, for as long as that goes. */
  drain(lane: Drained): Promise<Rest>;
  /** An address that was paused by an earlier run. */
  putPaused(guildId: string, address: string, reason: string): void;
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
/** So many are made ready to go before there is room for them. */
const AHEAD = 16;
/** What has not ended by then is tried again after the next start. */
const STOP_GRACE_MS = 5_000;

type Due = Extract<NextStep, { kind: 'run' | 'catch_up' }>;

export function createSender(deps: SenderDeps): Sender {
  const { channel, ledger, clock, log, random, atOnce = AT_ONCE } = deps;
  const lanes = createLanes();
  const ready = createReadyLanes();
  const pace = deps.pace ?? createPace(clock, channel.traits?.perSecond);
  /** Lanes that are drained. */
  const leased = new Map<Lane, (rest: Rest) => void>();
  /** What lanes that were drained had to wait for is known to the setbacks, which wake them. */
  const released = new WeakSet<Lane>();
  const timers = new Map<Lane, () => void>();
  const busy = new Map<Lane, Promise<void>>();
  /** Lanes of which nothing more is begun. */
  const dropped = new Set<Lane>();
  const recorder = createRecorder({ ledger, clock, log });
  const gate = createGate({
    clock,
    random,
    onOpen: () => {
      letIn();
      wakeAll();
    },
  });
  const teller = createTeller({
    channel,
    ledger,
    clock,
    log,
    slot: async (urgency) => {
      await pace.slot(urgency);
      pump();
    },
  });
  const closedLanes = createClosedLanes({
    clock,
    log,
    wake,
    finish: (...ended) => recorder.finish(...ended),
    onPaused: (...closed) => deps.onPaused(...closed),
    onResumed: (...opened) => deps.onResumed(...opened),
  });
  const setbacks = createSetbacks({ gate, closedLanes, ledger, recorder, clock, log, random, wake });
  let running = false;
  const outside = new Set<() => void>();
  const oneByOne = inTurns();

  function letIn(): void {
    for (const go of outside) go();
    outside.clear();
  }

  function isShut(): boolean {
    return !running || !gate.isOpen;
  }

  async function turn(urgency: number): Promise<void> {
    while (isShut()) {
      await new Promise<void>((resolve) => {
        outside.add(resolve);
      });
    }
    await pace.slot(urgency);
  }

  function wake(lane: Lane): void {
    timers.get(lane)?.();
    timers.delete(lane);
    if (released.has(lane)) {
      deps.onReleasedWake?.(lane.guildId, lane.address);
      return;
    }
    if (!running && !lane.isBusy) release(lane);
    if (!running || lane.isBusy || dropped.has(lane)) return;
    const now = clock.monotonic();
    const next = nextStep(lane, now);
    const isResting = next.kind === 'wait' || next.kind === 'empty';
    if (isResting && leased.has(lane)) {
      release(lane);
      pump();
      return;
    }
    switch (next.kind) {
      case 'run':
      case 'catch_up':
        ready.add(lane, laneUrgency(lane));
        break;
      case 'wait':
        timers.set(
          lane,
          clock.setTimer(next.untilMs - now, () => wake(lane)),
        );
        break;
      case 'empty':
        lanes.forgetIdle(lane, now);
    }
    pump();
  }

  function restOf(lane: Lane): Rest {
    const now = clock.monotonic();
    const next = nextStep(lane, now);
    return {
      kind: 'rested',
      state: stateOf(lane, clock),
      ...(next.kind === 'wait' && { until: clock.now() + next.untilMs - now }),
    };
  }

  function release(lane: Lane, rest?: Rest): void {
    const settled = leased.get(lane);
    if (settled === undefined) return;
    leased.delete(lane);
    released.add(lane);
    ready.remove(lane);
    closedLanes.letGo(lane);
    lanes.letGo(lane);
    settled(rest ?? restOf(lane));
  }

  function wakeAll(): void {
    for (const lane of lanes.all()) wake(lane);
  }

  function canBegin(): boolean {
    const most = gate.isOnTrial ? 1 : atOnce;
    return running && gate.isOpen && busy.size < most && pace.waiting < AHEAD;
  }

  function pump(): void {
    while (canBegin()) {
      const lane = ready.take();
      if (lane === undefined) return;
      const next = nextStep(lane, clock.monotonic());
      if (next.kind !== 'run' && next.kind !== 'catch_up') continue;
      lane.isBusy = true;
      const done = work(lane, next).finally(() => {
        busy.delete(lane);
        lane.isBusy = false;
        wake(lane);
      });
      busy.set(lane, done);
    }
  }

  /** Never rejects. */
  async function work(lane: Lane, next: Due): Promise<void> {
    try {
      await settle(
        lane,
        await (next.kind === 'run' ? teller.tell(lane, next) : teller.catchUp(next.waiting, next.isDigest)),
      );
      recorder.stored(true);
    } catch (error) {
      if (error instanceof OvertakenError) {
        release(lane, { kind: 'lost' });
        return;
      }
      // The store did not take it. What is in memory still stands, and is tried again.
      recorder.stored(false);
      log.error({ address: lane.address, err: error }, 'could not record a delivery; trying again');
      hold(lane, { cause: 'store', nowMs: clock.monotonic(), forMs: STORE_RETRY_MS });
    }
  }

  async function settle(lane: Lane, { waiting, result, posted, owed = [] }: Outcome): Promise<void> {
    if (result.kind === 'failed') return await setbacks.failed(lane, waiting, result.error);
    if (result.kind === 'moot') {
      return await recorder.finish(lane, waiting, { kind: 'superseded', why: result.why });
    }
    setbacks.succeeded(lane);
    const ids = waiting.map(({ delivery }) => delivery.id);
    switch (result.kind) {
      case 'sent': {
        const { messageId } = result;
        const lateMs = waiting.map(({ delivery }) => clock.now() - delivery.notice.at);
        log.info({ deliveries: ids, messageId, lateMs }, 'told');
        const told = { posted: posted(clock.now(), messageId), owed };
        await recorder.finish(lane, waiting, { kind: 'sent', messageId }, told);
        return take(owed);
      }
      case 'edited':
        await recorder.finish(lane, waiting, { kind: 'edited' }, { posted: posted(clock.now(), ''), owed });
        return take(owed);
      case 'gone':
        return await recorder.finish(lane, waiting, { kind: 'refused', why: 'the message was deleted' });
      case 'refused':
        log.error({ deliveries: ids }, `refused: ${result.reason}`);
        return await recorder.finish(lane, waiting, { kind: 'refused', why: result.reason });
    }
  }

  function put(delivery: Delivery, attempt?: Attempt, ageMs = 0): void {
    wake(putInto(lanes.of(delivery.target.address, delivery.guildId), delivery, attempt, ageMs));
  }

  function putInto(lane: Lane, delivery: Delivery, attempt: Attempt | undefined, ageMs: number): Lane {
    const sinceMs = clock.monotonic() - Math.max(0, ageMs);
    const { holdUntil } = delivery;
    const waiting: Waiting = {
      delivery,
      sinceMs,
      ...(attempt !== undefined && { tried: { attempt } }),
      ...(holdUntil !== undefined && { heldUntilMs: clock.monotonic() + holdUntil - clock.now() }),
    };
    const outdated = putInLane(lane, waiting);
    if (outdated !== undefined) recorder.outdated(outdated, delivery.id);
    return lane;
  }

  /** What follows from what was told, and is kept by now. */
  function take(tellings: readonly Telling[]): void {
    if (tellings.length === 0) return;
    if (deps.onOwed === undefined) for (const delivery of ledger.take(tellings)) put(delivery);
    else deps.onOwed(tellings);
  }

  return {
    put,
    async drain({ guildId, address, left, state, nudge }) {
      const lane = lanes.of(address, guildId);
      const rest = Promise.withResolvers<Rest>();
      if (state !== undefined) restore(lane, state, clock);
      if (nudge.isHurried === true) hurry(lane);
      for (const { delivery, attempt } of left) {
        putInto(lane, delivery, attempt, clock.now() - delivery.createdAt);
      }
      leased.set(lane, rest.resolve);
      try {
        await closedLanes.revisit(lane, nudge.look);
      } catch (error) {
        if (!(error instanceof OvertakenError)) throw error;
        release(lane, { kind: 'lost' });
        return await rest.promise;
      }
      wake(lane);
      return await rest.promise;
    },
    putPaused(guildId, address, reason) {
      closedLanes.wasClosed(lanes.of(address, guildId), reason);
    },
    // What waits for its turn counts as waiting: a thousand of them must not keep alerts from being made ready.
    turn: (urgency) => oneByOne(String(urgency), () => turn(urgency)),
    start() {
      running = true;
      letIn();
      closedLanes.start();
      wakeAll();
    },
    lookAgain: (guildId, address, known) => closedLanes.lookAgain(guildId, address, known),
    async drop(guildId, reason, address) {
      for (const lane of lanes.all()) {
        if (lane.guildId !== guildId || (address !== undefined && lane.address !== address)) continue;
        dropped.add(lane);
        closedLanes.forget(lane);
        ready.remove(lane);
        await busy.get(lane);
        await recorder.finish(lane, allOf(lane), { kind: 'refused', why: reason });
        dropped.delete(lane);
        wake(lane);
      }
    },
    has: (delivery) => lanes.has(delivery),
    addressesOf: (incident, isAwake) => lanes.addressesOf(incident, isAwake),
    health: () => ({ ...lanes.backlog(clock.monotonic()), isStoreFailing: recorder.isFailing }),
    async stop() {
      running = false;
      gate.stop();
      closedLanes.stop();
      recorder.stop();
      for (const cancel of timers.values()) cancel();
      timers.clear();
      for (const lane of [...leased.keys()].filter(({ isBusy }) => !isBusy)) release(lane);
      const grace = Promise.withResolvers<void>();
      const cancel = clock.setTimer(STOP_GRACE_MS, grace.resolve);
      await Promise.race([Promise.all(busy.values()), grace.promise]);
      cancel();
    },
  };
}
