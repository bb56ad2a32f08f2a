import { describe, expect, it, vi } from 'vitest';

import { subscribed, wallets, WALLETS } from '#test/support/alert-scene.ts';

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
    await vi.waitFor(
      () =>
        expect(discord.messages(alerts.id)[0]?.content).toMatch(/^✅ \*\*Binance\*\* withdrawals were down/),
      { timeout: 30_000 },
    );
    await bot.stop('SIGTERM');

    const [down, back, ...more] = discord.posted(alerts.id);
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
    expect(discord.posted(alerts.id).map(({ content }) => headline(content).slice(0, 1))).toEqual([
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
