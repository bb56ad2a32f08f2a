import type { Notice, NoticePart, OutboxItem } from '#src/domain/incident.ts';

import { covers } from './maintenance-time.ts';

/**
 * An outage that turns into a maintenance is one story: where its incident tells that it is worked on now, or that it is
 * back, the maintenance's own message is brought up to date, and no second one is sent.
 */
export function besideIncidents(
  plans: readonly OutboxItem[],
  incidents: readonly OutboxItem[],
): readonly OutboxItem[] {
  const told = incidents.flatMap(({ kind, notice }) => (kind === 'notice' ? [notice] : []));
  return plans.map((item) =>
    item.kind === 'notice' && told.some((other) => tellsOf(item.notice, other))
      ? { kind: 'refresh', notice: item.notice }
      : item,
  );
}

/** Whether all that a maintenance's begin or end is of has just begun or ended being worked on in an incident. */
function tellsOf({ kind, services }: Notice, { parts = [] }: Notice): boolean {
  const isTold =
    kind === 'maintenance_started' ? hasBegun : kind === 'maintenance_ended' ? hasEnded : undefined;
  const told = parts.filter((part) => part.status !== part.previous && isTold?.(part) === true);
  return services.every((service) =>
    covers(
      told.map((part) => part.service),
      [service],
    ),
  );
}

function hasBegun({ status }: NoticePart): boolean {
  return status === 'under_maintenance';
}

function hasEnded({ previous, status }: NoticePart): boolean {
  return status === 'operational' || previous === 'under_maintenance';
}
