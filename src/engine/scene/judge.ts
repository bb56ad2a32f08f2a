import type { Claim } from '#src/domain/exchange-state.ts';
import type { Evidence } from '#src/domain/evidence.ts';
import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isNotWell, isTrouble, worstOf } from '#src/domain/status.ts';

import { caseOf } from './case.ts';
import type { Case } from './case.ts';
import { digestOf } from '#src/engine/claims/digest.ts';
import { lastsUntil, saidAt } from '#src/engine/claims/freshness.ts';
import type { Look, Said } from './look.ts';
import { evidenceFrom, nothingKnown, verdictOf } from './verdict.ts';
import type { Decided, Verdict } from './verdict.ts';
import { regionsOf } from '#src/engine/claims/voice.ts';

interface JudgingRule {
  readonly name: string;
  readonly decide: (about: Case) => Decided | undefined;
}

/** What was stated once, and nothing else says. */
export const ANNOUNCED = 'announced';

/** The first rule that decides is the verdict. Its name travels with it, and answers "why was I told?". */
const RULES: readonly JudgingRule[] = [
  {
    name: 'exchange_says_so',
    decide: (about) => {
      const { probe, statement, word } = about;
      if (word === undefined || !isNotWell(word.claim.status)) return undefined;
      const disputed = isContradicted(word.claim, statement?.claim, about.look);
      const decided = verdictOf(about, word);
      // A page that calls partly down what does not answer us at all confirms that it is down.
      const status = probe === undefined ? decided.status : worstOf([decided.status, probe.claim.status]);
      const isWorse = isTrouble(decided.status) && status !== decided.status;
      return { ...decided, ...(isWorse && { status }), ...(disputed && { disputed }) };
    },
  },
  {
    name: ANNOUNCED,
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

/**
 * A source that said "halted" and has fallen silent, or lists it no more, does not leave the field to one that saw
 * nothing wrong all the time; nor does a halt end that was announced and of which nothing was heard since. Only what
 * the exchange has stated since then does.
 */
function outOfSight(about: Case): Decided | undefined {
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

/** That it works is shown best in the exchange's own newest words. */
function alsoStated(about: Case, evidence: readonly Evidence[]): readonly Evidence[] {
  const { look, statement } = about;
  if (statement?.claim.status !== 'operational') return evidence;
  if (evidence.some(({ source }) => source === statement.source)) return evidence;
  if (look.isOlder(saidAt(statement.claim), look.context.policy.flapWindowMs)) return evidence;
  return [...evidenceFrom(about, [statement]), ...evidence];
}

function closedSince(closed: Said | undefined): { closedSince?: number } {
  return closed === undefined ? {} : { closedSince: closed.claim.since };
}
