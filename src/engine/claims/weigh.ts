import type { Claim } from '#src/domain/exchange-state.ts';
import { given } from '#src/domain/given.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { Reading, Wording } from '#src/domain/reading.ts';
import { isTrouble } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import { isClosedForGood, isForgotten, saidAt } from './freshness.ts';

export interface WeighOptions {
  /** When the source was last heard, where that is longer ago than it should be. */
  readonly gapSince?: number | undefined;
  readonly now: number;
  readonly policy: Policy;
}

/** A claim after a reading: agreed with, in doubt, or replaced once the reading has been made often enough. */
export function weighReading(claim: Claim, reading: Reading, { gapSince, now, policy }: WeighOptions): Claim {
  if (reading.signal === 'statement') return weighStatement(claim, reading, now, policy);
  if (reading.status === claim.status) return agree(claim, reading);
  const seen = claim.doubt?.status === reading.status ? claim.doubt : undefined;
  const count = (seen?.count ?? 0) + 1;
  const since = seen?.since ?? now;
  const afterGap = seen === undefined ? (gapSince ?? claim.unseenSince) : seen.afterGap;
  if (count >= confirmationsFor(reading, policy)) {
    const stillFirst = claim.baseline === true && claim.status === 'unknown';
    return {
      ...claimOf(reading, since),
      ...(stillFirst && { baseline: true as const }),
      ...(afterGap !== undefined && { afterGap }),
    };
  }
  const { status } = reading;
  return { ...claim, doubt: { status, since, count, ...wordingOf(reading), ...given({ afterGap }) } };
}

/** What stood before a source first spoke of a service. */
export function implicitClaim(reading: Reading, firstTime: boolean, now: number, policy: Policy): Claim {
  const { basis, listsTroubleOnly, signal, status } = reading;
  const nothing: Claim = {
    status: 'operational',
    since: now,
    basis,
    signal,
    evidence: '',
    ...(listsTroubleOnly === true && { listsTroubleOnly }),
  };
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

/** What becomes of a claim that the source no longer makes: over, out of sight, or gone. */
export function unsaid(claim: Claim, options: WeighOptions): Claim | undefined {
  const { now, policy } = options;
  if (claim.signal === 'probe' || claim.signal === 'statement') return claim;
  const isWell = claim.status === 'operational' || claim.status === 'unknown';
  if (isWell) return claim.doubt === undefined || claim.signal === 'flag' ? undefined : withoutDoubt(claim);
  const isSaidToBeOver =
    claim.signal === 'word' &&
    (claim.basis === 'inferred' || claim.ref !== undefined || claim.listsTroubleOnly === true);
  if (isSaidToBeOver) return weighReading(claim, over(claim), options);
  if (claim.unseenSince === undefined) {
    // What is closed for good and no longer listed was delisted, which is no news.
    const isOlder = (then: number, limitMs: number): boolean => ageOf(then, now) > limitMs;
    return isClosedForGood(claim, policy, isOlder) ? undefined : { ...withoutDoubt(claim), unseenSince: now };
  }
  return ageOf(claim.unseenSince, now) > policy.lastKnownMs ? undefined : claim;
}

function withoutDoubt({ doubt: _doubt, ...claim }: Claim): Claim {
  return claim;
}

/** A statement replaces what the source said earlier; an older one, read again from the list, does not. */
function weighStatement(claim: Claim, reading: Reading, now: number, policy: Policy): Claim {
  if (isForgotten(reading, now, policy)) return claim;
  const isSamePost =
    claim.ref !== undefined && claim.ref === reading.ref && claim.statedAt === reading.statedAt;
  if (isSamePost) {
    const isEdited = claim.evidence !== reading.evidence || (reading.editedAt ?? 0) > (claim.editedAt ?? 0);
    if (!isEdited) return claim.status === reading.status ? agree(claim, reading) : claim;
    const editedAt = reading.editedAt ?? now;
    if (claim.status === reading.status && claim.overtaken !== true) return agree(claim, reading);
    return { ...claimOf(reading, editedAt), editedAt };
  }
  const statedAt = reading.statedAt ?? now;
  if (Math.max(statedAt, reading.editedAt ?? 0) < saidAt(claim)) return claim;
  if (reading.status === claim.status && claim.overtaken !== true) return agree(claim, reading);
  return claimOf(reading, reading.editedAt ?? statedAt);
}

function confirmationsFor({ basis, listsTroubleOnly, signal, status }: Reading, { confirm }: Policy): number {
  switch (signal) {
    case 'word':
      // What is counted or measured is confirmed like a switch, and so is what a list leaves out.
      return listsTroubleOnly === true || basis === 'measured' ? confirm.flag : confirm.word;
    case 'flag':
      return confirm.flag;
    case 'probe':
      return isTrouble(status) ? confirm.probeFailure : confirm.probeRecovery;
    case 'statement':
      return 1;
  }
}

function claimOf(reading: Reading, since: number): Claim {
  const {
    accounts,
    basis,
    editedAt,
    except = [],
    extent,
    listsTroubleOnly,
    rule,
    seenFrom,
    signal,
    status,
  } = reading;
  return {
    status,
    since: reading.since ?? since,
    basis,
    signal,
    ...wordingOf(reading),
    ...given({ editedAt, extent, listsTroubleOnly, accounts, rule, seenFrom }),
    ...(except.length > 0 && { except }),
  };
}

/** How it was said, and nothing else of it. */
export function wordingOf({ evidence, spoken, link, eta, statedAt, ref }: Wording): Wording {
  return { evidence, ...given({ spoken, link, eta, statedAt, ref }) };
}

function agree(claim: Claim, reading: Reading): Claim {
  const isSame =
    claim.doubt === undefined &&
    claim.unseenSince === undefined &&
    claim.evidence === reading.evidence &&
    claim.spoken === reading.spoken &&
    claim.link === reading.link &&
    claim.eta === reading.eta &&
    claim.statedAt === reading.statedAt &&
    claim.ref === reading.ref &&
    claim.rule === reading.rule &&
    claim.seenFrom?.join() === reading.seenFrom?.join() &&
    claim.extent?.hit === reading.extent?.hit &&
    claim.extent?.of === reading.extent?.of &&
    claim.extent?.parts.join() === reading.extent?.parts.join();
  if (isSame) return claim;
  return {
    ...claimOf(reading, claim.since),
    since: claim.since,
    ...(claim.editedAt !== undefined && { editedAt: claim.editedAt }),
    ...(claim.overtaken === true && claim.ref === reading.ref && { overtaken: true as const }),
    ...(claim.baseline === true && { baseline: true as const }),
    ...(claim.afterGap !== undefined && { afterGap: claim.afterGap }),
  };
}

function over({ status: _status, ...claim }: Claim): Reading {
  const { basis, signal, ref, listsTroubleOnly } = claim;
  return {
    service: '',
    status: 'operational',
    basis,
    signal,
    evidence: basis === 'inferred' ? 'parts_open' : 'not_listed',
    ...(ref !== undefined && { ref }),
    ...(listsTroubleOnly === true && { listsTroubleOnly }),
  };
}
