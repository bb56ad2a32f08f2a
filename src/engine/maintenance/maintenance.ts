import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance, Notice } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';
import { contains } from '#src/domain/service.ts';

import type { StepContext } from '#src/engine/context.ts';
import { hearStatuses, hearWindows } from './hear-maintenance.ts';
import { newsOf } from './maintenance-news.ts';
import { maintenanceNotice } from './maintenance-notice.ts';
import { isOver } from './maintenance-time.ts';
import type { Troubles } from '#src/engine/troubles.ts';

export interface MaintenanceStep {
  readonly maintenances: readonly Maintenance[];
  readonly notices: readonly Notice[];
}

/** What the sources say of planned windows, and what the time makes of them. */
export function stepMaintenances(
  before: ExchangeState,
  state: ExchangeState,
  observations: readonly Observation[],
  troubles: Troubles,
  context: StepContext,
): MaintenanceStep {
  let known = state.maintenances;
  for (const observation of observations) {
    if (observation.kind === 'ok')
      known = hearWindows(known, observation, wasHeard(before, observation.source), context);
  }
  known = hearStatuses(known, state, context);
  const kept: Maintenance[] = [];
  const notices: Notice[] = [];
  for (const maintenance of known) {
    const news = newsOf(maintenance, state, troubles, context);
    const isTold =
      news.kind !== undefined && maintenance.told && !known.some((other) => tellsTheSame(other, maintenance));
    const next = isTold ? { ...news.next, notices: maintenance.notices + 1 } : news.next;
    if (isTold) notices.push(maintenanceNotice(next, news.kind, maintenance.announced, context));
    if (!isOver(next, context)) kept.push(next);
  }
  const isSame =
    kept.length === state.maintenances.length && kept.every((one, i) => one === state.maintenances[i]);
  return { maintenances: isSame ? state.maintenances : kept, notices };
}

function wasHeard(state: ExchangeState, source: string): boolean {
  return (state.sources[source]?.okAt ?? 0) > 0;
}

/** Two sources that tell of the same window: the one heard first speaks for both. */
function tellsTheSame(other: Maintenance, maintenance: Maintenance): boolean {
  if (other === maintenance || !other.told || other.stage === 'ended') return false;
  const isEarlier =
    other.firstSeenAt < maintenance.firstSeenAt ||
    (other.firstSeenAt === maintenance.firstSeenAt && other.id < maintenance.id);
  if (!isEarlier) return false;
  const { from, until } = maintenance.window;
  const startsBeforeItEnds = other.window.from === null || until === null || other.window.from < until;
  const endsAfterItStarts = other.window.until === null || from === null || other.window.until > from;
  return (
    startsBeforeItEnds &&
    endsAfterItStarts &&
    maintenance.services.every((service) => other.services.some((whole) => contains(whole, service)))
  );
}
