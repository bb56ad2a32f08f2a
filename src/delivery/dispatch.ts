import type { AlertBook } from './alerts/alert-book.ts';
import type { Audience } from './audience/audience.ts';
import { createPlan } from '#src/delivery/plan.ts';
import type { Plan } from '#src/delivery/plan.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import type { MayWant } from './audience/subscription-index.ts';
import { tellingsOf } from '#src/delivery/tellings.ts';
import type { Telling } from '#src/domain/delivery.ts';
import type { OutboxItem } from '#src/domain/incident.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Write } from '#src/platform/collection.ts';
import type { Logger } from '#src/platform/log.ts';
import { breathe } from '#src/platform/breathe.ts';
import { inTurns } from '#src/platform/turns.ts';

export interface DispatcherDeps {
  readonly audiences: readonly Audience[];
  readonly queue: Pick<DeliveryQueue, 'addressesOf' | 'postedOf' | 'fresh' | 'writesOf' | 'take'>;
  /** Coins whose halt hits most people, by the exchange's policy. */
  majors(exchange: string): readonly string[];
  /** Has the poller forget these items and keep what they have become, in one write. */
  clearOutbox(exchange: string, items: readonly OutboxItem[], instead: readonly Write[]): Promise<void>;
  /** Keeps what buttons under alerts stand for. */
  readonly book?: Pick<AlertBook, 'writesOf'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Logger, 'debug'>;
}

export interface Dispatcher {
  /**
   * Hands the outbox of an exchange over to the delivery queue: what is to be told to whom is kept in the same write
   * that clears the outbox, and only then is anything sent. Running it again after a crash changes nothing.
   */
  dispatch(exchange: string, items: readonly OutboxItem[]): Promise<void>;
}

function whoOf({ guild, subscription }: MayWant): { guild: string; address: string } {
  return { guild: guild.id, address: subscription.channelId };
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { queue } = deps;
  // One run at a time for each exchange: notices of an incident build on each other.
  const turn = inTurns();

  async function plan(
    item: OutboxItem,
    exchange: string,
    before: readonly Telling[],
  ): Promise<ReturnType<Plan['planned']>> {
    const { incident } = item.notice;
    // Pending first: what is sent in between has then been posted.
    const pending = new Set([
      ...(await queue.addressesOf(incident)),
      ...before
        .filter(({ kind, notice }) => kind === 'notice' && notice.incident === incident)
        .flatMap(({ to }) => to.map(({ target }) => target.address)),
    ]);
    const posted = await queue.postedOf(incident);
    const planning = createPlan(item, {
      posted,
      pending,
      awake: new Set(await queue.addressesOf(incident, true)),
      majors: deps.majors(exchange),
      now: deps.clock.now(),
    });
    const breath = breathe();
    for (const audience of deps.audiences) {
      for (const candidate of audience.candidates(item.notice)) {
        const { because, kind } = planning.consider(audience.channel, candidate);
        if (kind === 'unwanted')
          deps.log.debug({ ...whoOf(candidate), notice: item.notice.id, because }, 'not told');
        await breath();
      }
    }
    return planning.planned();
  }

  async function run(exchange: string, items: readonly OutboxItem[]): Promise<void> {
    const tellings: Telling[] = [];
    const breath = breathe();
    for (const item of items) {
      const planned = await plan(item, exchange, tellings);
      for (const { item: own, to } of planned) {
        for (const telling of tellingsOf(own, to, deps.clock.now())) {
          tellings.push(...queue.fresh([telling]));
          await breath();
        }
      }
    }
    const kept = (await deps.book?.writesOf(items)) ?? [];
    await deps.clearOutbox(exchange, items, [...kept, ...queue.writesOf(tellings)]);
    await queue.take(tellings);
  }

  return {
    async dispatch(exchange, items) {
      if (items.length === 0) return;
      await turn(exchange, () => run(exchange, items));
    },
  };
}
