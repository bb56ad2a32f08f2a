import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

import { expect, it } from 'vitest';

import { startBot } from '#test/support/bot-process.ts';
import { configFolder } from '#test/support/config-folder.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { listening, startProxy } from '#test/support/start-proxy.ts';

const CERTIFICATE = 'test/support/tls/certificate.pem';

/** Discord by names that only a proxy knows, encrypted as the real one is. */
async function discordBehindProxy() {
  const discord = await emulatedDiscord();
  const plain = Number(new URL(discord.gateway.url).port);
  const front = createServer(
    { cert: readFileSync(CERTIFICATE), key: readFileSync('test/support/tls/key.pem') },
    (socket) => {
      const onward = connect(plain, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    },
  );
  const proxy = await startProxy(await listening(front));
  discord.gateway.url = 'wss://gateway.discord.test';
  return { discord, proxy };
}

it('HTTPS_PROXY is the way to Discord, for its REST API and its gateway, and NO_PROXY names who is asked without', async () => {
  const { discord, proxy } = await discordBehindProxy();
  const guild = discord.addGuild({ name: 'Traders' });
  const office = discord.addChannel(guild, { name: 'office' });
  const exchange = await startExchange({ '/ping': { body: {} } });
  const login = discord.gateway.nextLogin({ timeoutMs: 60_000 });
  const bot = startBot({
    CONFIG_DIR: configFolder({
      id: 'binance',
      name: 'Binance',
      sources: { ping: { type: 'http', url: `${exchange.origin}/ping`, every: '1s', probes: 'api' } },
    }),
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: 'https://discord.test/api',
    OPERATOR_CHANNEL_ID: office.id,
    HTTPS_PROXY: proxy.url.replace('http://', 'http://me:hunter2hunter2@'),
    HTTP_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: CERTIFICATE,
  });
  await Promise.race([login, bot.exitCode.then(() => Promise.reject(new Error(bot.output())))]);
  await bot.says('commands registered');
  const words = `Basic ${Buffer.from('me:hunter2hunter2').toString('base64')}`;
  expect(new Set(proxy.asked)).toEqual(
    new Set([`discord.test:443 ${words}`, `gateway.discord.test:443 ${words}`]),
  );
  expect(exchange.requests.length).toBeGreaterThan(0);
  expect(bot.output()).not.toContain('hunter2');
  expect(await bot.stop('SIGTERM')).toBe(0);
}, 90_000);
