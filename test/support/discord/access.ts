import { ChannelType, type PermissionsString } from 'discord.js';

import { refusals } from './api-error.ts';
import { channelPermissions, has, isThread } from './permissions.ts';
import type { DiscordState } from './state.ts';
import type { WorldChannel } from './world-records.ts';

const textTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.DM,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** The channel, if the bot can see it: 10003, or 50001. */
export function reachableChannel(state: DiscordState, channelId: string): WorldChannel {
  const channel = state.world.channel(channelId);
  if (!channel) throw refusals.unknownChannel();
  if (!botMay(state, channel, 'ViewChannel')) throw refusals.missingAccess();
  return channel;
}

/** As {@link reachableChannel}, if messages can be in it. */
export function textChannel(state: DiscordState, channelId: string): WorldChannel {
  const channel = reachableChannel(state, channelId);
  if (!textTypes.has(channel.type)) throw refusals.wrongChannelType();
  return channel;
}

/** As {@link textChannel}, for what is to be written there: 50008, or 50007 of who takes no direct messages. */
export function writableChannel(state: DiscordState, channelId: string): WorldChannel {
  const channel = reachableChannel(state, channelId);
  if (!textTypes.has(channel.type)) throw refusals.nonTextChannel();
  if (channel.recipient && state.world.isShutTo(channel.recipient)) throw refusals.noDirectMessages();
  return channel;
}

/** 50013 unless the bot holds them all here. */
export function requirePermissions(
  state: DiscordState,
  channel: WorldChannel,
  ...permissions: readonly PermissionsString[]
): void {
  for (const permission of permissions)
    if (!botMay(state, channel, permission)) throw refusals.missingPermissions();
}

/** What sending needs, which differs in a thread; a locked one takes nothing from a bot that cannot manage it. */
export function requireSending(state: DiscordState, channel: WorldChannel): void {
  requirePermissions(state, channel, isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages');
  if (channel.thread?.locked && !botMay(state, channel, 'ManageThreads')) throw refusals.lockedThread();
}

export function botMay(state: DiscordState, channel: WorldChannel, permission: PermissionsString): boolean {
  if (channel.type === ChannelType.DM) return true;
  const guild = state.world.guildOf(channel);
  const self = guild?.members.get(state.world.bot.id);
  return (
    guild !== undefined && self !== undefined && has(channelPermissions(guild, channel, self), permission)
  );
}
