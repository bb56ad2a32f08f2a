import { describe, expect, it } from 'vitest';

import { greet } from '#commands/shared/set-up.ts';
import type { Joined } from '#src/channels/discord/greet.ts';
import { createMessageRest } from '#src/channels/discord/messages/message-rest.ts';
import { createSpeaker } from '#src/channels/discord/messages/speaker.ts';
import type { CommandDeps } from '#commands/command.ts';
import { systemClock } from '#src/platform/clock.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';
import type { InteractionReply } from '#test/support/discord/interaction-reply.ts';

import { commandWorld, press, shownIn } from './command-world.ts';

const speaking = (emulator: DiscordEmulator): Partial<CommandDeps> => ({
  speaker: createSpeaker(createMessageRest(emulator.token, emulator.apiUrl, systemClock), () =>
    Promise.resolve(),
  ),
});

/** Two admins who see the same answer. */
async function twoAdmins() {
  const world = await commandWorld({}, undefined, speaking);
  const other = world.emulator.addMember(world.guild, { name: 'bob', permissions: ['ManageChannels'] });
  const both = async (reply: InteractionReply, id: string): Promise<string[]> => {
    const { message } = reply;
    if (message === undefined) throw new Error('There is nothing to press.');
    const answers = await Promise.all(
      [world.admin, other].map((member) => world.emulator.click(member, message, id)),
    );
    return answers.map((answer) => answer.content);
  };
  return { ...world, other, both };
}

describe('Two admins who press the same button at once', () => {
  it('undo once', async () => {
    const { ask, both, deps, guild } = await twoAdmins();
    const reply = await ask('subscribe', { target: 'binance' });
    const said = await both(reply, 'v1:undo:key0');
    expect(said.toSorted()).toEqual([
      'That is undone already, or was changed since.',
      expect.stringContaining('is as it was before'),
    ]);
    expect(deps.guilds.get(guild.id).subscriptions).toEqual([]);
  });

  it('end a subscription once, and neither ends another', async () => {
    const world = await twoAdmins();
    const { ask, both, deps, guild } = world;
    await ask('subscribe', { target: 'binance' });
    await ask('subscribe', { target: 'kraken' });
    const list = await ask('alerts list');
    await both(await press(world, list, 'v1:alerts-one:', ['1']), 'v1:alerts-remove:1');
    expect(deps.guilds.get(guild.id).subscriptions.map(({ id }) => id)).toEqual(['2']);
  });

  it('set up once: the exchanges of one of them, in one subscription', async () => {
    const { admin, deps, emulator, general, guild, other, ask } = await twoAdmins();
    const reply = await ask('subscribe', { target: 'my exchanges' });
    if (reply.message === undefined) throw new Error('There is nothing to press.');
    const { message } = reply;
    const send = async (member: typeof admin, exchange: string): Promise<InteractionReply> => {
      const form = await emulator.click(member, message, 'v1:set-up:');
      return await emulator.submit(member, general, form, {
        'exchanges-0': [exchange],
        channel: [general.id],
      });
    };
    await Promise.all([send(admin, 'binance'), send(other, 'kraken')]);
    const { subscriptions, watchLists } = deps.guilds.get(guild.id);
    expect(subscriptions).toHaveLength(1);
    expect(watchLists).toHaveLength(1);
  });

  it('begin one board', async () => {
    const { ask, deps, emulator, general, guild, admin, other } = await twoAdmins();
    await ask('watchlist create', { name: 'mine', selector: 'binance' });
    await Promise.all(
      [admin, other].map((member) =>
        emulator.command(member, guild, general, 'alerts board', { list: 'mine' }),
      ),
    );
    expect(deps.guilds.get(guild.id).boards).toHaveLength(1);
  });
});

describe('Between a click and its answer', () => {
  it('a right that was lost counts, and a channel that is gone is asked for again', async () => {
    const { ask, deps, emulator, general, guild, other } = await twoAdmins();
    const alerts = emulator.addChannel(guild, { name: 'alerts' });
    const reply = await ask('subscribe', { target: 'my exchanges' });
    if (reply.message === undefined) throw new Error('There is nothing to press.');
    const form = await emulator.click(other, reply.message, 'v1:set-up:');
    const fields = { 'exchanges-0': ['binance'], channel: [alerts.id] };
    const former = emulator.addMember(guild, { name: 'former' });
    expect((await emulator.submit(former, general, form, fields)).content).toContain('Manage Channels');
    emulator.setBotAccess(alerts, { deny: ['ViewChannel'] });
    expect((await emulator.submit(other, general, form, fields)).content).toContain('It needs View Channel');
    expect(deps.guilds.get(guild.id).subscriptions).toEqual([]);
  });

  it('a list that was deleted, a board that was ended and a subscription that is gone are said to be', async () => {
    const world = await twoAdmins();
    const { ask } = world;
    await ask('watchlist create', { name: 'mine', selector: 'binance' });
    await ask('subscribe', { target: 'mine' });
    await ask('alerts board', { list: 'mine' });
    const open = async (value: string) =>
      await press(world, await ask('alerts list'), 'v1:alerts-one:', [value]);
    const seen = [await open('1'), await open('1'), await open('1'), await open('board-1')] as const;
    await press(world, await open('board-1'), 'v1:board-end:1');
    await ask('unsubscribe', { target: '1' });
    await ask('watchlist delete', { name: 'mine' });
    const ids = ['v1:alerts-level:1', 'v1:alerts-remove:1', 'v1:test:1', 'v1:board-end:1'];
    for (const [i, id] of ids.entries()) {
      const reply = seen[i];
      if (reply === undefined) throw new Error('There is nothing to press.');
      const answer = await press(world, reply, id, id.includes('level') ? ['major'] : undefined);
      expect([
        id,
        [answer.content, ...answer.followUps.map(({ content }) => content), shownIn(answer)].join(),
      ]).toEqual([id, expect.stringMatching(/gone/)]);
    }
  });
});

describe('A server of 500 channels', () => {
  it('is greeted in the one where the bot may speak', async () => {
    const world = await commandWorld(
      {},
      undefined,
      speaking,
      (joined: Joined, deps) => void greet(joined, deps),
    );
    const { emulator } = world;
    const guild = emulator.addForeignGuild({ name: 'Large' });
    for (let i = 0; i < 499; i += 1)
      emulator.addForeignChannel(guild, { name: `closed-${i}`, deny: ['SendMessages'] });
    const open = emulator.addForeignChannel(guild, { name: 'open' });
    emulator.invite(guild);
    const [hello] = await emulator.messagesReach(open.id, 1);
    expect(hello?.content).toContain('crypto exchange');
  });
});

describe('A server with as many watch lists as it may have', () => {
  it.each([
    ['majors', 'starter:majors'],
    ['my exchanges', undefined],
  ])('gets no more by %s', async (typed, value) => {
    const { admin, ask, deps, emulator, general, guild } = await twoAdmins();
    const watchLists = Array.from({ length: 25 }, (_, i) => ({ name: `list-${i}`, selectors: ['binance'] }));
    await deps.guilds.update(guild.id, (known) => ({ ...known, watchLists }));
    let reply = await ask('subscribe', { target: value ?? typed });
    if (value === undefined && reply.message !== undefined) {
      const form = await emulator.click(admin, reply.message, 'v1:set-up:');
      reply = await emulator.submit(admin, general, form, {
        'exchanges-0': ['binance'],
        channel: [general.id],
      });
    }
    expect(reply.content).toContain('at most 25 watch lists');
    expect(deps.guilds.get(guild.id)).toMatchObject({ watchLists, subscriptions: [] });
  });
});

describe('Names in a script that is written from right to left', () => {
  it('stand by themselves, so that what is around them keeps its order', async () => {
    const { ask, emulator, guild, general } = await twoAdmins();
    const admin = emulator.addMember(guild, { name: 'מנהל', permissions: ['ManageGuild'] });
    await emulator.command(admin, guild, general, 'note add', { service: 'binance', text: 'السحب بطيء' });
    const shown = shownIn(await ask('status', { exchange: 'binance' }));
    expect(shown).toContain('“\u2068السحب بطيء\u2069” (\u2068מנהל\u2069, until');
  });
});
