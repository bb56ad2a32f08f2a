import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { OutcomeKind } from '#src/domain/outcome.ts';

import type { OperatorEvent } from './replay.ts';

/** Outcomes that somebody has to mend: in a scenario, mostly a body with a mistake. */
const UNREADABLE: ReadonlySet<OutcomeKind | undefined> = new Set(['broken', 'blocked', 'misconfigured']);

/** Sources that can no longer be read after a step, and those that can again. */
export function newsOfSources(before: ExchangeState, after: ExchangeState): Omit<OperatorEvent, 'at'>[] {
  if (before.sources === after.sources) return [];
  return Object.entries(after.sources).flatMap(([id, now]): Omit<OperatorEvent, 'at'>[] => {
    const last = before.sources[id];
    if (now === last) return [];
    const { message, outcome } = now;
    const source = `${after.exchange}/${id}`;
    const isBad = UNREADABLE.has(outcome);
    if (isBad && (last?.outcome !== outcome || last.message !== message)) {
      return [{ kind: 'unreadable', source, message: `is ${outcome}: ${message}` }];
    }
    return !isBad && UNREADABLE.has(last?.outcome)
      ? [{ kind: 'readable', source, message: 'can be read again' }]
      : [];
  });
}
