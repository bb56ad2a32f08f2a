import type { Notice } from '#src/domain/incident.ts';
import { isEnd } from '#src/domain/is-end.ts';

import type { Waiting } from './sending/lane.ts';

/**
 * Of messages that wait in a row, those of an incident that is over by now need not be told one by one: its end says
 * it all. What was tried may have arrived, and is never taken back.
 */
export function supersede(
  first: Waiting,
  others: readonly Waiting[],
): {
  /** What is told next. */
  readonly next: Waiting;
  readonly superseded: readonly Waiting[];
} {
  const superseded: Waiting[] = [];
  let next = first;
  for (const one of others) {
    if (next.tried !== undefined || !isMadeNeedless(next, others)) break;
    superseded.push(next);
    next = one;
  }
  return { next, superseded };
}

/** By a later end of the same incident, or a later state of the one message that a flapping incident has. */
function isMadeNeedless({ delivery: { notice } }: Waiting, others: readonly Waiting[]): boolean {
  const later = others
    .map(({ delivery }) => delivery.notice)
    .filter(({ incident }) => incident === notice.incident)
    .filter((other) => isLater(other, notice));
  if (notice.kind === 'flapping' && later.some(({ kind }) => kind === 'flapping')) return true;
  return later.some(isEnd);
}

// Notices of an incident are numbered; their times may jump with the machine's clock.
function isLater(a: Notice, b: Notice): boolean {
  return runningNumber(a.id) > runningNumber(b.id);
}

export function runningNumber(noticeId: string): number {
  return Number(noticeId.slice(noticeId.lastIndexOf('#') + 1));
}
