import type { Maintenance, Notice, NoticeKind } from '#src/domain/incident.ts';
import type { Status } from '#src/domain/status.ts';

import { ageOf } from '#src/engine/context.ts';
import type { StepContext } from '#src/engine/context.ts';
import { sourceOf } from './hear-maintenance.ts';
import { maintenanceSummary } from '#src/engine/words.ts';
import type { MaintenanceNews } from '#src/engine/words.ts';

const KINDS: Record<MaintenanceNews, NoticeKind> = {
  scheduled: 'maintenance_scheduled',
  moved: 'maintenance_scheduled',
  started: 'maintenance_started',
  ended: 'maintenance_ended',
  canceled: 'maintenance_ended',
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

/** The notice of a maintenance's news, numbered after those before it. */
export function maintenanceNotice(
  maintenance: Maintenance,
  news: MaintenanceNews,
  { now, profile }: StepContext,
): Notice {
  const { id, services, window, link, notices, stageSince } = maintenance;
  const [service = profile.id, ...also] = services;
  const since = window.from ?? stageSince;
  return {
    id: `${id}#${notices + 1}`,
    kind: KINDS[news],
    at: now,
    service,
    also,
    exchangeName: profile.name,
    ...STATUSES[news],
    basis: 'official',
    unconfirmed: false,
    summary: maintenanceSummary(news, services, profile.name),
    incident: id,
    since,
    sinceKnown: window.from !== null,
    ...(news === 'ended' && { durationMs: ageOf(since, now) }),
    evidence: [
      {
        source: sourceOf(maintenance),
        basis: 'official',
        status: 'under_maintenance',
        text: window.title,
        since,
        ...(link !== undefined && { link }),
      },
    ],
    stillWorking: [],
    window,
  };
}
