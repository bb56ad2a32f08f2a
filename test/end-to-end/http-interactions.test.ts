import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { scene, wallets, WALLETS } from '#test/support/alert-scene.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';

const WITHIN = { timeoutMs: 40_000 };
const PATIENTLY = { timeout: 40_000 };

/** A bot without a gateway, which has polled: what halts from now on is a change. */
async function overHttp() {
  const set = await scene();
  const bot = await set.startHttp();
  await set.discord.botReady(WITHIN);
  await vi.waitFor(() => expect(set.exchange.requests.length).toBeGreaterThan(1), PATIENTLY);
  return { ...set, bot };
}

describe('the bot over HTTP alone', { timeout: 120_000 }, () => {
  it('takes a subscription, tells its alert, shows the details, and never logs in', async () => {
    const { admin, alerts, discord, exchange, guild, office } = await overHttp();
    const choices = await discord.autocomplete(
      admin,
      guild,
      office,
      'subscribe',
      { target: 'bin' },
      'target',
    );
    expect(choices.map(({ value }) => value)).toContain('binance');
    const answer = await discord.command(admin, guild, office, 'subscribe', {
      target: 'binance/withdrawals',
      channel: alerts,
    });
    expect(answer).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(answer.content).toContain(`<#${alerts.id}> follows`);

    exchange.route(WALLETS, wallets(false));
    const [alert] = await discord.messagesReach(alerts.id, 1, WITHIN);
    if (alert === undefined) throw new Error('There is no alert.');
    const button = /v1:details:[^"]+/.exec(JSON.stringify(alert.components))?.[0] ?? '';
    const details = await discord.click(admin, alert, button);
    expect(details).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(JSON.stringify(details.message)).toContain('What it rests on');

    exchange.route(WALLETS, wallets(true));
    const [first, back] = await discord.messagesReach(alerts.id, 2, WITHIN);
    expect(back?.message_reference?.message_id).toBe(first?.id);
    expect(discord.gateway.isConnected).toBe(false);
    expect(discord.requests.filter(({ path }) => path.endsWith('/callback'))).toEqual([]);
  });

  it('opens a form that sets all up, where a server has let it in', async () => {
    const { discord } = await overHttp();
    const guild = discord.addForeignGuild({ name: 'New' });
    const general = discord.addForeignChannel(guild, { name: 'general' });
    const told = discord.addForeignChannel(guild, { name: 'told' });
    const admin = discord.addMember(guild, { name: 'bo', permissions: ['ManageChannels'] });
    await discord.authorize(guild);
    const [hello] = await discord.messagesReach(general.id, 1, WITHIN);
    if (hello === undefined) throw new Error('It does not introduce itself.');
    const form = await discord.click(admin, hello, 'v1:set-up:');
    const done = await discord.submit(admin, general, form, {
      'exchanges-0': ['binance'],
      channel: [told.id],
    });
    expect(done.content).toContain(`<#${told.id}> follows`);
  });

  it.skipIf(isWithoutRedis)(
    'is answered by any of many processes, and by the others when one is killed',
    async () => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const set = await scene({ STORE_URL: redis.url });
      const { admin, alerts, discord, enterHttp, exchange, guild, office, startAs, startHttp } = set;
      const stays = await startHttp('gateway');
      const dies = await startHttp('gateway');
      for (const roles of ['poller', 'notifier']) startAs(roles);
      await discord.botReady(WITHIN);
      await vi.waitFor(() => expect(exchange.requests.length).toBeGreaterThan(1), PATIENTLY);
      const ask = () =>
        discord.command(admin, guild, office, 'subscribe', {
          target: 'binance/withdrawals',
          channel: alerts,
        });
      await vi.waitFor(ask, PATIENTLY);
      await dies.kill();
      await enterHttp(stays);
      // What one has written, the other knows.
      await vi.waitFor(async () => expect((await ask()).content).toContain('just so already'), PATIENTLY);
      exchange.route(WALLETS, wallets(false));
      const [alert] = await discord.messagesReach(alerts.id, 1, WITHIN);
      if (alert === undefined) throw new Error('There is no alert.');
      const [button = ''] = /v1:details:[^"]+/.exec(JSON.stringify(alert.components)) ?? [];
      const details = await discord.click(admin, alert, button);
      expect(JSON.stringify(details.message)).toContain('What it rests on');
    },
  );
});
