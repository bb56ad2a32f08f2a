import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { configFolder, startBot } from '#test/support/bot-process.ts';
import type { BotProcess } from '#test/support/bot-process.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const WALLETS = '/wallets';
const COINS = ['BTC', 'ETH', 'USDT', 'USDC', 'SOL', 'XRP'];

function wallets(isOpen: boolean): { body: unknown } {
  const network = { network: 'ERC20', depositEnable: true, withdrawEnable: isOpen };
  return { body: { data: COINS.map((coin) => ({ coin, networkList: [network] })) } };
}

/** An exchange on loopback, Discord on loopback, a server with an admin, and the bot in a process of its own. */
async function scene() {
  const exchange = await startExchange({ [WALLETS]: wallets(true) });
  const discord = await emulatedDiscord();
  const guild = discord.addGuild({ name: 'Traders' });
  const office = discord.addChannel(guild, { name: 'office' });
  const alerts = discord.addChannel(guild, { name: 'alerts' });
  const admin = discord.addMember(guild, { name: 'Ada', permissions: ['ManageChannels', 'ManageGuild'] });
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    STORE_URL: `sqlite:${join(temporaryFolder(), 'downtick.db')}`,
    CONFIG_DIR: configFolder({
      id: 'binance',
      name: 'Binance',
      policy: { reread: ['100ms'] },
      sources: {
        wallets: {
          type: 'wallets',
          url: `${exchange.origin}${WALLETS}`,
          every: '1s',
          rows: 'data',
          asset: 'coin',
          networks: {
            rows: 'networkList',
            name: 'network',
            deposit: 'depositEnable',
            withdrawal: 'withdrawEnable',
          },
        },
      },
    }),
  };
  const start = async (): Promise<BotProcess> => {
    const login = discord.gateway.nextLogin();
    const bot = startBot(env);
    await Promise.race([login, bot.exitCode.then(() => Promise.reject(new Error(bot.output())))]);
    return bot;
  };
  return { exchange, discord, guild, office, alerts, admin, start };
}

/** Starts the bot and has the admin subscribe the alerts channel to Binance's withdrawals. */
async function subscribed() {
  const set = await scene();
  const bot = await set.start();
  await set.discord.botReady();
  const reply = await set.discord.command(set.admin, set.guild, set.office, 'subscribe', {
    target: 'binance/withdrawals',
    channel: set.alerts,
  });
  // The second poll begins once the first is stored: from then on a halt is a change, and no baseline.
  await vi.waitFor(() => expect(set.exchange.requests.length).toBeGreaterThan(1), { timeout: 10_000 });
  return { ...set, bot, reply };
}

const headline = (content: string): string => content.split('\n')[0] ?? '';

describe('a server that follows the withdrawals of an exchange', () => {
  it('is told once that they halt, and once, in reply, that they are back', async () => {
    const { exchange, discord, alerts, reply, bot } = await subscribed();
    expect(reply.isEphemeral).toBe(true);
    expect(reply.isInTime).toBe(true);

    exchange.route(WALLETS, wallets(false));
    await discord.messagesReach(alerts.id, 1);
    exchange.route(WALLETS, wallets(true));
    await discord.messagesReach(alerts.id, 2);
    await bot.stop('SIGTERM');

    const [down, back, ...more] = discord.messages(alerts.id);
    expect(more).toEqual([]);
    expect(headline(down?.content ?? '')).toBe('❌ **Binance** withdrawals are down');
    expect(headline(back?.content ?? '')).toMatch(/^✅ \*\*Binance\*\* withdrawals are back after \d+ s$/);
    expect(back?.message_reference?.message_id).toBe(down?.id);
  });

  it.each([
    { when: 'before Discord made the message', afterEffect: false },
    { when: 'after Discord made it, before the bot heard', afterEffect: true },
  ])('gets one message, not none and not two, when the bot is killed $when', async ({ afterEffect }) => {
    const { exchange, discord, alerts, bot, start } = await subscribed();
    const never = new Promise<void>(() => {});
    const path = '/channels/:channel/messages';
    discord.failNext({ method: 'POST', path, afterEffect, delay: never });
    const asked = discord.nextRequest({ method: 'POST', path });
    exchange.route(WALLETS, wallets(false));
    await asked;
    if (afterEffect) await discord.messagesReach(alerts.id, 1);
    await bot.kill();
    discord.heal();

    const again = await start();
    await discord.messagesReach(alerts.id, 1);
    exchange.route(WALLETS, wallets(true));
    await discord.messagesReach(alerts.id, 2);
    await again.stop('SIGTERM');
    expect(discord.messages(alerts.id).map(({ content }) => headline(content).slice(0, 1))).toEqual([
      '❌',
      '✅',
    ]);
  });

  it('is told of what changed while the bot was off', async () => {
    const { exchange, discord, alerts, bot, start } = await subscribed();
    expect(await bot.stop('SIGTERM')).toBe(0);
    exchange.route(WALLETS, wallets(false));
    await start();
    await discord.messagesReach(alerts.id, 1);
    expect(headline(discord.messages(alerts.id)[0]?.content ?? '')).toBe(
      '❌ **Binance** withdrawals are down',
    );
  });
});
