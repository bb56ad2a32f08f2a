import type { Notice } from '#src/domain/incident.ts';

import type { Waiting } from './lane.ts';

/**
 * Of messages that wait in a row, those of an incident that is over by now need not be told one by one: its end says
 * it all. What was tried may have arrived, and is never taken back. At least one message has to wait.
 */
export function supersede(waiting: readonly Waiting[]): {
  /** What is told next. */
  readonly next: Waiting;
  readonly superseded: readonly Waiting[];
} {
  const at = waiting.findIndex((one) => one.tried !== undefined || !isMadeNeedless(one, waiting));
  const next = waiting[at];
  if (next === undefined) throw new RangeError('The last message that waits is superseded by nothing.');
  return { next, superseded: waiting.slice(0, at) };
}

/** By a later end of the same incident, or a later state of the one message that a flapping incident has. */
function isMadeNeedless({ delivery: { notice } }: Waiting, waiting: readonly Waiting[]): boolean {
  const later = waiting
    .map(({ delivery }) => delivery.notice)
    .filter(({ incident, id }) => incident === notice.incident && id !== notice.id)
    .filter((other) => isLater(other, notice));
  if (notice.kind === 'flapping' && later.some(({ kind }) => kind === 'flapping')) return true;
  return later.some(isEnd);
}

// Notices of an incident are numbered; their times may jump with the machine's clock.
function isLater(a: Notice, b: Notice): boolean {
  return runningNumber(a.id) > runningNumber(b.id);
}

export function runningNumber(noticeId: string): number {
  return Number(/\d+$/.exec(noticeId)?.[0] ?? Number.NaN);
}

export function isEnd({ kind }: Pick<Notice, 'kind'>): boolean {
  return kind === 'resolved' || kind === 'maintenance_ended' || kind === 'maintenance_canceled';
}
