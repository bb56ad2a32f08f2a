import type { Delivery } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';
import { isBeginning } from '#src/domain/is-beginning.ts';
import { isOutage, isTrouble, severityOf } from '#src/domain/status.ts';

/** What goes first where not everything can go at once. */
export const URGENCY = { alert: 0, recovery: 1, reply: 2, edit: 3, board: 4 } as const;

export function urgencyOf({ kind, notice }: Pick<Delivery, 'kind' | 'notice'>): number {
  if (kind === 'refresh') return URGENCY.edit;
  if (kind !== 'notice') return URGENCY.reply;
  if (notice.kind === 'maintenance_overrun' || isWorthMentioning(notice)) return URGENCY.alert;
  return notice.kind === 'resolved' ? URGENCY.recovery : URGENCY.reply;
}

/** A phone rings for an outage and for what got worse: never for a recovery, a plan, or a shifted ETA. */
export function isWorthMentioning(notice: Notice): boolean {
  const { kind, status } = notice;
  if (kind === 'changed') return isWorse(notice);
  return isBeginning(notice) && isTrouble(status);
}

/** What is published to all who follow the hub: Discord takes ten in an hour, and three edits of each. */
export function isForHub({ kind, notice }: Pick<Delivery, 'kind' | 'notice'>): boolean {
  return kind === 'notice' && isLoud(notice);
}

/** An outage, or one that got worse: quiet hours do not keep it back. */
export function isCritical(notice: Notice): boolean {
  return isWorthMentioning(notice) && isOutage(notice.status);
}

/** Whether phones may ring for it: for what breaks and for what is over. The rest is there for who looks. */
export function isLoud(notice: Notice): boolean {
  return notice.kind === 'resolved' || isWorthMentioning(notice);
}

/** Whether it is the news of a change that things got worse, and not something else about them. */
function isWorse({ change, previous, status }: Notice): boolean {
  return (change === undefined || change === 'worse') && severityOf(status) > severityOf(previous);
}
