import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, Maintenance } from '#src/domain/incident.ts';
import { contains, depthOf } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { isClosedForGood } from '#src/engine/freshness.ts';
import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { isMaintained } from '#src/engine/maintenance/maintenance-time.ts';
import { record } from './notices.ts';
import type { Recorded } from './notices.ts';
import type { Troubles } from '#src/engine/troubles.ts';
import { judge } from '#src/engine/verdict.ts';

/** An incident whose trouble is gone, or out of sight; `undefined` once it is over for good. */
export function endIncident(
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
    const { extent: _extent, disputed: _disputed, ...rest } = incident;
    const back: Incident = { ...rest, ...quiet(incident, state, troubles, context), phaseSince: now };
    const isNowMaintained = isMaintainedNow(incident, state, maintenances, context);
    const next: Incident = isNowMaintained ? { ...back, status: 'under_maintenance' } : back;
    if (incident.flapping) return record('refresh', next, incident, state, context);
    return record(isNowMaintained ? 'changed' : 'resolved', next, incident, state, context);
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
  { services: [service] }: Incident,
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
  const verdict = judge(state, incident.services[0], context);
  const left = [...troubles.all.keys()].filter(
    (service) =>
      service !== incident.services[0] && contains(incident.services[0], service) && depthOf(service) === 3,
  );
  const of = incident.extent?.of ?? left.length;
  return {
    status: 'operational',
    evidence: verdict.status === 'operational' ? verdict.evidence : [],
    ...(left.length > 0 && { extent: { hit: left.length, of, parts: left.slice(0, 25) } }),
  };
}

export function isOutOfSight({ services: [service], members }: Incident, { unseen }: Troubles): boolean {
  return unseen.has(service) || (members ?? []).some((member) => unseen.has(member));
}

/** A coin that is no longer listed has not come back. */
function isDelisted({ services: [service], members }: Incident, state: ExchangeState): boolean {
  const services = members ?? [service];
  if (depthOf(services[0] ?? '') < 3) return false;
  return !Object.values(state.claims).some((claims) =>
    Object.keys(claims).some((known) => services.some((one) => contains(one, known))),
  );
}

/** A coin that has been closed for so long that it is no outage any more has not come back either. */
function isClosedForLong(
  { services: [service], members, since }: Incident,
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
