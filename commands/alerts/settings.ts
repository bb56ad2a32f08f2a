import type { CommandDeps, InGuild } from '#commands/command.ts';
import { demandPostable } from '#commands/shared/demand-channel.ts';
import { plainReply } from '#commands/shared/plain-reply.ts';
import type { CommandRequest, Reply } from '#src/channels/discord/handler.ts';
import type { Say } from '#src/alert/catalogue.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';

/** What is asked to change; what is left out stays. */
interface SettingsWish {
  readonly locale: string | undefined;
  readonly logChannelId: string | undefined;
  readonly timeZone?: string | undefined;
  /** `23:00`; `off` ends quiet hours. */
  readonly quietFrom?: string | undefined;
  readonly quietUntil?: string | undefined;
  /** 0 ends reminders. */
  readonly remindAfterHours?: number | undefined;
}

const TIME = /^(?:[01]?\d|2[0-3]):[0-5]\d$/;
const OFF = 'off';

/** The settings with the wish granted. Throws `UserError` for what makes no sense. */
function applySettings(
  settings: GuildPreferences,
  wish: SettingsWish,
  locales: readonly string[],
  say: Say,
): GuildPreferences {
  const { locale, logChannelId, remindAfterHours, timeZone } = wish;
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw new UserError(say('settings.noTimeZone'));
  if (locale !== undefined && !locales.includes(locale))
    throw new UserError(say('settings.noLocale', { locales: locales.join(', ') }));
  const { quietHours, remindAfterHours: reminds, ...rest } = settings;
  const quiet = quietOf(quietHours, wish, say);
  const hours = remindAfterHours ?? reminds ?? 0;
  return {
    ...rest,
    ...(quiet !== undefined && { quietHours: quiet }),
    ...(hours > 0 && { remindAfterHours: hours }),
    ...(timeZone !== undefined && { timeZone }),
    ...(locale !== undefined && { locale }),
    ...(logChannelId !== undefined && { logChannelId }),
  };
}

function quietOf(
  known: GuildPreferences['quietHours'],
  { quietFrom, quietUntil }: SettingsWish,
  say: Say,
): GuildPreferences['quietHours'] {
  if (quietFrom === OFF || quietUntil === OFF) return undefined;
  const from = quietFrom ?? known?.from;
  const until = quietUntil ?? known?.until;
  if (from === undefined && until === undefined) return undefined;
  if (from === undefined || until === undefined || !TIME.test(from) || !TIME.test(until) || from === until)
    throw new UserError(say('settings.badQuiet'));
  return { from: from.padStart(5, '0'), until: until.padStart(5, '0') };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The settings of a server, a line each. */
function settingsLines(settings: GuildPreferences, say: Say): string[] {
  const { locale, logChannelId, quietHours, remindAfterHours, timeZone = 'UTC' } = settings;
  const channel = logChannelId === undefined ? say('settings.none') : `<#${logChannelId}>`;
  return [
    say('settings.locale', { locale: locale ?? say('settings.localeOfServer') }),
    say('settings.logChannel', { channel }),
    say('settings.timeZone', { zone: timeZone }),
    quietHours === undefined ? say('settings.noQuiet') : say('settings.quiet', quietHours),
    remindAfterHours === undefined
      ? say('settings.noReminders')
      : say('settings.reminders', { hours: remindAfterHours }),
  ];
}

export async function changeSettings(request: InGuild<CommandRequest>, deps: CommandDeps): Promise<Reply> {
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
