import type { Claim } from '#src/domain/exchange-state.ts';
import type { Evidence } from '#src/domain/incident.ts';
import type { Basis, Extent } from '#src/domain/reading.ts';
import { ancestorsOf, contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';
import type { Status } from '#src/domain/status.ts';

import { digestOf } from './digest.ts';
import { evidenceOf } from './evidence.ts';
import { lastsUntil, saidAt } from './freshness.ts';
import type { Look, Said } from './look.ts';
import { ROLL_UP } from './roll-up.ts';
import { regionsOf } from './voice.ts';

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
  readonly lastKnown?: { readonly status: Status; readonly since: number; readonly heardAt: number };
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

/** What is said of one service, sorted by how it counts. */
interface Case {
  readonly look: Look;
  readonly service: ServicePath;
  readonly said: readonly Said[];
  /** What counts now. */
  readonly live: readonly Said[];
  /** What is closed for good. */
  readonly closed: Said | undefined;
  /** The worst that the exchange keeps saying. */
  readonly word: Said | undefined;
  /** The newest that it has stated, of this service or of all that contains it. */
  readonly statement: Said | undefined;
  readonly probe: Said | undefined;
}

interface Rule {
  readonly name: string;
  readonly decide: (about: Case) => Omit<Verdict, 'rule'> | undefined;
}

/** The first rule that decides is the verdict. Its name travels with it, and answers "why was I told?". */
const RULES: readonly Rule[] = [
  {
    name: 'exchange_says_so',
    decide: (about) => {
      const { statement, word } = about;
      if (word === undefined || !isNotWell(word.claim.status)) return undefined;
      const disputed = isContradicted(word.claim, statement?.claim, about.look);
      return { ...verdictOf(about, word), ...(disputed && { disputed }) };
    },
  },
  {
    name: 'announced',
    decide: (about) => {
      const { look, statement } = about;
      if (statement === undefined || !isNotWell(statement.claim.status)) return undefined;
      if (!look.isHeard(statement)) return undefined;
      const { claim } = statement;
      const heardAt = lastsUntil(claim);
      const isAged = look.isOlder(heardAt, look.context.policy.statementTtlMs);
      const lastKnown = { status: claim.status, since: claim.since, heardAt };
      return { ...verdictOf(about, statement), ...(isAged && { lastKnown }) };
    },
  },
  {
    name: 'does_not_answer',
    decide: (about) => {
      const { probe } = about;
      if (probe === undefined || !isTrouble(probe.claim.status)) return undefined;
      return { ...verdictOf(about, probe), unconfirmed: exchangeSaysWell(about) };
    },
  },
  { name: 'out_of_sight', decide: outOfSight },
  {
    name: 'works',
    decide: (about) => {
      const { closed, probe, statement, word } = about;
      const isHeard = statement !== undefined && about.look.isHeard(statement);
      const well = word ?? (isHeard ? statement : undefined) ?? probe;
      if (well === undefined) return undefined;
      const verdict = verdictOf(about, well);
      return {
        ...verdict,
        evidence: alsoStated(about, verdict.evidence),
        ...closedSince(closed),
        ...(lapsedIn(about) !== undefined && { isLapsed: true as const }),
      };
    },
  },
  {
    name: 'closed_for_good',
    decide: (about) => {
      const { closed } = about;
      return closed && { ...verdictOf({ ...about, live: [closed] }, closed), ...closedSince(closed) };
    },
  },
  {
    name: 'nothing_known',
    decide: (about) => ({
      ...nothingKnown(about),
      ...(lapsedIn(about) !== undefined && { isLapsed: true as const }),
    }),
  },
];

/**
 * Weighs what the sources claim of exactly this service: what the exchange keeps saying decides, the newest
 * statement where that sees nothing, our own probes where the exchange is silent or disagrees.
 */
export function judge(look: Look, service: ServicePath, regionsKey: string): Verdict {
  const about = caseOf(look, service, regionsKey);
  const regions = regionsOf(regionsKey);
  for (const { decide, name } of RULES) {
    const found = decide(about);
    if (found === undefined) continue;
    const rule = (name === 'exchange_says_so' && about.word?.claim.rule) || name;
    return { ...found, rule, ...(regions.length > 0 && { regions }) };
  }
  return { ...nothingKnown(about), rule: 'nothing_known' };
}

function caseOf(look: Look, service: ServicePath, regionsKey: string): Case {
  const said = look.said(service, regionsKey);
  const heard = said.filter((one) => look.isHeard(one));
  const closed = heard.find(({ claim }) => look.isClosedForGood(claim));
  const live = closed === undefined ? heard : heard.filter(({ claim }) => !look.isClosedForGood(claim));
  const stated = said.filter(({ claim }) => claim.signal === 'statement' && claim.overtaken !== true);
  return {
    look,
    service,
    said,
    live,
    closed,
    word: worst(live.filter(({ claim }) => claim.signal === 'word' || claim.signal === 'flag')),
    statement: newest([...stated, ...reaching(look, service, regionsKey)]),
    probe: worst(live.filter(({ claim }) => claim.signal === 'probe')),
  };
}

/** Statements that a whole works again: they reach its parts, save for those that they name as exceptions. */
function reaching(look: Look, service: ServicePath, regionsKey: string): Said[] {
  const found: Said[] = [];
  const reach = (key: string, about: readonly ServicePath[]): void => {
    for (const { claims, source } of look.voices(key)) {
      if (digestOf(claims).stated.length === 0) continue;
      for (const whole of about) {
        const claim = claims[whole];
        if (claim?.signal !== 'statement' || claim.status !== 'operational') continue;
        if (claim.except?.some((one) => contains(one, service)) !== true) found.push({ source, claim });
      }
    }
  };
  const wholes = ancestorsOf(service);
  reach(regionsKey, wholes);
  if (regionsKey !== '') reach('', [service, ...wholes]);
  return found;
}

function isNotWell(status: Status): boolean {
  return isTrouble(status) || status === 'under_maintenance';
}

/**
 * A source that said "halted" and has fallen silent, or lists it no more, does not leave the field to one that saw
 * nothing wrong all the time; nor does a halt end that was announced and of which nothing was heard since. Only what
 * the exchange has stated since then does.
 */
function outOfSight(about: Case): Omit<Verdict, 'rule'> | undefined {
  const lost = lostIn(about).find((one) => !isLapsed(one, about.look));
  if (lost === undefined) return undefined;
  const { claim } = lost;
  const heardAt = about.look.lastHeardAt(lost);
  return {
    ...nothingKnown(about),
    isBaseline: claim.baseline === true,
    lastKnown: { status: claim.status, since: claim.since, heardAt },
  };
}

function lapsedIn(about: Case): Said | undefined {
  return lostIn(about).find((one) => isLapsed(one, about.look));
}

function isLapsed(said: Said, look: Look): boolean {
  return look.isOlder(look.lastHeardAt(said), look.context.policy.lastKnownMs);
}

/** What was not well when last heard, and does not count any more. */
function lostIn({ look, said, statement }: Case): Said[] {
  return said.filter((one) => {
    const { claim } = one;
    if (!isNotWell(claim.status) || claim.overtaken === true) return false;
    if (claim.signal === 'statement') return statement?.claim === claim && !look.isHeard(one);
    if (look.isClosedForGood(claim) || look.isHeard(one)) return false;
    return !(statement?.claim.status === 'operational' && saidAt(statement.claim) > claim.since);
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
    const age = saidAt(one.claim) - (newest === undefined ? 0 : saidAt(newest.claim));
    if (newest === undefined || age > 0 || (age === 0 && one.source < newest.source)) newest = one;
  }
  return newest;
}

/** An announcement is read sooner than a list of coins, so the two get a while to agree. */
function isContradicted(word: Claim, statement: Claim | undefined, look: Look): true | false {
  if (statement?.status !== 'operational' || !isTrouble(word.status)) return false;
  const at = saidAt(statement);
  return at > word.since && look.isOlder(at, look.context.policy.disputeGraceMs - 1);
}

/** Whether any official source that speaks of this service, or of what contains it, says that it works. */
function exchangeSaysWell({ look, service }: Case): boolean {
  return look
    .voices('')
    .some(
      ({ claims, source }) =>
        digestOf(claims).calledWell.some((about) => contains(about, service)) && look.isFresh(source),
    );
}

function verdictOf(about: Case, deciding: Said): Omit<Verdict, 'rule'> {
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

function refOf({ claim, source }: Said): string[] {
  return claim.ref === undefined || source === ROLL_UP ? [] : [`${source}#${claim.ref}`];
}

function sourcesOf({ claim, source }: Said): string[] {
  return source === ROLL_UP ? (claim.ref?.split(', ') ?? []) : [source];
}

function evidenceFrom({ look, service }: Case, said: readonly Said[]): Evidence[] {
  return said
    .map(({ source, claim }) => evidenceOf(service, source, claim, look.context.profile))
    .toSorted(byImportance);
}

/** That it works is shown best in the exchange's own newest words. */
function alsoStated(about: Case, evidence: readonly Evidence[]): readonly Evidence[] {
  const { look, statement } = about;
  if (statement?.claim.status !== 'operational') return evidence;
  if (evidence.some(({ source }) => source === statement.source)) return evidence;
  if (look.isOlder(saidAt(statement.claim), look.context.policy.flapWindowMs)) return evidence;
  return [...evidenceFrom(about, [statement]), ...evidence];
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

function closedSince(closed: Said | undefined): { closedSince?: number } {
  return closed === undefined ? {} : { closedSince: closed.claim.since };
}

function nothingKnown(about: Case): Omit<Verdict, 'rule'> {
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
