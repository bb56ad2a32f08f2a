import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';

import type { ActionRequest, CommandRequest, Reply } from '#src/channels/discord/handler.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import { LEVELS } from '#src/domain/guild.ts';
import type { Guild, Subscription } from '#src/domain/guild.ts';

import { addBoard, endBoard } from './alerts/board.ts';
import { importSettings } from './alerts/import.ts';
import { demandOne, renderList, renderOne } from './alerts/list.ts';
import { addMute, endMute, muteLines } from './alerts/mute.ts';
import { applySettings, settingsLines } from './alerts/settings.ts';
import type { Command, CommandDeps, InGuild } from './command.ts';
import { subcommand } from './shared/describe-command.ts';
import type { OptionShape } from './shared/describe-command.ts';
import { demandPostable } from './shared/demand-channel.ts';
import { demandRight } from './shared/demand-right.ts';
import { plainReply } from './shared/plain-reply.ts';
import { starterChoices } from './shared/starters.ts';
import { withSubscription } from './shared/subscriptions.ts';
import { testSubscription } from './subscribe/test-alert.ts';
import { rank, suggestSelectors } from './shared/suggest.ts';
import { parseSelector } from './shared/target.ts';

const target: OptionShape = {
  type: ApplicationCommandOptionType.String,
  name: 'target',
  required: true,
  autocomplete: true,
  max_length: 100,
};

const POSTABLE = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

export const alerts: Command = {
  visibility: 'private',
  data: {
    name: 'alerts',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      subcommand('list'),
      subcommand('mute', target, {
        type: ApplicationCommandOptionType.Integer,
        name: 'hours',
        min_value: 1,
        max_value: 168,
      }),
      subcommand('unmute', target),
      subcommand(
        'settings',
        {
          type: ApplicationCommandOptionType.String,
          name: 'language',
          autocomplete: true,
          max_length: 20,
        },
        {
          type: ApplicationCommandOptionType.Channel,
          name: 'log_channel',
          channel_types: [ChannelType.GuildText],
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'time_zone',
          autocomplete: true,
          max_length: 60,
        },
        { type: ApplicationCommandOptionType.String, name: 'quiet_from', max_length: 5 },
        { type: ApplicationCommandOptionType.String, name: 'quiet_until', max_length: 5 },
        {
          type: ApplicationCommandOptionType.Integer,
          name: 'remind_after',
          min_value: 0,
          max_value: 168,
        },
      ),
      subcommand(
        'board',
        {
          type: ApplicationCommandOptionType.String,
          name: 'list',
          required: true,
          autocomplete: true,
          max_length: 100,
        },
        { type: ApplicationCommandOptionType.Channel, name: 'channel', channel_types: POSTABLE },
      ),
      subcommand('test', { type: ApplicationCommandOptionType.Channel, name: 'channel' }),
      subcommand('import', {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        required: true,
      }),
      subcommand('export'),
    ],
  },

  run(request, deps) {
    const say = deps.say(request.locale);
    switch (request.subcommand) {
      case 'list':
        return renderList(deps.guilds.get(request.guildId), 0, say);
      case 'mute':
        return mute(request, deps);
      case 'unmute':
        return unmute(request, deps);
      case 'settings':
        return settings(request, deps);
      case 'board':
        return addBoard(request, deps);
      case 'test':
        return testChannel(request, deps);
      case 'import':
        return importSettings(request, deps);
      case 'export':
        return exportGuild(deps.guilds.get(request.guildId));
      default:
        throw new UserError(say('alerts.choose'));
    }
  },

  complete({ focused, guildId, locale }, deps) {
    const guild = deps.guilds.get(guildId);
    switch (focused.name) {
      case 'list':
        return rank(
          [
            ...guild.watchLists.map(({ name }) => ({ name, value: name })),
            ...starterChoices(guild, deps.say(locale)),
          ],
          focused.value,
        );
      case 'target':
        return suggestSelectors(focused.value, deps, locale);
      case 'time_zone':
        return rank(
          Intl.supportedValuesOf('timeZone').map((zone) => ({ name: zone, value: zone })),
          focused.value,
        );
      case 'language':
        return rank(
          deps.locales.map((locale) => ({ name: languageName(locale), value: locale })),
          focused.value,
        );
      default:
        return [];
    }
  },

  actions: [
    { action: 'board-end', answer: 'update', run: endBoard },
    {
      action: 'alerts-list',
      answer: 'update',
      run: (request, deps) =>
        renderList(deps.guilds.get(request.guildId), Number(request.key) || 0, deps.say(request.locale)),
    },
    {
      action: 'alerts-one',
      answer: 'update',
      run: (request, deps) =>
        renderOne(
          deps.guilds.get(request.guildId),
          request.values[0] ?? request.key,
          deps.say(request.locale),
        ),
    },
    {
      action: 'alerts-level',
      answer: 'update',
      run: (request, deps) =>
        change(request, deps, (one) => {
          const level = LEVELS.find((value) => value === request.values[0]);
          return level === undefined ? one : { ...one, level };
        }),
    },
    {
      action: 'alerts-resume',
      answer: 'update',
      run: (request, deps) => change(request, deps, takeUp),
    },
    {
      action: 'alerts-remove',
      answer: 'update',
      async run(request, deps) {
        const say = deps.say(request.locale);
        demandRight(request, 'ManageChannels', say);
        const guild = await deps.guilds.update(request.guildId, (known) =>
          withSubscription(known, demandOne(known, request.key, say), undefined),
        );
        return renderList(guild, 0, say);
      },
    },
  ],
};

/** Changes one subscription, if the member may, and shows it. */
async function change(
  request: InGuild<ActionRequest>,
  deps: CommandDeps,
  next: (one: Subscription) => Subscription,
): Promise<Reply> {
  const say = deps.say(request.locale);
  demandRight(request, 'ManageChannels', say);
  const guild = await deps.guilds.update(request.guildId, (known) => {
    const one = demandOne(known, request.key, say);
    return withSubscription(known, one, next(one));
  });
  return renderOne(guild, request.key, say);
}

function takeUp(one: Subscription): Subscription {
  const { disabled: _disabled, ...rest } = one;
  return rest;
}

async function mute(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(request.locale);
  const selector = parseSelector(request.strings['target'] ?? '', deps, request.locale);
  const now = deps.clock.now();
  const guild = await deps.guilds.update(request.guildId, (known) =>
    addMute(known, selector, { hours: request.numbers['hours'] ?? 8, by: request.userName, now, say }),
  );
  return plainReply(say('mute.done', { target: `\`${selector}\`` }), ...muteLines(guild, now, say));
}

async function unmute(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(request.locale);
  const selector = parseSelector(request.strings['target'] ?? '', deps, request.locale);
  const guild = await deps.guilds.update(request.guildId, (known) => endMute(known, selector, say));
  return plainReply(
    say('mute.ended', { target: `\`${selector}\`` }),
    ...muteLines(guild, deps.clock.now(), say),
  );
}

async function settings(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(request.locale);
  const logChannel = request.channels['log_channel'];
  if (logChannel !== undefined) demandPostable(logChannel, deps, request.locale);
  const wish = {
    locale: request.strings['language'],
    logChannelId: logChannel?.id,
    timeZone: request.strings['time_zone'],
    quietFrom: request.strings['quiet_from'],
    quietUntil: request.strings['quiet_until'],
    remindAfterHours: request.numbers['remind_after'],
  };
  const guild = await deps.guilds.update(request.guildId, (known) => ({
    ...known,
    settings: applySettings(known.settings, wish, deps.locales, say),
  }));
  return plainReply(...settingsLines(guild.settings, say));
}

/** A test where a channel is told, by the first of its subscriptions. */
async function testChannel(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { channel: here, channels, guildId, locale } = request;
  const { id } = channels['channel'] ?? here;
  const first = deps.guilds.get(guildId).subscriptions.find(({ channelId }) => channelId === id);
  if (first === undefined) throw new UserError(deps.say(locale)('test.nothing', { channel: `<#${id}>` }));
  return await testSubscription(request, first.id, deps);
}

/** Everything that a server has set, to keep or to take elsewhere. */
function exportGuild({ boards, mutes, notes, settings: chosen, subscriptions, watchLists }: Guild): Reply {
  const data = Buffer.from(
    `${JSON.stringify({ watchLists, subscriptions, settings: chosen, mutes, notes, boards }, null, 2)}\n`,
  );
  return { content: '', files: [{ name: 'downtick-settings.json', data }] };
}

function languageName(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}
