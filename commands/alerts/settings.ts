import { languageName } from '#commands/shared/language-name.ts';
import type { Say } from '#src/alert/catalogue.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';

/** What is asked to change; what is left out stays, and what is empty or `off` ends. */
export interface SettingsWish {
  readonly locale?: string | undefined;
  readonly logChannelId?: string | undefined;
  readonly timeZone?: string | undefined;
  /** `23:00` */
  readonly quietFrom?: string | undefined;
  readonly quietUntil?: string | undefined;
  /** A time of day, or `on` for the end of the quiet hours. */
  readonly digest?: string | undefined;
  /** 0 ends reminders. */
  readonly remindAfterHours?: number | undefined;
}

const TIME = /^(?:[01]?\d|2[0-3]):[0-5]\d$/;
const ON = 'on';

/** The settings with the wish granted. Throws `UserError` for what makes no sense. */
export function applySettings(
  settings: GuildPreferences,
  wish: SettingsWish,
  locales: readonly string[],
  say: Say,
): GuildPreferences {
  const { locale, remindAfterHours, timeZone } = wish;
  if (!isNone(timeZone) && !isTimeZone(timeZone)) throw new UserError(say('settings.noTimeZone'));
  if (!isNone(locale) && !locales.includes(locale))
    throw new UserError(
      say('settings.noLocale', { locales: locales.map(languageName).join(say('list.separator')) }),
    );
  const hours = remindAfterHours ?? settings.remindAfterHours ?? 0;
  const next = {
    locale: chosen(wish.locale, settings.locale),
    logChannelId: chosen(wish.logChannelId, settings.logChannelId),
    timeZone: chosen(wish.timeZone, settings.timeZone),
    quietHours: quietOf(settings.quietHours, wish, say),
    remindAfterHours: hours > 0 ? hours : undefined,
    digest: digestOf(settings.digest, wish.digest?.trim().toLowerCase(), say),
  };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
}

/** Whether there is nothing, or nothing any more. */
function isNone(wish: string | undefined): wish is undefined {
  return wish === undefined || isOff(wish);
}

function isOff(wish: string): boolean {
  return ['', 'off'].includes(wish.trim().toLowerCase());
}

function chosen(wish: string | undefined, known: string | undefined): string | undefined {
  if (wish === undefined) return known;
  return isOff(wish) ? undefined : wish;
}

function quietOf(
  known: GuildPreferences['quietHours'],
  { quietFrom, quietUntil }: SettingsWish,
  say: Say,
): GuildPreferences['quietHours'] {
  const isEnded = [quietFrom, quietUntil].some((one) => one !== undefined && isOff(one));
  if (isEnded && isNone(quietFrom) && isNone(quietUntil)) return undefined;
  const from = quietFrom ?? known?.from;
  const until = quietUntil ?? known?.until;
  if (from === undefined && until === undefined) return undefined;
  if (from === undefined || until === undefined || !TIME.test(from) || !TIME.test(until) || from === until)
    throw new UserError(say('settings.badQuiet'));
  return { from: padded(from), until: padded(until) };
}

function digestOf(
  known: GuildPreferences['digest'],
  wish: string | undefined,
  say: Say,
): GuildPreferences['digest'] {
  if (wish === undefined) return known;
  if (wish === ON) return undefined;
  if (isOff(wish)) return { off: true };
  if (!TIME.test(wish)) throw new UserError(say('settings.badDigest'));
  return { at: padded(wish) };
}

function padded(time: string): string {
  return time.padStart(5, '0');
}

/** `07:30`, as it is stored. */
export function isTimeOfDay(value: unknown): boolean {
  return typeof value === 'string' && value.length === 5 && TIME.test(value);
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The settings of a server, a line each; a member has no log channel. */
export function settingsLines(settings: GuildPreferences, isDirect: boolean, say: Say): string[] {
  const { digest, locale, logChannelId, quietHours, remindAfterHours, timeZone = 'UTC' } = settings;
  const channel = logChannelId === undefined ? say('settings.none') : `<#${logChannelId}>`;
  const digestLine =
    digest?.off === true
      ? say('settings.noDigest')
      : digest?.at === undefined
        ? say('settings.digestAfter')
        : say('settings.digest', { at: digest.at });
  return [
    say('settings.locale', {
      locale:
        locale === undefined
          ? say('settings.localeOfServer', { where: isDirect ? 'direct' : 'server' })
          : languageName(locale),
    }),
    ...(isDirect ? [] : [say('settings.logChannel', { channel })]),
    say('settings.timeZone', { zone: timeZone }),
    quietHours === undefined ? say('settings.noQuiet') : say('settings.quiet', quietHours),
    // Without quiet hours nothing is kept for it.
    ...(quietHours === undefined ? [] : [digestLine]),
    remindAfterHours === undefined
      ? say('settings.noReminders')
      : say('settings.reminders', { hours: remindAfterHours }),
  ];
}
