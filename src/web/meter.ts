import { entriesOf } from '#src/domain/claims.ts';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Channel, Post } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import type { step } from '#src/engine/step.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { HttpFetch } from '#src/platform/http.ts';

/** What is read when somebody asks. */
export interface Gauged {
  readonly states: () => Iterable<ExchangeState>;
  readonly delivery: () => { readonly pending: number; readonly oldestMs: number };
  readonly isOwnNetworkHeld: () => boolean;
}

/** Counts what goes through the parts of the program, which know nothing of it. */
export interface Meter {
  readonly step: (decide: typeof step) => typeof step;
  readonly fetch: (fetch: HttpFetch) => HttpFetch;
  readonly channel: (channel: Channel) => Channel;
  /** What writes to the store. */
  readonly write: <Args extends readonly unknown[]>(
    write: (...args: Args) => Promise<void>,
  ) => (...args: Args) => Promise<void>;
  /** Since when the store takes nothing, in epoch milliseconds. */
  storeFailingSince(): number | undefined;
  /** When anything was last decided; 0 for never. */
  decidedAt(): number;
  /** Sums since the start, for a line to the operator. */
  sums(): {
    readonly polls: number;
    readonly failedPolls: number;
    readonly notices: number;
    readonly messages: number;
    readonly late: number;
  };
  watch(gauged: Gauged): void;
  /** The text that Prometheus reads, and its content type. */
  expose(): Promise<{ readonly type: string; readonly text: string }>;
}

const LATENCY_S = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800];
const LATE_S = 30;

export function createMeter(clock: Pick<Clock, 'now'>, version: string): Meter {
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
  let storeFailingSince: number | undefined;
  let decidedAt = 0;
  const sums = { polls: 0, failedPolls: 0, notices: 0, messages: 0, late: 0 };

  async function sent<T>(
    channel: string,
    action: 'post' | 'edit',
    send: Promise<T>,
    post?: Post,
  ): Promise<T> {
    try {
      const result = await send;
      messages.inc({ channel, action, result: 'ok' });
      if (post !== undefined) {
        sums.messages += 1;
        // What is caught up with was held back by its address, not by us.
        if (post.content.kind === 'catch_up') return result;
        const seconds = Math.max(0, clock.now() - post.content.notice.at) / 1_000;
        latency.observe({ channel }, seconds);
        if (seconds > LATE_S) sums.late += 1;
      }
      return result;
    } catch (error) {
      messages.inc({ channel, action, result: error instanceof DeliveryError ? error.kind : 'error' });
      throw error;
    }
  }

  return {
    step: (decide) => (state, observations, context) => {
      for (const { kind, source } of observations) {
        polls.inc({ exchange: state.exchange, source, outcome: kind });
        sums.polls += 1;
        if (kind !== 'ok' && kind !== 'unchanged') sums.failedPolls += 1;
      }
      const result = decide(state, observations, context);
      const known = new Set(state.outbox);
      for (const item of result.state.outbox) {
        if (known.has(item)) continue;
        notices.inc({ exchange: state.exchange, kind: item.notice.kind });
        sums.notices += 1;
      }
      decidedAt = clock.now();
      return result;
    },
    fetch: (fetch) => async (request, known) => {
      const result = await fetch(request, known);
      if (result.kind === 'answer' && (result.status === 429 || result.status === 418))
        throttled.inc({ host: new URL(request.url).host });
      return result;
    },
    channel: (channel) => ({
      ...channel,
      post: (post, room) => sent(channel.id, 'post', channel.post(post, room), post),
      edit: (edit, room) => sent(channel.id, 'edit', channel.edit(edit, room)),
    }),
    write:
      (write) =>
      async (...args) => {
        try {
          await write(...args);
          writes.inc({ result: 'ok' });
          storeFailingSince = undefined;
        } catch (error) {
          writes.inc({ result: 'error' });
          storeFailingSince ??= clock.now();
          throw error;
        }
      },
    storeFailingSince: () => storeFailingSince,
    decidedAt: () => decidedAt,
    sums: () => ({ ...sums }),
    watch: (gauged) => watchStates(registry, clock, gauged),
    expose: async () => ({ type: registry.contentType, text: await registry.metrics() }),
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
