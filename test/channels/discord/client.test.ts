import { GatewayCloseCodes } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createDiscord } from '#src/channels/discord/client.ts';
import type { DiscordDeps } from '#src/channels/discord/client.ts';
import type { Channel } from '#src/delivery/channel.ts';
import type { Handler, Reply } from '#src/channels/discord/interactions/handler.ts';
import { LoginError } from '#src/channels/discord/line/login-error.ts';
import { allowOnly } from '#src/channels/discord/render/message-body.ts';
import type { MessageBody } from '#src/channels/discord/render/message-body.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';
import type { DiscordEmulator } from '#test/support/discord/emulator.ts';

import { hearing, serveDoors, WAYS } from './via.ts';
import type { Via } from './via.ts';

const says = (content: string): MessageBody => ({
  content,
  embeds: [],
  components: [],
  allowed_mentions: allowOnly([]),
});

function aHandler(run: Handler['run'], changes: Partial<Handler> = {}): Handler {
  return { data: { name: 'ask', description: 'Ask' }, visibility: 'private', run, ...changes };
}

/** A bot that is made but not started, and a log of what it says. */
function aBot(
  emulator: DiscordEmulator,
  changes: Partial<DiscordDeps> = {},
): { bot: Channel; lines: string[]; lost: string[] } {
  const lines: string[] = [];
  const lost: string[] = [];
  const bot = createDiscord({
    token: emulator.token,
    apiUrl: emulator.apiUrl,
    handlers: [aHandler(() => says('here'))],
    catalogue: shippedCatalogue,
    preferencesOf: () => ({}),
    clock: systemClock,
    log: createLogger('debug', { write: (line: string) => void lines.push(line) }),
    onAddressGone: async () => undefined,
    onGuildRemoved: async () => undefined,
    onAccessChanged: () => undefined,
    onLost: ({ message }, isHopeless) => void lost.push(`${isHopeless ? 'for good: ' : ''}${message}`),
    ...changes,
  });
  onTestFinished(() => bot.stop());
  return { bot, lines, lost };
}

async function aWorld() {
  const emulator = await emulatedDiscord();
  const guild = emulator.addGuild({ name: 'Traders' });
  const channel = emulator.addChannel(guild, { name: 'general' });
  const member = emulator.addMember(guild, { name: 'ada', permissions: ['Administrator'] });
  return { emulator, guild, channel, member };
}

/** A bot that answers one command, and what somebody who types it sees. */
async function asking(via: Via, handler: Handler, changes: Partial<DiscordDeps> = {}) {
  const world = await aWorld();
  const hears = hearing(via, world.emulator);
  const { bot, lines } = aBot(world.emulator, { handlers: [handler], ...hears, ...changes });
  await serveDoors(world.emulator, bot);
  await bot.start();
  await world.emulator.botReady();
  const reply = await world.emulator.command(world.member, world.guild, world.channel, 'ask');
  return { ...world, reply, lines };
}

describe('The bot', () => {
  it('logs in with the Guilds intent alone and knows its guilds', async () => {
    const { emulator } = await aWorld();
    const { bot, lines } = aBot(emulator);
    await bot.start();
    expect(lines.join('')).toMatch(/"guilds":1,"msg":"logged in as/);
    expect(emulator.gateway.log).toContainEqual({ kind: 'identify', intents: 1, shard: [0, 1] });
  });

  it('registers its commands once, and not again while they are the same', async () => {
    const { emulator } = await aWorld();
    const { bot } = aBot(emulator);
    await bot.start();
    await emulator.botReady();
    await bot.stop();

    const { bot: restarted, lines } = aBot(emulator);
    await restarted.start();
    await expect.poll(() => lines.join('')).toContain('registered already');
    const puts = emulator.requests.filter(
      ({ method, path }) => method === 'PUT' && path.endsWith('/commands'),
    );
    expect(puts).toHaveLength(1);
  });

  it('goes on when the commands cannot be registered at first', async () => {
    const { emulator } = await aWorld();
    emulator.failNext({ method: 'PUT', path: '/applications/:id/commands', status: 500 });
    const { bot } = aBot(emulator);
    await bot.start();
    await emulator.botReady();
    expect(emulator.registeredCommands()).toHaveLength(1);
  });

  it('keeps trying while Discord cannot be reached', async () => {
    const { emulator } = await aWorld();
    emulator.failNext({ method: 'GET', path: '/gateway/bot', status: 503, times: 2 });
    const { bot, lines } = aBot(emulator, {
      clock: { ...systemClock, setTimer: (_, wake) => systemClock.setTimer(1, wake) },
    });
    await bot.start();
    expect(lines.join('')).toContain('logged in as');
  });

  it('says what to do when its token is refused, and never says the token', async () => {
    const { emulator } = await aWorld();
    const token = ['MTAwMDAwMDAwMDAwMDAwMDAwMA', 'wrong0', 'wrong-wrong-wrong-wrong-wrong'].join('.');
    const { bot, lines } = aBot(emulator, { token });
    const error: unknown = await bot.start().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LoginError);
    expect(String(error)).toMatch(/DISCORD_TOKEN/);
    expect(lines.join('') + String(error)).not.toContain(token);
  });

  it.each([
    [GatewayCloseCodes.AuthenticationFailed, /DISCORD_TOKEN/],
    [GatewayCloseCodes.DisallowedIntents, /intent/],
    [GatewayCloseCodes.ShardingRequired, /shards/],
    [GatewayCloseCodes.InvalidAPIVersion, /Update Downtick/],
  ])('says what to do when Discord closes its connection for good, with %i', async (code, sentence) => {
    const { emulator } = await aWorld();
    const { bot, lost } = aBot(emulator);
    await bot.start();
    emulator.gateway.closeConnections(code);
    await expect.poll(() => lost).toEqual([expect.stringMatching(sentence)]);
    expect(lost[0]).toMatch(/^for good: /);
  });

  it('can be stopped while it is still trying to get in', async () => {
    const { emulator } = await aWorld();
    emulator.failNext({ method: 'GET', path: '/gateway/bot', status: 503, times: 1_000 });
    const { bot } = aBot(emulator);
    const started = bot.start();
    await emulator.nextRequest({ path: '/gateway/bot' });
    await bot.stop();
    await expect(started).resolves.toBeUndefined();
  });

  it('hears of deleted channels, and of its removal but not of an outage', async () => {
    const { emulator, guild, channel } = await aWorld();
    const events: string[] = [];
    const { bot } = aBot(emulator, {
      onAddressGone: async (guildId, channelId) => void events.push(`channel ${guildId} ${channelId}`),
      onGuildRemoved: async (guildId) => void events.push(`guild ${guildId}`),
    });
    await bot.start();
    emulator.channelDelete(channel.id);
    await expect.poll(() => events).toEqual([`channel ${guild.id} ${channel.id}`]);
    const other = emulator.addGuild({ name: 'Others' });
    emulator.guildDelete(guild.id, { unavailable: true });
    emulator.guildDelete(other.id);
    await expect.poll(() => events.slice(1)).toEqual([`guild ${other.id}`]);
  });

  it('tells the admins of a guild alone that a channel is lost: where members do not read', async () => {
    const { emulator, guild, channel } = await aWorld();
    const second = emulator.addChannel(guild, { name: 'second' });
    const { bot } = aBot(emulator);
    await bot.start();
    await bot.paused(guild.id, channel.id, { kind: 'hidden' });
    expect(emulator.messages(second.id)).toEqual([]);
    const staff = emulator.addChannel(guild, { name: 'staff', allow: ['ViewChannel'], isForStaff: true });
    await expect
      .poll(async () => {
        await bot.paused(guild.id, channel.id, { kind: 'no_right', rights: ['@everyone'] });
        return emulator.messages(staff.id)[0];
      })
      .toMatchObject({ mention_everyone: false });
    await bot.paused('404', channel.id, { kind: 'hidden' });
  });

  it('tells the admins of a guild in the log channel that they have chosen', async () => {
    const { emulator, guild, channel } = await aWorld();
    const log = emulator.addChannel(guild, { name: 'log' });
    const { bot } = aBot(emulator, { preferencesOf: () => ({ logChannelId: log.id, locale: 'ko' }) });
    await bot.start();
    await bot.paused(guild.id, channel.id, { kind: 'hidden' });
    expect(emulator.messages(log.id)).toMatchObject([
      {
        content: shippedCatalogue.say('ko')('reply.paused', {
          channel: `<#${channel.id}>`,
          reason: shippedCatalogue.say('ko')('closed.hidden', { rights: '' }),
        }),
      },
    ]);
  });
});

describe.each(WAYS)('A command over %s', (via) => {
  it('is answered privately or for all to see, as it says', async () => {
    const quiet = await asking(
      via,
      aHandler(() => says('just you')),
    );
    expect(quiet.reply).toMatchObject({ content: 'just you', isEphemeral: true, isInTime: true });
    const loud = await asking(
      via,
      aHandler(() => says('everyone'), { visibility: 'public' }),
    );
    expect(loud.reply).toMatchObject({ content: 'everyone', isEphemeral: false });
  });

  it('is deferred when the answer takes long', async () => {
    const slow = aHandler(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return says('at last');
      },
      { visibility: 'public' },
    );
    const { reply } = await asking(via, slow, {
      clock: { ...systemClock, setTimer: (_, wake) => systemClock.setTimer(20, wake) },
    });
    expect(reply).toMatchObject({ isDeferred: true, isEphemeral: false, content: 'at last' });
  });

  it('shows what the user can put right to the user alone', async () => {
    const failing = aHandler(
      () => {
        throw new UserError('Choose another channel.');
      },
      { visibility: 'public' },
    );
    const { reply } = await asking(via, failing);
    expect(reply).toMatchObject({ content: 'Choose another channel.', isEphemeral: true });
  });

  it('shows a late error to the user alone as well', async () => {
    const failing = aHandler(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        throw new UserError('Choose another channel.');
      },
      { visibility: 'public' },
    );
    const { reply } = await asking(via, failing, {
      clock: { ...systemClock, setTimer: (_, wake) => systemClock.setTimer(20, wake) },
    });
    await expect
      .poll(() => reply.followUps.map(({ content }) => content))
      .toEqual(['Choose another channel.']);
    expect(reply.message).toBeUndefined();
  });

  it('shows a number, and not the fault, when something breaks', async () => {
    const { reply, lines } = await asking(
      via,
      aHandler(() => {
        throw new Error('secret detail');
      }),
    );
    expect(reply.isEphemeral).toBe(true);
    expect(reply.content).not.toContain('secret detail');
    const id = /number (\w+)\./.exec(reply.content)?.[1] ?? 'none';
    expect(lines.some((line) => line.includes(id) && line.includes('secret detail'))).toBe(true);
  });
});

describe('A command', () => {
  it.each([
    ['its token has run out', 404, 10_015],
    ['its token is none any more', 401, 50_027],
    ['what was promised is thrown away', 404, 10_008],
    ['its channel is deleted', 404, 10_003],
  ])('that is answered when %s breaks nothing', async (_, status, code) => {
    const world = await aWorld();
    let answer: (reply: Reply) => void = () => undefined;
    const slow = aHandler(() => new Promise<Reply>((resolve) => (answer = resolve)));
    const clock = {
      ...systemClock,
      setTimer: (_ms: number, wake: () => void) => systemClock.setTimer(20, wake),
    };
    const { bot, lines } = aBot(world.emulator, { handlers: [slow], clock });
    await bot.start();
    await world.emulator.botReady();
    const path = /\/messages\/(?:%40|@)original$/;
    world.emulator.failNext({ method: 'PATCH', path, status, code, message: 'No.' });
    const late = world.emulator.command(
      world.member,
      world.guild,
      world.channel,
      'ask',
      {},
      { timeoutMs: 1_000 },
    );
    await world.emulator.nextRequest({ method: 'POST', path: '/interactions/:id/:token/callback' });
    answer({ content: 'at last' });
    await expect(late).rejects.toThrow('Waited');
    expect(lines.join('')).toContain('over before it was answered');
    expect(lines.join('')).not.toContain('could not answer');
  });

  it('that is over before it is answered breaks nothing', async () => {
    const world = await aWorld();
    const { bot, lines } = aBot(world.emulator);
    await bot.start();
    await world.emulator.botReady();
    const callback = /^\/interactions\//;
    world.emulator.failNext({
      method: 'POST',
      path: callback,
      status: 404,
      code: 10_062,
      message: 'Unknown interaction',
    });
    const lost = world.emulator.command(
      world.member,
      world.guild,
      world.channel,
      'ask',
      {},
      { timeoutMs: 300 },
    );
    await expect(lost).rejects.toThrow('Waited 300 ms');
    expect(lines.join('')).toContain('over before it was answered');
    const reply = await world.emulator.command(world.member, world.guild, world.channel, 'ask');
    expect(reply.content).toBe('here');
  });
});
