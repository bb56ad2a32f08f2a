import type { TextChannel } from 'discord.js';
import { describe, expect, it } from 'vitest';

import type { DiscordEmulator, DiscordOptions } from '#test/support/discord/emulator.ts';
import type { RateLimits } from '#test/support/discord/rate-limits.ts';

import { connectedClient, emulatedDiscord } from '#test/support/discord/connected-client.ts';

const create = { method: 'POST', path: '/channels/:channel/messages' };

async function scene(options?: DiscordOptions): Promise<{ discord: DiscordEmulator; channel: TextChannel }> {
  const discord = await emulatedDiscord(options);
  const place = discord.addChannel(discord.addGuild({ name: 'Traders' }), { name: 'alerts' });
  const client = await connectedClient(discord);
  return { discord, channel: client.channels.cache.get(place.id) as TextChannel };
}

describe('rate limits', () => {
  it.each(['user', 'shared', 'global'] as const)(
    'answer a %s 429, and then take the message',
    async (scope) => {
      const { discord, channel } = await scene();
      discord.rateLimitNext({ ...create, scope, retryAfterMs: 20 });
      await channel.send('down');
      expect(discord.messages(channel.id)).toHaveLength(1);
      expect(discord.rateLimited).toEqual({ user: 0, shared: 0, global: 0, [scope]: 1 });
    },
  );

  it('count messages per channel, and tell the client enough to keep to them', async () => {
    const { discord, channel } = await scene({ rateLimits: { perChannel: { limit: 2, windowMs: 100 } } });
    await Promise.all(Array.from({ length: 5 }, (_, index) => channel.send(`${index}`)));
    expect(discord.messages(channel.id)).toHaveLength(5);
    expect(discord.rateLimited.user).toBe(0);
  });

  it('hold whoever does not keep to a channel limit', async () => {
    const { post, discord } = await rawScene({ perChannel: { limit: 1, windowMs: 60_000 } });
    expect((await post()).status).toBe(200);
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    expect(discord.rateLimited).toMatchObject({ user: 1, global: 0 });
  });

  it('hold whoever does not keep to the global one', async () => {
    const { post, discord } = await rawScene({ globalPerSecond: 1 });
    expect((await post()).status).toBe(200);
    const refused = await post();
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
    expect(discord.rateLimited).toMatchObject({ user: 0, global: 1 });
  });
});

/** A client of no manners, in a world whose clock stands still. */
async function rawScene(
  rateLimits: RateLimits,
): Promise<{ discord: DiscordEmulator; post: () => Promise<Response> }> {
  const discord = await emulatedDiscord({
    rateLimits,
    clock: { now: () => Date.UTC(2026, 0, 1), monotonic: () => 0, setTimer: () => () => undefined },
  });
  const channel = discord.addChannel(discord.addGuild({ name: 'Traders' }), { name: 'alerts' });
  const post = (): Promise<Response> =>
    fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bot ${discord.token}`,
        'user-agent': 'DiscordBot (test, 1)',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ content: 'down' }),
    });
  return { discord, post };
}

describe('scripted trouble', () => {
  it('answers 5xx as often as asked', async () => {
    const { discord, channel } = await scene();
    discord.failNext({ ...create, status: 503, times: 4 });
    await expect(channel.send('down')).rejects.toMatchObject({ status: 503 });
    await channel.send('down');
    expect(discord.messages(channel.id)).toHaveLength(1);
  });

  it('answers a Discord error', async () => {
    const { discord, channel } = await scene();
    discord.failNext({ path: /\/messages$/, status: 403, code: 50_013, message: 'Missing Permissions' });
    await expect(channel.send('down')).rejects.toMatchObject({ code: 50_013, status: 403 });
  });

  it('makes the message and loses the answer, so that a retry makes two', async () => {
    const { discord, channel } = await scene();
    discord.failNext({ ...create, resetConnection: true, afterEffect: true });
    await channel.send('down');
    expect(discord.messages(channel.id)).toHaveLength(2);
  });

  it('makes one all the same when the nonce is enforced', async () => {
    const { discord, channel } = await scene();
    discord.failNext({ ...create, status: 500, afterEffect: true });
    await channel.send({ content: 'down', nonce: 'delivery-1', enforceNonce: true });
    expect(discord.messages(channel.id)).toHaveLength(1);
    expect(discord.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('holds an answer until the test lets it go', async () => {
    const { discord, channel } = await scene();
    const gate = Promise.withResolvers<void>();
    discord.failNext({ ...create, delay: gate.promise });
    const arrival = discord.nextRequest(create);
    const sending = channel.send('down');
    await arrival;
    expect(discord.messages(channel.id)).toEqual([]);
    gate.resolve();
    await sending;
    expect(discord.messages(channel.id)).toHaveLength(1);
  });

  it('is forgotten when healed', async () => {
    const { discord, channel } = await scene();
    discord.failNext({ ...create, status: 500, times: Infinity });
    discord.heal();
    await channel.send('down');
    expect(discord.messages(channel.id)).toHaveLength(1);
  });
});

describe('the log of requests', () => {
  it('has what was asked and answered, and not the token', async () => {
    const { discord, channel } = await scene();
    await channel.send('down');
    expect(discord.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: `/channels/${channel.id}/messages`,
      body: { content: 'down' },
      status: 200,
    });
    expect(JSON.stringify(discord.requests)).not.toContain(discord.token);
  });
});
