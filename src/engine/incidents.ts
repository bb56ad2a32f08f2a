import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, Maintenance, OutboxItem } from '#src/domain/incident.ts';
import { componentPathOf, contains, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';

import { isClosedForGood } from './claims.ts';
import { ageOf } from './context.ts';
import type { StepContext } from './context.ts';
import { isMaintained, isUnderMaintenance } from './maintenance.ts';
import { record } from './notices.ts';
import type { Record as Recorded } from './notices.ts';
import { explains } from './troubles.ts';
import type { Troubles } from './troubles.ts';
import { judge } from './verdict.ts';
import type { Verdict } from './verdict.ts';

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
      keep(follow(found.incident, found.verdict, state, context));
    } else if (absorberOf(incident, top) === undefined) {
      const next = letGo(incident, state, troubles, maintenances, context);
      if (next === undefined) closed.push(incident);
      else keep(next);
    } else {
      closed.push(incident);
    }
  }

  const fresh = top.filter((verdict) => !matched.has(verdict) && !isCoveredUnseen(verdict, going, troubles));
  for (const opened of openings(fresh, going, state, context)) keep(opened);
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
  const isOpen = incidents.some((incident) => incident.service === service && isTrouble(incident.status));
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
  const own = top.find(({ service }) => service === incident.service);
  if (members === undefined) return own && { incident, verdict: own, verdicts: [own] };
  // A group that has grown to be its component's trouble is that from now on, unless another incident is.
  const isTaken = all.some((other) => other.service === incident.service && other.members === undefined);
  if (own !== undefined && !isTaken) return { incident: single, verdict: own, verdicts: [own] };
  const verdicts = top.filter(({ service }) => members.includes(service));
  if (verdicts.length === 0) return undefined;
  return { incident, verdict: groupVerdict(incident.service, verdicts, members.length), verdicts };
}

/** Part of an incident that is open still, though what it stands on is out of sight. */
function isCoveredUnseen({ service }: Verdict, going: readonly Incident[], troubles: Troubles): boolean {
  return going.some(
    (incident) =>
      isTrouble(incident.status) &&
      incident.service !== service &&
      contains(incident.service, service) &&
      isOutOfSight(incident, troubles),
  );
}

/** The trouble that has grown over the incident, so that it is part of it from now on. */
function absorberOf(incident: Incident, top: readonly Verdict[]): Verdict | undefined {
  return top.find(
    ({ service, status }) =>
      contains(service, incident.service) &&
      (service !== incident.service || incident.members !== undefined) &&
      explains(status, incident.status),
  );
}

/** Several coins of a group, as the one thing that they are told as. */
function groupVerdict(service: ServicePath, verdicts: readonly Verdict[], of: number): Verdict {
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

/** An incident whose trouble is there: new, still, again, or changed. */
function follow(incident: Incident, verdict: Verdict, state: ExchangeState, context: StepContext): Recorded {
  const { now, policy } = context;
  const updated = update(incident, verdict);
  if (!isTrouble(incident.status)) {
    const again: Incident = { ...updated, phaseSince: now, downs: incident.downs + 1 };
    if (again.downs < policy.flapRoundTrips) return record('reopened', again, incident, state, context);
    const flapping: Incident = { ...again, flapping: true };
    return record(incident.flapping ? 'refresh' : 'flapping', flapping, incident, state, context);
  }
  if (incident.flapping && ageOf(incident.phaseSince, now) >= policy.flapWindowMs) {
    return record('changed', { ...updated, flapping: false, downs: 1 }, incident, state, context);
  }
  if (incident.status !== verdict.status) {
    return record(incident.flapping ? 'refresh' : noteworthy(incident), updated, incident, state, context);
  }
  if (!incident.flapping && isEtaMoved(incident, verdict, context)) {
    return record('changed', updated, incident, state, context);
  }
  if (!incident.flapping && verdict.remark !== undefined && incident.remark === undefined) {
    return record('changed', updated, incident, state, context);
  }
  return isSameToReaders(incident, updated)
    ? { incident: isSameIncident(incident, updated) ? incident : updated }
    : record('refresh', updated, incident, state, context);
}

/** What nobody was told of is told when it changes; it opens then. */
function noteworthy(incident: Incident): 'opened' | 'changed' {
  return incident.told ? 'changed' : 'opened';
}

function update(incident: Incident, verdict: Verdict): Incident {
  const { eta: _eta, extent: _extent, remark: _remark, ...rest } = incident;
  const { status, basis, unconfirmed, evidence, eta, extent, remark } = verdict;
  return {
    ...rest,
    status,
    worst: severityOf(status) > severityOf(incident.worst) ? status : incident.worst,
    basis,
    unconfirmed,
    evidence,
    ...(eta !== undefined && { eta }),
    ...(extent !== undefined && { extent }),
    ...(remark !== undefined && { remark }),
  };
}

function isEtaMoved({ eta }: Incident, verdict: Verdict, { policy }: StepContext): boolean {
  return eta !== undefined && verdict.eta !== undefined && Math.abs(verdict.eta - eta) >= policy.etaShiftMs;
}

/** Whether a message about it would read the same: sources that agree, ETA, and roughly how much is hit. */
function isSameToReaders(a: Incident, b: Incident): boolean {
  const tenth = Math.max(1, Math.ceil((a.extent?.of ?? 0) / 10));
  return (
    a.eta === b.eta &&
    a.remark === b.remark &&
    a.unconfirmed === b.unconfirmed &&
    a.evidence.map(({ source }) => source).join() === b.evidence.map(({ source }) => source).join() &&
    Math.abs((a.extent?.hit ?? 0) - (b.extent?.hit ?? 0)) < tenth
  );
}

function isSameIncident(a: Incident, b: Incident): boolean {
  return (
    a.basis === b.basis &&
    a.extent?.hit === b.extent?.hit &&
    a.evidence.every(
      (evidence, i) => evidence.text === b.evidence[i]?.text && evidence.link === b.evidence[i]?.link,
    )
  );
}

/** An incident whose trouble is gone, or out of sight; `undefined` once it is over for good. */
function letGo(
  incident: Incident,
  state: ExchangeState,
  troubles: Troubles,
  maintenances: readonly Maintenance[],
  context: StepContext,
): Recorded | undefined {
  const { now, policy } = context;
  if (isTrouble(incident.status)) {
    if (isOutOfSight(incident, troubles)) return { incident };
    if (isDelisted(incident, state) || isClosedForLong(incident, state, context)) return undefined;
    const { extent: _extent, remark: _remark, ...rest } = incident;
    const back: Incident = { ...rest, ...quiet(incident, state, troubles, context), phaseSince: now };
    const isMaintained = isMaintainedNow(incident, state, maintenances, context);
    const next: Incident = isMaintained ? { ...back, status: 'under_maintenance' } : back;
    if (incident.flapping) return record('refresh', next, incident, state, context);
    return record(isMaintained ? 'changed' : 'resolved', next, incident, state, context);
  }
  if (incident.status === 'under_maintenance' && !isMaintainedNow(incident, state, maintenances, context)) {
    return record(
      'resolved',
      { ...incident, status: 'operational', phaseSince: now },
      incident,
      state,
      context,
    );
  }
  if (ageOf(incident.phaseSince, now) < policy.flapWindowMs) return { incident };
  if (incident.status !== 'operational') return { incident };
  if (!incident.flapping) return undefined;
  // It held still for the window: the end of the flapping is the end that people wait for.
  return record('resolved', { ...incident, flapping: false }, incident, state, context);
}

/** Its trouble is maintenance by now: within a window, or because the exchange has come to call it that. */
function isMaintainedNow(
  { service }: Incident,
  state: ExchangeState,
  maintenances: readonly Maintenance[],
  context: StepContext,
): boolean {
  return isMaintained(service, maintenances) || judge(state, service, context).status === 'under_maintenance';
}

/** What a recovered incident shows: that it works, and what of it is still hit. */
function quiet(
  incident: Incident,
  state: ExchangeState,
  troubles: Troubles,
  context: StepContext,
): Pick<Incident, 'status' | 'evidence' | 'extent'> {
  const verdict = judge(state, incident.service, context);
  const left = [...troubles.all.keys()].filter(
    (service) =>
      service !== incident.service && contains(incident.service, service) && depthOf(service) === 3,
  );
  const of = incident.extent?.of ?? left.length;
  return {
    status: 'operational',
    evidence: verdict.status === 'operational' ? verdict.evidence : [],
    ...(left.length > 0 && { extent: { hit: left.length, of, parts: left.slice(0, 25) } }),
  };
}

function isOutOfSight({ service, members }: Incident, { unseen }: Troubles): boolean {
  return unseen.has(service) || (members ?? []).some((member) => unseen.has(member));
}

/** A coin that is no longer listed has not come back. */
function isDelisted({ service, members }: Incident, state: ExchangeState): boolean {
  const services = members ?? [service];
  if (depthOf(services[0] ?? '') < 3) return false;
  return !Object.values(state.claims).some((claims) =>
    Object.keys(claims).some((known) => services.some((one) => contains(one, known))),
  );
}

/** A coin that has been closed for so long that it is no outage any more has not come back either. */
function isClosedForLong(
  { service, members, since }: Incident,
  state: ExchangeState,
  context: StepContext,
): boolean {
  const services = members ?? [service];
  if (depthOf(services[0] ?? '') < 3) return false;
  const flags = Object.values(state.claims).flatMap((claims) =>
    Object.entries(claims).flatMap(([path, claim]) =>
      claim.signal === 'flag' && services.some((one) => contains(one, path)) ? [claim] : [],
    ),
  );
  return (
    flags.every((claim) => isClosedForGood(claim, context.now, context.policy)) &&
    flags.some((claim) => claim.since >= since)
  );
}

/** New incidents: silently for a baseline and for what an incident leaves behind, together for coins that fell together. */
function openings(
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
    service,
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
  const incident = update(blank, verdict);
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
      incident.service !== service &&
      contains(incident.service, service) &&
      since <= incident.phaseSince,
  );
}
