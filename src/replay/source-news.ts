import type { ExchangeState, SourceState } from '#src/domain/exchange-state.ts';
import type { Observation, OutcomeKind } from '#src/domain/outcome.ts';

import type { OperatorEvent } from './replay.ts';

type NewsOf = (
  before: ExchangeState,
  after: ExchangeState,
  observations: readonly Observation[],
) => Omit<OperatorEvent, 'at'>[];

/** Outcomes that somebody has to mend: in a scenario, mostly a body with a mistake. */
const UNREADABLE: ReadonlySet<OutcomeKind | undefined> = new Set(['broken', 'blocked', 'misconfigured']);

/** Sources that can no longer be read after a step, or not for the reason before, and those that can again. */
export function newsOfSources(): NewsOf {
  const reasons = new Map<string, string>();

  return (before, after, observations) => {
    if (before.sources === after.sources) return [];
    return Object.entries(after.sources).flatMap(([id, now]): Omit<OperatorEvent, 'at'>[] => {
      const last = before.sources[id];
      if (now === last) return [];
      const source = `${after.exchange}/${id}`;
      if (!UNREADABLE.has(now.outcome)) {
        reasons.delete(source);
        return UNREADABLE.has(last?.outcome)
          ? [{ kind: 'readable', source, message: 'can be read again' }]
          : [];
      }
      const message = `is ${now.outcome}: ${whyUnreadable(now, id, observations)}`;
      if (reasons.get(source) === message) return [];
      reasons.set(source, message);
      return [{ kind: 'unreadable', source, message }];
    });
  };
}

function whyUnreadable({ lostRows }: SourceState, id: string, observations: readonly Observation[]): string {
  if (lostRows === true) return 'The list lacks most of what it had before, so it is not read as a status.';
  const observation = observations.findLast(({ source }) => source === id);
  return observation !== undefined && 'message' in observation ? observation.message : '';
}
