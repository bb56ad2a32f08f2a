import {
  ChannelType,
  MessageFlags,
  PermissionFlagsBits,
  ThreadAutoArchiveDuration,
  type Client,
  type SendableChannels,
  type TextChannel,
} from 'discord.js';
import { describe, expect, it } from 'vitest';

import type { Clock } from '#src/platform/clock.ts';
import type { DiscordEmulator, DiscordOptions } from '#test/support/discord/emulator.ts';
import type { ChannelSetup } from '#test/support/discord/world.ts';
import type { WorldChannel, WorldGuild } from '#test/support/discord/world-records.ts';

import { connectedClient, emulatedDiscord } from '#test/support/discord/connected-client.ts';

interface Scene {
  readonly discord: DiscordEmulator;
  readonly client: Client<true>;
  readonly guild: WorldGuild;
  readonly place: WorldChannel;
  readonly channel: TextChannel;
}

async function scene(setup: Partial<ChannelSetup> = {}, options?: DiscordOptions): Promise<Scene> {
  const discord = await emulatedDiscord(options);
  const guild = discord.addGuild({ name: 'Traders' });
  const place = discord.addChannel(guild, { name: 'alerts', ...setup });
  const client = await connectedClient(discord);
  const channel = client.channels.cache.get(place.id) as TextChannel;
  return { discord, client, guild, place, channel };
}

describe('what Discord shows of messages', () => {
  const path = (channelId: string) => `/channels/${channelId}/messages` as const;

  it('is no nonce, and a page after one that is named', async () => {
    const { client, place, channel } = await scene();
    const sent = [];
    for (const content of ['1', '2', '3', '4']) sent.push(await channel.send({ content, nonce: content }));
    const query = new URLSearchParams({ after: sent[0]?.id ?? '', limit: '2' });
    const page = (await client.rest.get(path(place.id), { query })) as { content: string; nonce?: string }[];
    expect(page.map(({ content }) => content)).toEqual(['3', '2']);
    expect(page.some((message) => 'nonce' in message)).toBe(false);
  });

  it('is a post in a forum, with a first message of the same id', async () => {
    const { discord, client, place } = await scene({ type: ChannelType.GuildForum });
    const body = { name: 'Binance withdrawals', message: { content: 'down' } };
    const post = (await client.rest.post(`/channels/${place.id}/threads`, { body })) as { id: string };
    expect(discord.messages(post.id)).toMatchObject([{ id: post.id, content: 'down' }]);
    await expect(client.rest.post(path(place.id), { body: { content: 'down' } })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('what the bot may do', () => {
  it('changes with its role and its roles, and it hears of that', async () => {
    const { discord, client, guild, channel } = await scene();
    const changes: string[] = [];
    client.on('roleUpdate', () => void changes.push('role'));
    client.on('guildMemberUpdate', () => void changes.push('member'));
    discord.setRolePermissions(guild, ['ViewChannel'], guild.roles.get(guild.id));
    discord.setRolePermissions(guild, ['ViewChannel']);
    await expect.poll(() => changes).toEqual(['role', 'role']);
    await expect(channel.send('down')).rejects.toMatchObject({ code: 50_013 });
    const poster = discord.addRole(guild, { name: 'poster', permissions: ['SendMessages'] });
    discord.setBotRoles(guild, [poster]);
    await expect.poll(() => changes).toEqual(['role', 'role', 'member']);
    await channel.send('down');
    expect(discord.messages(channel.id)).toHaveLength(1);
  });
});

describe('messages', () => {
  it('arrive, are edited and are deleted', async () => {
    const { discord, channel } = await scene();
    const arrival = discord.nextMessage(channel.id);
    const sent = await channel.send({ content: 'down', embeds: [{ title: 'Binance' }] });
    expect(await arrival).toMatchObject({ id: sent.id, content: 'down', embeds: [{ title: 'Binance' }] });

    const edit = discord.nextEdit(channel.id);
    await sent.edit('up');
    expect((await edit).after).toMatchObject({ content: 'up', embeds: [{ title: 'Binance' }] });
    expect(discord.edits(channel.id)).toHaveLength(1);

    await sent.delete();
    expect(discord.messages(channel.id)).toEqual([]);
  });

  it('reply to one another, and fail or not when the other is gone', async () => {
    const { discord, channel } = await scene();
    const first = await channel.send('down');
    await first.reply('up');
    expect(discord.messages(channel.id)[1]?.message_reference?.message_id).toBe(first.id);

    discord.messageDelete(channel.id, first.id);
    const reply = { messageReference: first.id, failIfNotExists: false };
    await channel.send({ content: 'up again', reply });
    expect(discord.messages(channel.id)[1]).not.toHaveProperty('message_reference');
    await expect(channel.send({ content: 'x', reply: { messageReference: first.id } })).rejects.toMatchObject(
      {
        code: 50_035,
        rawError: { errors: { message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE' }] } } },
      },
    );
    await expect(first.edit('x')).rejects.toMatchObject({ code: 10_008, status: 404 });
  });

  it('carry files', async () => {
    const { discord, channel } = await scene();
    const data = Buffer.from('not really a picture');
    await channel.send({
      content: 'chart',
      files: [{ attachment: data, name: 'chart.png', description: 'A chart' }],
    });
    expect(discord.messages(channel.id)[0]?.attachments).toMatchObject([
      { filename: 'chart.png', size: data.length, description: 'A chart' },
    ]);
    expect(discord.requests.at(-1)?.files[0]?.data).toEqual(new Uint8Array(data));
  });

  it('notify only whom allowed_mentions names', async () => {
    const { discord, guild, channel } = await scene();
    const role = discord.addRole(guild, { name: 'on call', mentionable: true });
    const content = `<@&${role.id}> @everyone`;
    await channel.send({ content, allowedMentions: { parse: [] } });
    await channel.send({ content, allowedMentions: { roles: [role.id] } });
    const mentioned = discord.messages(channel.id).map((message) => message.mention_roles);
    expect(mentioned).toEqual([[], [role.id]]);
    expect(discord.messages(channel.id).some((message) => message.mention_everyone)).toBe(false);
  });

  it('are published once in announcement channels', async () => {
    const { channel } = await scene({ type: ChannelType.GuildAnnouncement });
    const sent = await channel.send('down');
    await sent.crosspost();
    await expect(sent.crosspost()).rejects.toMatchObject({ code: 40_033 });
  });

  it('have threads, one each', async () => {
    const { discord, channel } = await scene();
    const sent = await channel.send('down');
    const thread = await sent.startThread({
      name: 'Binance withdrawals',
      autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    });
    await thread.send('more');
    expect(discord.messages(thread.id)).toMatchObject([{ content: 'more' }]);
    await thread.setArchived(true);
    await expect(channel.threads.create({ name: 'x', startMessage: sent.id })).rejects.toMatchObject({
      code: 160_004,
    });
  });
});

describe('a nonce that is enforced', () => {
  it('makes one message, however often it is sent', async () => {
    const { discord, channel } = await scene();
    const message = { content: 'down', nonce: 'delivery-1', enforceNonce: true };
    const first = await channel.send(message);
    const second = await channel.send(message);
    expect(second.id).toBe(first.id);
    expect(discord.messages(channel.id)).toHaveLength(1);
  });

  it('is forgotten after the window', async () => {
    let now = Date.UTC(2026, 0, 1);
    const clock: Clock = { now: () => now, monotonic: () => now, setTimer: () => () => undefined };
    const { discord, channel } = await scene({}, { clock, nonceWindowMs: 60_000 });
    const message = { content: 'down', nonce: 'delivery-1', enforceNonce: true };
    await channel.send(message);
    now += 60_000;
    await channel.send(message);
    expect(discord.messages(channel.id)).toHaveLength(2);
  });

  it('makes nothing anew when its message was deleted', async () => {
    const { discord, channel } = await scene();
    const message = { content: 'down', nonce: 'delivery-1', enforceNonce: true };
    const { id } = await channel.send(message);
    discord.messageDelete(channel.id, id);
    await expect(channel.send(message)).rejects.toMatchObject({ code: 10_008 });
  });

  it('may differ for messages that are alike', async () => {
    const { discord, channel } = await scene();
    await channel.send({ content: 'down', nonce: '1', enforceNonce: true });
    await channel.send({ content: 'down', nonce: '2', enforceNonce: true });
    expect(discord.messages(channel.id)).toHaveLength(2);
  });
});

describe('a channel that is closed to the bot', () => {
  it.each([
    { deny: ['ViewChannel'] as const, code: 50_001 },
    { deny: ['SendMessages'] as const, code: 50_013 },
  ])('answers $code without $deny', async ({ deny, code }) => {
    const { discord, channel } = await scene({ deny });
    await expect(channel.send('down')).rejects.toMatchObject({ code, status: 403 });
    expect(discord.messages(channel.id)).toEqual([]);
  });

  it('answers 50013 to an embed without EMBED_LINKS, and takes plain text', async () => {
    const { channel } = await scene({ deny: ['EmbedLinks'] });
    await expect(channel.send({ embeds: [{ title: 'x' }] })).rejects.toMatchObject({ code: 50_013 });
    await channel.send('x');
  });

  it('answers 10003 once it is deleted', async () => {
    const { discord, channel } = await scene();
    discord.channelDelete(channel.id);
    await expect(channel.send('down')).rejects.toMatchObject({ code: 10_003, status: 404 });
  });

  it('opens and closes while the client looks on', async () => {
    const { discord, client, place, channel } = await scene();
    discord.setBotAccess(place, { deny: ['SendMessages'] });
    await expect(channel.send('down')).rejects.toMatchObject({ code: 50_013 });
    const self = await channel.guild.members.fetch(client.user.id);
    expect(channel.permissionsFor(self).has(PermissionFlagsBits.SendMessages)).toBe(false);
    discord.setBotAccess(place, {});
    await channel.send('down');
  });
});

describe("Discord's limits", () => {
  const long = (length: number): string => 'x'.repeat(length);
  const rows: readonly [string, Parameters<SendableChannels['send']>[0], object][] = [
    [
      'content of 2001',
      { content: long(2001) },
      { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } },
    ],
    ['a nonce of 26', { content: 'x', nonce: long(26) }, { nonce: {} }],
    ['eleven embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, { embeds: {} }],
    ['a title of 257', { embeds: [{ title: long(257) }] }, { embeds: { 0: { title: {} } } }],
    [
      'a description of 4097',
      { embeds: [{ description: long(4097) }] },
      { embeds: { 0: { description: {} } } },
    ],
    [
      'twenty-six fields',
      { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'x', value: 'x' })) }] },
      { embeds: { 0: { fields: {} } } },
    ],
    [
      'a field without a value',
      { embeds: [{ fields: [{ name: 'x', value: ' ' }] }] },
      { embeds: { 0: { fields: { 0: { value: { _errors: [{ code: 'BASE_TYPE_REQUIRED' }] } } } } } },
    ],
    [
      'a field name of 257',
      { embeds: [{ fields: [{ name: long(257), value: 'x' }] }] },
      { embeds: { 0: { fields: { 0: { name: {} } } } } },
    ],
    [
      'a field value of 1025',
      { embeds: [{ fields: [{ name: 'x', value: long(1025) }] }] },
      { embeds: { 0: { fields: { 0: { value: {} } } } } },
    ],
    [
      'a footer of 2049',
      { embeds: [{ footer: { text: long(2049) } }] },
      { embeds: { 0: { footer: { text: {} } } } },
    ],
    [
      'an author of 257',
      { embeds: [{ author: { name: long(257) } }] },
      { embeds: { 0: { author: { name: {} } } } },
    ],
    [
      'more than 6000 over all embeds',
      { embeds: [{ description: long(4000) }, { description: long(2001) }] },
      { embeds: { _errors: [{ code: 'MAX_EMBED_SIZE_EXCEEDED' }] } },
    ],
    ['an embed that shows nothing', { embeds: [{ color: 1 }] }, { embeds: { 0: {} } }],
    ['a link that is none', { embeds: [{ title: 'x', url: 'nowhere' }] }, { embeds: { 0: { url: {} } } }],
    [
      'six rows of buttons',
      { content: 'x', components: Array.from({ length: 6 }, (_, index) => row(`b${index}`)) },
      { components: {} },
    ],
    ['a custom id used twice', { content: 'x', components: [row('same'), row('same')] }, { components: {} }],
    [
      'a button label of 81',
      { content: 'x', components: [row('b', long(81))] },
      { components: { 0: { components: { 0: { label: {} } } } } },
    ],
    ['content beside components v2', { content: 'x', ...layout(1) }, { content: {} }],
    ['forty-one components', layout(41), { components: {} }],
    ['more than 4000 characters of components', layout(2, long(2001)), { components: {} }],
    [
      'mentions that are parsed and listed at once',
      { content: 'x', allowedMentions: { parse: ['roles'], roles: ['123456789012345678'] } },
      { allowed_mentions: {} },
    ],
  ];
  it.each(rows)('refuse %s', async (_name, message, errors) => {
    const { discord, channel } = await scene();
    await expect(channel.send(message)).rejects.toMatchObject({
      code: 50_035,
      status: 400,
      rawError: { errors },
    });
    expect(discord.messages(channel.id)).toEqual([]);
  });

  it('take components v2', async () => {
    const { discord, channel } = await scene();
    const sent = await channel.send(layout(40));
    await sent.edit({ components: layout(1, 'up').components });
    expect(discord.messages(channel.id)[0]?.components).toMatchObject([{ content: 'up' }]);
  });

  it('refuse an empty message', async () => {
    const { channel } = await scene();
    await expect(channel.send({ content: ' ' })).rejects.toMatchObject({ code: 50_006 });
  });

  it('take a message that is full to the brim', async () => {
    const { discord, channel } = await scene();
    const fields = Array.from({ length: 25 }, () => ({ name: long(10), value: long(60) }));
    await channel.send({
      content: long(2000),
      embeds: [{ title: long(256), description: long(3994), fields }],
    });
    expect(discord.messages(channel.id)).toHaveLength(1);
  });
});

function row(
  customId: string,
  label = 'x',
): { type: 1; components: { type: 2; style: 2; label: string; custom_id: string }[] } {
  return { type: 1, components: [{ type: 2, style: 2, label, custom_id: customId }] };
}

function layout(
  count: number,
  content = 'x',
): { flags: MessageFlags.IsComponentsV2; components: { type: 10; content: string }[] } {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: Array.from({ length: count }, () => ({ type: 10, content })),
  };
}
