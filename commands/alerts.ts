import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';

import type { CommandRequest, Reply } from '#src/channels/discord/handler.ts';
import { UserError } from '#src/channels/discord/user-error.ts';

import { addBoard, endBoard } from './alerts/board.ts';
import { exportGuild } from './alerts/export.ts';
import { importSettings } from './alerts/import.ts';
import { listActions } from './alerts/list-actions.ts';
import { renderList } from './alerts/list.ts';
import { mute, unmute } from './alerts/mute.ts';
import { changeSettings } from './alerts/settings.ts';
import type { Command, CommandDeps, InGuild } from './command.ts';
import { subcommand } from './shared/describe-command.ts';
import type { OptionShape } from './shared/describe-command.ts';
import { starterChoices } from './shared/starters.ts';
import { testSubscription } from './subscribe/test-alert.ts';
import { rank, suggestSelectors } from './shared/suggest.ts';

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
        return changeSettings(request, deps);
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

  actions: [{ action: 'board-end', answer: 'update', run: endBoard }, ...listActions],
};

/** A test where a channel is told, by the first of its subscriptions. */
async function testChannel(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { channel: here, channels, guildId, locale } = request;
  const { id } = channels['channel'] ?? here;
  const first = deps.guilds.get(guildId).subscriptions.find(({ channelId }) => channelId === id);
  if (first === undefined) throw new UserError(deps.say(locale)('test.nothing', { channel: `<#${id}>` }));
  return await testSubscription(request, first.id, deps);
}

function languageName(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}
