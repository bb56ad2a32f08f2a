import type { APIMessage, PermissionsString } from 'discord.js';

import { lookForBoards } from '#commands/alerts/board.ts';
import { bindActions, bindCommands } from '#commands/command.ts';
import { commands } from '#commands/index.ts';
import { setUpRow } from '#commands/shared/set-up.ts';
import { createAlertBook } from '#src/delivery/alerts/alert-book.ts';
import { createAlertDesk } from '#src/delivery/alerts/alert-desk.ts';
import { createDispatcher } from '#src/delivery/dispatch.ts';
import { createGuildSettings } from '#src/delivery/audience/guild-settings.ts';
import { createDeliveryQueue } from '#src/delivery/queue.ts';
import { URGENCY } from '#src/delivery/sending/urgency.ts';
import type { Guild } from '#src/domain/guild.ts';
import { alertActions } from '#src/channels/discord/alerts/actions.ts';
import { createDiscord } from '#src/channels/discord/client.ts';
import { createHub } from '#src/channels/discord/hub.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { commandLine } from '#src/cli/command-line.ts';
import { startSimulatedExchange } from '#src/cli/simulated-exchange.ts';
import { DAY_MS } from '#src/domain/time.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { anIncident } from '#test/commands/an-incident.ts';
import { fakeDeps } from '#test/commands/fake-deps.ts';
import { following } from '#test/delivery/following.ts';
import { aNotice, noon } from '#test/delivery/a-notice.ts';
import { memoryCollection } from '#test/delivery/memory-collection.ts';
import { memoryStore } from '#test/delivery/memory-store.ts';
import { startDiscord } from '#test/support/discord/emulator.ts';
import type { InteractionReply } from '#test/support/discord/interaction-reply.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';

import { ASKED, PRESSED, TYPED, actionsIn } from './bench/asked.ts';
import type { QuestionCount } from './bench/asked.ts';
import { listedWorld } from './bench/listed-world.ts';
import { sayAnswers } from './bench/say-answers.ts';
import type { Answer } from './bench/say-answers.ts';
import { starvedMs } from './bench/starved.ts';

const USAGE = `How long each command, each button and what is suggested while one types take to answer while an alert is on
its way to many channels: 1,000 servers with 20 subscriptions each, 49 exchanges with 960 coins each, Discord on loopback
in the same process. Ends with 1 where one takes longer than Discord waits (3 s). The time in which the machine ran
something else is in the times shown, and does not count for that: it says so, and names what is longer with it. Names
the commands and buttons that it does not ask for.

  npm run bench:commands`;

const RIGHTS: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'ManageChannels',
  'ManageWebhooks',
];
const FILE = '/settings.json';
const GUILDS = 1_000;
const PER_GUILD = 20;
const ROUNDS = 2;
const LIMIT_MS = 3_000;
/** What an answer takes in the end, such as a test behind a thousand alerts; Discord waits for the first word alone. */
const WAIT = { timeoutMs: 120_000 };
const DEPTH_MAX = 3;

commandLine(USAGE, {});
const log = createLogger('silent');
const emulator = await startDiscord({ rateLimits: { globalPerSecond: 50 } });
const settings = createGuildSettings(memoryCollection<Guild>());
const here = emulator.addGuild({ name: 'Here', botPermissions: RIGHTS });
const hubGuild = emulator.addGuild({ name: 'Hub', botPermissions: RIGHTS });
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
    subscriptions: subscriptions.map((one, n) => ({
      ...one,
      channelId,
      // One of those that the panels of the first server show has to be taken up again.
      ...(i === 0 && n === 1 && { disabled: { at: 0, reason: { kind: 'gone' as const } } }),
    })),
  }));
}
// Without them there is no digest to put off.
await settings.update(here.id, (known) => ({
  ...known,
  settings: { quietHours: { from: '23:00', until: '07:00' } },
}));
const store = memoryStore();
// What members hand in stands on a server beside Discord.
const files = await startSimulatedExchange({ routes: { [FILE]: { body: {} } } });
const rest = createMessageRest(emulator.token, emulator.apiUrl, systemClock);
const turn = (soon: boolean): Promise<void> => queue.turn('discord', soon ? URGENCY.reply : URGENCY.board);
const speaker = createSpeaker(rest, turn, files.origin);
const side = { service: 'x', status: 'operational', since: 0, sinceKnown: true, shut: [], open: [] } as const;
const known = fakeDeps();
const world = listedWorld(known);
const deps = {
  ...known,
  ...world.deps,
  guilds: settings,
  speaker,
  hub: createHub({ guildId: hubGuild.id, rest, turn, guilds: settings, now: () => Date.now() }),
  viewCoin: (exchange: string) => ({
    exchange,
    exchangeName: exchange,
    deposits: side,
    withdrawals: side,
    freshAt: 0,
  }),
  closedIncidents: async (exchange: string) =>
    Array.from({ length: 40 }, (_, i) => anIncident({ id: `${exchange}-${i}`, since: noon - i * DAY_MS })),
};
const book = createAlertBook(store.alerts);
const desk = createAlertDesk({
  book,
  followers: store.followers,
  stateOf: () => undefined,
  venueOf: () => undefined,
  updateGuild: (guildId, change) => settings.update(guildId, change),
  clock: systemClock,
});
const actions = [...bindActions(commands, deps), ...alertActions(desk, shippedCatalogue, systemClock)];
const discord = createDiscord({
  token: emulator.token,
  apiUrl: emulator.apiUrl,
  handlers: bindCommands(commands, deps),
  actions,
  catalogue: shippedCatalogue,
  preferencesOf: (guildId) => settings.get(guildId).settings,
  clock: systemClock,
  log,
  onAddressGone: async () => undefined,
  onGuildRemoved: async () => undefined,
  onAccessChanged: () => undefined,
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
  book,
});
await discord.start();
await queue.start([]);
await emulator.botReady({ timeoutMs: 60_000 });

const took = new Map<string, Answer[]>();
const pressed = new Set<string>();
let storms = 0;

/** Asks, and notes how long the first word took. */
async function timed<Reply>(
  label: string,
  ask: () => Promise<Reply>,
  msOf: (reply: Reply) => number,
): Promise<Reply> {
  const before = starvedMs();
  const reply = await ask();
  const ms = msOf(reply);
  took.set(label, [...(took.get(label) ?? []), { ms, starvedMs: Math.min(ms, starvedMs() - before) }]);
  return reply;
}

const firstWord = ({ firstResponseMs }: InteractionReply): number => firstResponseMs;

/** As long as there is something to ask there is something to tell. */
async function storm(): Promise<void> {
  if (queue.health().pending > 0) return;
  storms += 1;
  world.flip();
  const notice = aNotice({ id: `storm-${storms}#1`, incident: `storm-${storms}`, at: Date.now() });
  await dispatcher.dispatch('binance', [{ kind: 'notice', notice }]);
}

/** Presses what stands on a message, once for each kind of button, and what its answer brings; it may change meanwhile. */
async function pressAll(read: () => APIMessage | undefined, depth = 0): Promise<void> {
  if (depth > DEPTH_MAX) return;
  for (let message = read(); message !== undefined; message = read()) {
    const next = actionsIn(message).find(({ action }) => !pressed.has(action));
    if (next === undefined) return;
    const { action, id, values } = next;
    pressed.add(action);
    await storm();
    const press = () => emulator.click(admin, message, id, values, WAIT);
    await follow(await timed(`[${action}]`, press, firstWord), depth + 1);
  }
}

async function follow(reply: InteractionReply, depth: number): Promise<void> {
  const form = PRESSED[String(reply.modal?.['custom_id'])];
  if (reply.modal !== undefined && form !== undefined) {
    const action = String(reply.modal['custom_id']).split(':')[1] ?? '';
    pressed.add(action);
    const send = () => emulator.submit(admin, general, reply, form(general.id), WAIT);
    await timed(`[${action}]`, send, firstWord);
  }
  await pressAll(() => reply.message, depth);
}

/** The settings of the server, as a file to hand in. */
function settingsFile() {
  const { boards, mutes, notes, settings: preferences, subscriptions, watchLists } = settings.get(here.id);
  const body = { boards, mutes, notes, settings: preferences, subscriptions, watchLists };
  files.route(FILE, { body });
  return { id: '1', name: 'settings.json', url: `${files.origin}${FILE}`, text: JSON.stringify(body) };
}

/** The board and the greeting as the bot posts them, which are pressed in a channel. */
async function posted(): Promise<(() => APIMessage | undefined)[]> {
  const guild = settings.get(here.id);
  const render = lookForBoards(deps);
  const messages = [
    ...guild.boards.flatMap((board) => render(guild, board)?.message ?? []),
    { content: 'Hello', components: [setUpRow(shippedCatalogue.say('en'))] },
  ];
  const ids = await Promise.all(messages.map((message) => speaker.say(general.id, message)));
  return ids.map((id) => () => emulator.messages(general.id).find((message) => message.id === id));
}

async function ask({ direct, name, numbers, values, withFile }: QuestionCount): Promise<InteractionReply> {
  const options = { ...values, ...numbers, ...(withFile === true && { file: settingsFile() }) };
  return direct === true
    ? await emulator.whisper(admin, name, options, WAIT)
    : await emulator.command(admin, here, general, name, options, WAIT);
}

for (let round = 0; round < ROUNDS; round += 1) {
  pressed.clear();
  for (const asked of ASKED) {
    const where = asked.direct === true ? ' (direct)' : '';
    const label = `/${asked.name} ${Object.values(asked.values).join(' ')}`.trim() + where;
    await storm();
    const reply = await timed(label, () => ask(asked), firstWord);
    // A board stands in a channel before what it is made of is pressed away.
    if (asked.name === 'alerts board') for (const read of await posted()) await pressAll(read);
    await pressAll(() => reply.message);
  }
  const alert = emulator.messages(general.id).find(({ content }) => content.startsWith('❌ **Binance**'));
  await pressAll(() => alert);
  for (const { name, focused, values } of TYPED) {
    await storm();
    const from = performance.now();
    const type = () => emulator.autocomplete(admin, here, general, name, values, focused, WAIT);
    await timed(`/${name} ${focused}: ${values[focused] ?? ''}…`, type, () => performance.now() - from);
  }
}
process.stdout.write(
  `${GUILDS} servers, ${GUILDS * PER_GUILD} subscriptions, ${storms} storms, ${queue.health().pending} messages still on their way\n`,
);
const { late, lines } = sayAnswers(took, LIMIT_MS);
for (const line of lines) process.stdout.write(`${line}\n`);
const names = new Set(ASKED.map(({ name }) => name.split(' ')[0]));
const missed = [
  ...commands.filter(({ data }) => !names.has(data.name)).map(({ data }) => `/${data.name}`),
  ...actions.filter(({ action }) => !took.has(`[${action}]`)).map(({ action }) => `[${action}]`),
];
if (missed.length > 0) process.stdout.write(`Not asked for here: ${missed.join(', ')}.\n`);
await queue.stop();
await discord.stop();
await files.close();
await emulator.close();
if (late.length > 0) process.exitCode = 1;
