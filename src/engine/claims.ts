import { NO_CLAIMS, claimOn, claimsFrom, entriesOf, withClaims } from '#src/domain/claims.ts';
import type { Claim, Claims, ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Observation } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';

import { ageOf } from './context.ts';
import type { StepContext } from './context.ts';
import { digestOf, isRow } from './digest.ts';
import { heardAt, isForgotten, saidAt, silenceLimitMs } from './freshness.ts';
import { isPlain, newlySaid, noteHeard, noteHeardAgain } from './heard.ts';
import { byVoice, sourceOfVoice } from './voice.ts';
import { implicitClaim, unsaid, weigh } from './weigh.ts';
import type { WeighOptions } from './weigh.ts';

/** A list that loses more than this share of its rows at once has lost its rows, not its coins. */
const PLAUSIBLE_LOSS = 0.5;
/** …unless it stays so: then the exchange did drop them, and they are out of sight. */
const LOSS_ACCEPTED_AFTER_MS = 60 * 60_000;

interface HearOptions extends WeighOptions {
  /** The source speaks for the first time: what it says was so before. */
  readonly firstTime: boolean;
}

/** Takes in what one poll of one source came to: how the source does, and what it now claims. */
export function observe(state: ExchangeState, observation: Observation, context: StepContext): ExchangeState {
  const { source, at } = observation;
  const before = state.sources[source];
  const loss = explainLoss(state.claims[source] ?? NO_CLAIMS, observation);
  if (loss !== null && !isAccepted(loss, before, context)) {
    const next = nextSourceState(before, { source, at, kind: 'broken', message: loss });
    // The hour counts from when the rows went missing, whatever was wrong with the source before.
    const since = before?.message === loss ? next.since : at;
    return { ...state, sources: { ...state.sources, [source]: { ...next, since } } };
  }
  return {
    ...state,
    sources: { ...state.sources, [source]: nextSourceState(before, observation) },
    claims: hear(state.claims, observation, optionsFor(observation, before, context)),
  };
}

function isAccepted(loss: string, before: SourceState | undefined, { now }: StepContext): boolean {
  return before?.message === loss && ageOf(before.since, now) > LOSS_ACCEPTED_AFTER_MS;
}

/** Merges what a voice says now into what it said before. Nothing is copied before something differs. */
export function mergeReadings(claims: Claims, readings: readonly Reading[], options: HearOptions): Claims {
  const changes = new Map<ServicePath, Claim | undefined>();
  const put = (service: ServicePath, before: Claim | undefined, after: Claim | undefined): void => {
    if (before !== after) changes.set(service, after);
  };

  const news = newlySaid(claims, readings);
  if (news !== undefined) {
    for (const reading of news) {
      const before = claimOn(claims, reading.service);
      if (before !== undefined) put(reading.service, before, weigh(before, reading, options));
    }
    const next = withClaims(claims, changes);
    noteHeard(next, readings, new Set(changes.keys()));
    return next;
  }

  const said = oneForEach(readings);
  let saidAgain = 0;
  for (const [service, reading] of said) {
    const before = claimOn(claims, service);
    if (before !== undefined) saidAgain += 1;
    else if (reading.signal === 'statement' && isForgotten(reading, options.now, options.policy)) continue;
    const claim = before ?? implicitClaim(reading, options.firstTime, options.now, options.policy);
    const after = weigh(claim, reading, options);
    put(service, before, after);
    for (const [part, halted] of leftOut(before, after, reading)) {
      if (!said.has(part)) put(part, claimOn(claims, part), halted);
    }
  }
  const isWhole = saidAgain === digestOf(claims).size;
  if (!isWhole) {
    for (const [service, claim] of entriesOf(claims))
      if (!said.has(service)) put(service, claim, unsaid(claim, options));
  }
  const next = withClaims(claims, changes);
  if (isWhole && said.size === readings.length && readings.every(isPlain))
    noteHeard(next, readings, new Set(changes.keys()));
  return next;
}

/** "All withdrawals are back except those of BTC": what is left out is as the whole was before. */
function leftOut(before: Claim | undefined, after: Claim, reading: Reading): [ServicePath, Claim][] {
  const { except = [], signal, statedAt } = reading;
  if (signal !== 'statement' || before === undefined || before === after) return [];
  if (!isTrouble(before.status) || before.overtaken === true || isTrouble(after.status)) return [];
  const halted: Claim = { ...before, ...(statedAt !== undefined && { statedAt }) };
  return except.map((part) => [part, halted]);
}

function optionsFor(
  { source }: Observation,
  before: SourceState | undefined,
  context: StepContext,
): HearOptions {
  const { now, policy } = context;
  const firstTime = before === undefined || before.okAt === 0;
  const heard = heardAt(before);
  const isGap = !firstTime && ageOf(heard, now) > silenceLimitMs(source, context);
  return { firstTime, now, policy, ...(isGap && { gapSince: heard }) };
}

type AllClaims = ExchangeState['claims'];

function hear(all: AllClaims, observation: Observation, options: HearOptions): AllClaims {
  switch (observation.kind) {
    case 'ok': {
      const merge = observation.partial === true ? mergeSome : mergeReadings;
      return hearVoices(all, observation.source, observation.readings, options, merge);
    }
    case 'unchanged':
      return change(all, voicesOf(all, observation.source), (claims) => repeat(claims, options));
    case 'failed':
      if (!isEvidence(observation)) return all;
      return hearVoices(all, observation.source, observation.readings, options, mergeSome);
    case 'broken':
    case 'throttled':
    case 'blocked':
    case 'misconfigured':
      return all;
  }
}

function hearVoices(
  all: AllClaims,
  source: string,
  readings: readonly Reading[],
  options: HearOptions,
  merge: typeof mergeReadings,
): AllClaims {
  const voices = byVoice(source, readings);
  return change(all, new Set([...voices.keys(), ...voicesOf(all, source)]), (claims, voice) =>
    merge(claims, voices.get(voice) ?? [], options),
  );
}

function voicesOf(all: AllClaims, source: string): string[] {
  return Object.keys(all).filter((voice) => sourceOfVoice(voice) === source);
}

/** All claims with those of some voices changed; the very same where none is. */
function change(
  all: AllClaims,
  voices: Iterable<string>,
  to: (claims: Claims, voice: string) => Claims,
): AllClaims {
  const changed = [...voices].flatMap((voice): [string, Claims][] => {
    const claims = all[voice] ?? NO_CLAIMS;
    const next = to(claims, voice);
    return next === claims ? [] : [[voice, next]];
  });
  return changed.length === 0 ? all : { ...all, ...Object.fromEntries(changed) };
}

/** Merges readings that speak only of their own services: what the source said of others stands. */
function mergeSome(claims: Claims, readings: readonly Reading[], options: HearOptions): Claims {
  const own = new Map<ServicePath, Claim>();
  for (const { service } of readings) {
    const claim = claimOn(claims, service);
    if (claim !== undefined) own.set(service, claim);
  }
  const merged = mergeReadings(claimsFrom(own), readings, options);
  return withClaims(claims, new Map(entriesOf(merged)));
}

/** The same body again: what was doubted is said once more, and the endpoint answers. */
function repeat(claims: Claims, options: HearOptions): Claims {
  const changes = new Map<ServicePath, Claim>();
  const { doubted, probed } = digestOf(claims);
  for (const service of new Set([...doubted, ...probed])) {
    const claim = claimOn(claims, service);
    if (claim !== undefined) changes.set(service, weigh(claim, repeated(service, claim), options));
  }
  const next = withClaims(claims, changes);
  noteHeardAgain(claims, next, changes.keys());
  return next;
}

function repeated(service: ServicePath, claim: Claim): Reading {
  const { basis, doubt, listsTroubleOnly, ref, signal } = claim;
  const status = signal === 'probe' ? 'operational' : (doubt?.status ?? claim.status);
  const evidence = signal === 'probe' ? 'answers' : (doubt?.evidence ?? claim.evidence);
  const link = doubt?.link ?? claim.link;
  const { spoken } = doubt ?? claim;
  return {
    service,
    status,
    basis,
    signal,
    evidence,
    ...(spoken === true && signal !== 'probe' && { spoken }),
    ...(link !== undefined && { link }),
    ...(ref !== undefined && { ref }),
    ...(listsTroubleOnly === true && { listsTroubleOnly }),
  };
}

/** Where a poll says several things of one service, the worst stands; statements go by their time. */
function oneForEach(readings: readonly Reading[]): Map<ServicePath, Reading> {
  const said = new Map<ServicePath, Reading>();
  for (const reading of readings) {
    // A statement of a plan or of an end speaks of that, not of how the service does.
    if (reading.ending !== undefined) continue;
    if (reading.signal === 'statement' && reading.window !== undefined) continue;
    const other = said.get(reading.service);
    if (other === undefined || outranks(reading, other)) said.set(reading.service, reading);
  }
  return said;
}

function outranks(a: Reading, b: Reading): boolean {
  if (a.signal === 'statement' && b.signal === 'statement') {
    const byTime = saidAt(a) - saidAt(b);
    if (byTime !== 0) return byTime > 0;
  }
  const bySeverity = severityOf(a.status) - severityOf(b.status);
  // An order of its own for equals, so that the order of rows decides nothing.
  return bySeverity === 0 ? a.evidence < b.evidence : bySeverity > 0;
}

/** Why a list that an answer brings can't be the whole of it, as a sentence; `null` when it can. */
function explainLoss(claims: Claims, observation: Observation): string | null {
  if (observation.kind !== 'ok' || observation.partial === true) return null;
  const { rows } = digestOf(claims);
  if (rows === 0 || newlySaid(claims, observation.readings) !== undefined) return null;
  let listed = 0;
  for (const { service, signal } of observation.readings) {
    const claim = claimOn(claims, service);
    if (signal !== 'statement' && claim !== undefined && isRow(claim)) listed += 1;
  }
  if (listed >= rows * PLAUSIBLE_LOSS) return null;
  return 'The list lacks most of what it had before, so it is not read as a status.';
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
    ...failedAt(before, observation),
  };
}

/** A list that cannot be fetched says nothing of its coins; an endpoint that does not answer says that of itself. */
function failedAt(before: SourceState | undefined, observation: Observation): Pick<SourceState, 'failedAt'> {
  if (isEvidence(observation)) return { failedAt: observation.at };
  return before?.failedAt === undefined ? {} : { failedAt: before.failedAt };
}

/** Whether a failure to answer counts: without proof that our own network carries, a silence says nothing. */
function isEvidence(observation: Observation): boolean {
  return observation.kind === 'failed' && observation.reach !== 'unproven' && observation.readings.length > 0;
}
