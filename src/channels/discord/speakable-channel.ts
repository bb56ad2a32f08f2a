import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Guild, TextChannel } from 'discord.js';

/** A channel of the guild where the bot can write to its people: the system channel, or the topmost. */
export function speakableChannel(guild: Guild, exceptChannelId: string): TextChannel | undefined {
  const texts = [...guild.channels.cache.values()].filter(
    (channel) => channel.type === ChannelType.GuildText,
  );
  const topmost = texts.toSorted((a, b) => a.rawPosition - b.rawPosition);
  const { systemChannel } = guild;
  return [...(systemChannel === null ? [] : [systemChannel]), ...topmost].find(
    (channel) => channel.id !== exceptChannelId && canSpeak(channel),
  );
}

/** Whether the bot may post alerts in a channel; `undefined` where its cache cannot tell, as of threads. */
export function mayPost(guild: Guild | undefined, channelId: string): boolean | undefined {
  const channel = guild?.channels.cache.get(channelId);
  const me = guild?.members.me;
  if (channel === undefined || me === undefined || me === null) return undefined;
  const send = channel.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  return channel.permissionsFor(me)?.has(PermissionFlagsBits.ViewChannel | send);
}

function canSpeak(channel: TextChannel): boolean {
  const { me } = channel.guild.members;
  return (
    me !== null &&
    channel.permissionsFor(me).has(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages)
  );
}
