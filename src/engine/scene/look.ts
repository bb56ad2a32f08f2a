import { claimOn } from '#src/domain/claims.ts';
import type { Claim, Claims, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Policy } from '#src/domain/policy.ts';
import type { ServicePath } from '#src/domain/service.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import { heardAt, isClosedForGood, isStale, lastsUntil } from '#src/engine/claims/freshness.ts';
import { ROLL_UP } from '#src/engine/inference/roll-up.ts';
import { regionsKeyOf, sourceOfVoice } from '#src/engine/claims/voice.ts';

/** What one source claims of a service. */
export interface Said {
  readonly source: string;
  readonly claim: Claim;
}

interface SourceVoice {
  readonly source: string;
  readonly claims: Claims;
}

/**
 * All claims as they can be gone by at one time. It remembers until when its answers stay the same if nothing new is
 * said, so that what was concluded need not be concluded again.
 */
export interface Look {
  readonly state: ExchangeState;
  readonly context: StepContext;
  /** The voices that speak of all countries (''), or of those of one key. */
  readonly voices: (regionsKey: string) => readonly SourceVoice[];
  /** Every key of countries that something is said of alone. */
  readonly regionKeys: readonly string[];
  readonly said: (service: ServicePath, regionsKey: string) => Said[];
  readonly isFresh: (source: string) => boolean;
  /** Whether it counts now: listed, not too old, and not overtaken. */
  readonly isHeard: (said: Said) => boolean;
  readonly isClosedForGood: (claim: Claim) => boolean;
  /** When a claim that does not count any more was last heard. */
  readonly lastHeardAt: (said: Said) => number;
  readonly isOlder: (then: number, limitMs: number) => boolean;
  /** The time at which time alone may change an answer that was given; infinite while none was asked for. */
  readonly validUntil: () => number;
}

/** That something works is news for a day; a halt stands until something else is said, or nothing for a week. */
function statementLimitMs({ status }: Claim, { lastKnownMs, statementTtlMs }: Policy): number {
  return status === 'operational' ? statementTtlMs : lastKnownMs;
}

interface Voices {
  readonly byRegions: ReadonlyMap<string, readonly SourceVoice[]>;
  /** The sources that have switches. */
  readonly flagged: readonly string[];
}

const sorted = new WeakMap<ExchangeState['claims'], Voices>();

/** Sorted once for as long as the claims stay the same. */
function voicesOf(claims: ExchangeState['claims']): Voices {
  const known = sorted.get(claims);
  if (known !== undefined) return known;
  const byRegions = new Map<string, SourceVoice[]>([['', []]]);
  for (const [voice, own] of Object.entries(claims)) {
    const key = regionsKeyOf(voice);
    const one: SourceVoice = { source: sourceOfVoice(voice), claims: own };
    const voices = byRegions.get(key);
    if (voices === undefined) byRegions.set(key, [one]);
    else voices.push(one);
  }
  const flagged = (byRegions.get('') ?? [])
    .filter(({ claims: own, source }) => source !== ROLL_UP && digestOf(own).flags > 0)
    .map(({ source }) => source);
  const found = { byRegions, flagged };
  sorted.set(claims, found);
  return found;
}

export function lookAt(state: ExchangeState, context: StepContext): Look {
  const { now, policy } = context;
  const { byRegions, flagged } = voicesOf(state.claims);
  /** What follows from flags is as fresh as they are. */
  const bases = (source: string): readonly string[] => (source === ROLL_UP ? flagged : [source]);
  const fresh = new Map<string, boolean>();
  let until = Number.POSITIVE_INFINITY;

  const isFresh = (source: string): boolean => {
    const known = fresh.get(source);
    if (known !== undefined) return known;
    const found = bases(source).some((base) => !isStale(state, base, context));
    fresh.set(source, found);
    return found;
  };
  const isOlder = (then: number, limitMs: number): boolean => {
    if (ageOf(then, now) > limitMs) return true;
    until = Math.min(until, then + limitMs);
    return false;
  };
  return {
    state,
    context,
    voices: (regionsKey) => byRegions.get(regionsKey) ?? [],
    regionKeys: [...byRegions.keys()].filter((key) => key !== ''),
    said: (service, regionsKey) =>
      (byRegions.get(regionsKey) ?? []).flatMap(({ claims, source }) => {
        const claim = claimOn(claims, service);
        return claim === undefined ? [] : [{ source, claim }];
      }),
    isFresh,
    isHeard: ({ claim, source }) => {
      if (claim.status === 'unknown' || claim.unseenSince !== undefined || claim.overtaken === true)
        return false;
      if (claim.signal === 'statement') return !isOlder(lastsUntil(claim), statementLimitMs(claim, policy));
      return isFresh(source);
    },
    isClosedForGood: (claim) => isClosedForGood(claim, policy, isOlder),
    lastHeardAt: ({ claim, source }) => {
      if (claim.signal === 'statement') return lastsUntil(claim);
      return claim.unseenSince ?? Math.max(0, ...bases(source).map((base) => heardAt(state.sources[base])));
    },
    isOlder,
    validUntil: () => until,
  };
}
