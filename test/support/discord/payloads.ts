import { ChannelFlags, ChannelType } from 'discord.js';

import { channelPermissions } from './permissions.ts';
import type { WorldChannel, WorldGuild, WorldMember, WorldRole, WorldUser } from './world-records.ts';

export type Payload = Record<string, unknown>;

const joinedAt = '2025-01-01T00:00:00.000Z';

export function userPayload(user: WorldUser): Payload {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: user.username,
    avatar: null,
    bot: user.bot,
    flags: 0,
  };
}

export function memberPayload(member: WorldMember): Payload {
  return {
    user: userPayload(member.user),
    nick: null,
    avatar: null,
    roles: member.roleIds,
    joined_at: joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

export function rolePayload(role: WorldRole): Payload {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: role.position,
    permissions: role.permissions.toString(),
    managed: role.managed,
    mentionable: role.mentionable,
    flags: 0,
  };
}

export function channelPayload(channel: WorldChannel): Payload {
  if (channel.recipient)
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: null,
      recipients: [userPayload(channel.recipient)],
    };
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId ?? null,
    last_message_id: null,
    rate_limit_per_user: 0,
    ...(channel.forum && {
      flags: channel.forum.demandsTag ? ChannelFlags.RequireTag : 0,
      available_tags: channel.forum.tags.map((tag) => ({
        ...tag,
        moderated: false,
        emoji_id: null,
        emoji_name: null,
      })),
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
    }),
    ...(channel.thread
      ? threadFields(channel)
      : {
          position: 0,
          topic: null,
          nsfw: false,
          permission_overwrites: [...channel.overwrites.values()].map(({ id, kind, allow, deny }) => ({
            id,
            type: kind === 'role' ? 0 : 1,
            allow: allow.toString(),
            deny: deny.toString(),
          })),
        }),
  };
}

function threadFields({ thread }: WorldChannel): Payload {
  return {
    owner_id: thread?.ownerId,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: thread?.archived,
      locked: thread?.locked,
      auto_archive_duration: thread?.autoArchiveMinutes,
      archive_timestamp: joinedAt,
      create_timestamp: joinedAt,
    },
  };
}

/** A member's direct messages with the bot, as an interaction carries them. */
export function directChannelPayload(channel: WorldChannel): Payload {
  return { ...channelPayload(channel), app_permissions: '442368' };
}

/** What GET /guilds/:g answers. */
export function guildPayload(guild: WorldGuild): Payload {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(rolePayload),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.preferredLocale,
    nsfw_level: 0,
  };
}

/** What GUILD_CREATE carries: the guild, its channels, and of its members only the bot. */
export function guildCreatePayload(guild: WorldGuild, bot: WorldUser): Payload {
  const channels = [...guild.channels.values()];
  const self = guild.members.get(bot.id);
  return {
    ...guildPayload(guild),
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: self ? [memberPayload(self)] : [],
    channels: channels.filter(({ thread }) => !thread).map(channelPayload),
    threads: channels.filter(({ thread }) => thread && !thread.archived).map(channelPayload),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A channel as an interaction carries it: with the permissions of the member and of the bot in it. */
export function interactionChannelPayload(
  guild: WorldGuild,
  channel: WorldChannel,
  member: WorldMember,
  bot: WorldUser,
): Payload {
  const self = guild.members.get(bot.id);
  return {
    id: channel.id,
    name: channel.name,
    type: channel.type,
    guild_id: guild.id,
    parent_id: channel.parentId ?? null,
    permissions: channelPermissions(guild, channel, member).toString(),
    app_permissions: (self ? channelPermissions(guild, channel, self) : 0n).toString(),
    ...(channel.type === ChannelType.GuildText ? { nsfw: false } : {}),
  };
}
