import { ChannelType, ComponentType, TextInputStyle } from 'discord.js';
import type { APILabelComponent } from 'discord.js';

import type { CommandDeps, InGuild, ServerAction } from '#commands/command.ts';
import { demandOwn, demandPostable } from '#commands/shared/demand-channel.ts';
import { demandRight } from '#commands/shared/demand-right.ts';
import { languageName } from '#commands/shared/language-name.ts';
import type { Say } from '#src/alert/catalogue.ts';
import { customId } from '#src/channels/discord/interactions/custom-id.ts';
import type {
  ActionRequest,
  Caller,
  CommandRequest,
  Form,
  Reply,
} from '#src/channels/discord/interactions/handler.ts';
import { renderPanel } from '#src/channels/discord/render/panel.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { Guild, GuildPreferences } from '#src/domain/guild.ts';
import { memberOf } from '#src/domain/member.ts';

import { applySettings, settingsLines } from './settings.ts';
import type { SettingsWish } from './settings.ts';

/** The server's own language: no language of ours has this name. */
const OWN = 'own';

/** Changes what is named in the options, and shows how it all is set, to be changed in place. */
export async function changeSettings(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
  const logChannel = request.channels['log_channel'];
  if (logChannel !== undefined) demandPostable(logChannel, deps, request.locale);
  const wish = {
    locale: request.strings['language'],
    logChannelId: logChannel?.id,
    timeZone: request.strings['time_zone'],
    quietFrom: request.strings['quiet_from'],
    quietUntil: request.strings['quiet_until'],
    digest: request.strings['digest'],
    remindAfterHours: request.numbers['remind_after'],
  };
  return await change(request, wish, deps);
}

async function change(asker: InGuild<Caller>, wish: SettingsWish, deps: CommandDeps): Promise<Reply> {
  const say = deps.say(asker.locale);
  const isChange = Object.values(wish).some((value) => value !== undefined);
  if (!isChange) return settingsPanel(deps.guilds.get(asker.guildId), deps.locales, say);
  const guild = await deps.guilds.update(asker.guildId, (known) => ({
    ...known,
    settings: applySettings(known.settings, wish, deps.locales, say),
  }));
  return settingsPanel(guild, deps.locales, say);
}

/** How everything is set, with what changes it. */
function settingsPanel({ id, settings }: Guild, locales: readonly string[], say: Say): Reply {
  const isDirect = memberOf(id) !== undefined;
  const { digest, locale, logChannelId, quietHours } = settings;
  return renderPanel({
    headline: say('settings.headline'),
    blocks: [settingsLines(settings, isDirect, say).join('\n')],
    selects: [
      {
        customId: customId('settings-language'),
        placeholder: say('settings.pickLanguage'),
        options: [OWN, ...locales].map((value) => ({
          label:
            value === OWN
              ? say('settings.localeOfServer', { where: isDirect ? 'direct' : 'server' })
              : languageName(value),
          value,
          isChosen: (locale ?? OWN) === value,
        })),
      },
      ...(isDirect
        ? []
        : [
            {
              customId: customId('settings-log'),
              placeholder: say('settings.pickLog'),
              channelTypes: [ChannelType.GuildText],
              ...(logChannelId !== undefined && { chosen: logChannelId }),
            },
          ]),
    ],
    buttons: [
      { label: say('settings.times'), customId: customId('settings-times'), primary: true },
      // Without quiet hours there is nothing to sum up.
      ...(quietHours === undefined
        ? []
        : [
            {
              label: say(digest?.off === true ? 'settings.digestOn' : 'settings.digestOff'),
              customId: customId('settings-digest', digest?.off === true ? 'on' : 'off'),
            },
          ]),
    ],
  });
}

/** The times that go by the clocks of the server's people: what is left empty ends. */
function timesForm({ digest, quietHours, remindAfterHours, timeZone }: GuildPreferences, say: Say): Form {
  return {
    title: say('settings.times'),
    action: 'settings-times-done',
    fields: [
      field('zone', timeZone ?? '', 60, 'Asia/Seoul', say),
      field('from', quietHours?.from ?? '', 5, '23:00', say),
      field('until', quietHours?.until ?? '', 5, '07:00', say),
      field('digest', digest?.off === true ? 'off' : (digest?.at ?? ''), 5, '08:00', say),
      field('remind', remindAfterHours === undefined ? '' : String(remindAfterHours), 3, '2', say),
    ],
  };
}

function field(name: string, value: string, max: number, placeholder: string, say: Say): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: say(`settings.field.${name}`),
    description: say(`settings.fieldHelp.${name}`),
    component: {
      type: ComponentType.TextInput,
      custom_id: name,
      style: TextInputStyle.Short,
      required: false,
      max_length: max,
      placeholder,
      ...(value !== '' && { value }),
    },
  };
}

async function takeTimes(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const text = (name: string): string => request.fields[name]?.[0]?.trim() ?? '';
  const say = deps.say(request.locale);
  const hours = Number(text('remind') || 0);
  if (!Number.isInteger(hours) || hours < 0 || hours > 168) throw new UserError(say('settings.badHours'));
  const wish = {
    timeZone: text('zone'),
    quietFrom: text('from'),
    quietUntil: text('until'),
    digest: text('digest') || 'on',
    remindAfterHours: hours,
  };
  return await change(request, wish, deps);
}

async function takeLog(request: InGuild<ActionRequest>, deps: CommandDeps): Promise<Reply> {
  const { channels, guildId, locale, values } = request;
  const channel = channels[values[0] ?? ''];
  if (channel !== undefined) {
    demandOwn(channel, guildId, deps.say(locale));
    demandPostable(channel, deps, locale);
  }
  return await change(request, { logChannelId: channel?.id ?? '' }, deps);
}

/** Discord checks rights where a command is typed, and never where a button is pressed. */
function forManagers(
  run: (request: InGuild<ActionRequest>, deps: CommandDeps) => Promise<Reply>,
): (request: InGuild<ActionRequest>, deps: CommandDeps) => Promise<Reply> {
  return async (request, deps) => {
    demandRight(request, 'ManageChannels', deps.say(request.locale));
    return await run(request, deps);
  };
}

export const settingsActions: readonly ServerAction[] = [
  {
    action: 'settings-language',
    answer: 'update',
    run: forManagers((request, deps) => {
      const [locale = OWN] = request.values;
      return change(request, { locale: locale === OWN ? '' : locale }, deps);
    }),
  },
  { action: 'settings-log', answer: 'update', run: forManagers(takeLog) },
  {
    action: 'settings-digest',
    answer: 'update',
    run: forManagers((request, deps) =>
      change(request, { digest: request.key === 'on' ? 'on' : 'off' }, deps),
    ),
  },
  {
    action: 'settings-times',
    answer: 'form',
    open(request, deps) {
      const say = deps.say(request.locale);
      demandRight(request, 'ManageChannels', say);
      return timesForm(deps.guilds.get(request.guildId).settings, say);
    },
  },
  { action: 'settings-times-done', answer: 'update', run: forManagers(takeTimes) },
];
