import type { Claim, ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Policy } from '#src/domain/policy.ts';
import { isTrouble } from '#src/domain/status.ts';

import { ageOf } from './context.ts';
import type { StepContext } from './context.ts';

/** When the source last gave evidence: an answer, or a proven failure to answer. */
export function heardAt(source: SourceState | undefined): number {
  if (source === undefined) return 0;
  return source.outcome === 'failed' ? source.checkedAt : source.okAt;
}

/** Whether what a source claims is too old to go by. */
export function isStale(
  state: ExchangeState,
  source: string,
  { now, policy, profile }: StepContext,
): boolean {
  const cadence = profile.sources[source]?.everyMs ?? 0;
  return ageOf(heardAt(state.sources[source]), now) > Math.max(policy.staleMs, 5 * cadence);
}

/** A flag that was closed when first seen, or has been for long, is closed for good: no outage. */
export function isClosedForGood(claim: Claim, now: number, policy: Policy): boolean {
  if (claim.signal !== 'flag' || !isTrouble(claim.status)) return false;
  return claim.baseline === true || ageOf(claim.since, now) > policy.longClosedMs;
}

/** A statement that nothing repeats is forgotten in the end; one that announced an end keeps until after that. */
export function isForgotten(
  { statedAt, eta }: { readonly statedAt?: number; readonly eta?: number },
  now: number,
  policy: Policy,
): boolean {
  return statedAt !== undefined && ageOf(Math.max(statedAt, eta ?? 0), now) > policy.statementTtlMs;
}
