import { ChannelType } from 'discord.js';
import { describe, expect, it } from 'vitest';

import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { systemClock } from '#src/platform/clock.ts';

import { commandWorld, press, shownIn } from './command-world.ts';

/** A world whose bot also speaks outside of replies. */
async function speaking() {
  const world = await commandWorld({}, undefined, (emulator) => ({
    speaker: createSpeaker(createMessageRest(emulator.token, emulator.apiUrl, systemClock), () =>
      Promise.resolve(),
    ),
  }));
  const alerts = world.emulator.addChannel(world.guild, { name: 'alerts' });
  return { ...world, alerts };
}

describe('From a subscription to a tested alert', () => {
  it('answers with what is so now, posts a test where the alerts go, and undoes', async () => {
    const world = await speaking();
    const { admin, alerts, deps, emulator, guild } = world;
    const role = emulator.addRole(guild, { name: 'traders', mentionable: true });
    const reply = await world.ask('subscribe', { target: 'binance', channel: alerts, mention: role });
    expect(reply.content).toContain('Right now:\n• Binance withdrawals: down');
    const key = /v1:undo:\w+/.exec(shownIn(reply))?.[0] ?? '';
    const tested = await press(world, reply, 'v1:test:1');
    expect(tested).toMatchObject({ isEphemeral: true, isInTime: true });
    const [test] = emulator.messages(alerts.id);
    expect(test?.content).toBe('✅ This is a test: alerts arrive here');
    expect(test?.embeds[0]?.description).toContain('Asked for by ada');
    expect(test?.mention_roles).toEqual([]);
    await press(world, reply, key);
    expect(deps.guilds.get(guild.id).subscriptions).toEqual([]);
    expect((await press(world, reply, key)).content).toContain('undone already');
    expect(admin.user.username).toBe('ada');
  });

  it('says what is missing where the test cannot be posted', async () => {
    const world = await speaking();
    const reply = await world.ask('subscribe', { target: 'binance', channel: world.alerts });
    world.emulator.setBotAccess(world.alerts, { deny: ['SendMessages'] });
    const tested = await press(world, reply, 'v1:test:1');
    expect(tested.content).toContain(`I may not post in <#${world.alerts.id}>`);
    const none = await world.ask('alerts test', { channel: world.general });
    expect(none.content).toContain('is told nothing yet');
  });

  it('says so where the channel is gone by the time it is asked for', async () => {
    const world = await speaking();
    const reply = await world.ask('subscribe', { target: 'binance', channel: world.alerts });
    world.emulator.channelDelete(world.alerts.id);
    const tested = await press(world, reply, 'v1:test:1');
    expect(tested.content).toBe(`I could not post in <#${world.alerts.id}>. The channel is gone.`);
    const undone = await press(world, reply, 'v1:undo:key0');
    expect(undone.content).toContain('is as it was before');
  });

  it('follows in a forum too', async () => {
    const { ask, deps, emulator, guild } = await speaking();
    const forum = emulator.addChannel(guild, { name: 'outages', type: ChannelType.GuildForum });
    const reply = await ask('subscribe', { target: 'binance', channel: forum });
    expect(reply.content).toContain(`<#${forum.id}> follows **Binance**`);
    expect(deps.guilds.get(guild.id).subscriptions).toMatchObject([{ channelId: forum.id }]);
  });

  it.each([
    ['a forum', { type: ChannelType.GuildForum, tags: ['news', 'outages'], demandsTag: true }],
    ['a forum without tags', { type: ChannelType.GuildForum }],
    ['an announcement channel', { type: ChannelType.GuildAnnouncement }],
  ])('tests what is told in %s, by button and by command', async (_, channel) => {
    const world = await speaking();
    const { ask, emulator, guild } = world;
    const place = emulator.addChannel(guild, { name: 'outages', ...channel });
    const reply = await ask('subscribe', { target: 'binance', channel: place });
    const tests = () =>
      [place, ...[...guild.channels.values()].filter(({ parentId }) => parentId === place.id)].flatMap(
        ({ id }) => emulator.messages(id).map(({ content }) => content),
      );
    expect((await press(world, reply, 'v1:test:1')).content).toContain('The test is in');
    expect(tests()).toEqual(['✅ This is a test: alerts arrive here']);
    expect((await ask('alerts test', { channel: place })).content).toContain('The test is in');
    expect(tests()).toHaveLength(2);
  });

  it('tests what is told in a thread', async () => {
    const world = await speaking();
    const { alerts, ask, emulator, guild } = world;
    const thread = emulator.addChannel(guild, {
      name: 'talk',
      type: ChannelType.PublicThread,
      parentId: alerts.id,
    });
    const reply = await ask('subscribe', { target: 'binance', channel: thread });
    expect((await press(world, reply, 'v1:test:1')).content).toContain('The test is in');
    expect((await ask('alerts test', { channel: thread })).content).toContain('The test is in');
    expect(emulator.messages(thread.id)).toHaveLength(2);
    emulator.setBotAccess(alerts, { deny: ['SendMessagesInThreads'] });
    expect((await press(world, reply, 'v1:test:1')).content).toContain('I may not post in');
  });

  it('offers the link that lets it open threads where it may not, and replies until then', async () => {
    const { alerts, ask, emulator } = await speaking();
    const first = await ask('subscribe', { target: 'binance', channel: alerts, style: 'thread' });
    expect(first.content).not.toContain('Create Public Threads');
    emulator.setBotAccess(alerts, { deny: ['CreatePublicThreads'] });
    const reply = await ask('subscribe', { target: 'kraken', channel: alerts, style: 'thread' });
    expect(reply.content).toContain('Create Public Threads: [add it](https://discord.com/oauth2/authorize?');
  });

  it('subscribes from /status with one press, by those who may', async () => {
    const world = await speaking();
    const panel = await world.ask('status', { exchange: 'binance', service: 'withdrawals' });
    const incidents = await press(world, panel, 'v1:incidents-of:binance');
    expect(shownIn(incidents)).toContain('**Binance**: no incidents in the last 30 days');
    const done = await press(world, panel, 'v1:status-follow:binance/withdrawals');
    expect(done.content).toContain(`<#${world.general.id}> follows **Binance** withdrawals`);
    const member = world.emulator.addMember(world.guild, { name: 'bob', permissions: [] });
    const theirs = await world.ask('status', { exchange: 'binance' }, member);
    expect(shownIn(theirs)).not.toContain('status-follow');
  });
});
