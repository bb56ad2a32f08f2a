import { NO_CLAIMS } from '#src/domain/claims.ts';
import type { Claims, ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Observation, OutcomeKind } from '#src/domain/outcome.ts';
import type { Reading } from '#src/domain/reading.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { heardAt, silenceLimitMs } from './freshness.ts';
import { isRefused } from './lost-rows.ts';
import { mergeReadings, mergeSome, repeat } from './merge-readings.ts';
import type { HearOptions } from './merge-readings.ts';
import { byVoice, sourceOfVoice } from './voice.ts';

/** Takes in what one poll of one source came to: how the source does, and what it now claims. */
export function observe(state: ExchangeState, observation: Observation, context: StepContext): ExchangeState {
  const { source, at } = observation;
  const before = state.sources[source];
  if (isRefused(state.claims[source] ?? NO_CLAIMS, observation, before, context)) {
    // The hour counts from when the rows went missing, whatever was wrong with the source before.
    const since = before?.lostRows === true ? before.since : at;
    const next = { ...nextSourceState(before, observation, 'broken'), lostRows: true as const, since };
    return { ...state, sources: { ...state.sources, [source]: next } };
  }
  const outcome = observation.kind === 'unchanged' ? 'ok' : observation.kind;
  return {
    ...state,
    sources: { ...state.sources, [source]: nextSourceState(before, observation, outcome) },
    claims: hear(state.claims, observation, optionsFor(observation, before, context)),
  };
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

function nextSourceState(
  before: SourceState | undefined,
  observation: Observation,
  outcome: OutcomeKind,
): SourceState {
  return {
    outcome,
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
