import { catchUpOf } from '#src/delivery/catch-up.ts';
import type { MayPost } from '#src/delivery/channel.ts';
import { allOf, hold } from './lane.ts';
import type { Lane, Waiting } from './lane.ts';
import type { Closed } from '#src/domain/closed.ts';
import type { DeliveryEnding } from '#src/domain/delivery.ts';
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';

export interface ClosedLanesDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly wake: (lane: Lane) => void;
  readonly finish: (
    lane: Lane,
    waiting: readonly Waiting[],
    ending: Omit<DeliveryEnding, 'at'>,
  ) => Promise<void>;
  readonly onPaused: (guildId: string, address: string, reason: Closed) => Promise<void>;
  readonly onResumed: (guildId: string, address: string) => Promise<void>;
}

/** Addresses that say that they are closed to us: asked again, then paused, and looked after until they are open. */
export interface ClosedLanes {
  /** The lane's address has said so. */
  closed(lane: Lane, reason: Closed): Promise<void>;
  /** It was closed when an earlier run ended. */
  wasClosed(lane: Lane, reason: Closed): void;
  /** Nothing is to be told there any more. */
  forget(lane: Lane): void;
  /** The lane's address has taken something. Resolves when that is noted, or cannot be. */
  opened(lane: Lane): Promise<void>;
  lookAgain(guildId: string, address: string | undefined, known?: Known): void;
  /** It is somebody else's from now on. */
  letGo(lane: Lane): void;
  /** One that was left closed is worked on again; `known` where it may be open by now. */
  revisit(lane: Lane, known: LookReason | undefined): Promise<void>;
  start(): void;
  stop(): void;
}

/** What is known of an address without trying: that somebody says that it is open, or what the channel knows of it. */
export type Known = 'open' | MayPost;

/** Why an address that was left closed is looked at: it may be open, or it is said that it is. */
export type LookReason = 'maybe' | 'open';

/** A closed address is asked again so often before it counts as closed. */
const CONFIRM_AFTER_MS = [30_000, 5 * 60_000] as const;
const LOOK_EVERY_MS = HOUR_MS;

export function createClosedLanes(deps: ClosedLanesDeps): ClosedLanes {
  const { clock, log } = deps;
  /** Those that say that they are closed, few among many. */
  const lanes = new Set<Lane>();
  let cancelLook: (() => void) | undefined;

  async function closed(lane: Lane, reason: Closed): Promise<void> {
    // Who takes no direct messages has said so, and is not asked again and again.
    const confirmMs = reason.kind === 'no_direct' ? undefined : CONFIRM_AFTER_MS[lane.closed];
    lane.closed += 1;
    lanes.add(lane);
    if (lane.paused !== undefined) {
      lane.paused.isOnTrial = false;
      return;
    }
    const nowMs = clock.monotonic();
    if (confirmMs !== undefined) return hold(lane, { cause: 'closed', nowMs, forMs: confirmMs });
    lane.paused = { reason, isOnTrial: false, lookedAtMs: nowMs };
    lane.hold = undefined;
    log.warn({ address: lane.address }, `paused: ${reason.kind}`);
    await deps.onPaused(lane.guildId, lane.address, reason);
  }

  async function opened(lane: Lane): Promise<void> {
    lane.closed = 0;
    lanes.delete(lane);
    if (lane.paused === undefined) return;
    lane.paused = undefined;
    const { guildId, address } = lane;
    try {
      await deps.onResumed(guildId, address);
    } catch (error) {
      log.error({ address, err: error }, 'could not note that an address takes messages again');
    }
  }

  /** What waits for a closed address is kept for a day; what goes on is kept until it can be told. */
  async function expire(lane: Lane, reason: Closed): Promise<void> {
    const now = clock.monotonic();
    const { goingOn } = catchUpOf(lane.notices.map(({ delivery }) => delivery));
    const old = allOf(lane).filter(
      ({ delivery, sinceMs }) => now - sinceMs > DAY_MS && !goingOn.includes(delivery.notice),
    );
    if (old.length > 0) await deps.finish(lane, old, { kind: 'expired', why: reason.kind });
  }

  async function look(): Promise<void> {
    const now = clock.monotonic();
    for (const lane of lanes) {
      if (lane.paused === undefined || lane.isBusy) continue;
      await expire(lane, lane.paused.reason);
      if (now - lane.paused.lookedAtMs >= DAY_MS) await tryAgain(lane, lane.paused, undefined);
    }
  }

  /** What waits is the trial. Where nothing does, the next that comes will be one, unless it is known to be open. */
  async function tryAgain(
    lane: Lane,
    paused: NonNullable<Lane['paused']>,
    mayPost: boolean | undefined,
  ): Promise<void> {
    paused.lookedAtMs = clock.monotonic();
    const isEmpty = allOf(lane).length === 0;
    const noted = mayPost === true && isEmpty ? opened(lane) : undefined;
    if (noted === undefined) paused.isOnTrial = true;
    if (mayPost === true || !isEmpty) deps.wake(lane);
    await noted;
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
    closed,
    opened,
    forget(lane) {
      lane.paused = undefined;
      lane.closed = 0;
      lanes.delete(lane);
    },
    wasClosed(lane, reason) {
      lanes.add(lane);
      lane.paused ??= { reason, isOnTrial: false, lookedAtMs: clock.monotonic() };
    },
    lookAgain(guildId, address, known) {
      for (const lane of lanes) {
        if (lane.guildId !== guildId || (address !== undefined && lane.address !== address)) continue;
        const mayPost = known === 'open' ? true : known?.(lane.address);
        if (lane.paused !== undefined) {
          if (mayPost !== false) void tryAgain(lane, lane.paused, mayPost);
        } else if (lane.hold?.cause === 'closed' && mayPost === true) {
          // It may be open by now, so that there is nothing to confirm.
          lane.hold = undefined;
          deps.wake(lane);
        }
      }
    },
    letGo: (lane) => void lanes.delete(lane),
    async revisit(lane, known) {
      const { paused } = lane;
      if (paused === undefined) {
        if (known === 'open' && lane.hold?.cause === 'closed') lane.hold = undefined;
        return;
      }
      lanes.add(lane);
      await expire(lane, paused.reason);
      const isDue = clock.monotonic() - paused.lookedAtMs >= DAY_MS;
      if (isDue || known !== undefined) await tryAgain(lane, paused, known === 'open' ? true : undefined);
    },
    start: lookLater,
    stop: () => cancelLook?.(),
  };
}
