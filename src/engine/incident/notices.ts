import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, Notice, OutboxItem } from '#src/domain/incident.ts';
import { componentPathOf, contains, parseService } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';

import { isStale } from '#src/engine/freshness.ts';
import { ageOf, clampToNow } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { judge } from '#src/engine/verdict.ts';
import { componentName, incidentSummary } from '#src/engine/words.ts';

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
  const entry = { at: context.now, kind: news, status: told.status, text: notice.summary };
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
  const { service, status, basis, unconfirmed, sinceKnown, evidence, extent, eta, remark, members } =
    incident;
  const since = clampToNow(kind === 'reopened' ? incident.phaseSince : incident.since, now);
  const durationMs = ageOf(before.status === 'operational' ? incident.since : downSince(before), now);
  const summary = incidentSummary(kind, {
    service,
    exchangeName: profile.name,
    status,
    durationMs,
    ...(members !== undefined && { hit: members.length }),
    isDisputed: remark !== undefined && before.remark === undefined,
  });
  return {
    id: `${incident.id}#${incident.notices}`,
    kind,
    at: now,
    service,
    also: [],
    ...(members !== undefined && { members }),
    exchangeName: profile.name,
    status,
    previous: before.status,
    basis,
    unconfirmed,
    summary: unconfirmed && kind !== 'resolved' ? `${summary}, unconfirmed by the exchange` : summary,
    incident: incident.id,
    since,
    sinceKnown,
    ...(kind === 'resolved' && { durationMs }),
    ...(kind === 'resolved' && before.notices === 0 && { leftBehind: true as const }),
    evidence,
    ...(extent !== undefined && { extent }),
    stillWorking: kind === 'resolved' ? [] : stillWorking(incident, state, context),
    ...(eta !== undefined && kind !== 'resolved' && { eta }),
    ...(remark !== undefined && { remark }),
  };
}

/** When the trouble that ends now began: the first time for the first, its return for a later one. */
function downSince({ downs, since, phaseSince }: Incident): number {
  return downs > 1 ? phaseSince : since;
}

/** The components that are known to work while this one does not, judged as a whole or by their parts. */
function stillWorking({ service }: Incident, state: ExchangeState, context: StepContext): string[] {
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
    .map((component) => componentName(parseService(component).component ?? ''))
    .toSorted();
}
