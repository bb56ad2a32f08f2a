import type { PermissionsString } from 'discord.js';
import { onTestFinished } from 'vitest';

import { bindActions, bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { createAlertBook } from '#src/delivery/alerts/alert-book.ts';
import { createAlertDesk } from '#src/delivery/alerts/alert-desk.ts';
import { pauseAddress, resumeAddress } from '#src/delivery/audience/address-state.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import type { GuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Notice, OutboxItem } from '#src/domain/incident.ts';
import { alertActions } from '#src/channels/discord/alerts/actions.ts';
import { createHub } from '#src/channels/discord/hub.ts';
import type { Hub } from '#src/channels/discord/hub.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createDiscord } from '#src/channels/discord/client.ts';
import { systemClock } from '#src/platform/clock.ts';
import type { Clock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import type { DiscordEmulator, DiscordOptions } from '#test/support/discord/emulator.ts';

import { hearing, serveDoors } from './via.ts';
import type { Via } from './via.ts';

/** A clock that runs so many times as fast, so that the pauses between tries do not make the test wait. */
export function hurriedBy(speed: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * speed,
    monotonic: () => (Date.now() - start) * speed,
    setTimer: (delayMs, wake) => systemClock.setTimer(delayMs / speed, wake),
  };
}

/** One for all, so that a process that follows another on its store does not go back in time. */
const twentyfold = hurriedBy(20);

/** For what waits until an address counts as closed: half a minute, and then five. */
export const untilClosed = () => ({ clock: hurriedBy(200) });

interface ProcessOptions {
  readonly via?: Via;
  readonly hubGuildId?: string | undefined;
  readonly clock?: Clock;
}

export const patiently = { timeout: 10_000 };

/** What outlives a process. */
export function aStore() {
  return {
    ...memoryStore(),
    guilds: memoryCollection<Guild>(),
  };
}

/** Everything between an exchange's outbox and the people in Discord, as one process runs it. */
export async function aProcess(
  emulator: DiscordEmulator,
  store: ReturnType<typeof aStore>,
  { via = 'gateway', hubGuildId, clock: hurried = twentyfold }: ProcessOptions = {},
) {
  const log = createLogger('silent');
  const settings = createGuildSettings(store.guilds);
  await settings.load();
  const book = createAlertBook(store.alerts);
  const desk = createAlertDesk({
    book,
    followers: store.followers,
    stateOf: () => undefined,
    venueOf: () => undefined,
    updateGuild: (guildId, change) => settings.update(guildId, change),
    clock: hurried,
  });
  const hub = hubGuildId === undefined ? {} : { hub: aHub(emulator, hubGuildId, settings) };
  const commandDeps = { ...fakeDeps(), guilds: settings, ...hub };
  const discord = createDiscord({
    token: emulator.token,
    apiUrl: emulator.apiUrl,
    handlers: bindCommands(commands, commandDeps),
    actions: [...bindActions(commands, commandDeps), ...alertActions(desk, shippedCatalogue, hurried)],
    catalogue: shippedCatalogue,
    preferencesOf: (guildId) => settings.get(guildId).settings,
    clock: systemClock,
    log,
    onAddressGone: async () => undefined,
    ...hearing(via, emulator),
    onGuildRemoved: (guildId) => settings.remove(guildId),
    onAccessChanged: (guildId, address, mayPost) => queue.lookAgain(guildId, address, mayPost),
    onLost: () => undefined,
  });
  await serveDoors(emulator, discord);
  const queue: DeliveryQueue = createDeliveryQueue({
    store,
    channels: [discord],
    clock: hurried,
    log,
    random: Math.random,
    async onPaused(channel, guildId, address, reason) {
      await settings.update(guildId, (guild) => pauseAddress(guild, address, reason, Date.now()));
      await channel.paused(guildId, address, reason);
    },
    async onResumed(_, guildId, address) {
      await settings.update(guildId, (guild) => resumeAddress(guild, address));
    },
  });
  const dispatcher = createDispatcher({
    audiences: [{ channel: discord.id, candidates: (notice) => settings.candidates(notice) }],
    queue,
    majors: () => ['BTC', 'ETH', 'USDT', 'USDC'],
    clock: hurried,
    log,
    clearOutbox: (_exchange, _items, instead) => store.commit(instead),
    book,
  });
  const stop = async (): Promise<void> => {
    await queue.stop();
    await discord.stop();
  };
  onTestFinished(stop);
  const hand = (kind: OutboxItem['kind'], notices: readonly Notice[]): Promise<void> =>
    dispatcher.dispatch(
      'binance',
      notices.map((notice) => ({ kind, notice: { ...notice, at: hurried.now() } })),
    );
  const tell = (...notices: Notice[]): Promise<void> => hand('notice', notices);
  const refresh = (...notices: Notice[]): Promise<void> => hand('refresh', notices);
  return { discord, queue, settings, tell, refresh, stop };
}

function aHub(emulator: DiscordEmulator, guildId: string, guilds: GuildSettings): Hub {
  const rest = createMessageRest(emulator.token, emulator.apiUrl, systemClock);
  return createHub({ guildId, rest, turn: () => Promise.resolve(), guilds, now: () => Date.now() });
}

export async function setUp(
  options?: DiscordOptions,
  {
    hub: rights,
    ...how
  }: { readonly hub?: readonly PermissionsString[] } & Omit<ProcessOptions, 'hubGuildId'> = {},
) {
  const emulator = await emulatedDiscord(options);
  const guild = emulator.addGuild({ name: 'Traders' });
  const general = emulator.addChannel(guild, { name: 'general' });
  const alerts = emulator.addChannel(guild, { name: 'alerts' });
  const admin = emulator.addMember(guild, { name: 'ada', permissions: ['Administrator'] });
  const store = aStore();
  const hub = rights && emulator.addGuild({ name: 'Hub', botPermissions: rights });
  if (hub !== undefined) emulator.addChannel(hub, { name: 'welcome' });
  const process = await aProcess(emulator, store, { ...how, hubGuildId: hub?.id });
  await process.discord.start();
  await process.queue.start([]);
  await emulator.botReady();
  const ask = (name: string, values = {}) => emulator.command(admin, guild, general, name, values);
  return { emulator, guild, hub, general, alerts, admin, store, process, ask };
}
