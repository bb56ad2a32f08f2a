import { join } from 'node:path';

import { expect, vi } from 'vitest';

import { ROLES } from '#config/environment-schema.ts';

import { startBot } from './bot-process.ts';
import type { BotProcess } from './bot-process.ts';
import { configFolder } from './config-folder.ts';
import { emulatedDiscord } from './discord/connected-client.ts';
import { startExchange } from './exchange/start-exchange.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const WALLETS = '/wallets';
const COINS = ['BTC', 'ETH', 'USDT', 'USDC', 'SOL', 'XRP'];

export function wallets(isOpen: boolean): { body: unknown } {
  const network = { network: 'ERC20', depositEnable: true, withdrawEnable: isOpen };
  return { body: { data: COINS.map((coin) => ({ coin, networkList: [network] })) } };
}

/** An exchange on loopback, Discord on loopback, a server with an admin, and the bot in a process of its own. */
export async function scene(settings: Readonly<Record<string, string>> = {}) {
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
    ...settings,
  };
  /** A process that does not log in, of many. */
  const startAs = (roles: string): BotProcess => startBot({ ...env, ROLES: roles });
  const start = async (): Promise<BotProcess> => {
    const login = discord.gateway.nextLogin({ timeoutMs: 40_000 });
    const bot = startBot(env);
    const ended = bot.exitCode.then(() => Promise.reject(new Error('It ended.')));
    await Promise.race([login, ended]).catch((cause: unknown) => {
      throw new Error(`It did not log in:\n${bot.output()}`, { cause });
    });
    return bot;
  };
  /** A process that Discord asks over HTTP, as the developer portal would be told. */
  const startHttp = async (roles: string = ROLES.join(',')): Promise<BotProcess> => {
    const bot = startBot({
      ...env,
      ROLES: roles,
      INTERACTIONS: 'http',
      DISCORD_PUBLIC_KEY: discord.endpoints.publicKey,
      HTTP_ADDRESS: '127.0.0.1:0',
    });
    await enterHttp(bot);
    return bot;
  };
  /** Tells Discord to ask that process from now on. */
  const enterHttp = async (bot: BotProcess): Promise<void> => {
    await bot.says('/readyz');
    const [origin] = /http:\/\/127\.0\.0\.1:\d+(?=\/readyz)/.exec(bot.output()) ?? [''];
    await discord.endpoints.enter(`${origin}/discord/interactions`, `${origin}/discord/events`);
  };
  return { exchange, discord, guild, office, alerts, admin, start, startAs, startHttp, enterHttp };
}

/** Starts the bot and has the admin subscribe the alerts channel to Binance's withdrawals. */
export async function subscribed(
  settings: Readonly<Record<string, string>> = {},
  beside: readonly string[] = [],
) {
  const set = await scene(settings);
  const bot = await set.start();
  const others = beside.map((roles) => set.startAs(roles));
  await set.discord.botReady();
  const reply = await set.discord.command(set.admin, set.guild, set.office, 'subscribe', {
    target: 'binance/withdrawals',
    channel: set.alerts,
  });
  // The second poll begins once the first is stored: from then on a halt is a change, and no baseline.
  await vi.waitFor(() => expect(set.exchange.requests.length).toBeGreaterThan(1), { timeout: 40_000 });
  return { ...set, bot, others, reply };
}
