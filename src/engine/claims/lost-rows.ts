import { claimOn } from '#src/domain/claims.ts';
import type { Claims, SourceState } from '#src/domain/exchange-state.ts';
import type { Observation } from '#src/domain/outcome.ts';

import { HOUR_MS } from '#src/domain/time.ts';
import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { digestOf, isRow } from './digest.ts';
import { newlySaid } from './heard.ts';

/** A list that loses more than this share of its rows at once has lost its rows, not its coins. */
const PLAUSIBLE_LOSS = 0.5;
/** …unless it stays so: then the exchange did drop them, and they are out of sight. */
const LOSS_ACCEPTED_AFTER_MS = HOUR_MS;

/** Whether the list that an answer brings cannot be the whole of it, so that it is not read as a status. */
export function isRefused(
  claims: Claims,
  observation: Observation,
  before: SourceState | undefined,
  { now }: StepContext,
): boolean {
  if (!hasLostRows(claims, observation)) return false;
  return before?.lostRows !== true || ageOf(before.since, now) <= LOSS_ACCEPTED_AFTER_MS;
}

function hasLostRows(claims: Claims, observation: Observation): boolean {
  if (observation.kind !== 'ok' || observation.partial === true) return false;
  const { rows } = digestOf(claims);
  if (rows === 0 || newlySaid(claims, observation.readings) !== undefined) return false;
  let listed = 0;
  for (const { service, signal } of observation.readings) {
    const claim = claimOn(claims, service);
    if (signal !== 'statement' && claim !== undefined && isRow(claim)) listed += 1;
  }
  return listed < rows * PLAUSIBLE_LOSS;
}
