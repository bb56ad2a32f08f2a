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

/** Two pollers, of which the one that leads is killed, so many times. */
export async function measureTakeovers(times: number, redisUrl: string): Promise<Takeovers> {
  const folder = mkdtempSync(join(tmpdir(), 'downtick-takeover-'));
  const exchanges = await startExchanges(['binance']);
  const setup = {
    folder,
    exchanges: [{ id: 'binance', url: `${exchanges.origin}/binance` }],
    discordUrl: 'http://127.0.0.1:1/api',
    token: 'MTAwMDAwMDAwMDAwMDAwMDAwMA.bench.not-a-secret-at-all',
    env: { STORE_URL: redisUrl, ROLES: 'poller' },
  };
  writeConfig(setup);
  const isLeading = (bot: Bot): boolean => bot.output().includes('poll/binance');
  const bots = [startBot(setup)];
  const ms: number[] = [];
  try {
    await exchanges.heard('binance', 2);
    bots.push(startBot(setup));
    const store = await connectStore(redisUrl, { report: () => undefined });
    await bots[1]?.spokenAt;
    // What a start takes is none of it.
    await exchanges.heard('binance', POLLS);
    const measured = await redisCost(store);
    await exchanges.heard('binance', POLLS);
    const cost = await measured();
    await store.close();
    for (let i = 0; i < times; i += 1) {
      const leader = bots.find((bot) => bot.isAlive && isLeading(bot));
      // Whoever is to follow has begun to ask.
      await exchanges.heard('binance', 10);
      const at = performance.now();
      await leader?.kill('SIGKILL');
      await exchanges.heard('binance', 1);
      ms.push(performance.now() - at);
      bots.push(startBot(setup));
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
    await Promise.all(bots.map((bot) => bot.kill('SIGKILL')));
    await exchanges.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
