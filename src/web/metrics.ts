import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { entriesOf } from '#src/domain/claims.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { Clock } from '#src/platform/clock.ts';

/** What is read when somebody asks. */
export interface Gauged {
  readonly states: () => Iterable<ExchangeState>;
  readonly delivery: () => { readonly pending: number; readonly oldestMs: number };
  readonly isOwnNetworkHeld: () => boolean;
}

export type Metrics = ReturnType<typeof createMetrics>;

const LATENCY_S = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800];

/** What Prometheus reads. It is there only where somebody may ask for it. */
export function createMetrics(version: string) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const polls = new Counter({
    name: 'downtick_polls_total',
    help: 'Reads of sources, by what came of them.',
    labelNames: ['exchange', 'source', 'outcome'] as const,
    registers,
  });
  const notices = new Counter({
    name: 'downtick_notices_total',
    help: 'Notices decided, by kind.',
    labelNames: ['exchange', 'kind'] as const,
    registers,
  });
  const messages = new Counter({
    name: 'downtick_messages_total',
    help: 'Tries to post or edit a message, by what came of them.',
    labelNames: ['channel', 'action', 'result'] as const,
    registers,
  });
  const latency = new Histogram({
    name: 'downtick_delivery_latency_seconds',
    help: 'From a decision until a channel has the message.',
    labelNames: ['channel'] as const,
    buckets: LATENCY_S,
    registers,
  });
  const throttled = new Counter({
    name: 'downtick_http_throttled_total',
    help: 'Answers 418 and 429 of what is polled.',
    labelNames: ['host'] as const,
    registers,
  });
  const writes = new Counter({
    name: 'downtick_store_commits_total',
    help: 'Commits to the store.',
    labelNames: ['result'] as const,
    registers,
  });
  new Gauge({
    name: 'downtick_build_info',
    help: 'Always 1.',
    labelNames: ['version'] as const,
    registers,
  }).set({ version }, 1);
  return {
    polls,
    notices,
    messages,
    latency,
    throttled,
    writes,
    watch: (gauged: Gauged, clock: Pick<Clock, 'now'>): void => watchStates(registry, clock, gauged),
    /** The text that Prometheus reads, and its content type. */
    expose: async (): Promise<{ readonly type: string; readonly text: string }> => ({
      type: registry.contentType,
      text: await registry.metrics(),
    }),
  };
}

/** What is not counted but looked up, when somebody asks. */
function watchStates(
  registry: Registry,
  clock: Pick<Clock, 'now'>,
  { delivery, isOwnNetworkHeld, states }: Gauged,
): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    values: () => Iterable<readonly [labels: Partial<Record<Label, string>>, value: number]>,
  ): void => {
    const looked = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [],
      collect() {
        this.reset();
        for (const [labels, value] of values()) this.inc(labels, value);
      },
    });
    registry.registerMetric(looked);
  };
  const perExchange = <Label extends string>(
    each: (state: ExchangeState) => Iterable<readonly [Partial<Record<Label, string>>, number]>,
  ) => [...states()].flatMap((state) => [...each(state)]);
  gauge(
    'downtick_reading_age_seconds',
    'How long ago a source last said something.',
    ['exchange', 'source'],
    () =>
      perExchange(({ exchange, sources }) =>
        Object.entries(sources)
          .filter(([, { okAt }]) => okAt > 0)
          .map(([source, { okAt }]) => [{ exchange, source }, (clock.now() - okAt) / 1_000]),
      ),
  );
  gauge('downtick_claims_in_doubt', 'Changes that are not confirmed yet.', ['exchange'], () =>
    perExchange(({ claims, exchange }) => {
      const all = Object.values(claims).flatMap((own) => [...entriesOf(own)]);
      return [[{ exchange }, all.filter(([, { doubt }]) => doubt !== undefined).length]];
    }),
  );
  gauge(
    'downtick_incidents',
    'Incidents that are open, or recovered a moment ago.',
    ['exchange', 'status'],
    () => perExchange(({ exchange, incidents }) => incidents.map(({ status }) => [{ exchange, status }, 1])),
  );
  gauge('downtick_outbox_notices', 'Notices decided and not yet handed on.', ['exchange'], () =>
    perExchange(({ exchange, outbox }) => [[{ exchange }, outbox.length]]),
  );
  gauge('downtick_deliveries_pending', 'Messages that still have to be sent.', [], () => [
    [{}, delivery().pending],
  ]);
  gauge(
    'downtick_delivery_oldest_seconds',
    'How long the oldest message waits that nothing of its own holds up.',
    [],
    () => [[{}, delivery().oldestMs / 1_000]],
  );
  gauge('downtick_own_network_held', '1 while our own network is taken to be down.', [], () => [
    [{}, isOwnNetworkHeld() ? 1 : 0],
  ]);
}
