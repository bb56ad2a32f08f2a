import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import { componentPathOf, contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';

import type { StepContext } from '#src/engine/context.ts';
import { updateIncident } from './follow-incident.ts';
import { record } from './notices.ts';
import type { Recorded } from './notices.ts';
import type { Verdict } from '#src/engine/verdict.ts';

/** New incidents: silently for a baseline and for what an incident leaves behind, together for coins that fell together. */
export function openIncidents(
  fresh: readonly Verdict[],
  going: readonly Incident[],
  state: ExchangeState,
  context: StepContext,
): Recorded[] {
  const opened: Recorded[] = [];
  const byComponent = Map.groupBy(
    fresh.filter(isOfCoin),
    ({ service }) => componentPathOf(service) ?? service,
  );
  const groups = [...byComponent].filter(([, verdicts]) => verdicts.length >= context.policy.rollUp.minParts);
  const grouped = new Set(groups.flatMap(([, verdicts]) => verdicts));
  for (const [component, verdicts] of groups) {
    const members = verdicts.map(({ service }) => service);
    const verdict = groupVerdict(component, verdicts, verdicts.length);
    opened.push(open(verdict, going, state, context, members));
  }
  for (const verdict of fresh) if (!grouped.has(verdict)) opened.push(open(verdict, going, state, context));
  return opened;
}

function isOfCoin({ service, basis, isBaseline }: Verdict): boolean {
  return depthOf(service) >= 3 && basis !== 'measured' && !isBaseline && !service.includes('/*/');
}

function open(
  verdict: Verdict,
  going: readonly Incident[],
  state: ExchangeState,
  context: StepContext,
  members?: readonly ServicePath[],
): Recorded {
  const { now, profile } = context;
  const { service, since, sinceKnown, isBaseline } = verdict;
  const suffix = members === undefined ? '' : `-${members.length}`;
  const blank: Incident = {
    id: `${profile.id}-${service.slice(profile.id.length + 1).replaceAll('/', '.') || 'all'}${suffix}-${now.toString(36)}`,
    services: [service],
    status: 'operational',
    worst: 'operational',
    basis: verdict.basis,
    unconfirmed: verdict.unconfirmed,
    since,
    sinceKnown,
    openedAt: now,
    phaseSince: now,
    downs: 1,
    flapping: false,
    told: false,
    evidence: [],
    ...(members !== undefined && { members }),
    notices: 0,
    timeline: [],
  };
  const incident = updateIncident(blank, verdict);
  if (isBaseline) return { incident };
  if (isLeftBehind(verdict, going)) return { incident: { ...incident, told: true } };
  return record('opened', incident, blank, state, context);
}

/** Part of an incident that has just recovered as a whole: known already, and told with its recovery. */
function isLeftBehind({ service, since }: Verdict, going: readonly Incident[]): boolean {
  return going.some(
    (incident) =>
      incident.told &&
      incident.status === 'operational' &&
      incident.services[0] !== service &&
      contains(incident.services[0], service) &&
      since <= incident.phaseSince,
  );
}

/** Several coins of a group, as the one thing that they are told as. */
export function groupVerdict(service: ServicePath, verdicts: readonly Verdict[], of: number): Verdict {
  const first = verdicts.reduce((a, b) => (b.since < a.since ? b : a));
  const parts = verdicts.map((verdict) => verdict.service);
  return {
    ...first,
    service,
    status: 'degraded_performance',
    evidence: first.evidence,
    extent: { hit: parts.length, of, parts: parts.slice(0, 25) },
  };
}
