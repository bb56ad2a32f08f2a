import {
  ApplicationCommandOptionType as OptionType,
  Events,
  MessageFlags,
  PermissionFlagsBits,
  type ApplicationCommandDataResolvable,
  type Client,
  type Interaction,
} from 'discord.js';
import { describe, expect, it } from 'vitest';

import type { DiscordEmulator, DiscordOptions } from '#test/support/discord/emulator.ts';
import type { WorldChannel, WorldGuild, WorldMember } from '#test/support/discord/world-records.ts';

import { connectedClient, emulatedDiscord } from '#test/support/discord/connected-client.ts';

const commands: ApplicationCommandDataResolvable[] = [
  {
    name: 'status',
    description: 'How an exchange is doing',
    options: [{ type: OptionType.String, name: 'exchange', description: 'Which one', autocomplete: true }],
  },
  {
    name: 'subscribe',
    description: 'Tell a channel',
    defaultMemberPermissions: PermissionFlagsBits.ManageChannels,
    options: [
      { type: OptionType.String, name: 'target', description: 'What', required: true },
      { type: OptionType.Channel, name: 'channel', description: 'Where' },
      { type: OptionType.Role, name: 'mention', description: 'Whom' },
    ],
  },
  {
    name: 'watchlist',
    description: 'Lists',
    options: [
      {
        type: OptionType.Subcommand,
        name: 'add',
        description: 'Adds',
        options: [{ type: OptionType.String, name: 'selector', description: 'What', required: true }],
      },
    ],
  },
];

interface Scene {
  readonly discord: DiscordEmulator;
  readonly client: Client<true>;
  readonly guild: WorldGuild;
  readonly channel: WorldChannel;
  readonly member: WorldMember;
  readonly admin: WorldMember;
}

async function scene(
  answer: (interaction: Interaction) => Promise<unknown>,
  options?: DiscordOptions,
): Promise<Scene> {
  const discord = await emulatedDiscord(options);
  const guild = discord.addGuild({ name: 'Traders' });
  const channel = discord.addChannel(guild, { name: 'general' });
  const member = discord.addMember(guild, { name: 'mia' });
  const admin = discord.addMember(guild, { name: 'ada', permissions: ['ManageChannels'], locale: 'de' });
  const client = await connectedClient(discord);
  await client.application.commands.set(commands);
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  return { discord, client, guild, channel, member, admin };
}

describe('registration', () => {
  it('keeps ids of commands that keep their names', async () => {
    const { discord, client } = await scene(async () => undefined);
    await discord.botReady();
    const [first] = discord.registeredCommands();
    await client.application.commands.set(commands.slice(0, 1));
    expect(discord.registeredCommands()).toMatchObject([{ id: first?.id, name: 'status' }]);
  });

  it.each([
    ['upper-case names', { name: 'Status', description: 'x' }],
    ['long descriptions', { name: 'status', description: 'x'.repeat(101) }],
    ['required options after optional ones', withOptions([{}, { required: true }])],
    ['options of one name', withOptions([{ name: 'a' }, { name: 'a' }])],
    ['twenty-six options', withOptions(Array.from({ length: 26 }, () => ({})))],
    ['more than 8000 characters', withOptions(Array.from({ length: 4 }, () => ({ choices: bulkyChoices })))],
    ['choices with autocomplete', withOptions([{ autocomplete: true, choices: bulkyChoices }])],
  ])('refuses %s', async (_name, command) => {
    const { client } = await scene(async () => undefined);
    await expect(
      client.rest.put(`/applications/${client.application.id}/commands`, { body: [command] }),
    ).rejects.toMatchObject({ code: 50_035 });
  });

  it('registers in one guild', async () => {
    const { discord, guild, client } = await scene(async () => undefined);
    await client.application.commands.set(commands.slice(0, 1), guild.id);
    expect(discord.registeredCommands(guild)).toMatchObject([{ name: 'status', guild_id: guild.id }]);
  });
});

describe('a command', () => {
  it('is answered by a deferred reply, its edit and a follow-up', async () => {
    const { discord, guild, channel, member } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(`${interaction.options.getString('exchange')} is up`);
      await interaction.followUp('all of it');
    });
    const reply = await discord.command(member, guild, channel, 'status', { exchange: 'binance' });
    expect(reply).toMatchObject({
      content: 'binance is up',
      isDeferred: true,
      isEphemeral: true,
      isInTime: true,
    });
    expect(discord.messages(channel.id).filter(({ content }) => content === 'binance is up')).toEqual([]);
    if (reply.followUps.length === 0) await reply.nextChange();
    expect(reply.followUps).toMatchObject([{ content: 'all of it' }]);
  });

  it('is answered at once, for all to see', async () => {
    const { discord, guild, channel, member } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { resource } = await interaction.reply({ embeds: [{ title: 'Binance' }], withResponse: true });
      await resource?.message?.edit('edited');
    });
    const reply = await discord.command(member, guild, channel, 'status');
    expect(reply.embeds).toMatchObject([{ title: 'Binance' }]);
    expect(discord.messages(channel.id)).toHaveLength(1);
  });

  it('carries who asks, where, and what the bot may do there and elsewhere', async () => {
    const { discord, guild, channel, admin } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const target = interaction.options.getChannel('channel', true);
      await interaction.reply(
        JSON.stringify({
          locale: interaction.locale,
          memberMay: interaction.memberPermissions?.has('ManageChannels'),
          botMay: interaction.appPermissions.has('SendMessages'),
          target: target.id,
          role: interaction.options.getRole('mention')?.name,
        }),
      );
    });
    const closed = discord.addChannel(guild, { name: 'closed', deny: ['SendMessages'] });
    const role = discord.addRole(guild, { name: 'on call' });
    const options = { target: 'binance', channel: closed, mention: role };
    const reply = await discord.command(admin, guild, channel, 'subscribe', options);
    expect(JSON.parse(reply.content)).toEqual({
      locale: 'de',
      memberMay: true,
      botMay: true,
      target: closed.id,
      role: 'on call',
    });
  });

  it('may be a subcommand', async () => {
    const { discord, guild, channel, member } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(
          `${interaction.options.getSubcommand()} ${interaction.options.getString('selector')}`,
        );
    });
    const reply = await discord.command(member, guild, channel, 'watchlist add', {
      selector: '*/withdrawals',
    });
    expect(reply.content).toBe('add */withdrawals');
  });

  it.each([
    ['an unknown name', 'stauts', {}, /no command \/stauts/],
    ['an unknown option', 'status', { exchnage: 'binance' }, /no option "exchnage"/],
    ['an option of another type', 'status', { exchange: 3 }, /takes no number/],
    ['a permission that is missing', 'subscribe', { target: 'binance' }, /needs ManageChannels/],
    ['no subcommand', 'watchlist', {}, /needs a subcommand/],
  ])('fails the test for %s', async (_name, command, options, message) => {
    const { discord, guild, channel, member } = await scene(async () => undefined);
    await expect(discord.command(member, guild, channel, command, options)).rejects.toThrow(message);
  });

  it('fails the test when it is not answered, and says what was refused', async () => {
    const { discord, guild, channel, member } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('x'.repeat(2001)).catch(() => undefined);
    });
    await expect(discord.command(member, guild, channel, 'status', {}, { timeoutMs: 300 })).rejects.toThrow(
      /an answer to \/status.*400, code 50035/,
    );
  });

  it('is acknowledged only once', async () => {
    const outcome = Promise.withResolvers<unknown>();
    const { discord, guild, channel, member } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('up');
      interaction.replied = false;
      await interaction.reply('up').catch(outcome.resolve);
    });
    await discord.command(member, guild, channel, 'status');
    expect(await outcome.promise).toMatchObject({ code: 40_060, status: 400 });
  });

  it('is unknown after three seconds, where that is enforced', async () => {
    let now = Date.UTC(2026, 0, 1);
    const outcome = Promise.withResolvers<unknown>();
    const { discord, guild, channel, member } = await scene(
      async (interaction) => {
        now += 3001;
        if (interaction.isChatInputCommand()) await interaction.reply('up').catch(outcome.resolve);
      },
      {
        clock: { now: () => now, monotonic: () => now, setTimer: () => () => undefined },
        enforceDeadlines: true,
      },
    );
    const answer = discord.command(member, guild, channel, 'status', {}, { timeoutMs: 300 });
    await expect(answer).rejects.toThrow(/10062/);
    expect(await outcome.promise).toMatchObject({ code: 10_062, status: 404 });
  });
});

describe('autocomplete', () => {
  it('offers what the bot answers', async () => {
    const { discord, guild, channel, member } = await scene(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}ance`, value: 'binance' }]);
    });
    const choices = await discord.autocomplete(
      member,
      guild,
      channel,
      'status',
      { exchange: 'bin' },
      'exchange',
    );
    expect(choices).toEqual([{ name: 'binance', value: 'binance' }]);
  });
});

describe('a button', () => {
  it('changes the message it stands on, or is replied to', async () => {
    const { discord, client, channel, member } = await scene(async (interaction) => {
      if (!interaction.isButton()) return;
      if (interaction.customId === 'mute') await interaction.update({ content: 'muted', components: [] });
      else await interaction.reply({ content: 'details', flags: MessageFlags.Ephemeral });
    });
    const place = await client.channels.fetch(channel.id);
    if (!place?.isSendable()) throw new Error('The bot cannot send here.');
    const button = (id: string): object => ({ type: 2, style: 2, label: id, custom_id: id });
    await place.send({
      content: 'down',
      components: [{ type: 1, components: [button('mute'), button('more')] }] as never,
    });
    const message = discord.messages(channel.id)[0]!;

    const reply = await discord.click(member, message, 'more');
    expect(reply).toMatchObject({ content: 'details', isEphemeral: true });
    await expect(discord.click(member, message, 'other')).rejects.toThrow(/no button/);
    await discord.click(member, message, 'mute');
    expect(discord.messages(channel.id)[0]?.content).toBe('muted');
  });
});

const bulkyChoices = Array.from({ length: 25 }, (_, index) => ({
  name: `${index}`.padEnd(40, 'x'),
  value: 'y'.repeat(60),
}));

function withOptions(options: readonly object[]): object {
  return {
    name: 'status',
    description: 'x',
    options: options.map((option, index) => ({ type: 3, name: `o${index}`, description: 'x', ...option })),
  };
}
