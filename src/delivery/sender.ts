import type { Channel } from '#src/delivery/channel.ts';
import { catchUpOf } from '#src/delivery/catch-up.ts';
import type { DeliveryError } from '#src/delivery/delivery-error.ts';
import { createGate } from '#src/delivery/gate.ts';
import { allOf, emptyLane, isIdle, laneUrgency, nextStep, put, takeOut } from '#src/delivery/lane.ts';
import type { Hold, Lane, NextStep, Tried, Waiting } from '#src/delivery/lane.ts';
import type { Ended, Ledger } from '#src/delivery/ledger.ts';
import { nonceOf } from '#src/delivery/nonce.ts';
import { createPace } from '#src/delivery/pace.ts';
import { createReadyLanes } from '#src/delivery/ready-lanes.ts';
import { send, sendEdit } from '#src/delivery/send.ts';
import type { Message, Sent } from '#src/delivery/send.ts';
import { isEnd } from '#src/delivery/supersede.ts';
import { isTold } from '#src/delivery/told.ts';
import { urgencyOf, URGENCY } from '#src/delivery/urgency.ts';
import type { Attempt, Delivery, Ending, PostedMessage } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
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
/** Edits of one address keep this distance. */
const EDIT_EVERY_MS = 10_000;
/** Where things look up, a failed address is tried again after this long at least. */
const TRY_AGAIN_MS = 5_000;
/** A closed address is asked again so often before it counts as closed. */
const CONFIRM_AFTER_MS = [30_000, 5 * 60_000] as const;
const LOOK_EVERY_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** It is told with a word about that from then on. */
const LATE_MS = 2 * 60_000;

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
  let running = false;
  let succeededMs = Number.NEGATIVE_INFINITY;
  let isStoreFailing = false;
  let cancelLook: (() => void) | undefined;

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
      await (next.kind === 'run' ? tell(lane, next) : catchUp(lane, next.waiting));
      isStoreFailing = false;
    } catch (error) {
      // The store did not take it. What is in memory still stands, and is tried again.
      isStoreFailing = true;
      log.error({ address: lane.address, err: error }, 'could not record a delivery; trying again');
      hold(lane, 'store', STORE_RETRY_MS, STORE_RETRY_MS);
    }
  }

  async function tell(lane: Lane, step: Extract<NextStep, { kind: 'run' }>): Promise<void> {
    const { waiting, superseded } = step;
    const { delivery } = waiting;
    const { notice, target } = delivery;
    const posted = await ledger.posted(notice.incident, target.address);
    if (posted === undefined ? delivery.kind === 'refresh' : isTold(posted, notice, delivery.kind)) {
      const why = posted === undefined ? 'there is nothing to bring up to date' : `of ${posted.noticeId}`;
      return await finish(lane, [waiting], { kind: 'superseded', why });
    }
    await begin(waiting, superseded);
    for (const one of superseded) {
      takeOut(lane, one);
      markSummary(lane, one.delivery.notice);
    }
    const urgency = urgencyOf(delivery);
    const isEdit = delivery.kind === 'refresh' || (posted?.kind === 'flapping' && notice.kind === 'flapping');
    if (isEdit && posted !== undefined) {
      const sent = await sendEdit({ target, urgency }, { messageId: posted.latestId, notice }, sendDeps);
      if (delivery.kind === 'refresh') lane.editsFromMs = clock.monotonic() + EDIT_EVERY_MS;
      return await settle(lane, [waiting], sent, (at) => [
        { ...posted, noticeId: notice.id, kind: notice.kind, postedAt: at },
      ]);
    }
    const lateMs = clock.now() - notice.at;
    const message: Message = {
      target,
      content: {
        kind: 'notice',
        notice,
        ...(lateMs >= LATE_MS && { lateMs }),
        ...((waiting.isSummary ?? isMissed(notice, posted)) && { missed: true as const }),
      },
      nonce: nonceOf(delivery.id),
      ...(posted !== undefined && { replyTo: posted.rootId }),
      urgency,
      tried: waiting.tried,
    };
    waiting.tried = triedNow(waiting.tried);
    const sent = await send(message, sendDeps);
    // It surely has not arrived, so that it can still be superseded.
    if (isTurnedAway(sent)) waiting.tried = message.tried;
    await settle(lane, [waiting], sent, (at, messageId) => [
      postedOf(delivery, posted?.rootId ?? messageId, messageId, at),
    ]);
  }

  /** One message for all that has waited at an address that was closed. */
  async function catchUp(lane: Lane, all: readonly Waiting[]): Promise<void> {
    const begun = all.find(({ tried }) => tried?.attempt.covers !== undefined)?.tried;
    const covers = new Set(begun?.attempt.covers ?? all.map(({ delivery }) => delivery.id));
    const covered = all.filter(({ delivery }) => covers.has(delivery.id));
    const [first] = covered;
    if (first === undefined) return;
    const content = catchUpOf(covered.map(({ delivery }) => delivery));
    const attempt = begun?.attempt ?? { at: channel.now(), covers: [...covers] };
    // Each of them is marked: which were told together has to be known after a crash.
    await ledger.begin(first.delivery.id, attempt, []);
    const { target } = first.delivery;
    const sent = await send(
      {
        target: { ...target, mentions: [] },
        content,
        nonce: nonceOf([...covers].join(' ')),
        urgency: URGENCY.recovery,
        tried: begun,
      },
      sendDeps,
    );
    first.tried = isTurnedAway(sent) ? begun : { attempt, atMs: begun?.atMs ?? clock.monotonic() };
    await settle(lane, covered, sent, (at, messageId) =>
      content.goingOn.flatMap((notice) => {
        const delivery = covered.find((one) => one.delivery.notice === notice)?.delivery;
        return delivery === undefined ? [] : [postedOf(delivery, messageId, messageId, at)];
      }),
    );
  }

  const sendDeps = {
    channel,
    clock,
    log,
    slot: async (urgency: number): Promise<void> => {
      await pace.slot(urgency);
      pump();
    },
  };

  function triedNow(tried: Tried | undefined): Tried {
    return { attempt: tried?.attempt ?? { at: channel.now() }, atMs: tried?.atMs ?? clock.monotonic() };
  }

  async function begin(waiting: Waiting, superseded: readonly Waiting[]): Promise<void> {
    const attempt = waiting.tried?.attempt ?? { at: channel.now() };
    const why = `by ${waiting.delivery.notice.id}`;
    const endings = superseded.map((one) => ended(one, { kind: 'superseded', why }));
    await ledger.begin(waiting.delivery.id, attempt, endings);
  }

  async function settle(
    lane: Lane,
    waiting: readonly Waiting[],
    sent: Sent,
    posted: (at: number, messageId: string) => PostedMessage[],
  ): Promise<void> {
    if (sent.kind === 'failed') return await failed(lane, waiting, sent.error);
    succeeded(lane);
    switch (sent.kind) {
      case 'sent': {
        const { messageId } = sent;
        const late = waiting.map(({ delivery }) => clock.now() - delivery.notice.at);
        log.info({ deliveries: waiting.map(({ delivery }) => delivery.id), messageId, lateMs: late }, 'told');
        return await finish(lane, waiting, { kind: 'sent', messageId }, posted(clock.now(), messageId));
      }
      case 'edited':
        return await finish(lane, waiting, { kind: 'edited' }, posted(clock.now(), ''));
      case 'gone':
        return await finish(lane, waiting, { kind: 'refused', why: 'the message was deleted' });
      case 'refused':
        log.error({ deliveries: waiting.map(({ delivery }) => delivery.id) }, `refused: ${sent.reason}`);
        return await finish(lane, waiting, { kind: 'refused', why: sent.reason });
    }
  }

  function succeeded(lane: Lane): void {
    const now = clock.monotonic();
    succeededMs = now;
    gate.succeeded();
    lane.failures = 0;
    lane.closed = 0;
    lane.hold = undefined;
    troubled.delete(lane);
    if (lane.paused !== undefined) {
      lane.paused = undefined;
      resumed(lane);
    }
    for (const other of troubled) {
      troubled.delete(other);
      if (other.hold?.cause !== 'trouble') continue;
      other.hold = { ...other.hold, untilMs: Math.min(other.hold.untilMs, other.hold.earliestMs) };
      wake(other);
    }
  }

  function resumed({ guildId, address }: Lane): void {
    deps.onResumed(guildId, address).catch((error: unknown) => {
      log.error({ address, err: error }, 'could not note that an address takes messages again');
    });
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
        return await closed(lane, error.message);
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
    if (isOld && now - succeededMs < LOOK_EVERY_MS) {
      await finish(lane, waiting, { kind: 'expired', why: `not taken for a day: ${error.message}` });
    }
  }

  async function closed(lane: Lane, reason: string): Promise<void> {
    const confirmMs = CONFIRM_AFTER_MS[lane.closed];
    lane.closed += 1;
    if (lane.paused !== undefined) {
      lane.paused.isOnTrial = false;
      return;
    }
    if (confirmMs !== undefined) return hold(lane, 'closed', confirmMs, Number.POSITIVE_INFINITY);
    lane.paused = { reason, isOnTrial: false, lookedAtMs: clock.monotonic() };
    lane.hold = undefined;
    log.warn({ address: lane.address }, `paused: ${reason}`);
    await deps.onPaused(lane.guildId, lane.address, reason);
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

  /** What waits for a closed address is kept for a day; what goes on is kept until it can be told. */
  async function expire(lane: Lane): Promise<void> {
    const now = clock.monotonic();
    const { goingOn } = catchUpOf(lane.notices.map(({ delivery }) => delivery));
    const old = allOf(lane).filter(
      ({ delivery, sinceMs }) => now - sinceMs > DAY_MS && !goingOn.includes(delivery.notice),
    );
    if (old.length > 0) await finish(lane, old, { kind: 'expired', why: lane.paused?.reason ?? '' });
  }

  async function look(): Promise<void> {
    const now = clock.monotonic();
    for (const lane of lanes.values()) {
      if (lane.paused === undefined || lane.isBusy) continue;
      await expire(lane);
      if (now - lane.paused.lookedAtMs >= DAY_MS) tryAgain(lane);
    }
  }

  function tryAgain(lane: Lane): void {
    if (lane.paused === undefined) return;
    lane.paused.lookedAtMs = clock.monotonic();
    if (allOf(lane).length === 0) {
      if (channel.mayPost(lane.guildId, lane.address) !== true) return;
      lane.paused = undefined;
      lane.closed = 0;
      resumed(lane);
    } else lane.paused.isOnTrial = true;
    wake(lane);
  }

  function lookLater(): void {
    cancelLook = clock.setTimer(LOOK_EVERY_MS, () => {
      void look().catch((error: unknown) =>
        log.error({ err: error }, 'could not look after closed addresses'),
      );
      lookLater();
    });
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
      const lane = laneOf(address, guildId);
      lane.paused ??= { reason, isOnTrial: false, lookedAtMs: clock.monotonic() };
    },
    start() {
      running = true;
      lookLater();
      wakeAll();
    },
    lookAgain(guildId, address, isSure = false) {
      for (const lane of lanes.values()) {
        if (lane.guildId !== guildId || (address !== undefined && lane.address !== address)) continue;
        if (lane.paused === undefined) {
          // It may be open by now, so that there is nothing to confirm.
          if (lane.hold?.cause === 'closed' && channel.mayPost(guildId, lane.address) === true) {
            lane.hold = undefined;
            wake(lane);
          }
        } else if (isSure || channel.mayPost(guildId, lane.address) !== false) tryAgain(lane);
      }
    },
    async drop(guildId, reason, address) {
      for (const lane of lanes.values()) {
        if (lane.guildId !== guildId || (address !== undefined && lane.address !== address)) continue;
        lane.paused = undefined;
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
      cancelLook?.();
      for (const cancel of timers.values()) cancel();
      timers.clear();
      const grace = Promise.withResolvers<void>();
      const cancel = clock.setTimer(STOP_GRACE_MS, grace.resolve);
      await Promise.race([Promise.all(busy.values()), grace.promise]);
      cancel();
    },
  };
}

/** The end of an incident says of what it superseded that it began, too. */
function markSummary(lane: Lane, { kind, incident }: Notice): void {
  if (kind !== 'opened' && kind !== 'reopened' && kind !== 'flapping') return;
  const end = lane.notices.find(({ delivery: { notice } }) => notice.incident === incident && isEnd(notice));
  if (end !== undefined) end.isSummary = true;
}

/** Whether the beginning of what a notice ends was never told: it was over by the time that it could be. */
function isMissed(notice: Notice, posted: PostedMessage | undefined): boolean {
  return isEnd(notice) && notice.leftBehind !== true && (posted === undefined || isEnd(posted));
}

function isTurnedAway(sent: Sent): boolean {
  return sent.kind === 'failed' && ['busy', 'closed', 'unauthorized'].includes(sent.error.kind);
}

function postedOf({ notice, target }: Delivery, rootId: string, latestId: string, at: number): PostedMessage {
  const { incident, id: noticeId, kind } = notice;
  return { address: target.address, incident, rootId, latestId, noticeId, kind, postedAt: at };
}
