import type { Say } from '#src/alert/catalogue.ts';
import { UserError } from '#src/channels/discord/user-error.ts';
import type { GuildPreferences } from '#src/domain/guild.ts';

/** What is asked to change; what is left out stays. */
export interface SettingsWish {
  readonly locale: string | undefined;
  readonly logChannelId: string | undefined;
}

/** The settings with the wish granted. Throws `UserError` for what makes no sense. */
export function applySettings(
  settings: GuildPreferences,
  { locale, logChannelId }: SettingsWish,
  locales: readonly string[],
  say: Say,
): GuildPreferences {
  if (locale !== undefined && !locales.includes(locale))
    throw new UserError(say('settings.noLocale', { locales: locales.join(', ') }));
  return {
    ...settings,
    ...(locale !== undefined && { locale }),
    ...(logChannelId !== undefined && { logChannelId }),
  };
}

/** The settings of a server, a line each. */
export function settingsLines({ locale, logChannelId }: GuildPreferences, say: Say): string[] {
  const channel = logChannelId === undefined ? say('settings.none') : `<#${logChannelId}>`;
  return [
    say('settings.locale', { locale: locale ?? say('settings.localeOfServer') }),
    say('settings.logChannel', { channel }),
  ];
}
