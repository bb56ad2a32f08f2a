import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { ServicePath } from '#src/domain/service.ts';

import type { StepContext } from '#src/engine/context.ts';
import { heardAt, isStale } from '#src/engine/claims/freshness.ts';
import { lookAt } from './look.ts';
import type { Look } from './look.ts';
import type { ExchangeProfile } from '#src/engine/profile.ts';
import { findTroubles, swallowerOf } from './troubles.ts';
import type { Troubles } from './troubles.ts';
import { judge } from './judge.ts';
import type { Verdict } from './verdict.ts';
import { keyOf } from '#src/engine/claims/voice.ts';

/** What is known at one time: claims, how fresh they are, and what follows from them, each computed once. */
export interface Scene {
  readonly state: ExchangeState;
  readonly context: StepContext;
  readonly look: Look;
  /** What holds of a service: for all, or for the countries of a key (`GB+IE`). */
  readonly verdict: (service: ServicePath, regionsKey?: string) => Verdict;
  readonly troubles: () => Troubles;
  /** The trouble that explains what this service is in, where one does. */
  readonly swallower: (service: ServicePath, regionsKey: string) => Verdict | undefined;
}

interface SceneMemory {
  readonly freshness: string;
  readonly policy: Policy;
  readonly profile: ExchangeProfile;
  readonly from: number;
  readonly verdicts: Map<string, Verdict>;
  /** What was concluded holds until then, whatever the time does. */
  until: number;
  troubles?: Troubles;
}

const memories = new WeakMap<ExchangeState['claims'], SceneMemory>();

/**
 * The scene of a state. As long as the same claims are held, by sources that are as fresh, and no limit of time is
 * passed, what was concluded in the last step is taken over: on most steps nothing has changed.
 */
export function sceneOf(state: ExchangeState, context: StepContext): Scene {
  const freshness = freshnessOf(state, context);
  const look = lookAt(state, context);
  const last = memories.get(state.claims);
  const memory: SceneMemory =
    last !== undefined && isValid(last, freshness, context) ? last : remember(state, freshness, look);
  const scene: Scene = {
    state,
    context,
    look,
    verdict(service, regionsKey = '') {
      const key = keyOf(service, regionsKey);
      const known = memory.verdicts.get(key);
      if (known !== undefined) return known;
      const judged = judge(look, service, regionsKey);
      memory.verdicts.set(key, judged);
      memory.until = Math.min(memory.until, look.validUntil());
      return judged;
    },
    troubles() {
      memory.troubles ??= findTroubles(look, scene.verdict);
      memory.until = Math.min(memory.until, look.validUntil());
      return memory.troubles;
    },
    swallower(service, regionsKey) {
      const { all } = scene.troubles();
      const own = all.get(keyOf(service, regionsKey));
      return own === undefined ? undefined : swallowerOf(own, all);
    },
  };
  return scene;
}

function remember(state: ExchangeState, freshness: string, look: Look): SceneMemory {
  const { now, policy, profile } = look.context;
  const until = Number.POSITIVE_INFINITY;
  const memory: SceneMemory = { freshness, policy, profile, from: now, verdicts: new Map(), until };
  memories.set(state.claims, memory);
  return memory;
}

function isValid(memory: SceneMemory, freshness: string, { now, policy, profile }: StepContext): boolean {
  return (
    memory.freshness === freshness &&
    memory.policy === policy &&
    memory.profile === profile &&
    memory.from <= now &&
    now <= memory.until
  );
}

/** The sources that are too old to go by, each with when it was last heard. */
function freshnessOf(state: ExchangeState, context: StepContext): string {
  let text = '';
  for (const source in state.sources) {
    if (isStale(state, source, context)) text += `${source} ${heardAt(state.sources[source])}\n`;
  }
  return text;
}
