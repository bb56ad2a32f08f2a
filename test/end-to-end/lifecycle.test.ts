import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { GatewayCloseCodes } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { startBot } from '#test/support/bot-process.ts';
import { configFolder } from '#test/support/config-folder.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const ping = (url: string) => ({
  id: 'binance',
  name: 'Binance',
  sources: { 'spot-ping': { type: 'http', url, every: '1s', probes: 'api' } },
});

describe('starting', () => {
  it('without a token is a preview that says how to connect, and ends with 0 when told to', async () => {
    const exchange = await startExchange({ '/ping': { body: {} } });
    const bot = startBot({ CONFIG_DIR: configFolder(ping(`${exchange.origin}/ping`)) }, 'downtick.js');
    await bot.says('Alerts appear here');
    expect(bot.output()).toContain('DISCORD_TOKEN');
    expect(await bot.stop('SIGINT')).toBe(0);
  });

  it('where nothing can be reached, keeps running and alerts nobody', async () => {
    const exchange = await startExchange({});
    await exchange.refuse();
    const bot = startBot({ CONFIG_DIR: configFolder(ping(`${exchange.origin}/ping`)), LOG_LEVEL: 'debug' });
    await bot.says('Read 0 of 1');
    expect(bot.output()).not.toContain('❌');
    expect(await bot.stop('SIGTERM')).toBe(0);
  });

  it('with a wrong configuration names every problem at once and ends with 78', async () => {
    const folder = configFolder(ping('https://127.0.0.1/ping'));
    mkdirSync(join(folder, 'exchanges'), { recursive: true });
    writeFileSync(
      join(folder, 'exchanges', 'kraken.yaml'),
      'id: kraken\nname: Kraken\nsources:\n  wallets: { type: walets, every: 7s }\n',
    );
    const bot = startBot({
      CONFIG_DIR: folder,
      STORE_URL: 'postgres://nobody:hunter2@127.0.0.1',
      DISCORD_API_URL: 'no address',
    });
    expect(await bot.exitCode).toBe(78);
    for (const key of ['STORE_URL', 'DISCORD_API_URL', 'kraken.yaml', 'wallets'])
      expect(bot.output()).toContain(key);
    expect(bot.output()).toContain('Did you mean `wallets`?');
    expect(bot.output()).not.toContain('hunter2');
  });

  it('with a store that cannot be opened says so in one sentence and ends with 78', async () => {
    const path = join(temporaryFolder(), 'downtick.db');
    writeFileSync(path, 'this is no database, and it is long enough to look like one '.repeat(100));
    const bot = startBot({
      CONFIG_DIR: configFolder(ping('https://127.0.0.1/ping')),
      STORE_URL: `sqlite:${path}`,
    });
    expect(await bot.exitCode).toBe(78);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
  });

  it('a second time on the same store says who has it and ends with 78; after kill -9 it starts', async () => {
    const exchange = await startExchange({ '/ping': { body: {} } });
    const env = {
      CONFIG_DIR: configFolder(ping(`${exchange.origin}/ping`)),
      STORE_URL: `sqlite:${join(temporaryFolder(), 'downtick.db')}`,
    };
    const first = startBot(env);
    await first.says('Alerts appear here');
    const second = startBot(env);
    expect(await second.exitCode).toBe(78);
    expect(second.output()).toMatch(/another Downtick already uses this store \(process \d+ on /);
    await first.kill();
    const third = startBot(env);
    await third.says('Alerts appear here');
    expect(await third.stop('SIGTERM')).toBe(0);
  });

  it('ends with 78 and says why when Discord closes the connection for good', async () => {
    const exchange = await startExchange({ '/ping': { body: {} } });
    const discord = await emulatedDiscord();
    const guild = discord.addGuild({ name: 'Office' });
    const office = discord.addChannel(guild, { name: 'office' });
    const login = discord.gateway.nextLogin();
    const bot = startBot({
      CONFIG_DIR: configFolder(ping(`${exchange.origin}/ping`)),
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      OPERATOR_CHANNEL_ID: office.id,
    });
    await login;
    await discord.messagesReach(office.id, 1);
    discord.gateway.closeConnections(GatewayCloseCodes.DisallowedIntents);
    expect(await bot.exitCode).toBe(78);
    expect(bot.output()).toContain('Discord does not allow the intent');
    expect(discord.messages(office.id)[1]?.content).toContain('Discord does not allow the intent');
  });

  it('with a token that Discord refuses says so, without the token, and ends with 78', async () => {
    const discord = await emulatedDiscord();
    const wrong = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'XXXXXX', 'this-is-not-the-right-token-at-all'].join('.');
    const bot = startBot({
      CONFIG_DIR: configFolder(ping('https://127.0.0.1/ping')),
      DISCORD_TOKEN: wrong,
      DISCORD_API_URL: discord.apiUrl,
    });
    expect(await bot.exitCode).toBe(78);
    expect(bot.output()).toContain('DISCORD_TOKEN');
    expect(bot.output()).not.toContain(wrong);
  });
});
