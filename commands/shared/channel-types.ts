import { ChannelType } from 'discord.js';

/** Channels that hold messages one below the other. */
export const POSTABLE = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

/** Wherever alerts can be told. */
export const TELLABLE = [
  ...POSTABLE,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];
