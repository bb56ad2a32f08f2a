import type { Claim } from '#src/domain/exchange-state.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { Reading, Signal } from '#src/domain/reading.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { isForgotten } from './freshness.ts';

/** A claim after a reading: agreed with, in doubt, or replaced once the reading has been made often enough. */
export function weigh(
  claim: Claim,
  reading: Reading,
  { gapSince, now, policy }: { gapSince?: number | undefined; now: number; policy: Policy },
): Claim {
  if (reading.signal === 'statement') return weighStatement(claim, reading, now, policy);
  if (reading.status === claim.status) return agree(claim, reading);
  const seen = claim.doubt?.status === reading.status ? claim.doubt : undefined;
  const count = (seen?.count ?? 0) + 1;
  const since = seen?.since ?? now;
  if (count >= confirmationsFor(reading.signal, reading.status, policy)) {
    const stillFirst = claim.baseline === true && claim.status === 'unknown';
    return {
      ...claimOf(reading, since),
      ...(stillFirst && { baseline: true as const }),
      ...(gapSince !== undefined && { afterGap: gapSince }),
    };
  }
  const { evidence, link, spoken, status } = reading;
  return {
    ...claim,
    doubt: {
      status,
      since,
      count,
      evidence,
      ...(spoken === true && { spoken }),
      ...(link !== undefined && { link }),
    },
  };
}

/** What stood before a source first spoke of a service. */
export function implicitClaim(reading: Reading, firstTime: boolean, now: number, policy: Policy): Claim {
  const { basis, signal, status } = reading;
  const nothing: Claim = { status: 'operational', since: now, basis, signal, evidence: '' };
  switch (signal) {
    case 'probe':
      return { ...nothing, status: 'unknown', baseline: true };
    case 'word':
      if (!firstTime) return nothing;
      break;
    case 'statement':
      if (!firstTime || isForgotten(reading, now, policy)) return nothing;
      break;
    case 'flag':
      // A coin that appears is a listing, whatever its flag says.
      break;
  }
  const first = claimOf(reading, reading.signal === 'statement' ? (reading.statedAt ?? now) : now);
  return status === 'operational' ? first : { ...first, baseline: true };
}

/** What becomes of a claim that the source no longer makes. */
export function unsaid(
  claim: Claim,
  options: { gapSince?: number | undefined; now: number; policy: Policy },
): Claim | undefined {
  switch (claim.signal) {
    case 'word':
      if (claim.status === 'operational' && claim.doubt === undefined) return undefined;
      return weigh(claim, { ...plain(claim), status: 'operational', evidence: overText(claim) }, options);
    case 'flag':
      return undefined;
    case 'probe':
      return claim;
    case 'statement':
      return claim;
  }
}

/** A statement replaces what the source said earlier; an older one, read again from the list, does not. */
function weighStatement(claim: Claim, reading: Reading, now: number, policy: Policy): Claim {
  const statedAt = reading.statedAt ?? now;
  const isOlder = claim.statedAt !== undefined && statedAt < claim.statedAt;
  if (isOlder || isForgotten(reading, now, policy)) return claim;
  if (claim.statedAt === statedAt && claim.ref === reading.ref && claim.status !== reading.status) {
    // Read again after it was overtaken, or edited in place: only an edit to worse is news.
    if (severityOf(reading.status) <= severityOf(claim.status) || claim.evidence === reading.evidence)
      return claim;
  }
  if (reading.status === claim.status) return agree(claim, reading);
  return claimOf(reading, statedAt);
}

function confirmationsFor(signal: Signal, status: Status, { confirm }: Policy): number {
  switch (signal) {
    case 'word':
      return confirm.word;
    case 'flag':
      return confirm.flag;
    case 'probe':
      return isTrouble(status) ? confirm.probeFailure : confirm.probeRecovery;
    case 'statement':
      return 1;
  }
}

function claimOf(reading: Reading, since: number): Claim {
  const { status, basis, signal, evidence, spoken, link, eta, statedAt, ref, extent } = reading;
  return {
    status,
    since: reading.since ?? since,
    basis,
    signal,
    evidence,
    ...(spoken === true && { spoken }),
    ...(link !== undefined && { link }),
    ...(eta !== undefined && { eta }),
    ...(statedAt !== undefined && { statedAt }),
    ...(ref !== undefined && { ref }),
    ...(extent !== undefined && { extent }),
  };
}

function agree(claim: Claim, reading: Reading): Claim {
  const isSame =
    claim.doubt === undefined &&
    claim.evidence === reading.evidence &&
    claim.spoken === reading.spoken &&
    claim.link === reading.link &&
    claim.eta === reading.eta &&
    claim.statedAt === reading.statedAt &&
    claim.extent?.hit === reading.extent?.hit &&
    claim.extent?.of === reading.extent?.of;
  if (isSame) return claim;
  return {
    ...claimOf(reading, claim.since),
    since: claim.since,
    ...(claim.baseline === true && { baseline: true as const }),
    ...(claim.afterGap !== undefined && { afterGap: claim.afterGap }),
  };
}

function overText({ basis }: Claim): string {
  return basis === 'inferred' ? 'open again' : 'no longer reported';
}

function plain({ status, basis, signal, evidence, ref }: Claim): Reading {
  return { service: '', status, basis, signal, evidence, ...(ref !== undefined && { ref }) };
}
