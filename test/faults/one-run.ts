import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { emptyGuild } from '#src/domain/guild.ts';
import { openStore } from '#src/storage/store.ts';
import { startDiscord } from '#test/support/discord/emulator.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import type { WorldChannel } from '#test/support/discord/world-records.ts';

import { environmentOf, startBot, writeConfig } from './bot.ts';
import type { Bot, BotSetup } from './bot.ts';
import { checkRun } from './check.ts';
import type { Findings } from './check.ts';
import { createDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import { startExchanges } from './exchanges.ts';
import type { Exchanges } from './exchanges.ts';
import { FAULTS, pause } from './faults.ts';
import { createChance } from './random.ts';
import type { Chance } from './random.ts';

export interface RunResult {
  readonly findings: Findings;
  readonly faults: readonly string[];
  readonly flips: number;
  readonly messages: number;
  readonly output: string;
}

/** What takes a shim between the program and its disk. */
const NEEDS_SHIM = new Set(['a slow disk', 'a full disk']);
const EXCHANGES = ['binance', 'kraken', 'okx'] as const;
/** Two times down and up again: from the third on an incident counts as flapping, and is one message. */
const FLIPS_MAX = 4;
const FLIPS = 7;
/** It has long been told by then, or never will be. */
const SETTLE_MS = 45_000;
const HEARD_MS = 180_000;
/** A machine under load needs some peace to start the program at all. */
const PEACE_AFTER_MS = 10_000;

/** One life of a world: the program in a process of its own, flips and faults at random, and what came of it. */
export async function oneRun(seed: number, diskShim: string | undefined): Promise<RunResult> {
  const chance = createChance(seed);
  const folder = mkdtempSync(join(tmpdir(), 'downtick-faults-'));
  const disk = createDisk(folder, diskShim);
  const exchanges = await startExchanges(EXCHANGES);
  const discord = await startDiscord({
    rateLimits: { perChannel: { limit: 5, windowMs: 5_000 }, globalPerSecond: 50 },
  });
  const channels = ['a', 'b'].flatMap((name) => {
    const guild = discord.addGuild({ name });
    discord.addChannel(guild, { name: 'office' });
    return [1, 2, 3].map((i) => discord.addChannel(guild, { name: `${name}${i}` }));
  });
  const setup: BotSetup = {
    folder,
    exchanges: EXCHANGES.map((id) => ({ id, url: `${exchanges.origin}/${id}` })),
    discordUrl: discord.apiUrl,
    token: discord.token,
    env: disk.env,
  };
  const faultsAt: number[] = [];
  const life = createLife(setup, discord, (at) => faultsAt.push(at));
  const names: string[] = [];
  try {
    writeConfig(setup);
    await subscribe(setup, channels);
    await life.start();
    await Promise.all(EXCHANGES.map((id) => inTime(exchanges.heard(id, 2), HEARD_MS, `${id} is not read`)));
    const end = new AbortController();
    const breaking = (async () => {
      const scene = { discord, exchanges, exchangeIds: EXCHANGES, channels, chance, disk, ...life };
      const faults = FAULTS.filter(({ name }) => diskShim !== undefined || !NEEDS_SHIM.has(name));
      while (!end.signal.aborted) {
        await pause(chance.between(50, 900));
        if (isOverdue(exchanges)) continue;
        const fault = chance.oneOf(faults);
        names.push(fault.name);
        faultsAt.push(Date.now());
        await fault.begin(scene);
        faultsAt.push(Date.now());
      }
    })();
    await flipAll(exchanges, chance, life, disk);
    end.abort();
    await breaking;
    exchanges.heal();
    discord.heal();
    disk.heal();
    faultsAt.push(Date.now());
    await life.start();
    // What a channel that is open again is told of, should the bot have missed it.
    for (const channel of channels) discord.setBotAccess(channel, {});
    await settled(exchanges, discord, channels);
    const findings = checkRun({
      exchanges: EXCHANGES,
      flips: exchanges.flips,
      faultsAt: [...faultsAt, ...refusedAt(discord)],
      channels: new Map(channels.map(({ id, name }) => [name, discord.posted(id)])),
    });
    const messages = channels.reduce((sum, { id }) => sum + discord.messages(id).length, 0);
    return { findings, faults: names, flips: exchanges.flips.length, messages, output: life.output() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}, after ${names.join(', ')}\n${life.output().slice(-4_000)}`, {
      cause: error,
    });
  } finally {
    await life.end();
    await discord.close();
    await exchanges.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A fault begins when it is ordered, and hits when Discord answers by it, which may be pauses later. */
function refusedAt(discord: DiscordEmulator): number[] {
  return discord.requests.filter(({ status = 0 }) => status < 200 || status >= 400).map(({ at }) => at);
}

interface Life {
  start(): Promise<void>;
  restart(signal: NodeJS.Signals, awayMs: number, meanwhile?: () => void): Promise<void>;
  startSecond(): Promise<number | null>;
  stepClock(byMs: number): void;
  /** How often it was started. */
  starts(): number;
  output(): string;
  end(): Promise<void>;
}

function createLife(setup: BotSetup, discord: DiscordEmulator, onUp: (at: number) => void): Life {
  let bot: Bot | undefined;
  let starts = 0;
  let output = '';

  async function start(): Promise<void> {
    if (bot?.isAlive === true) return;
    output += bot?.output() ?? '';
    starts += 1;
    const login = discord.gateway.nextLogin({ timeoutMs: HEARD_MS });
    login.catch(() => undefined);
    bot = startBot(setup);
    void bot.spokenAt.then(onUp);
    // It watches before it is in, and it may be killed before it is.
    await Promise.race([login, pause(4_000)]);
  }

  return {
    start,
    async restart(signal, awayMs, meanwhile) {
      await bot?.kill(signal);
      meanwhile?.();
      await pause(awayMs);
      await start();
    },
    async startSecond() {
      const first = bot;
      const second = startBot(setup);
      const code = await Promise.race([second.exitCode, pause(HEARD_MS)]);
      if (second.isAlive) await second.kill('SIGKILL');
      if (first?.isAlive === true) return code ?? -1;
      // The first one had not taken the store yet, so that the second was the first.
      await start();
      return null;
    },
    stepClock: (byMs) => bot?.stepClock(byMs),
    starts: () => starts,
    output: () => output + (bot?.output() ?? ''),
    async end() {
      await bot?.kill('SIGKILL');
    },
  };
}

/** Six channels of two servers follow everything. */
async function subscribe(setup: BotSetup, channels: readonly WorldChannel[]): Promise<void> {
  mkdirSync(join(setup.folder, 'data'), { recursive: true });
  const store = openStore(environmentOf(setup)['STORE_URL'] ?? '', { report: () => undefined });
  for (const guildId of new Set(channels.map((channel) => channel.guildId ?? ''))) {
    const own = channels.filter((channel) => channel.guildId === guildId);
    await store.guilds.set(guildId, {
      ...emptyGuild(guildId),
      subscriptions: own.map(({ id }, i) => ({
        id: String(i),
        channelId: id,
        target: { kind: 'selector', selector: '*' },
        level: 'standard',
        style: 'reply',
        createdAt: 0,
      })),
    });
  }
  await store.close();
}

async function flipAll(exchanges: Exchanges, chance: Chance, life: Life, disk: Disk): Promise<void> {
  for (let i = 0; i < FLIPS; i += 1) {
    const open = EXCHANGES.filter(
      (id) => exchanges.flips.filter(({ exchange }) => exchange === id).length < FLIPS_MAX,
    );
    const flip = exchanges.flip(chance.oneOf(open));
    await inTime(untilHeard(flip.exchange, exchanges, life, disk), HEARD_MS, `${flip.exchange} is not read`);
    flip.heardAt = Date.now();
    await pause(chance.between(0, 700));
  }
}

/** Whether the last change has not been heard of for long. */
function isOverdue({ flips }: Exchanges): boolean {
  const last = flips.at(-1);
  return last !== undefined && last.heardAt === undefined && Date.now() - last.at > PEACE_AFTER_MS;
}

/** Heard twice by one process that could write all the time: what it read first is decided and stored by then. */
async function untilHeard(exchange: string, exchanges: Exchanges, life: Life, disk: Disk): Promise<void> {
  for (;;) {
    const [starts, turns] = [life.starts(), disk.turns()];
    await exchanges.heard(exchange, 2);
    if (life.starts() === starts && disk.turns() === turns && turns % 2 === 0) return;
  }
}

/** Until each channel's last word of each exchange is true, and a moment more for what should not come. */
async function settled(
  exchanges: Exchanges,
  discord: DiscordEmulator,
  channels: readonly WorldChannel[],
): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  const isTold = (): boolean => {
    const { lost } = checkRun({
      exchanges: EXCHANGES,
      flips: exchanges.flips,
      faultsAt: [],
      channels: new Map(channels.map(({ id, name }) => [name, discord.posted(id)])),
    });
    return lost.length === 0;
  };
  while (!isTold() && Date.now() < until) await pause(200);
  await pause(1_500);
}

async function inTime<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
