import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { Config } from '#config/load.ts';
import { step } from '#src/engine/step.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import { createLogger } from '#src/platform/log.ts';
import { requestsAt } from '#src/polling/fetch-requests.ts';
import { createPoller } from '#src/polling/poller.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { openStore } from '#src/storage/store.ts';

/** Sources of a shipped exchange that are read together. */
export interface Watched {
  readonly exchange: string;
  readonly sources: readonly string[];
}

/** What is measured: the real poller, decoders, engine and store, over sources moved to another host. */
export interface BenchSubject {
  /** Reads every source once, and lets their cadence pass. */
  poll(): Promise<void>;
  /** How often a body was decoded so far. */
  decodes(): number;
  /** How many notices were decided so far. */
  notices(): number;
  close(): Promise<void>;
}

const START = Date.UTC(2026, 0, 1);

/** Binds a shipped exchange's sources to `origin`. The clock is its own: each poll comes one cadence after the last. */
export function createSubject(
  { exchange, sources }: Watched,
  { config, fetch, origin }: { config: Config; fetch: HttpFetch; origin: string },
): BenchSubject {
  const shipped = exchangeOf(config, exchange);
  let decodes = 0;
  const moved = sources.map((id) => {
    const source = shipped.sources.find((one) => one.id === id);
    if (source === undefined) throw new RangeError(`${exchange} has no source "${id}" any more.`);
    const decode: typeof source.decode = (answers, now) => {
      decodes += 1;
      return source.decode(answers, now);
    };
    return { ...source, requests: requestsAt(origin, source.requests), alternates: [], decode };
  });
  const everyMs = Math.min(...moved.map((source) => source.everyMs));
  let now = START;
  const clock: Clock = { now: () => now, monotonic: () => now - START, setTimer: () => () => {} };
  const store = openStore('memory:', { report: () => {} });
  const noticed = new Set<string>();
  const poller = createPoller({
    exchanges: [{ ...shipped, sources: moved }],
    ownNetwork: config.policy.ownNetwork,
    step,
    clock,
    scheduler: createScheduler({ clock }),
    fetch,
    states: store.exchanges,
    archive: (_exchange, incident) => store.incidents.writeOf(incident.id, incident),
    // As the dispatcher does where nobody subscribed.
    onOutbox: (_, items) => {
      for (const item of items) if (item.kind === 'notice') noticed.add(item.notice.id);
      void poller.clearOutbox(exchange, items);
    },
    onOperator: () => {},
    log: createLogger('silent'),
  });
  return {
    async poll() {
      await poller.pollNow(exchange);
      now += everyMs;
    },
    decodes: () => decodes,
    notices: () => noticed.size,
    async close() {
      await poller.stop();
      await store.close();
    },
  };
}

function exchangeOf({ exchanges }: Config, id: string): ExchangeConfig {
  const found = exchanges.find((exchange) => exchange.id === id);
  if (found === undefined) throw new RangeError(`The configuration has no exchange "${id}".`);
  return found;
}
