import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startBot, writeConfig } from '#test/faults/bot.ts';
import { startExchanges } from '#test/faults/exchanges.ts';
import { startDiscord } from '#test/support/discord/emulator.ts';

const CHANNELS = 30;

/** Megabytes of a bot in so many servers of thirty channels, over the gateway or over HTTP. */
export async function memoryWith(guilds: number, isHttp: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'downtick-memory-'));
  const exchanges = await startExchanges(['binance']);
  const discord = await startDiscord();
  for (let i = 0; i < guilds; i += 1) {
    const guild = discord.addGuild({ name: `g${i}` });
    for (let n = 0; n < CHANNELS; n += 1) discord.addChannel(guild, { name: `c${n}` });
  }
  const setup = {
    folder,
    exchanges: [{ id: 'binance', url: `${exchanges.origin}/binance` }],
    discordUrl: discord.apiUrl,
    token: discord.token,
    env: {
      STORE_URL: 'memory:',
      ...(isHttp && {
        INTERACTIONS: 'http',
        DISCORD_PUBLIC_KEY: discord.endpoints.publicKey,
        HTTP_ADDRESS: '127.0.0.1:0',
      }),
    },
  };
  writeConfig(setup);
  const bot = startBot(setup);
  try {
    while (!/commands (?:are )?registered/.test(bot.output())) {
      if (!bot.isAlive) throw new Error(bot.output());
      await new Promise((resolve) => {
        setTimeout(resolve, 200);
      });
    }
    await exchanges.heard('binance', 5);
    const status = readFileSync(`/proc/${bot.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024;
  } finally {
    await bot.kill('SIGKILL');
    await discord.close();
    await exchanges.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
