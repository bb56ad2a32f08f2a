import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Evidence } from '#src/domain/incident.ts';
import type { Basis, Extent } from '#src/domain/reading.ts';
import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { heardAt, isClosedForGood, isForgotten, isStale } from './freshness.ts';
import { evidenceOf } from './evidence.ts';
import { ageOf } from './context.ts';
import type { StepContext } from './context.ts';
import { digestOf } from './digest.ts';
import { ROLL_UP } from './roll-up.ts';

/** What we hold of one service, all its sources weighed. Times are epoch milliseconds. */
export interface Verdict {
  readonly service: ServicePath;
  readonly status: Status;
  readonly basis: Basis;
  readonly since: number;
  readonly sinceKnown: boolean;
  /** Our probes fail while the exchange says that all is well. */
  readonly unconfirmed: boolean;
  /** It has been so ever since it was first read. */
  readonly isBaseline: boolean;
  /** Set where it is closed for good, which is no outage. */
  readonly closedSince?: number;
  readonly evidence: readonly Evidence[];
  readonly extent?: Extent;
  readonly eta?: number;
  readonly disputed?: true;
}

interface Said {
  readonly source: string;
  readonly claim: Claim;
}

/**
 * Weighs what the sources claim of exactly this service: what the exchange keeps saying decides, the newest
 * statement where that sees nothing, our own probes where the exchange is silent or disagrees.
 */
export function judge(state: ExchangeState, service: ServicePath, context: StepContext): Verdict {
  const said = claimsOn(state, service);
  const heard = said.filter(({ source, claim }) => isHeard(state, source, claim, context));
  const closed = heard.find(({ claim }) => isClosedForGood(claim, context.now, context.policy));
  const live = heard.filter(({ claim }) => !isClosedForGood(claim, context.now, context.policy));
  const words = live.filter(({ claim }) => claim.signal === 'word' || claim.signal === 'flag');
  const statement = newest(live.filter(({ claim }) => claim.signal === 'statement'));
  const probes = live.filter(({ claim }) => claim.signal === 'probe');

  const word = worst(words);
  if (word !== undefined && isNotWell(word.claim.status)) {
    return verdictOf(service, word, live, context, {
      isDisputed: isContradicted(word.claim, statement?.claim, context),
    });
  }
  if (statement !== undefined && isNotWell(statement.claim.status))
    return verdictOf(service, statement, live, context);
  const probe = worst(probes);
  if (probe !== undefined && isTrouble(probe.claim.status)) {
    return verdictOf(service, probe, live, context, {
      unconfirmed: exchangeSaysWell(state, service, context),
    });
  }
  if (isOutOfSight(state, said, statement?.claim, context)) return nothingKnown(service, said, context);
  const well = word ?? statement ?? probe;
  if (well !== undefined) {
    const verdict = verdictOf(service, well, live, context);
    return {
      ...verdict,
      evidence: alsoStated(service, verdict.evidence, statement, context),
      ...closedSince(closed),
    };
  }
  if (closed !== undefined)
    return { ...verdictOf(service, closed, [closed], context), ...closedSince(closed) };
  return nothingKnown(service, said, context);
}

/** Every service that a source claims to be in trouble or under maintenance, and not closed for good. */
export function servicesNotWell(state: ExchangeState, context: StepContext): Set<ServicePath> {
  const services = new Set<ServicePath>();
  for (const [source, claims] of Object.entries(state.claims)) {
    const isFresh = !isStale(state, source, context);
    for (const service of digestOf(claims).notWell) {
      const claim = claims[service];
      // Hundreds of pairs stay closed for ever, and every step would weigh each anew.
      const isSettled = isFresh && claim !== undefined && isClosedForGood(claim, context.now, context.policy);
      if (!isSettled) services.add(service);
    }
  }
  return services;
}

/** Every service that any source claims to be under maintenance. */
export function servicesMaintained(state: ExchangeState): Set<ServicePath> {
  return new Set(Object.values(state.claims).flatMap((claims) => digestOf(claims).maintained));
}

export function claimsOn(state: ExchangeState, service: ServicePath): Said[] {
  const said: Said[] = [];
  for (const [source, claims] of Object.entries(state.claims)) {
    const claim = claims[service];
    if (claim !== undefined) said.push({ source, claim });
  }
  return said;
}

function isNotWell(status: Status): boolean {
  return isTrouble(status) || status === 'under_maintenance';
}

function isHeard(state: ExchangeState, source: string, claim: Claim, context: StepContext): boolean {
  if (claim.status === 'unknown') return false;
  if (claim.signal === 'statement') return !isForgotten(claim, context.now, context.policy);
  return bases(state, source).some((base) => !isStale(state, base, context));
}

/** The sources that a claim stands on: what follows from flags is as fresh as they are. */
function bases(state: ExchangeState, source: string): string[] {
  if (source !== ROLL_UP) return [source];
  return Object.entries(state.claims).flatMap(([other, claims]) =>
    other !== ROLL_UP && digestOf(claims).flags > 0 ? [other] : [],
  );
}

/**
 * A source that said "halted" and has fallen silent does not leave the field to one that saw nothing wrong all the
 * time. Only a newer statement of the exchange does, or a day of silence.
 */
function isOutOfSight(
  state: ExchangeState,
  said: readonly Said[],
  statement: Claim | undefined,
  context: StepContext,
): boolean {
  const { now, policy } = context;
  return said.some(({ source, claim }) => {
    const isWord = claim.signal === 'word' || claim.signal === 'flag';
    if (!isWord || !isNotWell(claim.status) || isClosedForGood(claim, now, policy)) return false;
    if (isHeard(state, source, claim, context)) return false;
    const lastHeard = Math.max(0, ...bases(state, source).map((base) => heardAt(state.sources[base])));
    if (ageOf(lastHeard, now) > policy.statementTtlMs) return false;
    return !(statement?.status === 'operational' && (statement.statedAt ?? 0) > claim.since);
  });
}

function worst(said: readonly Said[]): Said | undefined {
  let worst: Said | undefined;
  for (const one of said) {
    const isWorse =
      worst === undefined ||
      severityOf(one.claim.status) > severityOf(worst.claim.status) ||
      (one.claim.status === worst.claim.status && precedes(one, worst));
    if (isWorse) worst = one;
  }
  return worst;
}

/** Of equals, the exchange's own word goes before what we infer, then the earlier, then the name: never the order. */
function precedes(a: Said, b: Said): boolean {
  const byBasis = BASIS_RANK[a.claim.basis] - BASIS_RANK[b.claim.basis];
  if (byBasis !== 0) return byBasis < 0;
  return a.claim.since === b.claim.since ? a.source < b.source : a.claim.since < b.claim.since;
}

const BASIS_RANK: Record<Basis, number> = { official: 0, inferred: 1, measured: 2 };

function newest(said: readonly Said[]): Said | undefined {
  let newest: Said | undefined;
  for (const one of said) {
    const age = (one.claim.statedAt ?? 0) - (newest?.claim.statedAt ?? 0);
    if (newest === undefined || age > 0 || (age === 0 && one.source < newest.source)) newest = one;
  }
  return newest;
}

/** An announcement is read sooner than a list of coins, so the two get a while to agree. */
function isContradicted(word: Claim, statement: Claim | undefined, { now, policy }: StepContext): boolean {
  const { status, statedAt = 0 } = statement ?? {};
  const claimsResumed = status === 'operational' && statedAt > word.since;
  return claimsResumed && isTrouble(word.status) && ageOf(statedAt, now) >= policy.disputeGraceMs;
}

/** Whether any official source that speaks of this service, or of what contains it, says that it works. */
function exchangeSaysWell(state: ExchangeState, service: ServicePath, context: StepContext): boolean {
  return Object.entries(state.claims).some(([source, claims]) =>
    Object.entries(claims).some(
      ([about, claim]) =>
        claim.basis === 'official' &&
        claim.status === 'operational' &&
        claim.signal === 'word' &&
        contains(about, service) &&
        !isStale(state, source, context),
    ),
  );
}

function verdictOf(
  service: ServicePath,
  deciding: Said,
  live: readonly Said[],
  { profile }: StepContext,
  { unconfirmed = false, isDisputed = false }: { unconfirmed?: boolean; isDisputed?: boolean } = {},
): Verdict {
  const { claim } = deciding;
  const agreeing = isNotWell(claim.status) ? live.filter((said) => isNotWell(said.claim.status)) : [deciding];
  const since = Math.min(...agreeing.map((said) => said.claim.since));
  const first = agreeing.find((said) => said.claim.since === since) ?? deciding;
  const etas = agreeing.filter((said) => said.claim.eta !== undefined);
  const eta = newestOf(etas)?.claim.eta;
  const extent = agreeing.find((said) => said.claim.extent !== undefined)?.claim.extent;
  return {
    service,
    status: claim.status,
    basis: claim.basis,
    since: first.claim.afterGap ?? since,
    sinceKnown: first.claim.afterGap === undefined && first.claim.baseline !== true,
    unconfirmed,
    isBaseline: agreeing.every((said) => said.claim.baseline === true),
    evidence: agreeing
      .map((said) => evidenceOf(service, said.source, said.claim, profile))
      .toSorted(byImportance),
    ...(extent !== undefined && { extent }),
    ...(eta !== undefined && { eta }),
    ...(isDisputed && { disputed: true as const }),
  };
}

/** That it works is shown best in the exchange's own newest words. */
function alsoStated(
  service: ServicePath,
  evidence: readonly Evidence[],
  statement: Said | undefined,
  { now, policy, profile }: StepContext,
): readonly Evidence[] {
  if (statement === undefined || evidence.some(({ source }) => source === statement.source)) return evidence;
  if (ageOf(statement.claim.statedAt ?? 0, now) > policy.flapWindowMs) return evidence;
  return [evidenceOf(service, statement.source, statement.claim, profile), ...evidence];
}

function newestOf(said: readonly Said[]): Said | undefined {
  const saidAt = ({ claim }: Said): number => claim.statedAt ?? claim.since;
  return said.toSorted((a, b) => saidAt(b) - saidAt(a) || (a.source < b.source ? -1 : 1))[0];
}

function byImportance(a: Evidence, b: Evidence): number {
  return (
    BASIS_RANK[a.basis] - BASIS_RANK[b.basis] ||
    severityOf(b.status) - severityOf(a.status) ||
    (a.source < b.source ? -1 : 1)
  );
}

function closedSince(closed: Said | undefined): { closedSince?: number } {
  return closed === undefined ? {} : { closedSince: closed.claim.since };
}

function nothingKnown(service: ServicePath, said: readonly Said[], { profile }: StepContext): Verdict {
  const since = said.length === 0 ? 0 : Math.max(...said.map(({ claim }) => claim.since));
  return {
    service,
    status: 'unknown',
    basis: 'official',
    since,
    sinceKnown: false,
    unconfirmed: false,
    isBaseline: false,
    evidence: said
      .map(({ source, claim }) => evidenceOf(service, source, claim, profile))
      .toSorted(byImportance),
  };
}
