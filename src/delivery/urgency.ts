import type { Delivery } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { severityOf } from '#src/domain/status.ts';

/** What goes first where not everything can go at once. */
export const URGENCY = { alert: 0, recovery: 1, reply: 2, edit: 3 } as const;

export function urgencyOf({ kind, notice }: Pick<Delivery, 'kind' | 'notice'>): number {
  if (kind === 'refresh') return URGENCY.edit;
  if (isAlert(notice)) return URGENCY.alert;
  return notice.kind === 'resolved' ? URGENCY.recovery : URGENCY.reply;
}

function isAlert(notice: Notice): boolean {
  switch (notice.kind) {
    case 'opened':
    case 'reopened':
    case 'flapping':
    case 'maintenance_overrun':
      return true;
    case 'changed':
      return severityOf(notice.status) > severityOf(notice.previous);
    default:
      return false;
  }
}
