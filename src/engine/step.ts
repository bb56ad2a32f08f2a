import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { mergeReadings, observe } from './claims.ts';
import { isForgotten } from './freshness.ts';
import type { StepContext } from './context.ts';
import { digestOf } from './digest.ts';
import type { Claims } from './digest.ts';
import { stepIncidents } from './incident/incidents.ts';
import { stepMaintenances } from './maintenance/maintenance.ts';
import { ROLL_UP, rollUp } from './roll-up.ts';
import { findTroubles } from './troubles.ts';

export interface StepResult {
  /** With the new notices at the end of its outbox. */
  readonly state: ExchangeState;
  /** Incidents that are over for good, to be archived. */
  readonly closed: readonly Incident[];
  /** Sources that said something suspicious, and how soon to read them again. */
  readonly rereads: readonly Reread[];
}

export interface Reread {
  readonly source: string;
  readonly afterMs: number;
}

/**
 * The engine: one exchange, what was observed of it, and the time, to what is known now and what is worth telling.
 * It is pure. An empty list of observations lets time alone pass.
 */
export function step(
  before: ExchangeState,
  observations: readonly Observation[],
  context: StepContext,
): StepResult {
  let state = before;
  for (const observation of observations) state = observe(state, observation, context);
  state = inferFromFlags(state, before, context);
  state = settleStatements(state, before, context);

  const troubles = findTroubles(state, context);
  const { maintenances, notices } = stepMaintenances(before, state, observations, troubles, context);
  const { incidents, closed, outbox } = stepIncidents(state, troubles, maintenances, context);
  const news = [...notices.map((notice) => ({ kind: 'notice' as const, notice })), ...outbox];
  const next: ExchangeState = {
    ...state,
    maintenances,
    incidents,
    updatedAt: context.now,
    outbox: news.length === 0 ? state.outbox : [...state.outbox, ...news],
  };
  return { state: next, closed, rereads: planRereads(next, context) };
}

/** The sources with an unconfirmed change, each with the pause that its next try deserves. */
function planRereads(state: ExchangeState, { policy }: StepContext): Reread[] {
  const rereads: Reread[] = [];
  for (const [source, claims] of Object.entries(state.claims)) {
    const { fewestDoubts } = digestOf(claims);
    if (fewestDoubts === Number.POSITIVE_INFINITY) continue;
    const afterMs = policy.rereadMs[Math.min(fewestDoubts, policy.rereadMs.length) - 1];
    if (afterMs !== undefined) rereads.push({ source, afterMs });
  }
  return rereads;
}

/** Follows the flags with what they mean for what contains them; nothing to do where no claim changed. */
function inferFromFlags(state: ExchangeState, before: ExchangeState, context: StepContext): ExchangeState {
  if (state.claims === before.claims) return state;
  const known = state.claims[ROLL_UP] ?? NONE;
  const inferred = mergeReadings(known, rollUp(state, context), {
    firstTime: false,
    now: context.now,
    policy: context.policy,
  });
  return inferred === known ? state : { ...state, claims: { ...state.claims, [ROLL_UP]: inferred } };
}

const NONE: Claims = {};

/**
 * A statement stands until it is forgotten, or until what the exchange keeps saying has overtaken it:
 * a halt that was announced is over when the flags open again, announced or not.
 */
function settleStatements(
  state: ExchangeState,
  before: ExchangeState,
  { now, policy }: StepContext,
): ExchangeState {
  let claims: Record<string, Claims> | undefined;
  for (const [source, own] of Object.entries(state.claims)) {
    for (const service of digestOf(own).stated) {
      const claim = own[service];
      if (claim === undefined) continue;
      const settled = settle(service, claim, state, before, { now, policy });
      if (settled === claim) continue;
      claims ??= { ...state.claims };
      const { [service]: _settled, ...others } = claims[source] ?? own;
      claims[source] = settled === undefined ? others : { ...others, [service]: settled };
    }
  }
  return claims === undefined ? state : { ...state, claims };
}

function settle(
  service: ServicePath,
  claim: Claim,
  state: ExchangeState,
  before: ExchangeState,
  { now, policy }: Pick<StepContext, 'now' | 'policy'>,
): Claim | undefined {
  if (isForgotten(claim, now, policy)) return undefined;
  if (!isTrouble(claim.status)) return claim;
  const overtaken = Object.keys(before.claims).some((source) => {
    const was = before.claims[source]?.[service];
    if (was === undefined || was.signal === 'statement' || was.signal === 'probe' || !isTrouble(was.status))
      return false;
    const is = state.claims[source]?.[service];
    return is === undefined || is.status === 'operational';
  });
  if (!overtaken || isStillSaid(service, state)) return claim;
  // It keeps its text, so that reading it again from the list does not bring it back; nobody is shown it as good news.
  const { spoken: _spoken, ...silent } = claim;
  return { ...silent, status: 'operational', since: now };
}

function isStillSaid(service: ServicePath, state: ExchangeState): boolean {
  return Object.values(state.claims).some((claims) => {
    const claim = claims[service];
    return (
      claim !== undefined && (claim.signal === 'word' || claim.signal === 'flag') && isTrouble(claim.status)
    );
  });
}
