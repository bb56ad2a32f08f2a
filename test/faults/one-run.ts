import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { emptyGuild } from '#src/domain/guild.ts';
import { connectStore } from '#src/storage/store.ts';
import { startDiscord } from '#test/support/discord/emulator.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import type { WorldChannel } from '#test/support/discord/world-records.ts';

import { startRedis } from '#test/support/redis-server.ts';

import { environmentOf, writeConfig } from './bot.ts';
import type { BotSetup } from './bot.ts';
import { checkRun } from './check.ts';
import type { Findings } from './check.ts';
import { createClusterLife } from './cluster-life.ts';
import { createDisk } from './disk.ts';
import { startExchanges } from './exchanges.ts';
import type { Exchanges } from './exchanges.ts';
import { FAULTS, pause } from './faults.ts';
import { createLife } from './life.ts';
import type { Life } from './life.ts';
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
const FLIPS = 6;
/** Each takes longer there, with a takeover or two. */
const CLUSTER_FLIPS = 4;
/** It has long been told by then, or never will be. */
const SETTLE_MS = 45_000;
const HEARD_MS = 180_000;
const STALL_MS = 1_000;
/** A machine under load needs some peace to start the program at all. */
const PEACE_AFTER_MS = 10_000;
/** A takeover takes a while, and is to be disturbed too. */
const CLUSTER_PEACE_AFTER_MS = 16_000;

/** One life of a world: the program in a process of its own, flips and faults at random, and what came of it. */
export async function oneRun(
  seed: number,
  program: string,
  diskShim: string | undefined,
  isCluster = false,
): Promise<RunResult> {
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
    program,
    folder,
    exchanges: EXCHANGES.map((id) => ({ id, url: `${exchanges.origin}/${id}` })),
    discordUrl: discord.apiUrl,
    token: discord.token,
    env: disk.env,
  };
  const faultsAt: number[] = [];
  const onUp = (at: number): void => void faultsAt.push(at);
  const redis = isCluster ? await startRedis() : undefined;
  const endWatch = watchStalls(async () => await redis?.answered(), onUp);
  const life =
    redis === undefined
      ? createLife(setup, discord, disk, onUp)
      : createClusterLife(setup, discord, redis, chance, onUp);
  const names: string[] = [];
  try {
    writeConfig(setup);
    await subscribe(redis?.url ?? environmentOf(setup)['STORE_URL'] ?? '', folder, channels);
    await life.start();
    await allHeard(exchanges, 2);
    const end = new AbortController();
    const breaking = (async () => {
      const scene = { discord, exchanges, exchangeIds: EXCHANGES, channels, chance, disk, life };
      const where = isCluster ? 'many processes' : 'one process';
      const faults = FAULTS.filter((fault) => (fault.where ?? where) === where).filter(
        ({ name }) => diskShim !== undefined || !NEEDS_SHIM.has(name),
      );
      while (!end.signal.aborted) {
        await pause(chance.between(50, 900));
        if (isOverdue(exchanges, isCluster ? CLUSTER_PEACE_AFTER_MS : PEACE_AFTER_MS)) continue;
        const fault = chance.oneOf(faults);
        names.push(fault.name);
        faultsAt.push(Date.now());
        await fault.begin(scene);
        faultsAt.push(Date.now());
      }
    })();
    await flipAll(isCluster ? CLUSTER_FLIPS : FLIPS, exchanges, chance, life);
    end.abort();
    await breaking;
    exchanges.heal();
    discord.heal();
    faultsAt.push(Date.now());
    await life.heal();
    // What a channel that is open again is told of, should the bot have missed it.
    for (const channel of channels) discord.setBotAccess(channel, {});
    // A machine under load may take long to start it once more: what it has to tell is waited for from then on.
    await allHeard(exchanges, life.heardTimes);
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
    endWatch();
    await life.end();
    await discord.close();
    await exchanges.close();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A machine that lets us, or Redis, wait so long lets the program wait too, which is a fault of its own kind. */
function watchStalls(answered: () => Promise<void>, onStall: (at: number) => void): () => void {
  const end = new AbortController();
  void (async () => {
    while (!end.signal.aborted) {
      const before = Date.now();
      await answered();
      await pause(STALL_MS / 4);
      if (Date.now() - before > STALL_MS) onStall(Date.now());
    }
  })();
  return () => end.abort();
}

/** A fault begins when it is ordered, and hits when Discord answers by it, which may be pauses later. */
function refusedAt(discord: DiscordEmulator): number[] {
  return discord.requests.filter(({ status = 0 }) => status < 200 || status >= 400).map(({ at }) => at);
}

/** Six channels of two servers follow everything. */
async function subscribe(url: string, folder: string, channels: readonly WorldChannel[]): Promise<void> {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const store = await connectStore(url, { report: () => undefined });
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

async function flipAll(times: number, exchanges: Exchanges, chance: Chance, life: Life): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const open = EXCHANGES.filter(
      (id) => exchanges.flips.filter(({ exchange }) => exchange === id).length < FLIPS_MAX,
    );
    const flip = exchanges.flip(chance.oneOf(open));
    await inTime(untilHeard(flip.exchange, exchanges, life), HEARD_MS, `${flip.exchange} is not read`);
    flip.heardAt = Date.now();
    await pause(chance.between(0, 700));
  }
}

async function allHeard(exchanges: Exchanges, times: number): Promise<void> {
  await Promise.all(EXCHANGES.map((id) => inTime(exchanges.heard(id, times), HEARD_MS, `${id} is not read`)));
}

/** Whether the last change has not been heard of for long. */
function isOverdue({ flips }: Exchanges, peaceAfterMs: number): boolean {
  const last = flips.at(-1);
  return last !== undefined && last.heardAt === undefined && Date.now() - last.at > peaceAfterMs;
}

/** Heard by one process that could write all the time: what it read first is decided and stored by then. */
async function untilHeard(exchange: string, exchanges: Exchanges, life: Life): Promise<void> {
  for (;;) {
    const turns = life.turns();
    await exchanges.heard(exchange, life.heardTimes);
    if (life.turns() === turns && turns % 2 === 0) return;
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
