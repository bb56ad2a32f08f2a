import { ChannelType } from 'discord.js';
import type { Guild, TextChannel } from 'discord.js';

import { canSpeak } from './guild-channels.ts';

/** A server that the bot has come to, and where it may introduce itself. */
export interface Joined {
  readonly guildId: string;
  readonly channelId: string;
  readonly locale: string;
}

/** Where a server expects such messages, or its topmost channel that the bot may write in; none where it may nowhere. */
export function placeToGreet(guild: Guild): Joined | undefined {
  const texts = [...guild.channels.cache.values()]
    .filter((channel): channel is TextChannel => channel.type === ChannelType.GuildText)
    .toSorted((a, b) => a.rawPosition - b.rawPosition)
    .filter(canSpeak);
  const chosen = texts.find(({ id }) => id === guild.systemChannelId) ?? texts[0];
  return chosen && { guildId: guild.id, channelId: chosen.id, locale: guild.preferredLocale };
}
