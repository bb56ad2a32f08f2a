import type { Claim, ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { severityOf } from '#src/domain/status.ts';

import { ageOf } from './context.ts';
import type { StepContext } from './context.ts';
import { digestOf } from './digest.ts';
import type { Claims } from './digest.ts';
import { heardAt } from './freshness.ts';
import { implicitClaim, unsaid, weigh } from './weigh.ts';

/** A list that loses more than this share of its flags at once has lost its rows, not its coins. */
const PLAUSIBLE_LOSS = 0.5;
const FEW_FLAGS = 10;
/** …unless it stays so: then the exchange did drop them. */
const LOSS_ACCEPTED_AFTER_MS = 60 * 60_000;

/** Takes in what one poll of one source came to: how the source does, and what it now claims. */
export function observe(state: ExchangeState, observation: Observation, context: StepContext): ExchangeState {
  const before = state.sources[observation.source];
  const claims = state.claims[observation.source] ?? {};
  const loss = explainLoss(claims, observation);
  if (
    loss !== null &&
    !(before?.message === loss && ageOf(before.since, context.now) > LOSS_ACCEPTED_AFTER_MS)
  ) {
    const broken: Observation = {
      source: observation.source,
      at: observation.at,
      kind: 'broken',
      message: loss,
    };
    const next = nextSourceState(before, broken);
    // The hour counts from when the rows went missing, whatever was wrong with the source before.
    const since = before?.message === loss ? next.since : observation.at;
    return { ...state, sources: { ...state.sources, [observation.source]: { ...next, since } } };
  }
  const heard = hear(claims, observation, before, context);
  return {
    ...state,
    sources: { ...state.sources, [observation.source]: nextSourceState(before, observation) },
    claims: heard === claims ? state.claims : { ...state.claims, [observation.source]: heard },
  };
}

/** Merges what a source says now into what it said before. `confirmations` decides how often it has to say so. */
export function mergeReadings(
  claims: Claims,
  readings: readonly Reading[],
  {
    firstTime,
    gapSince,
    now,
    policy,
  }: { firstTime: boolean; gapSince?: number; now: number; policy: Policy },
): Claims {
  // Most answers say what the last one said, so nothing is copied before something differs.
  let merged: Record<ServicePath, Claim> | undefined;
  const put = (service: ServicePath, before: Claim | undefined, after: Claim | undefined): void => {
    if (before === after) return;
    merged ??= { ...claims };
    if (after === undefined) delete merged[service];
    else merged[service] = after;
  };

  const said = worstPerService(readings);
  let saidAgain = 0;
  for (const [service, reading] of said) {
    const before = claims[service];
    if (before !== undefined) saidAgain += 1;
    const claim = before ?? implicitClaim(reading, firstTime, now, policy);
    put(service, before, weigh(claim, reading, { gapSince, now, policy }));
  }
  if (saidAgain === digestOf(claims).size) return merged ?? claims;
  for (const service in claims) {
    const claim = claims[service];
    if (claim === undefined || said.has(service)) continue;
    put(service, claim, unsaid(claim, { gapSince, now, policy }));
  }
  return merged ?? claims;
}

function hear(
  claims: Claims,
  observation: Observation,
  before: SourceState | undefined,
  { now, policy, profile }: StepContext,
): Claims {
  const everHeard = before !== undefined && before.okAt > 0;
  const silence = before === undefined ? 0 : ageOf(heardAt(before), now);
  const cadence = profile.sources[observation.source]?.everyMs ?? 0;
  const gap =
    everHeard && silence > Math.max(policy.staleMs, 5 * cadence) ? { gapSince: heardAt(before) } : undefined;
  const options = { firstTime: !everHeard, now, policy, ...gap };
  switch (observation.kind) {
    case 'ok':
      return observation.partial === true
        ? mergeSome(claims, observation.readings, options)
        : mergeReadings(claims, observation.readings, options);
    case 'unchanged':
      return repeat(claims, options);
    case 'failed':
      // Without proof that our own network carries, a silence says nothing.
      if (observation.reach === 'unproven' || observation.readings.length === 0) return claims;
      return mergeSome(claims, observation.readings, options);
    case 'broken':
    case 'throttled':
    case 'blocked':
    case 'misconfigured':
      return claims;
  }
}

/** Merges readings that speak only of their own services: what the source said of others stands. */
function mergeSome(
  claims: Claims,
  readings: readonly Reading[],
  options: Parameters<typeof mergeReadings>[2],
): Claims {
  const own: Record<ServicePath, Claim> = {};
  for (const { service } of readings) {
    const claim = claims[service];
    if (claim !== undefined) own[service] = claim;
  }
  const merged = mergeReadings(own, readings, options);
  const untouched = Object.keys(merged).every((service) => merged[service] === claims[service]);
  return untouched ? claims : { ...claims, ...merged };
}

/** The same body again: what was doubted is said once more, and the endpoint answers. */
function repeat(claims: Claims, options: { now: number; policy: Policy; gapSince?: number }): Claims {
  let next: Record<ServicePath, Claim> | undefined;
  const { doubted, probed } = digestOf(claims);
  for (const service of new Set([...doubted, ...probed])) {
    const claim = claims[service];
    if (claim === undefined) continue;
    const again = weigh(claim, repeated(service, claim), options);
    if (again === claim) continue;
    next ??= { ...claims };
    next[service] = again;
  }
  return next ?? claims;
}

function repeated(service: ServicePath, claim: Claim): Reading {
  const status = claim.signal === 'probe' ? 'operational' : (claim.doubt?.status ?? claim.status);
  const evidence = claim.signal === 'probe' ? 'answers' : (claim.doubt?.evidence ?? claim.evidence);
  const link = claim.doubt?.link ?? claim.link;
  const { spoken } = claim.doubt ?? claim;
  return {
    service,
    status,
    basis: claim.basis,
    signal: claim.signal,
    evidence,
    ...(spoken === true && claim.signal !== 'probe' && { spoken }),
    ...(link !== undefined && { link }),
  };
}

/** Where a poll says several things of one service, the worst stands; statements go by their time. */
function worstPerService(readings: readonly Reading[]): Map<ServicePath, Reading> {
  const said = new Map<ServicePath, Reading>();
  for (const reading of readings) {
    // A statement of a plan speaks of its window, not of how the service does.
    if (reading.signal === 'statement' && reading.window !== undefined) continue;
    const other = said.get(reading.service);
    if (other === undefined || outranks(reading, other)) said.set(reading.service, reading);
  }
  return said;
}

function outranks(a: Reading, b: Reading): boolean {
  if (a.signal === 'statement' && b.signal === 'statement') {
    const byTime = (a.statedAt ?? 0) - (b.statedAt ?? 0);
    if (byTime !== 0) return byTime > 0;
  }
  const bySeverity = severityOf(a.status) - severityOf(b.status);
  // An order of its own for equals, so that the order of rows decides nothing.
  return bySeverity === 0 ? a.evidence < b.evidence : bySeverity > 0;
}

/** Why a list that an answer brings can't be the whole of it, as a sentence; `null` when it can. */
function explainLoss(claims: Claims, observation: Observation): string | null {
  if (observation.kind !== 'ok' || observation.partial === true) return null;
  const known = digestOf(claims).flags;
  if (known < FEW_FLAGS) return null;
  let listed = 0;
  for (const { service, signal } of observation.readings) {
    if (signal === 'flag' && claims[service] !== undefined) listed += 1;
  }
  if (listed >= known * PLAUSIBLE_LOSS) return null;
  return 'The list lacks most of the coins or pairs that it had before, so it is not read as a status.';
}

function nextSourceState(before: SourceState | undefined, observation: Observation): SourceState {
  const outcome = observation.kind === 'unchanged' ? 'ok' : observation.kind;
  const message = 'message' in observation ? observation.message : '';
  return {
    outcome,
    message,
    since: before?.outcome === outcome ? before.since : observation.at,
    checkedAt: observation.at,
    okAt: outcome === 'ok' ? observation.at : (before?.okAt ?? 0),
  };
}
