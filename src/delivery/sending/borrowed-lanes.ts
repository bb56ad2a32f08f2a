import type { Attempt, Delivery, LaneState } from '#src/domain/delivery.ts';
import type { Clock } from '#src/platform/clock.ts';

import type { LookReason } from './closed-lanes.ts';
import { stateOf } from './lane-state.ts';
import { nextStep } from './lane.ts';
import type { Lane } from './lane.ts';

/** What is left at one address, and how it stands there. */
export interface Drained {
  readonly guildId: string;
  readonly address: string;
  readonly left: readonly { readonly delivery: Delivery; readonly attempt?: Attempt | undefined }[];
  readonly state: LaneState | undefined;
  readonly nudge: { readonly isHurried?: true; readonly look?: LookReason };
}

/** How a lane is left: nothing more can be told there for now; or somebody else works on it. */
export type Rest =
  /** `until`: when there is something to do again, epoch milliseconds, where that is known. */
  | { readonly kind: 'rested'; readonly state: LaneState | undefined; readonly until?: number }
  | { readonly kind: 'lost' };

/** Lanes that are drained for somebody who owns them, and are given back when nothing more can be told there. */
export interface BorrowedLanes {
  /** Resolves when the lane is given back. */
  borrow(lane: Lane): Promise<Rest>;
  has(lane: Lane): boolean;
  /** It was given back, and is no longer ours, whatever was under way there. */
  wasGivenBack(lane: Lane): boolean;
  /** Does nothing for a lane that was not borrowed. */
  giveBack(lane: Lane, rest?: Rest): void;
  giveBackIdle(): void;
}

export function createBorrowedLanes(deps: {
  readonly clock: Clock;
  /** Forgets the lane everywhere else. */
  readonly letGo: (lane: Lane) => void;
}): BorrowedLanes {
  const { clock } = deps;
  const borrowed = new Map<Lane, (rest: Rest) => void>();
  const givenBack = new WeakSet<Lane>();

  function restOf(lane: Lane): Rest {
    const now = clock.monotonic();
    const next = nextStep(lane, now);
    return {
      kind: 'rested',
      state: stateOf(lane, clock),
      ...(next.kind === 'wait' && { until: clock.now() + next.untilMs - now }),
    };
  }

  function giveBack(lane: Lane, rest?: Rest): void {
    const settled = borrowed.get(lane);
    if (settled === undefined) return;
    borrowed.delete(lane);
    givenBack.add(lane);
    deps.letGo(lane);
    settled(rest ?? restOf(lane));
  }

  return {
    borrow: (lane) =>
      new Promise((resolve) => {
        borrowed.set(lane, resolve);
      }),
    has: (lane) => borrowed.has(lane),
    wasGivenBack: (lane) => givenBack.has(lane),
    giveBack,
    giveBackIdle() {
      for (const lane of [...borrowed.keys()].filter(({ isBusy }) => !isBusy)) giveBack(lane);
    },
  };
}
