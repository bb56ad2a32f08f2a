import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';

/**
 * What becomes of an exchange that is no longer watched: nothing is known of it any more, and its incidents are closed
 * without a word, since nobody will see how they end.
 */
export function abandoned(
  { exchange, incidents }: ExchangeState,
  now: number,
): { readonly state: ExchangeState; readonly closed: readonly Incident[] } {
  return {
    state: emptyExchangeState(exchange),
    closed: incidents.map((incident) =>
      incident.status === 'operational' ? incident : { ...incident, phaseSince: now, lapsed: true },
    ),
  };
}
