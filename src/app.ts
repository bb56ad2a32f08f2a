import type { CommandDeps } from '#commands/command.ts';
import type { Config } from '#config/load.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import type { Channel } from '#src/delivery/channel.ts';
import { giveUpAddress, loseAddress } from '#src/delivery/give-up-address.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { forgetOldMessages } from '#src/delivery/forget-old-messages.ts';
import { createGuildSettings } from '#src/delivery/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import { step } from '#src/engine/step.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import type { Logger } from '#src/platform/log.ts';
import { createPoller } from '#src/polling/poller.ts';
import type { Poller } from '#src/polling/poller.ts';
import type { Scheduler } from '#src/polling/scheduler.ts';
import { incidentKey } from '#src/storage/incident-archive.ts';
import type { Store } from '#src/storage/store.ts';

import { createCommandDeps } from './command-deps.ts';

/** What a channel may know of the program around it. */
export interface ChannelContext {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  /** What commands of the channel may touch. */
  readonly commandDeps: CommandDeps;
  /** An address is gone for good. */
  onAddressGone(guildId: string, address: string): Promise<void>;
  /** A guild has sent the bot away. */
  onGuildRemoved(guildId: string): Promise<void>;
}

export type OpenChannel = (context: ChannelContext) => Channel;

export interface AppDeps {
  readonly config: Pick<Config, 'exchanges' | 'languages' | 'networks' | 'policy'>;
  readonly channels: readonly OpenChannel[];
  readonly store: Store;
  readonly fetch: HttpFetch;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
  /** A channel will never let the bot in; the reason is a sentence for the operator. */
  readonly onFatal: (error: Error) => void;
}

export interface App {
  /** Resolves when it polls. Logging in goes on in the background, however long a channel is away. */
  start(): Promise<void>;
  /** Ends what is under way, keeps what is not sent, and resolves. The store stays open. */
  stop(): Promise<void>;
  /** Tells whoever runs this what they may have to mend. */
  tellOperator(message: string): void;
  readonly poller: Poller;
}

const DAY_MS = 24 * 3_600_000;
/** A store that did not take the deliveries is given this long. */
const DISPATCH_RETRY_MS = 5_000;

/** The whole of Downtick on the given parts: the same in production, in the demo and in tests. */
export function createApp(deps: AppDeps): App {
  const { config, store, clock, scheduler, log } = deps;
  const settings = createGuildSettings(store.guilds);
  const watched = config.exchanges.filter(({ retired }) => retired === undefined);
  const majors = new Map(watched.map(({ id, policy }) => [id, policy.rollUp.majors]));

  const poller = createPoller({
    exchanges: watched,
    ownNetwork: config.policy.ownNetwork,
    step,
    clock,
    scheduler,
    fetch: deps.fetch,
    states: store.exchanges,
    archive: (exchange, incident) =>
      store.incidents.set(incidentKey(exchange, incident.phaseSince, incident.id), incident),
    onOutbox: (exchange) => dispatch(exchange),
    onOperator: (message) => tellOperator(message),
    log,
  });
  const catalogue = createCatalogue(config.languages);
  const context: ChannelContext = {
    catalogue,
    clock,
    log,
    commandDeps: createCommandDeps({ catalogue, config, settings, clock, state: (id) => poller.state(id) }),
    onAddressGone: (guildId, address) =>
      giveUpAddress({ settings, clock }, guildId, address, 'The channel was deleted.').then(() => undefined),
    onGuildRemoved: (guildId) => settings.remove(guildId),
  };
  const channels = new Map(
    deps.channels.map((open) => open(context)).map((channel) => [channel.id, channel]),
  );
  const queue = createDeliveryQueue({
    deliveries: store.deliveries,
    messages: store.messages,
    channels,
    clock,
    log,
    random: Math.random,
    onLost: (delivery, reason) => loseAddress({ settings, clock, channels }, delivery, reason),
    onHalted: (reason) => log.fatal(reason),
  });
  const dispatcher = createDispatcher({
    audiences: new Map(
      [...channels].map(([id, { subscribers }]) => [
        id,
        subscribers === undefined ? settings : { all: () => subscribers },
      ]),
    ),
    messages: store.messages,
    queue,
    majors: (exchange) => majors.get(exchange) ?? [],
    clearOutbox: (exchange, items) => poller.clearOutbox(exchange, items),
    clock,
  });

  function dispatch(exchange: string): void {
    dispatcher.dispatch(exchange, poller.state(exchange).outbox).catch((error: unknown) => {
      // The outbox still holds it, and the next start would dispatch it too.
      log.error({ err: error, exchange }, 'could not dispatch; trying again');
      retries.get(exchange)?.();
      retries.set(
        exchange,
        clock.setTimer(DISPATCH_RETRY_MS, () => dispatch(exchange)),
      );
    });
  }

  function tellOperator(message: string): void {
    log.warn(message);
    for (const channel of channels.values()) void channel.tellOperator(message);
  }

  async function open(channel: Channel): Promise<void> {
    try {
      await channel.start();
    } catch (error) {
      deps.onFatal(error instanceof Error ? error : new Error(String(error)));
    }
  }

  const cancels: (() => void)[] = [];
  const retries = new Map<string, () => void>();
  return {
    poller,
    tellOperator,
    async start() {
      await settings.load();
      // What an earlier run has left to send goes first: a recovery is told only where its alert is known.
      await queue.start();
      await poller.start();
      for (const channel of channels.values()) void open(channel);
      cancels.push(
        scheduler.every(DAY_MS, 'old messages', async () => {
          await forgetOldMessages(store.messages, clock.now()).catch((error: unknown) => {
            log.warn({ err: error }, 'could not forget old messages');
          });
        }),
      );
    },
    async stop() {
      for (const cancel of [...cancels, ...retries.values()]) cancel();
      await Promise.all([poller.stop(), queue.stop()]);
      await Promise.all([...channels.values()].map((channel) => channel.stop()));
    },
  };
}
