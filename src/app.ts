import type { KnownDeps } from '#commands/command.ts';
import type { Role } from '#config/environment.ts';
import type { Config } from '#config/load.ts';
import { createCatalogue } from '#src/alert/catalogue.ts';
import type { Catalogue } from '#src/alert/catalogue.ts';
import type { Cluster } from '#src/cluster/open-cluster.ts';
import { createAlertBook } from '#src/delivery/alert-book.ts';
import { createAlertDesk } from '#src/delivery/alert-desk.ts';
import type { AlertDesk } from '#src/delivery/alert-desk.ts';
import type { Channel, MayPost } from '#src/delivery/channel.ts';
import { disableAddress, pauseAddress, pausedAddresses, resumeAddress } from '#src/delivery/address-state.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import type { Audience } from '#src/delivery/dispatch.ts';
import { forgetOld } from '#src/delivery/forget.ts';
import { createGuildSettings } from '#src/delivery/guild-settings.ts';
import type { GuildSettings } from '#src/delivery/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { DeliveryQueueDeps, PauseListener } from '#src/delivery/queue.ts';
import { createReminders } from '#src/delivery/reminders.ts';
import { createSubscriptionIndex } from '#src/delivery/subscription-index.ts';
import type { Absence } from '#src/domain/absence.ts';
import { URGENCY } from '#src/delivery/urgency.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';
import { step } from '#src/engine/step.ts';
import type { SenderHealth } from '#src/delivery/sender.ts';
import type { Clock } from '#src/platform/clock.ts';
import { EXIT } from '#src/platform/exit-codes.ts';
import type { ExitCode } from '#src/platform/exit-codes.ts';
import { following } from '#src/platform/following.ts';
import type { HttpFetch } from '#src/platform/http.ts';
import type { Logger } from '#src/platform/log.ts';
import { masked } from '#src/platform/mask.ts';
import { createPoller } from '#src/polling/poller.ts';
import type { ThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import type { Poller } from '#src/polling/poller.ts';
import type { Scheduler } from '#src/polling/scheduler.ts';
import { incidentKey } from '#src/storage/incident-archive.ts';
import type { Store } from '#src/storage/store.ts';

import { createCommandDeps } from './command-deps.ts';
import { joinCluster } from './join-cluster.ts';
import type { Membership } from './join-cluster.ts';
import { createOutboxes } from './outboxes.ts';
import { createPulse } from './pulse.ts';

/** What a channel may know of the program around it. */
export interface ChannelContext {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
  /** What commands of the channel may touch. */
  readonly commandDeps: KnownDeps;
  /** Resolves when the channel may make a call that is no delivery: for somebody who waits, or for nobody. */
  readonly turn: (channelId: string, soon: boolean) => Promise<void>;
  /** What members may do at an alert. */
  readonly desk: AlertDesk;
  /** Resolves when commands are to be heard here, where another process may be the one that does; absent where all is here. */
  readonly mayListen?: Promise<void> | undefined;
  /** What the admins of a guild have chosen. */
  preferencesOf(guildId: string): GuildPreferences;
  /** An address is gone for good. */
  onAddressGone(guildId: string, address: string): Promise<void>;
  /** What the bot may do at an address, or in all of a guild, has changed. */
  onAccessChanged(guildId: string, address: string | undefined, mayPost: MayPost): void;
  /** A guild has sent the bot away. */
  onGuildRemoved(guildId: string): Promise<void>;
  /** Has the listener told of each address that is paused, with the reason as a sentence for its admins. */
  watchPauses(listener: PauseListener): void;
  /** The other side lets the bot in no more; `isHopeless` where starting again changes nothing. */
  onLost(error: Error, isHopeless: boolean): void;
}

export type OpenChannel = (context: ChannelContext) => Channel;

export interface AppDeps {
  readonly config: Pick<Config, 'exchanges' | 'languages' | 'networks' | 'policy' | 'secrets'>;
  /** What it has with other processes on the same store, and what it does among them; it does everything alone otherwise. */
  readonly shared?: { readonly cluster: Cluster; readonly roles: ReadonlySet<Role> } | undefined;
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
  /** What keeps it from polling, deciding or delivering, as a sentence; `undefined` while it does. */
  trouble(): string | undefined;
  /** Why nothing can be told any more, as a sentence; it ends soon. */
  lost(): string | undefined;
  /** How far sending is behind. */
  delivery(): SenderHealth;
  readonly poller: Poller;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** Longer than anything takes while all is well. */
const SILENT_MS = 3 * 60_000;
const UNDELIVERED_MS = 5 * 60_000;
/** A store that takes nothing for so long needs somebody: a supervisor that starts anew, or a person. */
const STORE_LOST_MS = 15 * 60_000;
const GOODBYE_MS = 1_500;
/** So long the settings of a server are kept that has sent the bot away. */
const LEFT_MS = 30 * DAY_MS;
const ADDRESS_GONE = 'The channel was deleted.';

/** The whole of Downtick on the given parts: the same in production, in the demo and in tests. */
export function createApp(deps: AppDeps): App {
  const { store, clock, scheduler, log } = deps;
  let { config } = deps;
  const settings = createGuildSettings(store.guilds, (after, before) => {
    const paused = pausedAddresses(after);
    // Whoever subscribes anew says that it can be posted to.
    for (const address of pausedAddresses(before).keys()) {
      if (!paused.has(address)) queue.lookAgain(after.id, address, 'open');
    }
  });
  let { catalogue, commandDeps, watched } = arrange();
  const pulse = createPulse({
    absences: store.absences,
    clock,
    log,
    onLost: () =>
      deps.onFatal(new Error('The store has taken nothing for a quarter of an hour.'), EXIT.unavailable),
    lostAfterMs: STORE_LOST_MS,
  });
  let startedAt = 0;
  let lost: string | undefined;
  const roles = deps.shared?.roles;
  const listening = Promise.withResolvers<void>();

  const poller = createPoller({
    exchanges: watched,
    ownNetwork: config.policy.ownNetwork,
    step: deps.step ?? step,
    clock,
    scheduler,
    fetch: deps.fetch,
    opinion: deps.opinion,
    states: store.exchanges,
    archive: (exchange, incident) =>
      store.incidents.writeOf(incidentKey(exchange, incident.phaseSince, incident.id), incident),
    onOutbox: (exchange, items) => outboxes.dispatch(exchange, items),
    ...(deps.shared !== undefined && {
      mayWrite: (exchange: string) => membership?.mayWrite(exchange) ?? false,
    }),
    onOvertaken: (exchange) => membership?.overtaken(exchange),
    onOperator: (message) => tellOperator(message),
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
  const pauses: PauseListener[][] = [];
  const contextOf = (at: number): ChannelContext => ({
    catalogue: following(() => catalogue),
    clock,
    log,
    desk,
    mayListen: deps.shared === undefined ? undefined : listening.promise,
    commandDeps: following(() => commandDeps),
    turn: (channelId, soon) => queue.turn(channelId, soon ? URGENCY.reply : URGENCY.board),
    preferencesOf: (guildId) => settings.get(guildId).settings,
    async onAddressGone(guildId, address) {
      await settings.update(guildId, (guild) => disableAddress(guild, address, ADDRESS_GONE, clock.now()));
      await queue.drop(guildId, ADDRESS_GONE, address);
    },
    async onGuildRemoved(guildId) {
      await settings.update(guildId, (guild) => ({ ...guild, leftAt: clock.now() }));
      await queue.drop(guildId, 'The bot was removed from the server.');
    },
    onAccessChanged(guildId, address, mayPost) {
      queue.lookAgain(guildId, address, mayPost);
      // It is let in again: what was kept counts again.
      if (settings.get(guildId).leftAt === undefined) return;
      settings.update(guildId, returned).catch((error: unknown) => {
        log.warn({ err: error, guildId }, 'could not take up a server again');
      });
    },
    watchPauses: (listener) => void (pauses[at] ??= []).push(listener),
    onLost: (error, isHopeless) => lose(error, isHopeless ? EXIT.config : EXIT.unavailable),
  });
  const channels = deps.channels.map((open, at) => open(contextOf(at)));
  const delivering: DeliveryQueueDeps = {
    store,
    channels,
    clock,
    log,
    random: Math.random,
    async onPaused(channel, guildId, address, reason) {
      await settings.update(guildId, (guild) => pauseAddress(guild, address, reason, clock.now()));
      const listeners = pauses[channels.findIndex(({ id }) => id === channel.id)] ?? [];
      for (const listen of listeners) await listen(guildId, address, reason);
    },
    async onResumed(_channel, guildId, address) {
      await settings.update(guildId, (guild) => resumeAddress(guild, address));
    },
  };
  const sharedQueue = deps.shared?.cluster.queue({
    ...delivering,
    store,
    isNotifier: deps.shared.roles.has('notifier'),
    pausedIn: (guildId) => pausedAddresses(settings.get(guildId)),
  });
  const queue = sharedQueue ?? createDeliveryQueue(delivering);
  const dispatcher = createDispatcher({
    audiences: channels.map(({ id, traits }) => audienceOf(id, traits?.subscribers, settings)),
    queue,
    majors: (exchange) => watchedOf(exchange)?.policy.rollUp.majors ?? [],
    clearOutbox: (exchange, items, instead) => poller.clearOutbox(exchange, items, instead),
    book,
    clock,
    log,
  });

  const reminders = createReminders({
    guilds: () => settings.all(),
    incidents: () => watched.flatMap(({ id }) => poller.state(id).incidents),
    channels: channels.filter(({ traits }) => traits?.subscribers === undefined).map(({ id }) => id),
    majors: (exchange) => watchedOf(exchange)?.policy.rollUp.majors ?? [],
    book,
    queue,
    commit: store.commit,
    updateGuild: (guildId, change) => settings.update(guildId, change),
    clock,
  });
  const outboxes = createOutboxes({ dispatcher, clock, log });
  const membership: Membership | undefined =
    deps.shared === undefined || sharedQueue === undefined
      ? undefined
      : joinCluster({
          ...deps.shared,
          exchanges: watched.map(({ id }) => id),
          poller,
          queue: sharedQueue,
          settings,
          states: store.exchanges,
          onLeft: (exchange) => outboxes.leave(exchange),
          onListening: () => listening.resolve(),
          onListenedElsewhere: () => lose(new Error(LISTENED_ELSEWHERE), EXIT.unavailable),
          clock,
          log,
        });

  /** A part is gone without which nothing is told: whoever runs it is told where they still can be, and it ends. */
  function lose(error: Error, exitCode: ExitCode): void {
    if (lost !== undefined) return;
    lost = error.message;
    tellOperator(error.message);
    deps.onFatal(error, exitCode);
  }

  /** What the configuration comes to, for all that is asked of it later. */
  function arrange() {
    const said = createCatalogue(config.languages);
    return {
      catalogue: said,
      watched: config.exchanges.filter(({ retired }) => retired === undefined),
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

  function tellOperator(message: string): void {
    const text = masked(message, config.secrets);
    log.warn(text);
    for (const channel of channels) void channel.tellOperator(text);
  }

  function trouble(): string | undefined {
    if (lost !== undefined) return lost;
    const states = watched.filter(({ id }) => poller.isLeading(id)).map(({ id }) => poller.state(id));
    const checked = states.flatMap(({ sources }) => Object.values(sources).map(({ checkedAt }) => checkedAt));
    const isSilent = (times: readonly number[]): boolean =>
      states.length > 0 && clock.now() - times.reduce((a, b) => Math.max(a, b), startedAt) > SILENT_MS;
    const { oldestMs, isStoreFailing } = queue.health();
    if (isStoreFailing || !pulse.isKept) return 'The store cannot be written, so that nothing is told.';
    if (isSilent(checked)) return 'Nothing is polled.';
    if (isSilent(states.map(({ updatedAt }) => updatedAt))) return 'Nothing is decided.';
    if (oldestMs > UNDELIVERED_MS)
      return `A message has been waiting for ${Math.round(oldestMs / 60_000)} min.`;
    return undefined;
  }

  async function open(channel: Channel, greeting: string): Promise<void> {
    try {
      await channel.start();
      await channel.tellOperator(greeting);
    } catch (error) {
      lose(error instanceof Error ? error : new Error(String(error)), EXIT.config);
    }
  }

  async function forgetGuilds(): Promise<void> {
    const isOver = ({ leftAt }: Guild): boolean => leftAt !== undefined && clock.now() - leftAt > LEFT_MS;
    for (const { id } of [...settings.all()].filter(isOver)) await settings.remove(id);
  }

  async function forget(): Promise<void> {
    if (membership?.isKeeper === false) return;
    await forgetGuilds().catch((error: unknown) => {
      log.warn({ err: error }, 'could not forget a server that the bot has left');
    });
    const { messages, endings, alerts, followers, snapshots, commit } = store;
    const isLive = (noticeId: string): boolean => queue.isLive(noticeId);
    await forgetOld({ messages, endings, alerts, followers, snapshots, commit, isLive }, clock.now()).catch(
      (error: unknown) => {
        log.warn({ err: error }, 'could not forget old messages');
      },
    );
  }

  async function remind(): Promise<void> {
    if (membership?.isKeeper === false) return;
    await reminders
      .run()
      .catch((error: unknown) => log.warn({ err: error }, 'could not say again what is still so'));
  }

  /** As far as there is somebody who hears it, soon. */
  async function goodbye(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const cancel = clock.setTimer(GOODBYE_MS, late.resolve);
    await Promise.race([
      Promise.all(channels.map((channel) => channel.tellOperator('Stopped.'))),
      late.promise,
    ]);
    cancel();
  }

  const cancels: (() => void)[] = [];
  return {
    poller,
    tellOperator,
    trouble,
    lost: () => lost,
    delivery: () => queue.health(),
    async start() {
      startedAt = clock.now();
      const away = await pulse.start();
      await settings.load();
      const paused = [...settings.all()].flatMap((guild) =>
        [...pausedAddresses(guild)].map(([address, reason]) => ({ guildId: guild.id, address, reason })),
      );
      // What an earlier run has left to send goes first: a recovery is told only where its alert is known.
      await queue.start(paused);
      await (membership ?? poller).start();
      if (roles === undefined || roles.has('gateway') || roles.has('notifier'))
        for (const channel of channels) void open(channel, greetingOf(away));
      cancels.push(
        scheduler.every(DAY_MS, 'old messages', forget),
        scheduler.every(MINUTE_MS, 'reminders', remind),
      );
    },
    async reconfigure(next) {
      const exchanges = next.exchanges.filter(({ retired }) => retired === undefined);
      await poller.change({ exchanges, ownNetwork: next.policy.ownNetwork });
      config = next;
      ({ catalogue, commandDeps, watched } = arrange());
    },
    async stop() {
      for (const cancel of cancels) cancel();
      outboxes.stop();
      await Promise.all([(membership ?? poller).stop(), queue.stop()]);
      await pulse.stop();
      if (roles === undefined || roles.has('gateway')) await goodbye();
      await Promise.all(channels.map((channel) => channel.stop()));
    },
  };
}

function returned({ leftAt: _leftAt, ...guild }: Guild): Guild {
  return guild;
}

function greetingOf(away: Absence | undefined): string {
  if (away === undefined) return 'Started.';
  const time = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `Started. I was not watching from ${time(away.from)} to ${time(away.until)}.`;
}

const LISTENED_ELSEWHERE =
  'Another process answers commands since Redis could not be asked; this one ends, to be started again beside it.';

/** Those whom a channel tells: its own subscribers where it has some, and otherwise whoever has subscribed by a command. */
function audienceOf(
  channel: string,
  subscribers: readonly Guild[] | undefined,
  settings: GuildSettings,
): Audience {
  if (subscribers === undefined) return { channel, candidates: (notice) => settings.candidates(notice) };
  const index = createSubscriptionIndex();
  for (const guild of subscribers) index.put(guild);
  return { channel, candidates: (notice) => index.candidates(notice) };
}
