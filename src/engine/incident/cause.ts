import { isTrading } from '#src/domain/components.ts';
import type { Cause, Incident } from '#src/domain/incident.ts';
import { depthOf, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { isOfSameRegions } from '#src/engine/claims/voice.ts';

// One cause is one incident. Two things have one cause when the same page incident, event or post speaks of both, at
// any time; or when they fell within a minute, and the same list or page shows both, or both are whole components of
// the exchange, or both are about one coin, or both do not answer.

const NO_CAUSE: Cause = { refs: [], sources: [] };

export function causeOf(verdicts: readonly Pick<Verdict, 'refs' | 'sources'>[], known = NO_CAUSE): Cause {
  return {
    refs: union(
      known.refs,
      verdicts.flatMap(({ refs }) => refs),
    ),
    sources: union(
      known.sources,
      verdicts.flatMap(({ sources }) => sources),
    ),
  };
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  const added = more.filter((one) => !known.includes(one));
  return added.length === 0 ? known : [...known, ...new Set(added)];
}

/** Whether two troubles that were seen within a minute fell by one cause. */
export function isKin(a: Verdict, b: Verdict): boolean {
  if (!isOfSameRegions(a, b)) return false;
  if (shares(a.refs, b.refs)) return true;
  if (haveOwnStories(a.refs, b.refs, a.service, b.service)) return false;
  return shares(a.sources, b.sources) || isAlike(a.service, b.service) || (isProbed(a) && isProbed(b));
}

/** Whether new trouble belongs to an incident that runs. */
export function belongsTo(incident: Incident, verdict: Verdict, context: StepContext): boolean {
  if (!isOfSameRegions(incident, verdict)) return false;
  if (incident.told === verdict.isBaseline) return false;
  const { cause } = incident;
  if (shares(cause.refs, verdict.refs)) return true;
  const isYoung = ageOf(incident.phaseSince, context.now) <= context.policy.togetherMs;
  if (!isYoung || !isTrouble(incident.status)) return false;
  if (incident.services.every((one) => haveOwnStories(cause.refs, verdict.refs, one, verdict.service)))
    return false;
  return (
    shares(cause.sources, verdict.sources) ||
    incident.services.some((service) => isAlike(service, verdict.service)) ||
    (incident.basis === 'measured' && isProbed(verdict))
  );
}

/** A page tells of many coins: two that it gives a story each are two incidents; components, and ways of trading, are not. */
function haveOwnStories(
  a: readonly string[],
  b: readonly string[],
  one: ServicePath,
  other: ServicePath,
): boolean {
  if (a.length === 0 || b.length === 0 || shares(a, b)) return false;
  return (depthOf(one) > 2 || depthOf(other) > 2) && !isSameCoin(one, other) && !isSameTrading(one, other);
}

function isAlike(a: ServicePath, b: ServicePath): boolean {
  return (depthOf(a) <= 2 && depthOf(b) <= 2) || isSameCoin(a, b);
}

function isSameCoin(a: ServicePath, b: ServicePath): boolean {
  const { asset, network } = parseService(a);
  const other = parseService(b);
  return asset !== undefined && asset === other.asset && (asset !== '*' || network === other.network);
}

function isSameTrading(a: ServicePath, b: ServicePath): boolean {
  const { component = '' } = parseService(a);
  return isTrading(component) && component === parseService(b).component;
}

function isProbed({ basis }: Verdict): boolean {
  return basis === 'measured';
}

function shares(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}
