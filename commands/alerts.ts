import { ApplicationCommandOptionType, ChannelType, PermissionFlagsBits } from 'discord.js';

import type { CommandRequest, Reply } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { memberOf } from '#src/domain/member.ts';

import { addBoard, endBoard } from './alerts/board.ts';
import { exportGuild } from './alerts/export.ts';
import { importSettings } from './alerts/import.ts';
import { listActions } from './alerts/list-actions.ts';
import { renderList } from './alerts/list.ts';
import { mute, unmute } from './alerts/mute.ts';
import { changeSettings, settingsActions } from './alerts/settings-panel.ts';
import type { Command, CommandDeps, InGuild } from './command.ts';
import { ANYWHERE } from './shared/anywhere.ts';
import { whereIs } from './shared/home.ts';
import { completed, subcommand } from './shared/describe-command.ts';
import { languageName } from './shared/language-name.ts';
import { POSTABLE, TELLABLE } from './shared/channel-types.ts';
import { starterChoices } from './shared/starters.ts';
import { testSubscription } from './subscribe/test-alert.ts';
import { rank, suggestSelectors } from './shared/suggest.ts';

const target = completed('target', { required: true });

export const alerts: Command = {
  visibility: 'private',
  place: 'home',
  data: {
    name: 'alerts',
    default_member_permissions: String(PermissionFlagsBits.ManageChannels),
    ...ANYWHERE,
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
        completed('language', { max_length: 20 }),
        {
          type: ApplicationCommandOptionType.Channel,
          name: 'log_channel',
          channel_types: [ChannelType.GuildText],
        },
        completed('time_zone', { max_length: 60 }),
        { type: ApplicationCommandOptionType.String, name: 'quiet_from', max_length: 5 },
        { type: ApplicationCommandOptionType.String, name: 'quiet_until', max_length: 5 },
        { type: ApplicationCommandOptionType.String, name: 'digest', max_length: 5 },
        {
          type: ApplicationCommandOptionType.Integer,
          name: 'remind_after',
          min_value: 0,
          max_value: 168,
        },
      ),
      subcommand('board', completed('list', { required: true }), {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        channel_types: POSTABLE,
      }),
      subcommand('test', {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        channel_types: TELLABLE,
      }),
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
    const isDirect = memberOf(request.guildId) !== undefined;
    if (isDirect && ['board', 'import'].includes(request.subcommand ?? ''))
      throw new UserError(say('direct.notHere'));
    switch (request.subcommand) {
      case 'list':
        return renderList(deps.guilds.get(request.guildId), 0, deps, request.locale);
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

  actions: [{ action: 'board-end', answer: 'update', run: endBoard }, ...listActions, ...settingsActions],
};

/** A test where a channel is told, by the first of its subscriptions. */
async function testChannel(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const { channel: here, channels, guildId, locale } = request;
  const { id } = channels['channel'] ?? here;
  const { subscriptions } = deps.guilds.get(guildId);
  const isDirect = memberOf(guildId) !== undefined;
  const first = subscriptions.find(({ channelId }) => isDirect || channelId === id);
  if (first === undefined)
    throw new UserError(deps.say(locale)('test.nothing', whereIs({ id: guildId }, id)));
  return await testSubscription(request, first.id, deps);
}
