import type { SenderHealth } from '#src/delivery/sending/sender.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';

export interface Work {
  /** Of the exchanges that are led here. */
  readonly states: readonly ExchangeState[];
  readonly delivery: SenderHealth;
  /** Whether the store took the last note that somebody watches. */
  readonly isPulseKept: boolean;
  readonly startedAt: number;
}

/** Longer than anything takes while all is well. */
const SILENT_MS = 3 * 60_000;
const UNDELIVERED_MS = 5 * 60_000;

/** What keeps it from polling, deciding or delivering, as a sentence for the operator. */
export function findTrouble(
  { states, delivery, isPulseKept, startedAt }: Work,
  now: number,
): string | undefined {
  const checked = states.flatMap(({ sources }) => Object.values(sources).map(({ checkedAt }) => checkedAt));
  const isSilent = (times: readonly number[]): boolean =>
    states.length > 0 && now - times.reduce((a, b) => Math.max(a, b), startedAt) > SILENT_MS;
  if (delivery.isStoreFailing || !isPulseKept) return 'The store cannot be written, so that nothing is told.';
  if (isSilent(checked)) return 'Nothing is polled.';
  if (isSilent(states.map(({ updatedAt }) => updatedAt))) return 'Nothing is decided.';
  if (delivery.oldestMs > UNDELIVERED_MS)
    return `A message has been waiting for ${Math.round(delivery.oldestMs / 60_000)} min.`;
  return undefined;
}
