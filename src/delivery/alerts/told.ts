import type { DeliveryKind, PostedMessage } from '#src/domain/delivery.ts';
import type { Notice } from '#src/domain/incident.ts';

import { runningNumber } from '#src/delivery/supersede.ts';

/** Whether an address already shows a notice, or a later one of the same incident. */
export function isTold(posted: PostedMessage, notice: Notice, kind: DeliveryKind): boolean {
  if (runningNumber(posted.noticeId) > runningNumber(notice.id)) return true;
  return kind === 'notice' && posted.noticeId === notice.id;
}
