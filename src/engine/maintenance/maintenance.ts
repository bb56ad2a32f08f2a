import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Notice, OutboxItem } from '#src/domain/incident.ts';
import type { Observation } from '#src/domain/outcome.ts';

import type { StepContext } from '#src/engine/context.ts';
import type { Scene } from '#src/engine/scene/scene.ts';
import { hearStatuses } from './hear-statuses.ts';
import { hearWindows } from './hear-windows.ts';
import { newsOf } from './maintenance-news.ts';
import { maintenanceNotice } from './maintenance-notice.ts';
import type { MaintenanceNews } from './maintenance-notice.ts';
import { covers, isOver, isRunning } from './maintenance-time.ts';

export interface MaintenanceStep {
  readonly maintenances: readonly Maintenance[];
  readonly outbox: readonly OutboxItem[];
}

/** What the sources say of planned windows, and what the time makes of them. */
export function stepMaintenances(
  before: ExchangeState,
  scene: Scene,
  observations: readonly Observation[],
): MaintenanceStep {
  const { context, state } = scene;
  let known = state.maintenances;
  // Of several sources that tell of one window in the same poll the order decides nothing.
  const inOrder = observations.toSorted((a, b) => (a.source < b.source ? -1 : 1));
  for (const observation of inOrder) {
    if (observation.kind === 'ok')
      known = hearWindows(known, observation, wasHeard(before, observation.source), context);
  }
  known = hearStatuses(known, scene);
  const kept: Maintenance[] = [];
  const outbox: OutboxItem[] = [];
  for (const maintenance of known) {
    const { kind, next: after, rule } = newsOf(maintenance, scene);
    const isTold = kind !== undefined && kind !== 'refresh' && maintenance.told;
    const next = isTold ? { ...after, notices: maintenance.notices + 1 } : after;
    if (isTold) {
      const notice = maintenanceNotice(next, kind, maintenance, rule, context);
      outbox.push({ kind: 'notice', notice });
    } else if (maintenance.told && maintenance.notices > 0 && next.stage !== 'ended') {
      const earlier = state.maintenances.find(({ id }) => id === maintenance.id) ?? maintenance;
      const isOther =
        earlier.services.join() !== next.services.join() ||
        (isRunning(next) && earlier.window.until !== next.window.until);
      if (kind === 'refresh' || isOther)
        outbox.push({ kind: 'refresh', notice: refreshed(next, earlier, rule, context) });
    }
    if (!isOver(next, context)) kept.push(next);
  }
  const isSame =
    kept.length === state.maintenances.length && kept.every((one, i) => one === state.maintenances[i]);
  return { maintenances: isSame ? state.maintenances : kept, outbox };
}

/** The message that is there, as it reads now; `joined` are services that it did not speak of. */
function refreshed(
  maintenance: Maintenance,
  earlier: Maintenance,
  rule: string | undefined,
  context: StepContext,
): Notice {
  const notice = maintenanceNotice(maintenance, NEWS[maintenance.stage], earlier, rule, context);
  const joined = maintenance.services.filter((service) => !covers(earlier.services, [service]));
  return joined.length === 0 ? notice : { ...notice, joined };
}

/** What the newest message of a maintenance tells, by its stage. */
const NEWS: Record<Maintenance['stage'], MaintenanceNews> = {
  scheduled: 'scheduled',
  planned_now: 'started',
  started: 'started',
  overrun: 'overrun',
  ended: 'ended',
};

function wasHeard(state: ExchangeState, source: string): boolean {
  return (state.sources[source]?.okAt ?? 0) > 0;
}
