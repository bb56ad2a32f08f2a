import type { Role } from '#config/environment-schema.ts';
import type { Config } from '#config/load.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';
import { createAlertBook } from '#src/delivery/alerts/alert-book.ts';
import { createAlertDesk } from '#src/delivery/alerts/alert-desk.ts';
import { pausedAddresses, resumedAddresses } from '#src/delivery/audience/address-state.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { isWatched } from '#src/domain/watched.ts';
import { step } from '#src/engine/step.ts';
import type { Door } from '#src/delivery/channel.ts';
import type { SenderHealth } from '#src/delivery/sending/sender-health.ts';
import type { Clock } from '#src/platform/clock.ts';
import { EXIT } from '#src/platform/exit.ts';
import type { ExitCode } from '#src/platform/exit.ts';
import { following } from '#src/platform/following.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import type { Logger } from '#src/platform/log.ts';
import { createPoller } from '#src/polling/poller.ts';
import type { ThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import type { Poller } from '#src/polling/poller.ts';
import type { Scheduler } from '#src/polling/scheduler.ts';
import { incidentKey } from '#src/storage/incident-archive.ts';
import type { Store } from '#src/storage/store.ts';

import { createChannelContext } from './channel-context.ts';
import type { OpenChannel } from './channel-context.ts';
import { createCommandDeps } from './command-deps.ts';
import { keepHouse } from './housekeeping.ts';
import { lookFrom } from './look-from.ts';
import { joinCluster } from './join-cluster.ts';
import type { Membership, Shared } from './join-cluster.ts';
import { createOperatorLine } from './operator-line.ts';
import { openDelivery } from './open-delivery.ts';
import { createPulse } from './pulse.ts';

export interface AppDeps {
  readonly config: Pick<Config, 'exchanges' | 'languages' | 'networks' | 'policy' | 'secrets'>;
  /** Where there are other processes on the same store; it does everything alone otherwise. */
  readonly shared?: Shared | undefined;
  readonly channels: readonly OpenChannel[];
  readonly store: Store;
  readonly fetch: HttpFetch;
  /** A model that can be asked about posts, where the operator wants one. */
  readonly opinion?: ThirdOpinion | undefined;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
  /** The engine's step, where something is to be seen of it; the plain one otherwise. */
  readonly step?: typeof step;
  /** It cannot go on; the reason is a sentence for the operator. */
  readonly onFatal: (error: Error, exitCode: ExitCode) => void;
}

export interface App {
  /** Resolves when it polls. Logging in goes on in the background, however long a channel is away. */
  start(): Promise<void>;
  /** Goes on with another configuration: nothing that is known is lost, and no channel is left meanwhile. */
  reconfigure(next: AppDeps['config']): Promise<void>;
  /** Ends what is under way, keeps what is not sent, and resolves. The store stays open. */
  stop(): Promise<void>;
  /** Tells whoever runs this what they may have to mend. */
  tellOperator(message: string): void;
  /** Why nothing can be told any more, as a sentence; it ends soon. */
  lost(): string | undefined;
  /** How far sending is behind. */
  delivery(): SenderHealth;
  /** What its channels answer on the web server, by path, where this process hears commands. */
  readonly doors: Readonly<Record<string, Door>>;
  readonly poller: Poller;
}

const LISTENED_ELSEWHERE =
  'Another process answers commands since Redis could not be asked; this one ends, to be started again beside it.';

/** The whole of Downtick on the given parts: the same in production, in the demo and in tests. */
export function createApp(deps: AppDeps): App {
  const { store, shared, clock, scheduler, log } = deps;
  let { config } = deps;
  const settings = createGuildSettings(store.guilds, (after, before) => {
    // Whoever subscribes anew says that it can be posted to.
    for (const address of resumedAddresses(before, after)) queue.lookAgain(after.id, address, 'open');
  });
  let { catalogue, commandDeps, watched } = arrange();
  const pulse = createPulse({
    absences: store.absences,
    clock,
    log,
    onLost: (error) => deps.onFatal(error, EXIT.unavailable),
  });
  let endHousekeeping: (() => void) | undefined;
  const does = (role: Role): boolean => shared === undefined || shared.roles.has(role);
  const listening = Promise.withResolvers<void>();

  const looking =
    shared?.vantage === undefined || !does('poller')
      ? undefined
      : lookFrom({
          cluster: shared.cluster,
          vantage: shared.vantage,
          exchanges: watched,
          fetch: deps.fetch,
          onOperator: (message) => operator.tell(message),
        });
  const poller = createPoller({
    exchanges: watched,
    ownNetwork: config.policy.ownNetwork,
    step: deps.step ?? step,
    clock,
    scheduler,
    fetch: looking?.fetch ?? deps.fetch,
    opinion: deps.opinion,
    states: store.exchanges,
    archive: (exchange, incident) =>
      store.incidents.writeOf(incidentKey(exchange, incident.phaseSince, incident.id), incident),
    onOutbox: (exchange, items) => outboxes.dispatch(exchange, items),
    ...(shared !== undefined && {
      mayWrite: (exchange: string) => membership?.mayWrite(exchange) ?? false,
    }),
    onOvertaken: (exchange) => membership?.overtaken(exchange),
    onOperator: (message) => operator.tell(message),
    log,
  });
  const book = createAlertBook(store.alerts);
  const watchedOf = (exchange: string) => watched.find(({ id }) => id === exchange);
  const desk = createAlertDesk({
    book,
    followers: store.followers,
    stateOf: (exchange) => (watchedOf(exchange) === undefined ? undefined : poller.state(exchange)),
    venueOf: (exchange, source) => watchedOf(exchange)?.profile.sources[source]?.venue,
    updateGuild: (guildId, change) => settings.update(guildId, change),
    clock,
  });
  const context = createChannelContext({
    catalogue: following(() => catalogue),
    clock,
    log,
    commandDeps: following(() => commandDeps),
    desk,
    mayListen: shared === undefined ? undefined : listening.promise,
    identifySlot: shared?.cluster.identifySlot,
    tally: shared?.cluster.tally,
    onLost: (error, isHopeless) => operator.lose(error, isHopeless ? EXIT.config : EXIT.unavailable),
    settings,
    queue: () => queue,
  });
  const channels = deps.channels.map((open) => open(context));
  const operator = createOperatorLine({
    channels,
    secrets: () => config.secrets,
    clock,
    log,
    onFatal: deps.onFatal,
  });
  const { clusterQueue, outboxes, queue, reminders } = openDelivery({
    store,
    channels,
    settings,
    poller,
    watched: () => watched,
    book,
    shared,
    clock,
    log,
  });
  const membership: Membership | undefined =
    shared === undefined || clusterQueue === undefined
      ? undefined
      : joinCluster({
          ...shared,
          exchanges: watched.map(({ id }) => id),
          poller,
          queue: clusterQueue,
          settings,
          states: store.exchanges,
          onLeft: (exchange) => outboxes.leave(exchange),
          onListening: () => listening.resolve(),
          onListenedElsewhere() {
            // Where Discord asks, any number may answer.
            if (!channels.some(({ doors }) => doors !== undefined))
              operator.lose(new Error(LISTENED_ELSEWHERE), EXIT.unavailable);
          },
          clock,
          log,
        });

  /** What the configuration comes to, for all that is asked of it later. */
  function arrange() {
    const said = createCatalogue(config.languages);
    return {
      catalogue: said,
      watched: config.exchanges.filter(isWatched),
      commandDeps: createCommandDeps({
        catalogue: said,
        config,
        settings,
        snapshots: store.snapshots,
        incidents: store.incidents,
        absences: store.absences,
        clock,
        state: (id) => poller.state(id),
      }),
    };
  }

  return {
    poller,
    doors: does('gateway') ? Object.assign({}, ...channels.map(({ doors = {} }) => doors)) : {},
    tellOperator: (message) => operator.tell(message),
    lost: () => operator.lost(),
    delivery: () => queue.health(),
    async start() {
      const away = await pulse.start();
      await settings.load();
      const paused = [...settings.all()].flatMap((guild) =>
        [...pausedAddresses(guild)].map(([address, reason]) => ({ guildId: guild.id, address, reason })),
      );
      // What an earlier run has left to send goes first: a recovery is told only where its alert is known.
      await queue.start(paused);
      await looking?.start();
      await (membership ?? poller).start();
      if (does('gateway') || does('notifier'))
        for (const channel of channels) void operator.open(channel, away);
      endHousekeeping = keepHouse({
        store,
        settings,
        queue,
        reminders,
        isKeeper: () => membership?.isKeeper !== false,
        clock,
        scheduler,
        log,
      });
    },
    async reconfigure(next) {
      const exchanges = next.exchanges.filter(isWatched);
      await poller.change({ exchanges, ownNetwork: next.policy.ownNetwork });
      config = next;
      ({ catalogue, commandDeps, watched } = arrange());
      looking?.change(watched);
      await membership?.change(watched.map(({ id }) => id));
    },
    async stop() {
      endHousekeeping?.();
      outboxes.stop();
      await Promise.all([(membership ?? poller).stop(), queue.stop(), looking?.stop()]);
      await pulse.stop();
      if (does('gateway')) await operator.goodbye();
      await Promise.all(channels.map((channel) => channel.stop()));
    },
  };
}
