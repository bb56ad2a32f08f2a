import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Change, Incident, Notice, OutboxItem } from '#src/domain/incident.ts';
import { componentPathOf, contains, isComponent, parseService } from '#src/domain/service.ts';
import type { Component, ServicePath } from '#src/domain/service.ts';
import { isTrouble, severityOf } from '#src/domain/status.ts';

import { isStale } from '#src/engine/freshness.ts';
import { ageOf, clampToNow } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { judge } from '#src/engine/verdict.ts';

type IncidentNews = 'opened' | 'changed' | 'reopened' | 'resolved' | 'flapping';

/** An incident after a decision, and what of it goes out. */
export interface Recorded {
  readonly incident: Incident;
  readonly item?: OutboxItem;
}

/** Enough to see what happened; a storm of flaps does not make a record grow without end. */
const TIMELINE_LIMIT = 50;

/** Notes a decision on the incident's timeline and makes the notice, or the refresh of an earlier one. */
export function record(
  news: IncidentNews | 'refresh',
  incident: Incident,
  before: Incident,
  state: ExchangeState,
  context: StepContext,
): Recorded {
  if (news === 'refresh') {
    if (!incident.told) return { incident };
    const kind = incident.flapping ? 'flapping' : lastKind(incident);
    return { incident, item: { kind: 'refresh', notice: noticeOf(kind, incident, before, state, context) } };
  }
  if (!incident.told && news !== 'opened') return { incident };
  const told: Incident = { ...incident, told: true, notices: incident.notices + 1 };
  const notice = noticeOf(news, told, before, state, context);
  const { change } = notice;
  const entry = { at: context.now, kind: news, status: told.status, ...(change !== undefined && { change }) };
  return {
    incident: { ...told, timeline: [...told.timeline, entry].slice(-TIMELINE_LIMIT) },
    item: { kind: 'notice', notice },
  };
}

function lastKind({ timeline }: Incident): IncidentNews {
  const kind = timeline.at(-1)?.kind;
  return kind === 'changed' || kind === 'reopened' || kind === 'resolved' || kind === 'flapping'
    ? kind
    : 'opened';
}

function noticeOf(
  kind: IncidentNews,
  incident: Incident,
  before: Incident,
  state: ExchangeState,
  context: StepContext,
): Notice {
  const { now, profile } = context;
  const { services, status, basis, unconfirmed, sinceKnown, evidence, extent, eta, members } = incident;
  const since = clampToNow(kind === 'reopened' ? incident.phaseSince : incident.since, now);
  const durationMs = ageOf(before.status === 'operational' ? incident.since : downSince(before), now);
  const change = kind === 'changed' ? changeOf(incident, before) : undefined;
  return {
    id: `${incident.id}#${incident.notices}`,
    kind,
    ...(change !== undefined && { change }),
    at: now,
    services,
    ...(members !== undefined && { members }),
    exchangeName: profile.name,
    status,
    previous: before.status,
    basis,
    unconfirmed,
    disputed: incident.disputed === true,
    incident: incident.id,
    since,
    sinceKnown,
    downs: incident.downs,
    ...(kind === 'resolved' && { durationMs }),
    ...(kind === 'resolved' && before.notices === 0 && { leftBehind: true as const }),
    evidence,
    ...(extent !== undefined && { extent }),
    stillWorking: kind === 'resolved' ? [] : stillWorking(incident, state, context),
    ...(eta !== undefined && kind !== 'resolved' && { eta }),
    ...(change === 'eta_moved' && before.eta !== undefined && { previousEta: before.eta }),
  };
}

/** What it is that makes a change worth telling. */
function changeOf(incident: Incident, before: Incident): Change | undefined {
  if (incident.status === 'under_maintenance') return 'maintained';
  if (before.flapping && !incident.flapping) return 'steady';
  if (incident.disputed === true && before.disputed !== true) return 'disputed';
  if (incident.status !== before.status)
    return severityOf(incident.status) > severityOf(before.status) ? 'worse' : 'better';
  if (incident.eta === before.eta) return undefined;
  return before.eta === undefined ? 'eta_given' : 'eta_moved';
}

/** When the trouble that ends now began: the first time for the first, its return for a later one. */
function downSince({ downs, since, phaseSince }: Incident): number {
  return downs > 1 ? phaseSince : since;
}

/** The components that are known to work while this one does not, judged as a whole or by their parts. */
function stillWorking(
  { services: [service] }: Incident,
  state: ExchangeState,
  context: StepContext,
): Component[] {
  const working = new Set<ServicePath>();
  for (const [source, claims] of Object.entries(state.claims)) {
    if (isStale(state, source, context)) continue;
    for (const path in claims) {
      const component = componentPathOf(path);
      if (component === undefined || contains(component, service) || contains(service, component)) continue;
      if (claims[path]?.status === 'operational') working.add(component);
    }
  }
  return [...working]
    .filter((component) => !isTrouble(judge(state, component, context).status))
    .map((component) => parseService(component).component ?? '')
    .filter(isComponent)
    .toSorted();
}
