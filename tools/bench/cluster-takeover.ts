import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connectStore } from '#src/storage/store.ts';
import { startBot, writeConfig } from '#test/faults/bot.ts';
import type { Bot } from '#test/faults/bot.ts';
import { startExchanges } from '#test/faults/exchanges.ts';

import { redisCost } from './redis-cost.ts';
import type { RedisCost } from './redis-cost.ts';

export interface Takeovers {
  /** From the kill of the one that leads to the next poll. */
  readonly ms: readonly number[];
  /** Of polls that change nothing, one a second. */
  readonly perPoll: RedisCost;
}

const POLLS = 20;

/** A world of one exchange, read every second by whoever is started on it. */
async function aField(env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'downtick-takeover-'));
  const exchanges = await startExchanges(['binance']);
  const bots: Bot[] = [];
  const setup = {
    folder,
    exchanges: [{ id: 'binance', url: `${exchanges.origin}/binance` }],
    discordUrl: 'http://127.0.0.1:1/api',
    token: 'MTAwMDAwMDAwMDAwMDAwMDAwMA.bench.not-a-secret-at-all',
    env,
  };
  writeConfig(setup);
  return {
    bots,
    heard: (times: number) => exchanges.heard('binance', times),
    start(): void {
      bots.push(startBot(setup));
    },
    async close(): Promise<void> {
      await Promise.all(bots.map((bot) => bot.kill('SIGKILL')));
      await exchanges.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One process with a file, which is killed and started again at once, so many times: from each kill to the next poll. */
export async function measureRestarts(times: number): Promise<number[]> {
  const field = await aField({});
  const ms: number[] = [];
  try {
    field.start();
    for (let i = 0; i < times; i += 1) {
      await field.heard(10);
      const at = performance.now();
      await field.bots.at(-1)?.kill('SIGKILL');
      field.start();
      await field.heard(1);
      ms.push(performance.now() - at);
    }
    return ms;
  } finally {
    await field.close();
  }
}

/** Two pollers, of which the one that leads is killed, so many times. */
export async function measureTakeovers(times: number, redisUrl: string): Promise<Takeovers> {
  const field = await aField({ STORE_URL: redisUrl, ROLES: 'poller' });
  const { bots, heard } = field;
  const isLeading = (bot: Bot): boolean => bot.output().includes('poll/binance');
  const ms: number[] = [];
  try {
    field.start();
    await heard(2);
    field.start();
    const store = await connectStore(redisUrl, { report: () => undefined });
    await bots[1]?.spokenAt;
    // What a start takes is none of it.
    await heard(POLLS);
    const measured = await redisCost(store);
    await heard(POLLS);
    const cost = await measured();
    await store.close();
    for (let i = 0; i < times; i += 1) {
      const leader = bots.find((bot) => bot.isAlive && isLeading(bot));
      // Whoever is to follow has begun to ask.
      await heard(10);
      const at = performance.now();
      await leader?.kill('SIGKILL');
      await heard(1);
      ms.push(performance.now() - at);
      field.start();
      await bots.at(-1)?.spokenAt;
    }
    return {
      ms,
      perPoll: {
        commands: cost.commands / POLLS,
        bytesIn: cost.bytesIn / POLLS,
        bytesOut: cost.bytesOut / POLLS,
      },
    };
  } finally {
    await field.close();
  }
}
