import type { Delivery } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { severityOf } from '#src/domain/status.ts';

/** What goes first where not everything can go at once. */
export const URGENCY = { alert: 0, recovery: 1, reply: 2, edit: 3 } as const;

export function urgencyOf({ kind, notice }: Pick<Delivery, 'kind' | 'notice'>): number {
  if (kind === 'refresh') return URGENCY.edit;
  if (notice.kind === 'maintenance_overrun' || isWorthMentioning(notice)) return URGENCY.alert;
  return notice.kind === 'resolved' ? URGENCY.recovery : URGENCY.reply;
}

/** A phone rings for an outage and for what got worse: never for a recovery, a plan, or a shifted ETA. */
export function isWorthMentioning({ kind, status, previous }: Notice): boolean {
  if (kind === 'changed') return severityOf(status) > severityOf(previous);
  return kind === 'opened' || kind === 'reopened' || kind === 'flapping';
}
