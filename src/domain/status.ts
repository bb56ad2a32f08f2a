/** Statuspage's words for the state of a service, and `unknown` for what we cannot see. */
export const STATUSES = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
  'unknown',
] as const;

export type Status = (typeof STATUSES)[number];

/** A status that somebody is hurt by and nobody planned. */
export type Trouble = Extract<Status, 'degraded_performance' | 'partial_outage' | 'major_outage'>;

/** Higher is worse. Not seeing is no trouble, so `unknown` ranks lowest. */
const SEVERITY: Record<Status, number> = {
  unknown: 0,
  operational: 1,
  under_maintenance: 2,
  degraded_performance: 3,
  partial_outage: 4,
  major_outage: 5,
};

export function severityOf(status: Status): number {
  return SEVERITY[status];
}

export function isTrouble(status: Status): status is Trouble {
  return SEVERITY[status] > SEVERITY.under_maintenance;
}

/** Out in part or as a whole, and not just disturbed. */
export function isOutage(status: Status): boolean {
  return SEVERITY[status] >= SEVERITY.partial_outage;
}

/** In trouble, or taken down on purpose. */
export function isNotWell(status: Status): boolean {
  return isTrouble(status) || status === 'under_maintenance';
}

/** The worst of the statuses; `unknown` when there is none. */
export function worstOf(statuses: Iterable<Status>): Status {
  let worst: Status = 'unknown';
  for (const status of statuses) if (SEVERITY[status] > SEVERITY[worst]) worst = status;
  return worst;
}
