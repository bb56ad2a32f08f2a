import { ChannelType, PermissionFlagsBits as Bits, type PermissionsString } from 'discord.js';

import type { WorldChannel, WorldGuild, WorldMember } from './world-records.ts';

export function toBits(names: readonly PermissionsString[]): bigint {
  return names.reduce((sum, name) => sum | Bits[name], 0n);
}

export function namesMissing(needed: bigint, held: bigint): string[] {
  return Object.entries(Bits).flatMap(([name, bit]) =>
    (needed & bit) !== 0n && (held & bit) === 0n ? name : [],
  );
}

export function has(held: bigint, permission: PermissionsString): boolean {
  return (held & Bits[permission]) !== 0n;
}

const everything = Object.values(Bits).reduce((sum, bit) => sum | bit, 0n);

function guildPermissions(guild: WorldGuild, member: WorldMember): bigint {
  if (guild.ownerId === member.user.id) return everything;
  const held = [guild.id, ...member.roleIds].reduce(
    (sum, roleId) => sum | (guild.roles.get(roleId)?.permissions ?? 0n),
    0n,
  );
  return has(held, 'Administrator') ? everything : held;
}

/** Discord's order: roles, then overwrites of @everyone, of roles together, of the member. */
export function channelPermissions(guild: WorldGuild, channel: WorldChannel, member: WorldMember): bigint {
  const base = guildPermissions(guild, member);
  if (base === everything) return base;
  const { overwrites } = (isThread(channel) && guild.channels.get(channel.parentId ?? '')) || channel;

  const everyone = overwrites.get(guild.id);
  let held = (base & ~(everyone?.deny ?? 0n)) | (everyone?.allow ?? 0n);
  const ofRoles = member.roleIds.flatMap((roleId) => overwrites.get(roleId) ?? []);
  held &= ~ofRoles.reduce((sum, { deny }) => sum | deny, 0n);
  held |= ofRoles.reduce((sum, { allow }) => sum | allow, 0n);
  const own = overwrites.get(member.user.id);
  held = (held & ~(own?.deny ?? 0n)) | (own?.allow ?? 0n);
  return withImplied(held, isThread(channel));
}

export function isThread(channel: WorldChannel): boolean {
  const { PublicThread, PrivateThread, AnnouncementThread } = ChannelType;
  return [PublicThread, PrivateThread, AnnouncementThread].includes(channel.type);
}

/** Who cannot see a channel can do nothing in it; who cannot write cannot embed, attach or mention. */
function withImplied(held: bigint, thread: boolean): bigint {
  if (!has(held, 'ViewChannel')) return 0n;
  if (has(held, thread ? 'SendMessagesInThreads' : 'SendMessages')) return held;
  return held & ~toBits(['EmbedLinks', 'AttachFiles', 'MentionEveryone', 'SendTTSMessages']);
}
