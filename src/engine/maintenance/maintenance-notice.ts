import type { Evidence } from '#src/domain/evidence.ts';
import type { Maintenance } from '#src/domain/maintenance.ts';
import type { Notice, NoticeKind } from '#src/domain/incident.ts';
import type { ServicePath, Services } from '#src/domain/service.ts';
import type { Status } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { venueOf } from '#src/engine/scene/evidence.ts';
import { sourceOf } from './hear-statuses.ts';
import { isDayOnly } from './maintenance-time.ts';

export type MaintenanceNews = 'scheduled' | 'moved' | 'started' | 'ended' | 'canceled' | 'overrun';

const KINDS: Record<MaintenanceNews, NoticeKind> = {
  scheduled: 'maintenance_scheduled',
  moved: 'maintenance_moved',
  started: 'maintenance_started',
  ended: 'maintenance_ended',
  canceled: 'maintenance_canceled',
  overrun: 'maintenance_overrun',
};

const STATUSES: Record<MaintenanceNews, { status: Status; previous: Status }> = {
  scheduled: { status: 'operational', previous: 'operational' },
  moved: { status: 'operational', previous: 'operational' },
  started: { status: 'under_maintenance', previous: 'operational' },
  ended: { status: 'operational', previous: 'under_maintenance' },
  canceled: { status: 'operational', previous: 'operational' },
  overrun: { status: 'under_maintenance', previous: 'under_maintenance' },
};

/** Its end by the clock alone. */
export const TIME_IS_UP = 'time_is_up';

/** The notice of a maintenance's news, numbered after those before it. */
export function maintenanceNotice(
  maintenance: Maintenance,
  news: MaintenanceNews,
  before: Maintenance,
  rule: string | undefined,
  context: StepContext,
): Notice {
  const { now, profile } = context;
  const { id, window, notices, regions, stage, stageSince } = maintenance;
  const [service = profile.id, ...others] = maintenance.services;
  const services: Services = [service, ...others];
  const { startedAt } = maintenance;
  const since = startedAt ?? window.from ?? stageSince;
  // What runs lasts for longer.
  const isExtended = news === 'moved' && stage !== 'scheduled';
  const previousWindow =
    isExtended && before.toldUntil !== undefined
      ? { from: window.from, until: before.toldUntil }
      : before.announced;
  const isPlanOnly = stage === 'planned_now' || (rule === TIME_IS_UP && before.stage === 'planned_now');
  // A day is no hour to count from, and neither is a begin that nobody knows.
  const isUntimed = isDayOnly(window) || (window.from === null && window.amends !== undefined);
  const isTimed = !isPlanOnly && (startedAt !== undefined || !isUntimed);
  return {
    id: `${id}#${notices}`,
    kind: KINDS[news],
    at: now,
    services,
    exchangeName: profile.name,
    ...STATUSES[isExtended ? 'overrun' : news],
    basis: 'official',
    unconfirmed: false,
    disputed: false,
    ...(rule !== undefined && { rule }),
    incident: id,
    since,
    sinceKnown: window.from !== null,
    ...(news === 'ended' && isTimed && { durationMs: ageOf(since, now) }),
    evidence: [evidenceOfWindow(maintenance, service, since, context)],
    stillWorking: [],
    window,
    ...(isPlanOnly && { plannedOnly: true as const }),
    ...(regions !== undefined && { regions }),
    ...(maintenance.announced !== undefined && { planned: true as const }),
    ...(news === 'moved' && previousWindow !== undefined && { previousWindow }),
  };
}

/** What the exchange calls a maintenance, as evidence of it. */
export function evidenceOfWindow(
  maintenance: Maintenance,
  service: ServicePath,
  since: number,
  { profile }: StepContext,
): Evidence {
  const { link, window } = maintenance;
  const source = sourceOf(maintenance);
  return {
    source,
    venue: venueOf(source, profile),
    service,
    basis: 'official',
    status: 'under_maintenance',
    since,
    ...(link !== undefined && { link }),
    ...(window.title.trim() !== '' && { quote: window.title }),
  };
}
