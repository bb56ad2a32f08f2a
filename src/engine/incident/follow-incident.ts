import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { record } from './notices.ts';
import type { Recorded } from './notices.ts';
import type { Verdict } from '#src/engine/verdict.ts';

/** An incident whose trouble is there: new, still, again, or changed. */
export function followIncident(
  incident: Incident,
  verdict: Verdict,
  state: ExchangeState,
  context: StepContext,
): Recorded {
  const { now, policy } = context;
  const updated = updateIncident(incident, verdict);
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
  if (!incident.flapping && verdict.disputed === true && incident.disputed !== true) {
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

export function updateIncident(incident: Incident, verdict: Verdict): Incident {
  const { eta: _eta, extent: _extent, disputed: _disputed, ...rest } = incident;
  const { status, basis, unconfirmed, evidence, eta, extent, disputed } = verdict;
  return {
    ...rest,
    status,
    worst: severityOf(status) > severityOf(incident.worst) ? status : incident.worst,
    basis,
    unconfirmed,
    evidence,
    ...(eta !== undefined && { eta }),
    ...(extent !== undefined && { extent }),
    ...(disputed === true && { disputed }),
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
    a.disputed === b.disputed &&
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
      ({ quote, detail, link }, i) =>
        quote === b.evidence[i]?.quote && detail === b.evidence[i]?.detail && link === b.evidence[i]?.link,
    )
  );
}
