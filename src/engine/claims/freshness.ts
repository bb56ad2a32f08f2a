import type { Claim, ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Policy } from '#src/domain/policy.ts';
import { isTrouble } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';

/** When the source last gave evidence: an answer, or a proven failure to answer. */
export function heardAt(source: SourceState | undefined): number {
  return source === undefined ? 0 : Math.max(source.okAt, source.failedAt ?? 0);
}

/** When any source of an exchange last gave an answer; 0 for never. */
export function lastAnswerAt({ sources }: ExchangeState): number {
  return Math.max(0, ...Object.values(sources).map(({ okAt }) => okAt));
}

/** How long a source may be silent before what it claims is too old to go by. */
export function silenceLimitMs(source: string, { policy, profile }: StepContext): number {
  return Math.max(policy.staleMs, 5 * (profile.sources[source]?.everyMs ?? 0));
}

export function isStale(state: ExchangeState, source: string, context: StepContext): boolean {
  return ageOf(heardAt(state.sources[source]), context.now) > silenceLimitMs(source, context);
}

/** A flag that was closed when first seen, or has been for long, is closed for good: no outage. */
export function isClosedForGood(
  claim: Claim,
  { longClosedMs }: Policy,
  isOlder: (then: number, limitMs: number) => boolean,
): boolean {
  if (claim.signal !== 'flag' || !isTrouble(claim.status)) return false;
  return claim.baseline === true || isOlder(claim.since, longClosedMs);
}

/** When a statement was made, or its post last edited. */
export function saidAt({
  editedAt,
  statedAt,
}: {
  readonly statedAt?: number;
  readonly editedAt?: number;
}): number {
  return editedAt ?? statedAt ?? 0;
}

/** The time until which a statement speaks of now, without anything that repeats it: that of its end, if it names one. */
export function lastsUntil(claim: {
  readonly statedAt?: number;
  readonly editedAt?: number;
  readonly eta?: number;
}): number {
  return Math.max(saidAt(claim), claim.eta ?? 0);
}

/** A statement that nothing repeats is forgotten in the end. */
export function isForgotten(
  statement: { readonly statedAt?: number; readonly editedAt?: number; readonly eta?: number },
  now: number,
  policy: Policy,
): boolean {
  return statement.statedAt !== undefined && ageOf(lastsUntil(statement), now) > policy.lastKnownMs;
}
