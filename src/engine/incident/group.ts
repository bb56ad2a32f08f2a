import type { IncidentPart } from '#src/domain/incident.ts';
import { componentPathOf, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import type { StepContext } from '#src/engine/context.ts';
import { SHOWN_PARTS } from '#src/engine/inference/inferred.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';

/** Trouble of one service, or of coins that are told under their component's name. */
export interface Fallen {
  readonly verdict: Verdict;
  readonly members?: readonly ServicePath[];
}

/**
 * Coins of one component that fell together become one thing, where there are enough of them and the component is not
 * told of for itself.
 */
export function gather(
  verdicts: readonly Verdict[],
  { policy }: StepContext,
  told: readonly ServicePath[] = [],
): Fallen[] {
  const taken = new Set([...told, ...verdicts.map(({ service }) => service)]);
  const byComponent = Map.groupBy(
    verdicts.filter(isOfCoin),
    ({ service }) => componentPathOf(service) ?? service,
  );
  const groups = [...byComponent].filter(
    ([component, coins]) => coins.length >= policy.rollUp.minParts && !taken.has(component),
  );
  const grouped = new Set(groups.flatMap(([, coins]) => coins));
  return [
    ...groups.map(([component, coins]) => ({
      verdict: groupVerdict(component, coins, coins.length),
      members: coins.map(({ service }) => service),
    })),
    ...verdicts.filter((verdict) => !grouped.has(verdict)).map((verdict) => ({ verdict })),
  ];
}

export function isOfCoin({ service, basis, isBaseline }: Verdict): boolean {
  return depthOf(service) >= 3 && basis !== 'measured' && !isBaseline && !service.includes('/*/');
}

/** Several coins of a group, as the one thing that they are told as. */
export function groupVerdict(service: ServicePath, verdicts: readonly Verdict[], of: number): Verdict {
  const first = verdicts.reduce((a, b) => (b.since < a.since ? b : a));
  const parts = verdicts.map((verdict) => verdict.service);
  return {
    ...first,
    service,
    status: 'degraded_performance',
    rule: 'some_coins',
    refs: [...new Set(verdicts.flatMap(({ refs }) => refs))],
    sources: [...new Set(verdicts.flatMap(({ sources }) => sources))],
    extent: { hit: parts.length, of, parts: parts.slice(0, SHOWN_PARTS) },
  };
}

export function partOf({ members, verdict }: Fallen): IncidentPart {
  const { service, since, sinceKnown, status } = verdict;
  return { service, status, since, sinceKnown, downs: 1, ...(members !== undefined && { members }) };
}
