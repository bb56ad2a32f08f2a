import type { Dispatcher } from './dispatch.ts';
import type { OutboxItem } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import { inTurns } from '#src/platform/turns.ts';

/** What exchanges have decided and the dispatcher has not taken over yet: kept at until it has. */
export interface Outboxes {
  dispatch(exchange: string, news: readonly OutboxItem[]): void;
  /** Another process leads the exchange, and finds it all in its outbox. */
  leave(exchange: string): void;
  stop(): void;
}

/** A store that did not take the deliveries is given this long. */
const RETRY_MS = 5_000;

export function createOutboxes({
  dispatcher,
  clock,
  log,
}: {
  readonly dispatcher: Dispatcher;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly log: Pick<Logger, 'error'>;
}): Outboxes {
  const turn = inTurns();
  const waiting = new Map<string, readonly OutboxItem[]>();
  const retries = new Map<string, () => void>();

  function dispatch(exchange: string, news: readonly OutboxItem[]): void {
    waiting.set(exchange, [...(waiting.get(exchange) ?? []), ...news]);
    void turn(exchange, () => dispatchWaiting(exchange));
  }

  async function dispatchWaiting(exchange: string): Promise<void> {
    const items = waiting.get(exchange) ?? [];
    try {
      await dispatcher.dispatch(exchange, items);
      waiting.set(exchange, waiting.get(exchange)?.slice(items.length) ?? []);
    } catch (error) {
      // The outbox still holds it, and the next start would dispatch it too.
      log.error({ err: error, exchange }, 'could not dispatch; trying again');
      retries.get(exchange)?.();
      retries.set(
        exchange,
        clock.setTimer(RETRY_MS, () => dispatch(exchange, [])),
      );
    }
  }

  return {
    dispatch,
    leave(exchange) {
      retries.get(exchange)?.();
      waiting.delete(exchange);
    },
    stop() {
      for (const cancel of retries.values()) cancel();
    },
  };
}
