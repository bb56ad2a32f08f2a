import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeStates } from '#src/storage/exchange-states.ts';

/** Holds states as they are, and puts them into the real store when `flush` is called. */
export function keepStates(
  store: Pick<ExchangeStates, 'get' | 'set'>,
): Pick<ExchangeStates, 'get' | 'set'> & { flush(): Promise<void> } {
  const held = new Map<string, ExchangeState>();
  return {
    get: async (id) => held.get(id) ?? (await store.get(id)),
    set: (id, value) => {
      held.set(id, value);
      return Promise.resolve();
    },
    // A bot that is off forgets all but what stands in its records.
    async flush() {
      for (const [id, value] of held) await store.set(id, value);
      held.clear();
    },
  };
}
