import { NO_CLAIMS, changesBetween, claimOn, withClaims } from '#src/domain/claims.ts';
import type { Claim, Claims, ExchangeState } from '#src/domain/exchange-state.ts';
import { ancestorsOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { mergeReadings } from '#src/engine/claims/merge-readings.ts';
import type { StepContext } from '#src/engine/context.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import { isForgotten } from '#src/engine/claims/freshness.ts';
import { lookAt } from '#src/engine/scene/look.ts';
import { ROLL_UP, rollUp } from './roll-up.ts';
import { regionsKeyOf } from '#src/engine/claims/voice.ts';

/** Follows the flags with what they mean for what contains them; nothing to do where no claim changed. */
export function inferFromFlags(
  state: ExchangeState,
  before: ExchangeState,
  context: StepContext,
): ExchangeState {
  if (state.claims === before.claims) return state;
  const known = state.claims[ROLL_UP] ?? NO_CLAIMS;
  const { readings, unseen } = rollUp(lookAt(state, context));
  const { now } = context;
  // The flags were confirmed: what follows from them is not asked for again.
  const policy = { ...context.policy, confirm: { ...context.policy.confirm, word: 1 } };
  const merged = mergeReadings(known, readings, { firstTime: false, now, policy });
  const inferred = markUnseen(markGaps(merged, known, state, before), known, unseen, now);
  return inferred === known ? state : { ...state, claims: { ...state.claims, [ROLL_UP]: inferred } };
}

/** What follows from flips that nobody saw, in a gap, fell into that gap as well. */
function markGaps(merged: Claims, known: Claims, state: ExchangeState, before: ExchangeState): Claims {
  const changed = [...changesBetween(known, merged)].filter(
    ({ after, before: was }) =>
      after.afterGap === undefined && after.status !== (was?.status ?? 'operational'),
  );
  if (changed.length === 0) return merged;
  const gaps = gapsBelow(before, state);
  const inGaps = changed.flatMap(({ after, service }): [ServicePath, Claim][] => {
    const afterGap = gaps.get(service) ?? SEEN;
    return afterGap === SEEN ? [] : [[service, { ...after, afterGap }]];
  });
  return withClaims(merged, new Map(inGaps));
}

/** Of what somebody saw to change. */
const SEEN = -1;

/** By what contains them: since when nobody had seen the switches that changed in this step. One that was seen decides. */
function gapsBelow(before: ExchangeState, after: ExchangeState): ReadonlyMap<ServicePath, number> {
  const gaps = new Map<ServicePath, number>();
  for (const [voice, claims] of Object.entries(after.claims)) {
    if (voice === ROLL_UP) continue;
    for (const change of changesBetween(before.claims[voice] ?? NO_CLAIMS, claims)) {
      const { service, after: is, before: was } = change;
      if (was === undefined || is.signal !== 'flag' || is.status === was.status) continue;
      for (const whole of [service, ...ancestorsOf(service)])
        gaps.set(whole, Math.min(gaps.get(whole) ?? Number.POSITIVE_INFINITY, is.afterGap ?? SEEN));
    }
  }
  return gaps;
}

/** What went out of sight did so once, however often it follows anew from what was last seen. */
function markUnseen(claims: Claims, known: Claims, unseen: ReadonlySet<ServicePath>, now: number): Claims {
  const marked = new Map<ServicePath, Claim>();
  for (const service of unseen) {
    const claim = claimOn(claims, service);
    const unseenSince = claimOn(known, service)?.unseenSince ?? now;
    if (claim !== undefined && claim.unseenSince === undefined)
      marked.set(service, { ...claim, unseenSince });
  }
  return withClaims(claims, marked);
}

/**
 * A statement stands until it is forgotten, or until what the exchange keeps saying has overtaken it: a halt that was
 * announced is over when the flags have closed and opened again, announced or not.
 */
export function settleStatements(
  state: ExchangeState,
  before: ExchangeState,
  { now, policy }: StepContext,
): ExchangeState {
  let all: Record<string, Claims> | undefined;
  for (const [voice, own] of Object.entries(state.claims)) {
    const changes = new Map<ServicePath, Claim | undefined>();
    for (const service of digestOf(own).stated) {
      const claim = claimOn(own, service);
      if (claim === undefined) continue;
      const settled = isForgotten(claim, now, policy)
        ? undefined
        : settle(claim, service, voice, { before, state });
      if (settled !== claim) changes.set(service, settled);
    }
    if (changes.size === 0) continue;
    all ??= { ...state.claims };
    all[voice] = withClaims(own, changes);
  }
  return all === undefined ? state : { ...state, claims: all };
}

function settle(
  claim: Claim,
  service: ServicePath,
  voice: string,
  { before, state }: { readonly before: ExchangeState; readonly state: ExchangeState },
): Claim {
  if (!isTrouble(claim.status) || claim.overtaken === true || state.claims === before.claims) return claim;
  const region = regionsKeyOf(voice);
  // What is kept without regions, such as a switch, is so in all of them.
  const voices = Object.keys(before.claims).filter((other) => ['', region].includes(regionsKeyOf(other)));
  const isOvertaken = voices.some((other) => {
    const was = claimOn(before.claims[other] ?? NO_CLAIMS, service);
    if (was === undefined || !isKept(was) || !isTrouble(was.status)) return false;
    const is = claimOn(state.claims[other] ?? NO_CLAIMS, service);
    return is?.status === 'operational';
  });
  const isStillSaid = voices.some((other) => {
    const is = claimOn(state.claims[other] ?? NO_CLAIMS, service);
    return is !== undefined && isKept(is) && isTrouble(is.status);
  });
  // It keeps its words, so that reading it again from the list does not bring it back.
  return isOvertaken && !isStillSaid ? { ...claim, overtaken: true } : claim;
}

function isKept({ signal }: Claim): boolean {
  return signal === 'word' || signal === 'flag';
}
