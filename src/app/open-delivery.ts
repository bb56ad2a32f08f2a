import type { ExchangeConfig } from '#config/exchange-config.ts';
import type { ClusterQueue } from '#src/cluster/cluster-queue.ts';
import { pauseAddress, pausedAddresses, resumeAddress } from '#src/delivery/audience/address-state.ts';
import type { AlertBook } from '#src/delivery/alerts/alert-book.ts';
import { audienceOf } from '#src/delivery/audience/audience.ts';
import type { Channel } from '#src/delivery/channel.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import type { GuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { DeliveryQueue, DeliveryQueueDeps } from '#src/delivery/queue.ts';
import { createReminders } from '#src/delivery/alerts/reminders.ts';
import type { Reminders } from '#src/delivery/alerts/reminders.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Logger } from '#src/platform/log.ts';
import type { Poller } from '#src/polling/poller.ts';
import type { Store } from '#src/storage/store.ts';

import type { Shared } from './join-cluster.ts';
import { createOutboxes } from '#src/delivery/outboxes.ts';
import type { Outboxes } from '#src/delivery/outboxes.ts';

export interface OpenDeliveryDeps {
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly settings: GuildSettings;
  readonly poller: Pick<Poller, 'state' | 'clearOutbox'>;
  readonly watched: () => readonly ExchangeConfig[];
  readonly book: AlertBook;
  readonly shared: Shared | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface OpenedDelivery {
  readonly outboxes: Outboxes;
  readonly queue: DeliveryQueue;
  /** The queue, where others share it. */
  readonly clusterQueue: ClusterQueue | undefined;
  readonly reminders: Reminders;
}

/** All that brings what is decided to those who follow it. */
export function openDelivery(deps: OpenDeliveryDeps): OpenedDelivery {
  const { store, channels, settings, poller, watched, book, clock, log } = deps;
  const majors = (exchange: string): readonly string[] =>
    watched().find(({ id }) => id === exchange)?.policy.rollUp.majors ?? [];
  const delivering: DeliveryQueueDeps = {
    store,
    channels,
    clock,
    log,
    random: Math.random,
    async onPaused(channel, guildId, address, reason) {
      await settings.update(guildId, (guild) => pauseAddress(guild, address, reason, clock.now()));
      await channel.paused(guildId, address, reason);
    },
    async onResumed(_channel, guildId, address) {
      await settings.update(guildId, (guild) => resumeAddress(guild, address));
    },
  };
  const clusterQueue = deps.shared?.cluster.queue({
    ...delivering,
    store,
    isNotifier: deps.shared.roles.has('notifier'),
    async pausedIn(guildId) {
      // Somebody else may have opened it a moment ago.
      if (pausedAddresses(settings.get(guildId)).size > 0) await settings.refresh(guildId);
      return pausedAddresses(settings.get(guildId));
    },
  });
  const queue = clusterQueue ?? createDeliveryQueue(delivering);
  const dispatcher = createDispatcher({
    audiences: channels.map(({ id, traits }) => audienceOf(id, traits?.subscribers, settings)),
    queue,
    majors,
    clearOutbox: (exchange, items, instead) => poller.clearOutbox(exchange, items, instead),
    book,
    clock,
    log,
  });
  const reminders = createReminders({
    guilds: () => settings.all(),
    incidents: () => watched().flatMap(({ id }) => poller.state(id).incidents),
    channels: channels.filter(({ traits }) => traits?.subscribers === undefined).map(({ id }) => id),
    majors,
    book,
    queue,
    commit: store.commit,
    updateGuild: (guildId, change) => settings.update(guildId, change),
    clock,
  });
  return { outboxes: createOutboxes({ dispatcher, clock, log }), queue, clusterQueue, reminders };
}
