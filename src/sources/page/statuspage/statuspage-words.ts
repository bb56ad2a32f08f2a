import type { MaintenancePhase } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';

export const COMPONENT_STATUS: Readonly<Record<string, Status>> = {
  operational: 'operational',
  degraded_performance: 'degraded_performance',
  partial_outage: 'partial_outage',
  major_outage: 'major_outage',
  under_maintenance: 'under_maintenance',
  // incident.io's word.
  full_outage: 'major_outage',
};

/** An incident's impact, and the page's indicator. */
export const IMPACT: Readonly<Record<string, Status>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
  maintenance: 'under_maintenance',
  // incident.io's widget grades an incident by its worst component.
  ...COMPONENT_STATUS,
};

export const INCIDENT_PHASE: Readonly<Record<string, 'open' | 'monitored' | 'over'>> = {
  investigating: 'open',
  identified: 'open',
  monitoring: 'monitored',
  resolved: 'over',
  postmortem: 'over',
};

export const MAINTENANCE_PHASE: Readonly<Record<string, MaintenancePhase>> = {
  scheduled: 'scheduled',
  in_progress: 'in_progress',
  verifying: 'verifying',
  completed: 'completed',
  canceled: 'canceled',
  maintenance_scheduled: 'scheduled',
  maintenance_in_progress: 'in_progress',
  maintenance_complete: 'completed',
};
