import type { Config } from '#config/load.ts';
import { bindActions, bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { giveUpChannel } from '#src/delivery/disable-channel.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { forgetOldMessages } from '#src/delivery/forget-old-messages.ts';
import { createGuildSettings } from '#src/delivery/guild-settings.ts';
import type { GuildSettings } from '#src/delivery/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import { createDiscord } from './channels/discord/client.ts';
import type { Discord } from './channels/discord/client.ts';
import { createTerminalMessenger, previewGuild } from './channels/terminal/terminal-messenger.ts';
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

export interface AppDeps {
  readonly config: Config;
  readonly store: Store;
  readonly fetch: HttpFetch;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
  /** Where the preview writes. */
  readonly write: (text: string) => void;
  /** Discord will never let the bot in; the reason is a sentence for the operator. */
  readonly onFatal: (error: Error) => void;
}

export interface App {
  /** Resolves when it polls. Logging in goes on in the background, however long Discord is away. */
  start(): Promise<void>;
  /** Ends what is under way, keeps what is not sent, and resolves. The store stays open. */
  stop(): Promise<void>;
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
  const discord =
    config.discordToken === undefined
      ? undefined
      : connect(config.discordToken, deps, settings, () => poller);

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
  const queue = createDeliveryQueue({
    deliveries: store.deliveries,
    messages: store.messages,
    messenger: discord?.messenger ?? createTerminalMessenger({ clock, write: deps.write }),
    clock,
    log,
    random: Math.random,
    onDisabled: (delivery, reason) => giveUpChannel({ settings, clock, tellGuild }, delivery, reason),
    onHalted: (reason) => log.fatal(reason),
  });
  const dispatcher = createDispatcher({
    guilds: discord === undefined ? { all: () => [previewGuild] } : settings,
    messages: store.messages,
    queue,
    majors: (exchange) => majors.get(exchange) ?? [],
    clearOutbox: (exchange, items) => poller.clearOutbox(exchange, items),
    clock,
  });

  async function tellGuild(guildId: string, text: string, exceptChannelId: string): Promise<void> {
    await discord?.tellGuild(guildId, text, exceptChannelId);
  }

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
    const channelId = config.operatorChannelId;
    if (discord === undefined || channelId === undefined) return;
    discord.tellChannel(channelId, `🔧 ${message}`).catch((error: unknown) => {
      log.warn({ err: error }, 'could not tell the operator channel');
    });
  }

  async function logIn(): Promise<void> {
    try {
      await discord?.start();
    } catch (error) {
      deps.onFatal(error instanceof Error ? error : new Error(String(error)));
    }
  }

  const cancels: (() => void)[] = [];
  const retries = new Map<string, () => void>();
  return {
    poller,
    async start() {
      await settings.load();
      // What an earlier run has left to send goes first: a recovery is told only where its alert is known.
      await queue.start();
      await poller.start();
      void logIn();
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
      await discord?.stop();
    },
  };
}

function connect(token: string, deps: AppDeps, settings: GuildSettings, poller: () => Poller): Discord {
  const { config, clock, log } = deps;
  const commandDeps = createCommandDeps({ config, settings, clock, state: (id) => poller().state(id) });
  return createDiscord({
    token,
    ...(config.discordApiUrl !== undefined && { apiUrl: config.discordApiUrl }),
    handlers: bindCommands(commands, commandDeps),
    actions: bindActions(commands, commandDeps),
    clock,
    log,
    onChannelDeleted: (guildId, channelId) =>
      giveUpChannel(
        { settings, clock, tellGuild: nobody },
        { guildId, channelId },
        'The channel was deleted.',
      ),
    onGuildRemoved: (guildId) => settings.remove(guildId),
  });
}

function nobody(): Promise<void> {
  return Promise.resolve();
}
