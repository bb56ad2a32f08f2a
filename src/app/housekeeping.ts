import { forgetOld } from '#src/delivery/forget.ts';
import type { GuildSettings } from '#src/delivery/audience/guild-settings.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import type { Reminders } from '#src/delivery/alerts/reminders.ts';
import type { Guild } from '#src/domain/guild.ts';
import { DAY_MS, MINUTE_MS } from '#src/domain/time.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { Scheduler } from '#src/polling/scheduler.ts';
import type { Store } from '#src/storage/store.ts';

export interface HousekeepingDeps {
  readonly store: Store;
  readonly settings: Pick<GuildSettings, 'all' | 'remove'>;
  readonly queue: Pick<DeliveryQueue, 'isLive'>;
  readonly reminders: Reminders;
  /** Whether what is for one process at a time is for this one. */
  readonly isKeeper: () => boolean;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}

/** So long the settings of a server are kept that has sent the bot away. */
const LEFT_MS = 30 * DAY_MS;

/** What is due at times, whatever happens: old things are forgotten, and what is still so is said again. Ends with the result. */
export function keepHouse(deps: HousekeepingDeps): () => void {
  const { store, settings, clock, log } = deps;

  async function attempt(what: string, work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => log.warn({ err: error }, `could not ${what}`));
  }

  async function forgetGuilds(): Promise<void> {
    const isOver = ({ leftAt }: Guild): boolean => leftAt !== undefined && clock.now() - leftAt > LEFT_MS;
    for (const { id } of [...settings.all()].filter(isOver)) await settings.remove(id);
  }

  async function forget(): Promise<void> {
    if (!deps.isKeeper()) return;
    await attempt('forget a server that the bot has left', forgetGuilds());
    const isLive = (noticeId: string): boolean => deps.queue.isLive(noticeId);
    await attempt('forget old messages', forgetOld({ ...store, isLive }, clock.now()));
  }

  async function remind(): Promise<void> {
    if (deps.isKeeper()) await attempt('say again what is still so', deps.reminders.run());
  }

  const cancels = [
    deps.scheduler.every(DAY_MS, 'old messages', forget),
    deps.scheduler.every(MINUTE_MS, 'reminders', remind),
  ];
  return () => {
    for (const cancel of cancels) cancel();
  };
}
