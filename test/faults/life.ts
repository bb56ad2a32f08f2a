import type { DiscordEmulator } from '#test/support/discord/emulator.ts';

import { startBot } from './bot.ts';
import type { Bot, BotSetup } from './bot.ts';
import type { Disk } from './disk.ts';
import { pause } from './faults.ts';

/** The program as it lives through a run: one process with a file, or many on a Redis. */
export interface Life {
  start(): Promise<void>;
  /** Ends a process, and starts it again after a while. */
  restart(signal: NodeJS.Signals, awayMs: number, meanwhile?: () => void): Promise<void>;
  /** A process stops doing anything for a while, and goes on as if nothing had been. */
  sleep(ms: number): Promise<void>;
  /** Starts a second one on the same store. Resolves with its exit code. */
  startSecond(): Promise<number | null>;
  stepClock(byMs: number): void;
  /** What the store lies in fails for a while. */
  breakStore(how: 'dies' | 'sleeps', ms: number): Promise<void>;
  /** How often something began or ended that may keep a poll from being decided on; odd while it does. */
  turns(): number;
  /** So often an exchange is read until somebody that was not disturbed has decided on it. */
  readonly heardTimes: number;
  output(): string;
  /** Everything is well again, from now on. */
  heal(): Promise<void>;
  end(): Promise<void>;
}

const LOGIN_MS = 180_000;
const START_MS = 4_000;
/** What a supervisor waits before it starts again what has ended by itself, such as for a disk that was full. */
const AGAIN_MS = 1_000;

export function createLife(
  setup: BotSetup,
  discord: DiscordEmulator,
  disk: Disk,
  onUp: (at: number) => void,
): Life {
  let bot: Bot | undefined;
  let starts = 0;
  let output = '';
  /** Somebody means it to be away. */
  let isAway = false;

  async function start(): Promise<void> {
    isAway = false;
    if (bot?.isAlive === true) return;
    output += bot?.output() ?? '';
    starts += 2;
    const login = discord.gateway.nextLogin({ timeoutMs: LOGIN_MS });
    login.catch(() => undefined);
    bot = startBot(setup);
    void bot.spokenAt.then(onUp);
    void supervise(bot);
    // It watches before it is in, and it may be killed before it is.
    await Promise.race([login, pause(START_MS)]);
  }

  async function supervise(own: Bot): Promise<void> {
    await own.exitCode;
    await pause(AGAIN_MS);
    if (own === bot && !isAway) await start();
  }

  return {
    start,
    async restart(signal, awayMs, meanwhile) {
      isAway = true;
      await bot?.kill(signal);
      meanwhile?.();
      await pause(awayMs);
      await start();
    },
    sleep: () => Promise.resolve(),
    breakStore: () => Promise.resolve(),
    async startSecond() {
      const first = bot;
      const second = startBot(setup);
      const code = await Promise.race([second.exitCode, pause(LOGIN_MS)]);
      if (second.isAlive) await second.kill('SIGKILL');
      if (first?.isAlive === true) return code ?? -1;
      // The first one had not taken the store yet, so that the second was the first.
      await start();
      return null;
    },
    stepClock: (byMs) => bot?.stepClock(byMs),
    turns: () => starts + disk.turns(),
    heardTimes: 2,
    output: () => output + (bot?.output() ?? ''),
    async heal() {
      disk.heal();
      await start();
    },
    async end() {
      isAway = true;
      await bot?.kill('SIGKILL');
    },
  };
}
