import type { Delivery, PostedMessage } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';

/** Whether a channel already shows a notice, or a later one of the same incident. */
export function isTold(posted: PostedMessage, notice: Notice, kind: Delivery['kind']): boolean {
  const shown = runningNumber(posted.latestNotice.id);
  const asked = runningNumber(notice.id);
  if (shown > asked) return true;
  return kind === 'notice' && posted.latestNotice.id === notice.id;
}

// Notices of an incident are numbered; their times may jump with the machine's clock.
function runningNumber(noticeId: string): number {
  return Number(/\d+$/.exec(noticeId)?.[0] ?? Number.NaN);
}
