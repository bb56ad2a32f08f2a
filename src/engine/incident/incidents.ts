import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, Maintenance, OutboxItem } from '#src/domain/incident.ts';
import { contains } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import type { StepContext } from '#src/engine/context.ts';
import { endIncident, isOutOfSight } from './end-incident.ts';
import { followIncident } from './follow-incident.ts';
import { isUnderMaintenance } from '#src/engine/maintenance/maintenance-time.ts';
import type { Recorded } from './notices.ts';
import { groupVerdict, openIncidents } from './open-incidents.ts';
import { explains } from '#src/engine/troubles.ts';
import type { Troubles } from '#src/engine/troubles.ts';
import type { Verdict } from '#src/engine/verdict.ts';

export interface IncidentStep {
  /** Open, or within the flap window. */
  readonly incidents: readonly Incident[];
  /** Over for good. */
  readonly closed: readonly Incident[];
  readonly outbox: readonly OutboxItem[];
}

/**
 * Brings the incidents in line with the troubles: opens, changes, reopens, resolves and closes them, and says
 * what of that is worth telling. Every trouble belongs to exactly one incident, every incident to one service
 * or to one group of coins.
 */
export function stepIncidents(
  state: ExchangeState,
  troubles: Troubles,
  maintenances: readonly Maintenance[],
  context: StepContext,
): IncidentStep {
  const top = troubles.top.filter((verdict) => !isExempt(verdict, state.incidents, maintenances, context));
  const going: Incident[] = [];
  const closed: Incident[] = [];
  const outbox: OutboxItem[] = [];
  const keep = ({ incident, item }: Recorded): void => {
    going.push(incident);
    if (item !== undefined) outbox.push(item);
  };

  const matched = new Set<Verdict>();
  for (const incident of state.incidents) {
    const found = match(incident, top, state.incidents);
    for (const verdict of found?.verdicts ?? []) matched.add(verdict);
    if (found !== undefined) {
      keep(followIncident(found.incident, found.verdict, state, context));
    } else if (absorberOf(incident, top) === undefined) {
      const next = endIncident(incident, state, troubles, maintenances, context);
      if (next === undefined) closed.push(incident);
      else keep(next);
    } else {
      closed.push(incident);
    }
  }

  const fresh = top.filter((verdict) => !matched.has(verdict) && !isCoveredUnseen(verdict, going, troubles));
  for (const opened of openIncidents(fresh, going, state, context)) keep(opened);
  const isSame =
    going.length === state.incidents.length && going.every((one, i) => one === state.incidents[i]);
  return { incidents: isSame ? state.incidents : going, closed, outbox };
}

/** Trouble inside a maintenance is no incident, unless it was one before. */
function isExempt(
  { service, extent }: Verdict,
  incidents: readonly Incident[],
  maintenances: readonly Maintenance[],
  context: StepContext,
): boolean {
  const isOpen = incidents.some((incident) => incident.services[0] === service && isTrouble(incident.status));
  if (isOpen) return false;
  const isExplained = (one: ServicePath): boolean => isUnderMaintenance(one, maintenances, context);
  if (isExplained(service)) return true;
  // A coin whose only networks are maintained is halted as a whole, and by nothing else.
  return extent !== undefined && extent.hit === extent.parts.length && extent.parts.every(isExplained);
}

interface Match {
  readonly incident: Incident;
  readonly verdict: Verdict;
  readonly verdicts: readonly Verdict[];
}

/** The trouble that an incident is about: its service's own, or what is left of its group of coins. */
function match(incident: Incident, top: readonly Verdict[], all: readonly Incident[]): Match | undefined {
  const { members, ...single } = incident;
  const own = top.find(({ service }) => service === incident.services[0]);
  if (members === undefined) return own && { incident, verdict: own, verdicts: [own] };
  // A group that has grown to be its component's trouble is that from now on, unless another incident is.
  const isTaken = all.some(
    (other) => other.services[0] === incident.services[0] && other.members === undefined,
  );
  if (own !== undefined && !isTaken) return { incident: single, verdict: own, verdicts: [own] };
  const verdicts = top.filter(({ service }) => members.includes(service));
  if (verdicts.length === 0) return undefined;
  return { incident, verdict: groupVerdict(incident.services[0], verdicts, members.length), verdicts };
}

/** Part of an incident that is open still, though what it stands on is out of sight. */
function isCoveredUnseen({ service }: Verdict, going: readonly Incident[], troubles: Troubles): boolean {
  return going.some(
    (incident) =>
      isTrouble(incident.status) &&
      incident.services[0] !== service &&
      contains(incident.services[0], service) &&
      isOutOfSight(incident, troubles),
  );
}

/** The trouble that has grown over the incident, so that it is part of it from now on. */
function absorberOf(incident: Incident, top: readonly Verdict[]): Verdict | undefined {
  return top.find(
    ({ service, status }) =>
      contains(service, incident.services[0]) &&
      (service !== incident.services[0] || incident.members !== undefined) &&
      explains(status, incident.status),
  );
}
