import { describe, expect, it } from 'vitest';

import { greet } from '#commands/shared/set-up.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import { systemClock } from '#src/platform/clock.ts';

import { commandWorld, shownIn } from './command-world.ts';

/** The bot is in one server, and an admin of another one is about to let it in. */
async function invited(permissions: readonly ('ManageChannels' | 'SendMessages')[] = ['ManageChannels']) {
  const world = await commandWorld(
    {},
    undefined,
    (emulator) => ({
      speaker: createSpeaker(createMessageRest(emulator.token, emulator.apiUrl, systemClock), () =>
        Promise.resolve(),
      ),
    }),
    (joined, deps) => void greet(joined, deps),
  );
  const { emulator } = world;
  const guild = emulator.addForeignGuild({ name: 'New', preferredLocale: 'ko' });
  const secret = emulator.addForeignChannel(guild, { name: 'secret', deny: ['SendMessages'] });
  const general = emulator.addForeignChannel(guild, { name: 'general' });
  const alerts = emulator.addForeignChannel(guild, { name: 'alerts' });
  const admin = emulator.addMember(guild, { name: 'ada', permissions });
  emulator.invite(guild);
  const [hello] = await emulator.messagesReach(general.id, 1);
  if (hello === undefined) throw new Error('It does not introduce itself.');
  return { ...world, guild, secret, general, alerts, admin, hello };
}

describe('A server that lets the bot in', () => {
  it('is three interactions away from a tested alert', async () => {
    const { admin, alerts, deps, emulator, general, guild, hello } = await invited();
    expect(hello.content).toContain('거래소');
    const form = await emulator.click(admin, hello, 'v1:set-up:');
    const done = await emulator.submit(admin, general, form, {
      'exchanges-0': ['binance', 'kraken'],
      channel: [alerts.id],
    });
    expect(done).toMatchObject({ isEphemeral: true, isInTime: true });
    expect(done.content).toContain(`<#${alerts.id}> follows watch list **my-exchanges**`);
    expect(shownIn(done)).toContain('v1:test:1');
    if (done.message === undefined) throw new Error('There is no reply.');
    await emulator.click(admin, done.message, 'v1:test:1');
    expect(emulator.messages(alerts.id)).toHaveLength(1);
    expect(deps.guilds.get(guild.id)).toMatchObject({
      watchLists: [{ name: 'my-exchanges', selectors: ['binance', 'kraken'] }],
      subscriptions: [{ channelId: alerts.id, target: { kind: 'list', name: 'my-exchanges' } }],
    });
  });

  it('is greeted once, where the bot may speak, however often it leaves and comes back', async () => {
    const { emulator, general, guild, secret } = await invited();
    emulator.dispatch('GUILD_DELETE', { id: guild.id }, guild.id);
    emulator.invite(guild);
    const other = emulator.addForeignGuild({ name: 'Other' });
    const there = emulator.addForeignChannel(other, { name: 'there' });
    emulator.invite(other);
    await emulator.messagesReach(there.id, 1);
    expect(emulator.messages(general.id)).toHaveLength(1);
    expect(emulator.messages(secret.id)).toEqual([]);
  });

  it('is set up by those alone who manage channels', async () => {
    const { admin, emulator, hello } = await invited(['SendMessages']);
    const refused = await emulator.click(admin, hello, 'v1:set-up:');
    expect(refused.content).toContain('Manage Channels');
    expect(refused.modal).toBeUndefined();
  });

  it('is told what is missing, and can be set up again', async () => {
    const { admin, alerts, deps, emulator, general, guild, hello } = await invited();
    const form = await emulator.click(admin, hello, 'v1:set-up:');
    const none = await emulator.submit(admin, general, form, { channel: [alerts.id] });
    expect(none.content).toContain('Choose an exchange');
    emulator.setBotAccess(alerts, { deny: ['EmbedLinks'] });
    const closed = await emulator.submit(admin, general, form, {
      'exchanges-0': ['kraken'],
      channel: [alerts.id],
    });
    expect(closed.content).toContain('It needs Embed Links');
    expect(deps.guilds.get(guild.id).subscriptions).toEqual([]);
  });

  it('can choose its exchanges by /subscribe as well', async () => {
    const { ask } = await commandWorld();
    const reply = await ask('subscribe', { target: 'my exchanges' });
    expect(reply.content).toContain('Which exchanges are yours?');
    expect(shownIn(reply)).toContain('v1:set-up:');
  });
});

describe('A note of an admin', () => {
  it('stands in /status of their own server, with their name and an end, and mentions nobody', async () => {
    const world = await commandWorld();
    const added = await world.ask('note add', {
      service: 'binance withdrawals',
      text: 'Slow @everyone',
      hours: 2,
    });
    expect(added.content).toMatch(
      /📌 \*\*Binance\*\* withdrawals: “Slow \\@everyone” \(ada, until <t:\d+:f>\)/,
    );
    expect(shownIn(await world.ask('status', { exchange: 'binance' }))).toContain('Slow');
    expect(shownIn(await world.ask('status', { exchange: 'kraken' }))).not.toContain('Slow');
    await world.ask('note remove', { id: '1' });
    expect(shownIn(await world.ask('status', { exchange: 'binance' }))).not.toContain('Slow');
    expect((await world.ask('note remove', { id: '1' })).content).toContain('no such note');
    expect((await world.ask('note list')).content).toContain('no notes');
  });
});
