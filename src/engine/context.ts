import type { Policy } from '#src/domain/policy.ts';
import type { ExchangeProfile } from '#src/engine/profile.ts';

/** What a decision depends on besides the state and the observations. `now` is epoch milliseconds. */
export interface StepContext {
  readonly now: number;
  readonly policy: Policy;
  readonly profile: ExchangeProfile;
}

/** How long ago something was; a clock that was set back makes it 0, never negative. */
export function ageOf(then: number, now: number): number {
  return Math.max(0, now - then);
}

/** A time that a clock set back has left in the future counts as now. */
export function clampToNow(then: number, now: number): number {
  return Math.min(then, now);
}
