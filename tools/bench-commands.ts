import { bindActions, bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { createAlertBook } from '#src/delivery/alert-book.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { createGuildSettings } from '#src/delivery/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import type { Guild } from '#src/domain/guild.ts';
import { createDiscord } from '#src/channels/discord/client.ts';
import { commandLine } from '#src/cli/command-line.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { following } from '#test/delivery/following.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { startDiscord } from '#test/support/discord/emulator.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

const USAGE = `How long each command takes to answer while an alert is on its way to many channels: 1,000 servers with
20 subscriptions each, Discord on loopback in the same process. It prints, and judges nothing.

  npm run bench:commands`;

const GUILDS = 1_000;
const PER_GUILD = 20;
const ROUNDS = 20;
const LIMIT_MS = 3_000;

const ASKED: readonly (readonly [name: string, values: Record<string, string>])[] = [
  ['status', {}],
  ['status', { exchange: 'binance' }],
  ['status', { exchange: 'binance', service: 'withdrawals' }],
  ['incidents', { exchange: 'binance' }],
  ['maintenance', { exchange: 'binance' }],
  ['uptime', { exchange: 'binance' }],
  ['subscribe', { target: 'kraken' }],
  ['alerts list', {}],
  ['alerts export', {}],
  ['watchlist show', {}],
  ['note list', {}],
];

commandLine(USAGE, {});
const log = createLogger('silent');
const emulator = await startDiscord({ rateLimits: { globalPerSecond: 50 } });
const settings = createGuildSettings(memoryCollection<Guild>());
const here = emulator.addGuild({ name: 'Here' });
const general = emulator.addChannel(here, { name: 'general' });
const admin = emulator.addMember(here, { name: 'ada', permissions: ['Administrator'] });
for (let i = 0; i < GUILDS; i += 1) {
  const guild = i === 0 ? here : emulator.addGuild({ name: `g${i}` });
  const { id: channelId } = i === 0 ? general : emulator.addChannel(guild, { name: 'alerts' });
  const selectors = Array.from({ length: PER_GUILD }, (_, n) =>
    n === 0 ? 'binance' : `binance/withdrawals/C${n}`,
  );
  const { subscriptions } = following(guild.id, ...selectors);
  await settings.update(guild.id, (known) => ({
    ...known,
    subscriptions: subscriptions.map((one) => ({ ...one, channelId })),
  }));
}
const deps = { ...fakeDeps(), guilds: settings };
const store = memoryStore();
const discord = createDiscord({
  token: emulator.token,
  apiUrl: emulator.apiUrl,
  handlers: bindCommands(commands, deps),
  actions: bindActions(commands, deps),
  catalogue: shippedCatalogue,
  preferencesOf: (guildId) => settings.get(guildId).settings,
  clock: systemClock,
  log,
  onAddressGone: async () => undefined,
  onGuildRemoved: async () => undefined,
  onAccessChanged: () => undefined,
  watchPauses: () => undefined,
  onLost: () => undefined,
});
const queue = createDeliveryQueue({
  store,
  channels: [discord],
  clock: systemClock,
  log,
  random: Math.random,
  onPaused: async () => undefined,
  onResumed: async () => undefined,
});
const dispatcher = createDispatcher({
  audiences: [{ channel: discord.id, candidates: (notice) => settings.candidates(notice) }],
  queue,
  majors: () => [],
  clock: systemClock,
  log,
  clearOutbox: (_exchange, _items, instead) => store.commit(instead),
  book: createAlertBook(store.alerts),
});
await discord.start();
await queue.start([]);
await emulator.botReady({ timeoutMs: 60_000 });

const took = new Map<string, number[]>();
let storms = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, values] of ASKED) {
    // As long as there is something to ask there is something to tell.
    if (queue.health().pending === 0) {
      storms += 1;
      const notice = aNotice({ id: `storm-${storms}#1`, incident: `storm-${storms}`, at: Date.now() });
      await dispatcher.dispatch('binance', [{ kind: 'notice', notice }]);
    }
    const reply = await emulator.command(admin, here, general, name, values, { timeoutMs: 30_000 });
    const label = `/${name} ${Object.values(values).join(' ')}`.trim();
    took.set(label, [...(took.get(label) ?? []), reply.firstResponseMs]);
  }
}
process.stdout.write(
  `${GUILDS} servers, ${GUILDS * PER_GUILD} subscriptions, ${storms} storms, ${queue.health().pending} messages still on their way\n`,
);
for (const [label, times] of took) {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const most = sorted.at(-1) ?? 0;
  process.stdout.write(
    `${label.padEnd(34)} median ${median.toFixed(0).padStart(5)} ms   longest ${most.toFixed(0).padStart(5)} ms of ${LIMIT_MS}\n`,
  );
}
await queue.stop();
await discord.stop();
await emulator.close();
