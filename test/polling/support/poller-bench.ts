import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident } from '#src/domain/incident.ts';
import { step } from '#src/engine/step.ts';
import { createLogger } from '#src/platform/log.ts';
import { createPoller } from '#src/polling/poller.ts';
import type { PolledExchange, Poller } from '#src/polling/poller.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { testPolicy } from '#test/support/engine-bench.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

import { createFakeWeb } from './fake-web.ts';
import { createMemoryCollection } from './memory-collection.ts';

const START = Date.UTC(2026, 0, 1, 12);

export function polled(id: string, sources: readonly ConfiguredSource[]): PolledExchange {
  const profile = {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    sources: Object.fromEntries(
      sources.map((source) => [source.id, { everyMs: source.everyMs, venue: source.venue }]),
    ),
  };
  return { profile, policy: testPolicy, sources };
}

/** The real poller and engine, in virtual time, over a web and a store in memory. */
export function createPollerBench(
  exchanges: readonly PolledExchange[],
  { etags = false, log = createLogger('silent'), minHosts = 99 } = {},
) {
  const web = createFakeWeb({ etags });
  const clock = createFakeClock(START);
  const states = createMemoryCollection<ExchangeState>();
  const archived: Incident[] = [];
  const operator: string[] = [];
  const woken: string[] = [];
  const create = (): Poller =>
    createPoller({
      clock,
      scheduler: createScheduler({ clock }),
      fetch: web.fetch,
      exchanges,
      ownNetwork: { share: 0.6, minHosts },
      states,
      archive: (_exchange, incident) => {
        archived.push(incident);
        return { collection: 'incidents', id: incident.id, value: incident };
      },
      onOutbox: (exchange) => void woken.push(exchange),
      onOperator: (message) => void operator.push(message),
      log,
      step,
    });
  const poller = create();
  return {
    web,
    clock,
    states,
    archived,
    operator,
    woken,
    poller,
    /** Another poller over the same store, as after a restart. */
    create,
    kinds: (exchange = 'binance') => poller.state(exchange).outbox.map(({ notice }) => notice.kind),
  };
}
