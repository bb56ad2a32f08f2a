import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import type { RedisServer } from '#test/support/redis-server.ts';

import { startBot } from './bot.ts';
import type { Bot, BotSetup } from './bot.ts';
import { pause } from './faults.ts';
import type { Life } from './life.ts';
import type { Chance } from './random.ts';

const ROLES = ['poller', 'notifier', 'gateway'] as const;
const OF_EACH = 3;
const LOGIN_MS = 180_000;

/** Three processes of each role on one Redis. What happens to a process happens to any of them. */
export function createClusterLife(
  setup: BotSetup,
  discord: DiscordEmulator,
  redis: RedisServer,
  chance: Chance,
  onUp: (at: number) => void,
): Life {
  const places = ROLES.flatMap((role) => Array.from({ length: OF_EACH }, () => role));
  const bots: (Bot | undefined)[] = places.map(() => undefined);
  let turns = 0;
  let output = '';

  function startAt(place: number): void {
    const role = places[place];
    if (bots[place]?.isAlive === true || role === undefined) return;
    output += bots[place]?.output() ?? '';
    const bot = startBot({ ...setup, env: { ...setup.env, STORE_URL: redis.url, ROLES: role } });
    bots[place] = bot;
    void bot.spokenAt.then(onUp);
  }

  const any = (): number => chance.between(0, places.length - 1);

  /** Whoever is disturbed may have read what it never decides on. */
  async function disturb(what: () => Promise<void>): Promise<void> {
    turns += 1;
    try {
      await what();
    } finally {
      turns += 1;
    }
  }

  return {
    async start() {
      const login = discord.gateway.nextLogin({ timeoutMs: LOGIN_MS });
      login.catch(() => undefined);
      const isFirst = bots.every((bot) => bot === undefined);
      for (const place of places.keys()) startAt(place);
      if (isFirst) await login;
    },
    restart: (signal, awayMs, meanwhile) =>
      disturb(async () => {
        const place = any();
        await bots[place]?.kill(signal);
        meanwhile?.();
        await pause(awayMs);
        startAt(place);
      }),
    sleep: (ms) =>
      disturb(async () => {
        const bot = bots[any()];
        bot?.signal('SIGSTOP');
        await pause(ms);
        bot?.signal('SIGCONT');
      }),
    breakStore: (how, ms) =>
      disturb(async () => {
        if (how === 'dies') await redis.kill();
        else redis.pause();
        await pause(ms);
        if (how === 'dies') await redis.start();
        else redis.resume();
      }),
    startSecond: () => Promise.resolve(null),
    stepClock: (byMs) => bots[any()]?.stepClock(byMs),
    turns: () => turns,
    // One that was cut off may ask a few times more before it notices.
    heardTimes: 6,
    output: () => output + bots.map((bot) => bot?.output() ?? '').join(''),
    async heal() {
      // Whoever gave up while its Redis was away, or lost its place at Discord, is started again by its supervisor.
      for (const place of places.keys()) startAt(place);
      await pause(0);
    },
    async end() {
      await Promise.all(bots.map(async (bot) => await bot?.kill('SIGKILL')));
    },
  };
}
