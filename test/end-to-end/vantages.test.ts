import { expect, it, onTestFinished, vi } from 'vitest';

import { startBot } from '#test/support/bot-process.ts';
import { configFolder } from '#test/support/config-folder.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';

const PING = '/ping';
const WITHIN = { timeoutMs: 60_000 };

/** An exchange whose API is probed, a server that follows it, and what a process in some place is started with. */
async function twoPlaces() {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const exchange = await startExchange({ [PING]: { body: {} } });
  const discord = await emulatedDiscord();
  const guild = discord.addGuild({ name: 'Traders' });
  const alerts = discord.addChannel(guild, { name: 'alerts' });
  const admin = discord.addMember(guild, { name: 'Ada', permissions: ['ManageChannels', 'ManageGuild'] });
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    STORE_URL: redis.url,
    LOG_LEVEL: 'debug',
    CONFIG_DIR: configFolder({
      id: 'lunex',
      name: 'Lunex',
      policy: { reread: ['100ms'] },
      sources: {
        ping: { type: 'http', url: `${exchange.origin}${PING}`, every: '1s', timeout: '2s', probes: 'api' },
      },
    }),
  };
  return { admin, alerts, discord, env, exchange, guild };
}

it.skipIf(isWithoutRedis)(
  'a failure is told where most places see it, with which they are',
  async () => {
    const { admin, alerts, discord, env, exchange, guild } = await twoPlaces();
    const login = discord.gateway.nextLogin(WITHIN);
    startBot({ ...env, ROLES: 'gateway,notifier' });
    const [eu, us] = ['eu', 'us'].map((VANTAGE) => startBot({ ...env, ROLES: 'poller', VANTAGE }));
    await login;
    await discord.botReady(WITHIN);
    await discord.command(admin, guild, alerts, 'subscribe', { target: 'lunex', channel: alerts });
    await vi.waitFor(() => expect(exchange.requests.length).toBeGreaterThan(3), { timeout: 60_000 });
    const before = exchange.requests.length;
    exchange.route(PING, { status: 503, body: {} });
    const [alert] = await discord.messagesReach(alerts.id, 1, WITHIN);
    const embed = JSON.stringify(alert?.embeds);
    expect(embed).toMatch(/seen from (?:eu and us|us and eu)/);
    // The other place was asked as well.
    expect(exchange.requests.length - before).toBeGreaterThan(4);
    expect(`${eu?.output()}${us?.output()}`).not.toContain('poll failed');
  },
  150_000,
);

it.skipIf(isWithoutRedis)(
  'what one place alone does not reach is read from the other, and told to nobody but the operator',
  async () => {
    const { admin, alerts, discord, env, exchange, guild } = await twoPlaces();
    const login = discord.gateway.nextLogin(WITHIN);
    startBot({ ...env, ROLES: 'gateway,notifier' });
    // Nobody listens there, so that nothing is reached from eu.
    const eu = startBot({ ...env, ROLES: 'poller', VANTAGE: 'eu', HTTP_PROXY: 'http://127.0.0.1:1' });
    await eu.says('poll/lunex');
    const us = startBot({ ...env, ROLES: 'poller', VANTAGE: 'us' });
    await login;
    await discord.botReady(WITHIN);
    await discord.command(admin, guild, alerts, 'subscribe', { target: 'lunex', channel: alerts });
    await eu.says('cannot be read from eu and is read from us');
    const asked = exchange.requests.length;
    await vi.waitFor(() => expect(exchange.requests.length).toBeGreaterThan(asked + 8), { timeout: 60_000 });
    expect(discord.messages(alerts.id)).toEqual([]);
    expect(us.output()).not.toContain('"poll/lunex"');
  },
  150_000,
);
