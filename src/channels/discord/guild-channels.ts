import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Guild, TextChannel } from 'discord.js';

/** The topmost channel that the bot can write in and members cannot read: what admins have to mend concerns them alone. */
export function staffChannel(guild: Guild, exceptChannelId: string): TextChannel | undefined {
  return [...guild.channels.cache.values()]
    .filter((channel) => channel.type === ChannelType.GuildText)
    .toSorted((a, b) => a.rawPosition - b.rawPosition)
    .find((channel) => channel.id !== exceptChannelId && isForStaff(channel) && canSpeak(channel));
}

function isForStaff(channel: TextChannel): boolean {
  return !channel.permissionsFor(channel.guild.roles.everyone).has(PermissionFlagsBits.ViewChannel);
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

export function canSpeak(channel: TextChannel): boolean {
  const { me } = channel.guild.members;
  return (
    me !== null &&
    channel.permissionsFor(me).has(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages)
  );
}
