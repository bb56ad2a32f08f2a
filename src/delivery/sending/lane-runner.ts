import type { Clock } from '#src/platform/clock.ts';

import type { BorrowedLanes } from './borrowed-lanes.ts';
import type { Gate } from './gate.ts';
import { hold, laneUrgency, nextStep } from './lane.ts';
import type { Lane, NextStep } from './lane.ts';
import type { Lanes } from './lanes.ts';
import type { MemberPace } from './member-pace.ts';
import type { Pace } from './pace.ts';
import { createReadyLanes } from './ready-lanes.ts';

/** What a lane has to do now. */
export type Due = Extract<NextStep, { kind: 'run' | 'catch_up' }>;

export interface LaneRunnerDeps {
  readonly lanes: Lanes;
  readonly borrowed: BorrowedLanes;
  readonly gate: Pick<Gate, 'isOpen' | 'isOnTrial'>;
  readonly pace: Pick<Pace, 'waiting'>;
  readonly memberPace: MemberPace;
  /** So many are worked on at once, at most. */
  readonly atOnce: number;
  readonly clock: Clock;
  /** Does what a lane has to do. Never rejects. */
  readonly work: (lane: Lane, due: Due) => Promise<void>;
}

/** Has lanes worked on as soon as they have something to do and there is room: urgent ones first, guilds in turn. */
export interface LaneRunner {
  readonly isRunning: boolean;
  start(): void;
  /** Something about the lane has changed. */
  wake(lane: Lane): void;
  /** There may be room by now. */
  pump(): void;
  /** It is not to be run any more, until it is woken. */
  remove(lane: Lane): void;
  /** Does something while nothing of the lane is under way, and nothing is begun. */
  undisturbed(lane: Lane, act: () => Promise<void>): Promise<void>;
  /** Begins nothing new, and resolves when what is under way has ended, or after a few seconds. */
  stop(): Promise<void>;
}

/** So many are made ready to go before there is room for them. */
const AHEAD = 16;
/** What has not ended by then is tried again after the next start. */
const STOP_GRACE_MS = 5_000;

export function createLaneRunner(deps: LaneRunnerDeps): LaneRunner {
  const { lanes, borrowed, gate, pace, clock } = deps;
  const ready = createReadyLanes();
  const timers = new Map<Lane, () => void>();
  const busy = new Map<Lane, Promise<void>>();
  /** Lanes of which nothing more is begun. */
  const blocked = new Set<Lane>();
  let isRunning = false;

  function wake(lane: Lane): void {
    timers.get(lane)?.();
    timers.delete(lane);
    if (borrowed.wasGivenBack(lane)) return;
    if (!isRunning && !lane.isBusy) borrowed.giveBack(lane);
    if (!isRunning || lane.isBusy || blocked.has(lane)) return;
    const now = clock.monotonic();
    const next = inItsTurn(lane, now);
    if (next.kind === 'run' || next.kind === 'catch_up') ready.add(lane, laneUrgency(lane));
    else if (borrowed.has(lane)) borrowed.giveBack(lane);
    else if (next.kind === 'empty') lanes.forgetIdle(lane, now);
    else
      timers.set(
        lane,
        clock.setTimer(next.untilMs - now, () => wake(lane)),
      );
    pump();
  }

  /** What a lane has to do; the lane of a single member waits for its turn. */
  function inItsTurn(lane: Lane, now: number): NextStep {
    const next = nextStep(lane, now);
    if (next.kind !== 'run' && next.kind !== 'catch_up') return next;
    const fromMs = deps.memberPace.fromMs(lane) ?? now;
    if (fromMs <= now) return next;
    hold(lane, { cause: 'busy', nowMs: now, forMs: fromMs - now });
    return nextStep(lane, now);
  }

  function canBegin(): boolean {
    const most = gate.isOnTrial ? 1 : deps.atOnce;
    return isRunning && gate.isOpen && busy.size < most && pace.waiting < AHEAD;
  }

  function pump(): void {
    while (canBegin()) {
      const lane = ready.take();
      if (lane === undefined) return;
      const next = nextStep(lane, clock.monotonic());
      if (next.kind !== 'run' && next.kind !== 'catch_up') continue;
      lane.isBusy = true;
      deps.memberPace.begun(lane, next.kind === 'run' && next.waiting.delivery.kind === 'refresh');
      const done = deps.work(lane, next).finally(() => {
        busy.delete(lane);
        lane.isBusy = false;
        wake(lane);
      });
      busy.set(lane, done);
    }
  }

  return {
    get isRunning() {
      return isRunning;
    },
    start() {
      isRunning = true;
    },
    wake,
    pump,
    remove: (lane) => ready.remove(lane),
    async undisturbed(lane, act) {
      blocked.add(lane);
      ready.remove(lane);
      await busy.get(lane);
      await act();
      blocked.delete(lane);
      wake(lane);
    },
    async stop() {
      isRunning = false;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      borrowed.giveBackIdle();
      const grace = Promise.withResolvers<void>();
      const cancel = clock.setTimer(STOP_GRACE_MS, grace.resolve);
      await Promise.race([Promise.all(busy.values()), grace.promise]);
      cancel();
    },
  };
}
