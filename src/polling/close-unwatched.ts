import { abandoned } from '#src/engine/endings/abandon.ts';

import type { ExchangeWriterDeps } from './exchange-writer.ts';

/**
 * Closes without a word what is stored as open of exchanges that an earlier run watched, and nobody does any more. Where
 * others may watch them, those are meant that were last decided on when they were `before`. Gives when each of the
 * others was. Rejects when the store cannot be read.
 */
export async function closeUnwatched(
  { archive, clock, log, states }: Pick<ExchangeWriterDeps, 'archive' | 'clock' | 'log' | 'states'>,
  isWatched: (exchange: string) => boolean,
  before?: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const decidedAt = [...((await states.lastDecisions?.()) ?? [])].filter(
    ([exchange, at]) => at > 0 && !isWatched(exchange),
  );
  for (const [exchange, at] of decidedAt) {
    if (before !== undefined && before.get(exchange) !== at) continue;
    const left = await states.get(exchange);
    if (left?.updatedAt !== at) continue;
    const { closed, state } = abandoned(left, clock.now());
    const archived = closed.map((incident) => archive(exchange, incident));
    await states.set(exchange, state, archived).catch((error: unknown) => {
      log.error({ err: error, exchange }, 'what is no longer watched was not closed');
    });
  }
  return new Map(decidedAt);
}
