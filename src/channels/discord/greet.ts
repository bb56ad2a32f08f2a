import type { GuildPlaces } from './line/guild-channels.ts';

/** A server that the bot has come to, and where it may introduce itself. */
export interface Joined {
  readonly guildId: string;
  readonly channelId: string;
  readonly locale: string;
}

/** Where a server expects such messages, or its topmost channel that the bot may write in; none where it may nowhere. */
export function placeToGreet({ guildId, locale, systemChannelId, texts }: GuildPlaces): Joined | undefined {
  const open = texts.filter(({ canSpeak }) => canSpeak);
  const chosen = open.find(({ id }) => id === systemChannelId) ?? open[0];
  return chosen && { guildId, channelId: chosen.id, locale };
}
