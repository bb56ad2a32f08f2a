import { planDeliveries } from '#src/delivery/plan-deliveries.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import type { Delivery, PostedMessage } from '#src/domain/delivery.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { OutboxItem } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Collection } from '#src/platform/collection.ts';
import { inTurns } from '#src/platform/turns.ts';

export interface DispatcherDeps {
  /** By channel: those who follow something there. */
  readonly audiences: ReadonlyMap<string, { all(): Iterable<Guild> }>;
  readonly messages: Collection<PostedMessage>;
  readonly queue: Pick<DeliveryQueue, 'keep' | 'release' | 'addressesOf'>;
  /** Coins whose halt hits most people, by the exchange's policy. */
  majors(exchange: string): readonly string[];
  /** Asks the poller to forget these items. */
  clearOutbox(exchange: string, items: readonly OutboxItem[]): Promise<void>;
  readonly clock: Clock;
}

export interface Dispatcher {
  /**
   * Hands the outbox of an exchange over to the delivery queue: deliveries are stored first, the outbox is
   * cleared next, and only then is anything sent. Running it again after a crash changes nothing.
   */
  dispatch(exchange: string, items: readonly OutboxItem[]): Promise<void>;
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  // One run at a time for each exchange: notices of an incident build on each other.
  const turn = inTurns();

  async function run(exchange: string, items: readonly OutboxItem[]): Promise<void> {
    const kept: Delivery[] = [];
    for (const item of items) {
      // Pending first: what is sent in between has then been posted.
      const pending = new Set(deps.queue.addressesOf(item.notice.incident));
      const planned = planDeliveries(item, {
        audiences: [...deps.audiences].map(([channel, guilds]) => ({ channel, guilds: guilds.all() })),
        posted: await postedOf(item.notice.incident, deps.messages),
        pending,
        majors: deps.majors(exchange),
        now: deps.clock.now(),
      });
      await deps.queue.keep(planned);
      kept.push(...planned);
    }
    await deps.clearOutbox(exchange, items);
    deps.queue.release(kept);
  }

  return {
    async dispatch(exchange, items) {
      if (items.length === 0) return;
      await turn(exchange, () => run(exchange, items));
    },
  };
}

async function postedOf(
  incident: string,
  messages: Collection<PostedMessage>,
): Promise<Map<string, PostedMessage>> {
  const posted = new Map<string, PostedMessage>();
  for await (const [, message] of messages.entries(`${incident}@`)) {
    if (message.incident === incident) posted.set(message.address, message);
  }
  return posted;
}
