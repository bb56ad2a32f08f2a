import type { Channel } from '#src/delivery/channel.ts';
import type { Known } from './sending/closed-lanes.ts';
import { createLedger } from '#src/delivery/ledger.ts';
import type { LedgerStore } from '#src/delivery/ledger.ts';
import { createSender } from './sending/sender.ts';
import type { SenderDeps } from './sending/sender.ts';
import { healthOf } from './sending/sender-health.ts';
import type { SenderHealth } from './sending/sender-health.ts';
import { deliveriesOf } from '#src/delivery/tellings.ts';
import type { Closed } from '#src/domain/closed.ts';
import type { Delivery, PostedMessage, Telling } from '#src/domain/delivery.ts';
import { breathe } from '#src/platform/breathe.ts';
import type { Write } from '#src/platform/collection.ts';

export interface DeliveryQueueDeps extends Pick<SenderDeps, 'clock' | 'log' | 'random' | 'atOnce'> {
  readonly store: LedgerStore;
  readonly channels: Iterable<Channel>;
  /** An address stays closed; with the reason. */
  onPaused(channel: Channel, guildId: string, address: string, reason: Closed): Promise<void>;
  /** A paused address takes messages again. */
  onResumed(channel: Channel, guildId: string, address: string): Promise<void>;
}

export interface PausedAddress {
  readonly guildId: string;
  readonly address: string;
  readonly reason: Closed;
}

export interface DeliveryQueue {
  /** Takes up what an earlier run has left, and begins to send. */
  start(paused: readonly PausedAddress[]): Promise<void>;
  /** Those of the tellings' addressees that are not pending already. */
  fresh(tellings: readonly Telling[]): Telling[];
  /** What keeps tellings, to be committed together with the cleared outbox. */
  writesOf(tellings: readonly Telling[]): Write[];
  /** Sends tellings that are kept. */
  take(tellings: readonly Telling[]): Promise<void>;
  /** Addresses that an incident is still to be told to. */
  addressesOf(incident: string, isAwake?: boolean): readonly string[] | Promise<readonly string[]>;
  /** A delivery was told, or given up. */
  hasEnded(deliveryId: string): Promise<boolean>;
  /** By address: what was posted of an incident. */
  postedOf(incident: string): Promise<ReadonlyMap<string, PostedMessage>>;
  /** What is known of a guild's addresses, or of one, has changed: those that are paused may be worth a try. */
  lookAgain(guildId: string, address?: string, known?: Known): void;
  /** Drops what waits for an address that is gone for good, or for all of a guild. */
  drop(guildId: string, reason: string, address?: string): Promise<void>;
  /** Something of the notice is still to be told. */
  isLive(noticeId: string): boolean;
  /** Resolves when a channel may make a call that is no delivery. */
  turn(channelId: string, urgency: number): Promise<void>;
  health(): SenderHealth;
  /** Begins nothing new, and resolves when what is under way has ended, or after a few seconds. */
  stop(): Promise<void>;
}

/** Sends what is kept until each of it is told, through the channels that there are. */
export function createDeliveryQueue({ store, channels, ...deps }: DeliveryQueueDeps): DeliveryQueue {
  const { clock, log } = deps;
  const ledger = createLedger(store);
  const senders = new Map(
    [...channels].map((channel) => [
      channel.id,
      createSender({
        ...deps,
        channel,
        ledger,
        onPaused: (...address) => deps.onPaused(channel, ...address),
        onResumed: (...address) => deps.onResumed(channel, ...address),
      }),
    ]),
  );

  async function orphaned(delivery: Delivery): Promise<void> {
    const why = `nothing tells by ${delivery.target.channel} any more`;
    log.warn({ delivery: delivery.id }, why);
    await ledger.end([{ delivery, ending: { kind: 'refused', why, at: clock.now() } }], {
      attempts: [delivery.id],
    });
  }

  const isPending = (delivery: Delivery): boolean =>
    senders.get(delivery.target.channel)?.has(delivery) ?? false;

  return {
    async start(paused) {
      const { left, attempts } = await ledger.load();
      for (const sender of senders.values()) {
        for (const { guildId, address, reason } of paused) sender.putPaused(guildId, address, reason);
      }
      for (const delivery of left) {
        const sender = senders.get(delivery.target.channel);
        if (sender === undefined) await orphaned(delivery);
        else sender.put(delivery, attempts.get(delivery.id), clock.now() - delivery.createdAt);
      }
      if (left.length > 0) log.info({ pending: left.length }, 'taking up deliveries of an earlier run');
      for (const sender of senders.values()) sender.start();
    },
    fresh: (tellings) =>
      tellings
        .map((telling) => {
          const pending = deliveriesOf(telling).map(isPending);
          return { ...telling, to: telling.to.filter((_, i) => pending[i] !== true) };
        })
        .filter(({ to }) => to.length > 0),
    writesOf: (tellings) => ledger.writesOf(tellings),
    async take(tellings) {
      const breath = breathe();
      for (const delivery of ledger.take(tellings)) {
        senders.get(delivery.target.channel)?.put(delivery);
        const pause = breath();
        if (pause !== undefined) await pause;
      }
    },
    addressesOf: (incident, isAwake) =>
      [...senders.values()].flatMap((sender) => sender.addressesOf(incident, isAwake)),
    hasEnded: (id) => ledger.hasEnded(id),
    postedOf: (incident) => ledger.postedOf(incident),
    turn: (channelId, urgency) => senders.get(channelId)?.turn(urgency) ?? Promise.resolve(),
    isLive: (noticeId) => ledger.isLive(noticeId),
    lookAgain(guildId, address, known) {
      for (const sender of senders.values()) sender.lookAgain(guildId, address, known);
    },
    async drop(guildId, reason, address) {
      for (const sender of senders.values()) await sender.drop(guildId, reason, address);
    },
    health: () => healthOf(senders.values()),
    async stop() {
      await Promise.all([...senders.values()].map((sender) => sender.stop()));
    },
  };
}
