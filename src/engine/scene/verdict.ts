import type { Evidence } from '#src/domain/evidence.ts';
import type { Basis, Extent } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { BASIS_RANK } from './case.ts';
import type { Case } from './case.ts';
import { evidenceOf } from './evidence.ts';
import { saidAt } from '#src/engine/claims/freshness.ts';
import type { Said } from './look.ts';
import { ROLL_UP } from '#src/engine/inference/roll-up.ts';

/** What we hold of one service, all its sources weighed. Times are epoch milliseconds. */
export interface Verdict {
  readonly service: ServicePath;
  readonly status: Status;
  /** The name of the rule that decided. */
  readonly rule: string;
  readonly basis: Basis;
  readonly since: number;
  readonly sinceKnown: boolean;
  /** Our probes fail while the exchange says that all is well. */
  readonly unconfirmed: boolean;
  /** It has been so ever since it was first read. */
  readonly isBaseline: boolean;
  /** Set where it is closed for good, which is no outage. */
  readonly closedSince?: number;
  /**
   * How it was when it could last be seen or was last told of: of what is out of sight, and of an announced halt of
   * which nothing was heard for a day, which stands.
   */
  readonly lastKnown?: LastKnown;
  /** Not well when last seen, and that is so long ago that it counts no more: no recovery. */
  readonly isLapsed?: true;
  /** Of what is well: it was not when it was last seen, at this time, and nobody saw it come back. */
  readonly downAt?: number;
  readonly evidence: readonly Evidence[];
  /** What says so: page incidents, events and posts as `source#id`; and the sources. */
  readonly refs: readonly string[];
  readonly sources: readonly string[];
  readonly extent?: Extent;
  readonly eta?: number;
  readonly disputed?: true;
  readonly regions?: readonly string[];
  readonly accounts?: 'some';
}

/** How something was when it could last be seen, or was last told of. Times are epoch milliseconds. */
export interface LastKnown {
  readonly status: Status;
  readonly since: number;
  readonly heardAt: number;
}

/** What a rule decides; its name is added by who asked it. */
export type Decided = Omit<Verdict, 'rule'>;

export function verdictOf(about: Case, deciding: Said): Decided {
  const { live, service } = about;
  const { claim } = deciding;
  const agreeing = isNotWell(claim.status) ? live.filter((said) => isNotWell(said.claim.status)) : [deciding];
  const since = Math.min(...agreeing.map((said) => said.claim.since));
  const first = agreeing.find((said) => said.claim.since === since) ?? deciding;
  const eta = newestOf(agreeing.filter((said) => said.claim.eta !== undefined))?.claim.eta;
  const extent = agreeing.find((said) => said.claim.extent !== undefined)?.claim.extent;
  return {
    service,
    status: claim.status,
    basis: claim.basis,
    since: first.claim.afterGap ?? since,
    sinceKnown: first.claim.afterGap === undefined && first.claim.baseline !== true,
    unconfirmed: false,
    isBaseline: agreeing.every((said) => said.claim.baseline === true),
    evidence: evidenceFrom(about, agreeing),
    refs: agreeing.flatMap(refOf),
    sources: [...new Set(agreeing.flatMap(sourcesOf))],
    ...(extent !== undefined && { extent }),
    ...(eta !== undefined && { eta }),
    ...(claim.accounts !== undefined && { accounts: claim.accounts }),
    ...(!isNotWell(claim.status) && claim.afterGap !== undefined && { downAt: claim.afterGap }),
  };
}

/** Whether the exchange itself speaks of it, in an incident of its own or on its page: a switch or a mode does not. */
export function isSpokenOf({ evidence, refs, status }: Verdict): boolean {
  if (refs.length > 0) return true;
  return evidence.some((piece) => piece.venue === 'status_page' && piece.status === status);
}

function refOf({ claim, source }: Said): string[] {
  return claim.ref === undefined || source === ROLL_UP ? [] : [`${source}#${claim.ref}`];
}

function sourcesOf({ claim, source }: Said): string[] {
  return source === ROLL_UP ? (claim.ref?.split(', ') ?? []) : [source];
}

export function evidenceFrom({ look, service }: Case, said: readonly Said[]): Evidence[] {
  return said
    .map(({ source, claim }) => evidenceOf(service, source, claim, look.context.profile))
    .toSorted(byImportance);
}

function newestOf(said: readonly Said[]): Said | undefined {
  const at = ({ claim }: Said): number => (claim.statedAt === undefined ? claim.since : saidAt(claim));
  return said.toSorted((a, b) => at(b) - at(a) || (a.source < b.source ? -1 : 1))[0];
}

function byImportance(a: Evidence, b: Evidence): number {
  return (
    BASIS_RANK[a.basis] - BASIS_RANK[b.basis] ||
    severityOf(b.status) - severityOf(a.status) ||
    (a.source < b.source ? -1 : 1)
  );
}

export function nothingKnown(about: Case): Decided {
  const { said, service } = about;
  const shown = said.filter(({ claim }) => claim.overtaken !== true && claim.evidence !== '');
  return {
    service,
    status: 'unknown',
    basis: 'official',
    since: Math.max(0, ...said.map(({ claim }) => claim.since)),
    sinceKnown: false,
    unconfirmed: false,
    isBaseline: false,
    evidence: evidenceFrom(about, shown),
    refs: said.flatMap(refOf),
    sources: [...new Set(said.flatMap(sourcesOf))],
  };
}
