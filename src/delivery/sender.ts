import type { Channel } from '#src/delivery/channel.ts';
import { createClosedLanes } from '#src/delivery/closed-lanes.ts';
import type { DeliveryError } from '#src/delivery/delivery-error.ts';
import { createGate } from '#src/delivery/gate.ts';
import { allOf, emptyLane, isIdle, laneUrgency, nextStep, put, takeOut } from '#src/delivery/lane.ts';
import type { Hold, Lane, NextStep, Waiting } from '#src/delivery/lane.ts';
import type { Ended, Ledger } from '#src/delivery/ledger.ts';
import { createPace } from '#src/delivery/pace.ts';
import { createReadyLanes } from '#src/delivery/ready-lanes.ts';
import { createTeller } from '#src/delivery/tell.ts';
import type { Outcome } from '#src/delivery/tell.ts';
import type { Attempt, Delivery, Ending, PostedMessage } from '#src/domain/delivery.ts';
import { RETRY, backOffMs, boundedWishMs } from '#src/platform/back-off.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

export interface SenderDeps {
  readonly channel: Channel;
  readonly ledger: Ledger;
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
  /** The channel lets the bot in no more. */
  onUnauthorized(): void;
}

/** What a sender is up to, for those who watch it. */
export interface SenderHealth {
  readonly pending: number;
  /** How long the oldest message waits that is not held up by its own address. */
  readonly oldestMs: number;
  readonly isStoreFailing: boolean;
}

/** Sends what is to be told through one channel: in order at each address, addresses side by side. */
export interface Sender {
  put(delivery: Delivery, tried?: Attempt, ageMs?: number): void;
  /** An address that was paused by an earlier run. */
  putPaused(guildId: string, address: string, reason: string): void;
  start(): void;
  /** What is known of a guild's addresses, or of one, has changed: those that are paused may be worth a try. */
  lookAgain(guildId: string, address?: string, isSure?: boolean): void;
  /** Drops what waits for an address that is gone for good, or for all of a guild. */
  drop(guildId: string, reason: string, address?: string): Promise<void>;
  has(delivery: Pick<Delivery, 'id' | 'target'>): boolean;
  addressesOf(incident: string): string[];
  health(): SenderHealth;
  stop(): Promise<void>;
}

const AT_ONCE = 400;
/** So many are made ready to go before there is room for them. */
const AHEAD = 16;
/** What has not ended by then is tried again after the next start. */
const STOP_GRACE_MS = 5_000;
/** A store that did not take a record is given this long. */
const STORE_RETRY_MS = 5_000;
/** Where things look up, a failed address is tried again after this long at least. */
const TRY_AGAIN_MS = 5_000;
/** It is not the whole channel that is in trouble where something came through so lately. */
const LATELY_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

export function createSender(deps: SenderDeps): Sender {
  const { channel, ledger, clock, log, random, atOnce = AT_ONCE } = deps;
  const lanes = new Map<string, Lane>();
  const ready = createReadyLanes();
  const pace = createPace(clock, channel.perSecond);
  const timers = new Map<Lane, () => void>();
  /** Lanes that wait because of a failure which may be over everywhere by now. */
  const troubled = new Set<Lane>();
  const busy = new Map<Lane, Promise<void>>();
  const byIncident = new Map<string, Set<Lane>>();
  const gate = createGate({
    channel,
    clock,
    random,
    onOpen: () => wakeAll(),
    onUnauthorized: () => deps.onUnauthorized(),
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
    channel,
    clock,
    log,
    hold: (lane, cause, forMs) => hold(lane, cause, forMs, forMs),
    wake,
    finish,
    onPaused: (...closed) => deps.onPaused(...closed),
    onResumed: (...opened) => deps.onResumed(...opened),
  });
  let running = false;
  let succeededMs = Number.NEGATIVE_INFINITY;
  let isStoreFailing = false;

  function laneOf(address: string, guildId: string): Lane {
    let lane = lanes.get(address);
    if (lane === undefined) {
      lane = emptyLane(address, guildId);
      lanes.set(address, lane);
    }
    return lane;
  }

  function wake(lane: Lane): void {
    timers.get(lane)?.();
    timers.delete(lane);
    if (!running || lane.isBusy) return;
    const now = clock.monotonic();
    const next = nextStep(lane, now);
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
        if (isIdle(lane, now)) lanes.delete(lane.address);
    }
    pump();
  }

  function wakeAll(): void {
    for (const lane of lanes.values()) wake(lane);
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
  async function work(lane: Lane, next: Extract<NextStep, { kind: 'run' | 'catch_up' }>): Promise<void> {
    try {
      await settle(
        lane,
        await (next.kind === 'run' ? teller.tell(lane, next) : teller.catchUp(next.waiting)),
      );
      isStoreFailing = false;
    } catch (error) {
      // The store did not take it. What is in memory still stands, and is tried again.
      isStoreFailing = true;
      log.error({ address: lane.address, err: error }, 'could not record a delivery; trying again');
      hold(lane, 'store', STORE_RETRY_MS, STORE_RETRY_MS);
    }
  }

  async function settle(lane: Lane, { waiting, result, posted }: Outcome): Promise<void> {
    if (result.kind === 'failed') return await failed(lane, waiting, result.error);
    if (result.kind === 'moot') return await finish(lane, waiting, { kind: 'superseded', why: result.why });
    succeeded(lane);
    const ids = waiting.map(({ delivery }) => delivery.id);
    switch (result.kind) {
      case 'sent': {
        const { messageId } = result;
        const lateMs = waiting.map(({ delivery }) => clock.now() - delivery.notice.at);
        log.info({ deliveries: ids, messageId, lateMs }, 'told');
        return await finish(lane, waiting, { kind: 'sent', messageId }, posted(clock.now(), messageId));
      }
      case 'edited':
        return await finish(lane, waiting, { kind: 'edited' }, posted(clock.now(), ''));
      case 'gone':
        return await finish(lane, waiting, { kind: 'refused', why: 'the message was deleted' });
      case 'refused':
        log.error({ deliveries: ids }, `refused: ${result.reason}`);
        return await finish(lane, waiting, { kind: 'refused', why: result.reason });
    }
  }

  function succeeded(lane: Lane): void {
    const now = clock.monotonic();
    succeededMs = now;
    gate.succeeded();
    lane.failures = 0;
    lane.hold = undefined;
    troubled.delete(lane);
    closedLanes.opened(lane);
    for (const other of troubled) {
      troubled.delete(other);
      if (other.hold?.cause !== 'trouble') continue;
      other.hold = { ...other.hold, untilMs: Math.min(other.hold.untilMs, other.hold.earliestMs) };
      wake(other);
    }
  }

  async function failed(lane: Lane, waiting: readonly Waiting[], error: DeliveryError): Promise<void> {
    log.warn({ address: lane.address, failures: lane.failures + 1 }, `not sent yet: ${error.message}`);
    switch (error.kind) {
      case 'busy':
        if (error.everywhere) gate.pause(error.retryAfterMs ?? 1_000);
        return hold(lane, 'busy', boundedWishMs(error.retryAfterMs ?? 1_000), Number.POSITIVE_INFINITY);
      case 'unauthorized':
        return gate.unauthorized();
      case 'closed':
        return await closedLanes.closed(lane, error.message);
      case 'unclear':
        for (const one of waiting) {
          if (one.tried === undefined) continue;
          one.tried = { ...one.tried, attempt: { ...one.tried.attempt, unclear: true } };
          await ledger.begin(one.delivery.id, one.tried.attempt, []);
        }
        break;
      case 'trouble':
      case 'refused':
      case 'message_gone':
    }
    gate.failed(lane.address);
    lane.failures += 1;
    troubled.add(lane);
    hold(lane, 'trouble', backOffMs(lane.failures, RETRY, { random }), TRY_AGAIN_MS);
    const now = clock.monotonic();
    const isOld = waiting.every(({ tried, sinceMs }) => now - (tried?.atMs ?? sinceMs) > DAY_MS);
    // It is this message that is not taken: for a day, and others are.
    if (isOld && now - succeededMs < LATELY_MS) {
      await finish(lane, waiting, { kind: 'expired', why: `not taken for a day: ${error.message}` });
    }
  }

  function hold(lane: Lane, cause: Hold['cause'], forMs: number, earliestMs: number): void {
    const now = clock.monotonic();
    lane.hold = { cause, untilMs: now + forMs, earliestMs: now + Math.min(forMs, earliestMs) };
  }

  /** Keeps at it until the store has taken it: what was sent is not sent again because of that. */
  async function finish(
    lane: Lane,
    waiting: readonly Waiting[],
    ending: Omit<Ending, 'at'>,
    posted: readonly PostedMessage[] = [],
  ): Promise<void> {
    const all = waiting.map((one) => ended(one, ending));
    const ids = waiting.map(({ delivery }) => delivery.id);
    for (;;) {
      try {
        await ledger.end(all, posted, ids);
        break;
      } catch (error) {
        isStoreFailing = true;
        log.error({ address: lane.address, err: error }, 'could not record what was told; trying again');
        if (!running) return;
        await new Promise<void>((resolve) => {
          clock.setTimer(STORE_RETRY_MS, resolve);
        });
      }
    }
    for (const one of waiting) takeOut(lane, one);
  }

  function ended({ delivery }: Waiting, ending: Omit<Ending, 'at'>): Ended {
    return { delivery, ending: { ...ending, at: clock.now() } };
  }

  return {
    put(delivery, attempt, ageMs = 0) {
      const lane = laneOf(delivery.target.address, delivery.guildId);
      const sinceMs = clock.monotonic() - Math.max(0, ageMs);
      const waiting: Waiting = { delivery, sinceMs, ...(attempt !== undefined && { tried: { attempt } }) };
      const outdated = put(lane, waiting);
      const { incident } = delivery.notice;
      if (delivery.kind === 'notice') {
        byIncident.set(incident, (byIncident.get(incident) ?? new Set<Lane>()).add(lane));
      }
      if (outdated !== undefined) {
        const why = `by ${delivery.id}`;
        ledger.end([ended(outdated, { kind: 'superseded', why })], [], []).catch((error: unknown) => {
          // It is stored needlessly; after a restart it is found to be outdated.
          log.warn({ delivery: outdated.delivery.id, err: error }, 'could not forget an outdated edit');
        });
      }
      wake(lane);
    },
    putPaused(guildId, address, reason) {
      closedLanes.wasClosed(laneOf(address, guildId), reason);
    },
    start() {
      running = true;
      closedLanes.start();
      wakeAll();
    },
    lookAgain: (guildId, address, isSure = false) => closedLanes.lookAgain(guildId, address, isSure),
    async drop(guildId, reason, address) {
      for (const lane of lanes.values()) {
        if (lane.guildId !== guildId || (address !== undefined && lane.address !== address)) continue;
        closedLanes.forget(lane);
        ready.remove(lane);
        await busy.get(lane);
        await finish(lane, allOf(lane), { kind: 'refused', why: reason });
        wake(lane);
      }
    },
    has({ id, target }) {
      const lane = lanes.get(target.address);
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
    health() {
      const now = clock.monotonic();
      let pending = 0;
      let oldestMs = 0;
      for (const lane of lanes.values()) {
        pending += lane.notices.length + lane.refreshes.size;
        if (lane.paused !== undefined || lane.hold?.cause === 'closed' || lane.hold?.cause === 'busy')
          continue;
        for (const { sinceMs } of lane.notices) oldestMs = Math.max(oldestMs, now - sinceMs);
      }
      return { pending, oldestMs, isStoreFailing };
    },
    async stop() {
      running = false;
      gate.stop();
      closedLanes.stop();
      for (const cancel of timers.values()) cancel();
      timers.clear();
      const grace = Promise.withResolvers<void>();
      const cancel = clock.setTimer(STOP_GRACE_MS, grace.resolve);
      await Promise.race([Promise.all(busy.values()), grace.promise]);
      cancel();
    },
  };
}
