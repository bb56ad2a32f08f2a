import type { Channel, OutgoingMessage } from '#src/delivery/channel.ts';
import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { step } from '#src/engine/step.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { HttpFetch } from '#src/platform/http.ts';

import type { Metrics } from './metrics.ts';
import type { WeeklySums } from './weekly-line.ts';

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
  sums(): Omit<WeeklySums, 'spanMs'>;
}

const LATE_S = 30;

export function createMeter(clock: Pick<Clock, 'now'>, metrics?: Metrics): Meter {
  let storeFailingSince: number | undefined;
  let decidedAt = 0;
  const sums = { polls: 0, failedPolls: 0, notices: 0, messages: 0, late: 0 };

  async function sent<T>(
    channel: string,
    action: 'post' | 'edit',
    send: Promise<T>,
    post?: OutgoingMessage,
  ): Promise<T> {
    try {
      const result = await send;
      metrics?.messages.inc({ channel, action, result: 'ok' });
      if (post !== undefined) {
        sums.messages += 1;
        // What is caught up with was held back by its address, not by us.
        if (post.content.kind === 'catch_up') return result;
        const seconds = Math.max(0, clock.now() - post.content.notice.at) / 1_000;
        metrics?.latency.observe({ channel }, seconds);
        if (seconds > LATE_S) sums.late += 1;
      }
      return result;
    } catch (error) {
      metrics?.messages.inc({
        channel,
        action,
        result: error instanceof DeliveryError ? error.kind : 'error',
      });
      throw error;
    }
  }

  return {
    step: (decide) => (state, observations, context) => {
      for (const { kind, source } of observations) {
        metrics?.polls.inc({ exchange: state.exchange, source, outcome: kind });
        sums.polls += 1;
        if (kind !== 'ok' && kind !== 'unchanged') sums.failedPolls += 1;
      }
      const result = decide(state, observations, context);
      const known = new Set(state.outbox);
      for (const item of result.state.outbox) {
        if (known.has(item)) continue;
        metrics?.notices.inc({ exchange: state.exchange, kind: item.notice.kind });
        sums.notices += 1;
      }
      decidedAt = clock.now();
      return result;
    },
    fetch: (fetch) => async (request, known) => {
      const result = await fetch(request, known);
      if (result.kind === 'answer' && (result.status === 429 || result.status === 418))
        metrics?.throttled.inc({ host: new URL(request.url).host });
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
          metrics?.writes.inc({ result: 'ok' });
          storeFailingSince = undefined;
        } catch (error) {
          metrics?.writes.inc({ result: 'error' });
          storeFailingSince ??= clock.now();
          throw error;
        }
      },
    storeFailingSince: () => storeFailingSince,
    decidedAt: () => decidedAt,
    sums: () => ({ ...sums }),
  };
}
