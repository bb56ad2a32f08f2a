import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { subscribed, wallets, WALLETS } from '#test/support/alert-scene.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';

const headline = (content: string): string => content.split('\n')[0] ?? '';

describe.skipIf(isWithoutRedis)('a bot that keeps its state in Redis', { timeout: 120_000 }, () => {
  it('tells once what happened while Redis was away and while the bot was, and says what is wrong', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const { exchange, discord, alerts, bot, start } = await subscribed({
      STORE_URL: redis.url,
      HTTP_ADDRESS: '127.0.0.1:0',
    });
    const [readyz = ''] = /http:\/\/127\.0\.0\.1:\d+\/readyz/.exec(bot.output()) ?? [];
    await redis.kill();
    exchange.route(WALLETS, wallets(false));
    await bot.says('it cannot be reached. Check that it runs, and the address in STORE_URL.');
    const away = await fetch(readyz);
    expect(away.status).toBe(503);
    expect(await away.json()).toMatchObject({ stores: expect.stringContaining('it cannot be reached') });
    const polls = exchange.requests.length;
    await vi.waitFor(() => expect(exchange.requests.length).toBeGreaterThan(polls + 3), { timeout: 20_000 });
    expect(discord.messages(alerts.id)).toEqual([]);
    await redis.start();
    await bot.says('Redis is back');
    await vi.waitFor(async () => expect((await fetch(readyz)).status).toBe(200), { timeout: 20_000 });
    await discord.messagesReach(alerts.id, 1);
    await bot.kill();
    exchange.route(WALLETS, wallets(true));
    const again = await start();
    // The lead of the one that was killed has to end first.
    await discord.messagesReach(alerts.id, 2, { timeoutMs: 40_000 });
    await again.stop('SIGTERM');
    expect(discord.posted(alerts.id).map(({ content }) => headline(content).slice(0, 1))).toEqual([
      '❌',
      '✅',
    ]);
  });

  it('stands in for one that does everything too, and has not told what it told', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const { bot, discord, alerts, exchange, startAs } = await subscribed({ STORE_URL: redis.url });
    startAs('');
    exchange.route(WALLETS, wallets(false));
    await discord.messagesReach(alerts.id, 1);
    const login = discord.gateway.nextLogin({ timeoutMs: 30_000 });
    await bot.kill();
    exchange.route(WALLETS, wallets(true));
    await login;
    await vi.waitFor(() => expect(discord.messages(alerts.id)).toHaveLength(2), { timeout: 40_000 });
    expect(discord.posted(alerts.id).map(({ content }) => headline(content).slice(0, 1))).toEqual([
      '❌',
      '✅',
    ]);
  });
});
