import { ButtonStyle, ComponentType, TextInputStyle } from 'discord.js';
import type { APIMessageTopLevelComponent } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createDiscord } from '#src/channels/discord/client.ts';
import { customId, parseCustomId } from '#src/channels/discord/interactions/custom-id.ts';
import type { ActionHandler, Handler, Reply } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLogger } from '#src/platform/log.ts';
import { shippedCatalogue } from '#test/support/shipped-catalogue.ts';
import { emulatedDiscord } from '#test/support/discord/connected-client.ts';

const button = (id: string): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components: [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Press', custom_id: id }],
});

/** A reply with one button, and what a member sees who presses it. */
async function pressing(id: string, actions: readonly ActionHandler[], asked: Reply = {}, slow = false) {
  const emulator = await emulatedDiscord();
  const guild = emulator.addGuild({ name: 'Traders' });
  const channel = emulator.addChannel(guild, { name: 'general' });
  const member = emulator.addMember(guild, { name: 'ada', permissions: ['ManageChannels'], locale: 'ko' });
  const handler: Handler = {
    data: { name: 'ask', description: 'Ask' },
    visibility: 'public',
    run: () => ({ content: 'asked', components: [button(id)], ...asked }),
  };
  const bot = createDiscord({
    token: emulator.token,
    apiUrl: emulator.apiUrl,
    handlers: [handler],
    actions,
    catalogue: shippedCatalogue,
    preferencesOf: () => ({}),
    clock: slow ? { ...systemClock, setTimer: (_, wake) => systemClock.setTimer(20, wake) } : systemClock,
    log: createLogger('silent'),
    onAddressGone: async () => undefined,
    onGuildRemoved: async () => undefined,
    onAccessChanged: () => undefined,
    onLost: () => undefined,
  });
  onTestFinished(() => bot.stop());
  await bot.start();
  await emulator.botReady();
  const { message } = await emulator.command(member, guild, channel, 'ask');
  if (message === undefined) throw new Error('There is no reply to press a button of.');
  const reply = await emulator.click(member, message, id);
  return { emulator, guild, channel, member, message, reply };
}

const later = async (reply: Reply): Promise<Reply> => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return reply;
};

describe('A button', () => {
  it('carries its action and key, and is told who pressed it with which rights', async () => {
    const seen: unknown[] = [];
    const { guild, channel } = await pressing(customId('mute', 'a:b'), [
      { action: 'mute', answer: 'private', run: (request) => (seen.push(request), { content: 'muted' }) },
    ]);
    expect(seen).toMatchObject([
      {
        guildId: guild.id,
        key: 'a:b',
        locale: 'ko',
        userName: 'ada',
        channel: { id: channel.id },
      },
    ]);
    const [{ memberPermissions }] = seen as [{ memberPermissions: bigint }];
    expect(memberPermissions & (1n << 4n)).toBe(1n << 4n);
  });

  it('answers in the place of its message, to everyone, or to the member alone', async () => {
    const run = (): Reply => ({ content: 'done' });
    const updated = await pressing(customId('go'), [{ action: 'go', answer: 'update', run }]);
    expect(updated.emulator.messages(updated.channel.id).map(({ content }) => content)).toEqual(['done']);
    const shared = await pressing(customId('go'), [{ action: 'go', answer: 'public', run }]);
    expect(shared.emulator.messages(shared.channel.id).map(({ content }) => content)).toEqual([
      'asked',
      'done',
    ]);
    const quiet = await pressing(customId('go'), [{ action: 'go', answer: 'private', run }]);
    expect(quiet.reply).toMatchObject({ isEphemeral: true, content: 'done' });
  });

  it('is deferred when its answer takes long', async () => {
    const run = (): Promise<Reply> => later({ content: 'at last' });
    const updated = await pressing(customId('go'), [{ action: 'go', answer: 'update', run }], {}, true);
    expect(updated.reply.isDeferred).toBe(true);
    expect(updated.emulator.messages(updated.channel.id).map(({ content }) => content)).toEqual(['at last']);
  });

  it('leaves its message alone where it fails, and says why to the member alone', async () => {
    const run = (): Reply => {
      throw new UserError('You may not mute here.');
    };
    const { emulator, channel, reply } = await pressing(customId('go'), [
      { action: 'go', answer: 'update', run },
    ]);
    expect(emulator.messages(channel.id).map(({ content }) => content)).toEqual(['asked']);
    expect(reply).toMatchObject({ isEphemeral: true, content: 'You may not mute here.' });
  });

  it('of another release answers helpfully', async () => {
    for (const id of ['v1:gone:1', 'v0:mute:1', 'whatever']) {
      const { reply } = await pressing(id, []);
      expect(reply.isEphemeral).toBe(true);
      expect(reply.content).toBe(shippedCatalogue.say('ko')('reply.oldButton'));
    }
  });

  it('can stand on a layout of components, and bring a file with its description', async () => {
    const layout = (text: string): Reply => ({
      components: [{ type: ComponentType.TextDisplay, content: text }, button(customId('go'))],
    });
    const { emulator, channel } = await pressing(
      customId('go'),
      [{ action: 'go', answer: 'update', run: () => layout('second') }],
      layout('first'),
    );
    expect(JSON.stringify(emulator.messages(channel.id)[0]?.components)).toContain('second');
  });
});

describe('A form', () => {
  const open: ActionHandler = {
    action: 'set-up',
    answer: 'form',
    open: () => ({
      title: 'Set up',
      action: 'set-up-done',
      key: 'k',
      fields: [
        {
          type: ComponentType.Label,
          label: 'Where',
          component: { type: ComponentType.ChannelSelect, custom_id: 'where' },
        },
        {
          type: ComponentType.Label,
          label: 'Words',
          component: { type: ComponentType.TextInput, custom_id: 'words', style: TextInputStyle.Short },
        },
      ],
    }),
  };

  it('is opened by a button, and what is sent reaches its action with the channel that was chosen', async () => {
    const seen: unknown[] = [];
    const done: ActionHandler = {
      action: 'set-up-done',
      answer: 'private',
      run: (request) => (seen.push(request), { content: 'set up' }),
    };
    const { emulator, member, channel, reply } = await pressing(customId('set-up'), [open, done]);
    const sent = await emulator.submit(member, channel, reply, { where: [channel.id], words: 'hello' });
    expect(sent).toMatchObject({ isEphemeral: true, content: 'set up' });
    expect(seen).toMatchObject([
      {
        key: 'k',
        fields: { where: [channel.id], words: ['hello'] },
        channels: { [channel.id]: { id: channel.id, kind: 'text' } },
      },
    ]);
  });

  it('that cannot be opened says why to the member alone', async () => {
    const refusing: ActionHandler = {
      action: 'set-up',
      answer: 'form',
      open: () => {
        throw new UserError('Only admins set me up.');
      },
    };
    const { reply } = await pressing(customId('set-up'), [refusing]);
    expect(reply).toMatchObject({ isEphemeral: true, content: 'Only admins set me up.' });
  });
});

describe('A custom id', () => {
  it('is read as it was written, whatever the key holds', () => {
    expect(parseCustomId(customId('status', 'binance/withdrawals/USDT:2'))).toEqual({
      action: 'status',
      key: 'binance/withdrawals/USDT:2',
    });
  });

  it('never exceeds what Discord takes', () => {
    expect(() => customId('status', 'x'.repeat(100))).toThrow(RangeError);
  });
});
