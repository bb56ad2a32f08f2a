import { Client, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { connectedClient, emulatedDiscord } from '#test/support/discord/connected-client.ts';

describe('the emulated gateway', () => {
  it('logs the client in with its token and intents, and gives it its guilds', async () => {
    const discord = await emulatedDiscord();
    const guild = discord.addGuild({ name: 'Traders' });
    const channel = discord.addChannel(guild, { name: 'alerts' });

    const client = await connectedClient(discord);

    expect(discord.gateway.log).toContainEqual({
      kind: 'identify',
      intents: GatewayIntentBits.Guilds,
      shard: [0, 1],
    });
    expect(client.user.id).toBe(discord.applicationId);
    expect(client.guilds.cache.get(guild.id)?.name).toBe('Traders');
    expect(client.channels.cache.has(channel.id)).toBe(true);
    expect(guild.id).toMatch(/^\d{17,19}$/);
  });

  it('turns a wrong token away', async () => {
    const discord = await emulatedDiscord();
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
    await expect(client.login('wrong')).rejects.toThrow(/token/);
  });

  it('turns privileged intents away', async () => {
    const discord = await emulatedDiscord();
    const client = new Client({ intents: [GatewayIntentBits.GuildMembers], rest: { api: discord.apiUrl } });
    await expect(client.login(discord.token)).rejects.toThrow(/intents/);
  });

  it('tells a running client of channels that come and go, and of a guild that throws it out', async () => {
    const discord = await emulatedDiscord();
    const guild = discord.addGuild({ name: 'Traders' });
    const client = await connectedClient(discord);

    const created = new Promise((resolve) => client.once(Events.ChannelCreate, resolve));
    const channel = discord.addChannel(guild, { name: 'late' });
    await created;
    expect(client.channels.cache.has(channel.id)).toBe(true);

    const deleted = new Promise((resolve) => client.once(Events.ChannelDelete, resolve));
    discord.channelDelete(channel.id);
    await deleted;
    expect(client.channels.cache.has(channel.id)).toBe(false);

    const left = new Promise((resolve) => client.once(Events.GuildDelete, resolve));
    discord.guildDelete(guild.id);
    await left;
    expect(client.guilds.cache.has(guild.id)).toBe(false);
  });

  it('lets a client whose connection dropped resume, and replays what it missed', async () => {
    const discord = await emulatedDiscord();
    const guild = discord.addGuild({ name: 'Traders' });
    const client = await connectedClient(discord);

    const created = new Promise((resolve) => client.once(Events.ChannelCreate, resolve));
    const login = discord.gateway.nextLogin();
    discord.gateway.dropConnections();
    const missed = discord.addChannel(guild, { name: 'made in between' });

    expect(await login).toMatchObject({ kind: 'resume' });
    await created;
    expect(client.channels.cache.has(missed.id)).toBe(true);
  });

  it('has the client reconnect and resume on opcode 7', async () => {
    const discord = await emulatedDiscord();
    await connectedClient(discord);
    const login = discord.gateway.nextLogin();
    discord.gateway.requestReconnect();
    expect(await login).toMatchObject({ kind: 'resume' });
  });

  it('has the client identify anew when its session is invalid', async () => {
    const discord = await emulatedDiscord();
    // Without the client's own wait of five seconds between logins.
    const client = await connectedClient(discord, {
      ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    });
    const login = discord.gateway.nextLogin();
    const ready = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    discord.gateway.invalidateSessions({ resumable: false });
    expect(await login).toMatchObject({ kind: 'identify' });
    await ready;
  });

  it('acknowledges heartbeats', async () => {
    const discord = await emulatedDiscord({ heartbeatIntervalMs: 50 });
    const client = await connectedClient(discord);
    const beat = (): Promise<unknown> =>
      discord.gateway.happened.next('a heartbeat', ({ kind }) => kind === 'heartbeat');
    await beat();
    await beat();
    await beat();
    expect(client.isReady()).toBe(true);
  });
});
