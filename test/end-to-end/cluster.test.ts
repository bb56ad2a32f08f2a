import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { subscribed, wallets, WALLETS } from '#test/support/alert-scene.ts';
import { isWithoutRedis, startRedis } from '#test/support/redis-server.ts';

const headline = (content: string): string => content.split('\n')[0]?.slice(0, 1) ?? '';
const TAKEOVER_MS = 15_000;
/** A busy machine takes its time to start processes. */
const WITHIN = { timeoutMs: 40_000 };

/** A gateway that logs in, and others beside it, on one Redis; the alerts channel follows Binance's withdrawals. */
async function cluster(...others: readonly string[]) {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const scene = await subscribed({ STORE_URL: redis.url, ROLES: 'gateway', LOG_LEVEL: 'debug' }, others);
  const told = (): string[] => scene.discord.posted(scene.alerts.id).map(({ content }) => headline(content));
  return { ...scene, redis, told };
}

describe.skipIf(isWithoutRedis)('many processes on one Redis', { timeout: 150_000 }, () => {
  it('tell once what one of them saw, each doing its part', async () => {
    const { discord, exchange, alerts, told, reply } = await cluster('poller', 'notifier');
    expect(reply.isEphemeral).toBe(true);
    exchange.route(WALLETS, wallets(false));
    await discord.messagesReach(alerts.id, 1, WITHIN);
    exchange.route(WALLETS, wallets(true));
    await discord.messagesReach(alerts.id, 2, WITHIN);
    expect(told()).toEqual(['❌', '✅']);
    const [down, back] = discord.messages(alerts.id);
    expect(back?.message_reference?.message_id).toBe(down?.id);
  });

  it('go on within a quarter of a minute when the one that polls is killed, with no gap and nothing twice', async () => {
    const { discord, exchange, alerts, told, others } = await cluster('poller', 'poller', 'notifier');
    const [one, two] = others;
    const leader = one?.output().includes('poll/binance') === true ? one : two;
    exchange.route(WALLETS, wallets(false));
    await discord.messagesReach(alerts.id, 1, WITHIN);
    const killedAt = performance.now();
    await leader?.kill();
    exchange.route(WALLETS, wallets(true));
    await vi.waitFor(() => expect(told()).toEqual(['❌', '✅']), {
      timeout: WITHIN.timeoutMs,
      interval: 100,
    });
    expect(performance.now() - killedAt).toBeLessThan(TAKEOVER_MS + 5_000);
  });

  it('tell a message once though the one that was telling it was killed', async () => {
    const { discord, exchange, alerts, told, others, startAs } = await cluster('poller', 'notifier');
    const path = `/channels/${alerts.id}/messages`;
    discord.failNext({ method: 'POST', path, afterEffect: true, delay: new Promise<void>(() => {}) });
    const asked = discord.nextRequest({ method: 'POST', path }, WITHIN);
    exchange.route(WALLETS, wallets(false));
    await asked;
    await discord.messagesReach(alerts.id, 1, WITHIN);
    await others[1]?.kill();
    discord.heal();
    startAs('notifier');
    exchange.route(WALLETS, wallets(true));
    await discord.messagesReach(alerts.id, 2, WITHIN);
    expect(told()).toEqual(['❌', '✅']);
  });
});
