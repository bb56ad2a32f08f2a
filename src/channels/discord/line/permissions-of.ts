import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import type { APIGuild, APIGuildChannel, APIGuildMember } from 'discord.js';

type GuildRoles = Pick<APIGuild, 'id' | 'owner_id' | 'roles'>;
type Member = Pick<APIGuildMember, 'roles'> & { readonly user: { readonly id: string } };
type Overwritten = Pick<APIGuildChannel, 'permission_overwrites'>;

const ALL = Object.values(PermissionFlagsBits).reduce((all, right) => all | right, 0n);

/** What a member may do in a channel, in the order in which Discord decides it. */
export function permissionsOf(guild: GuildRoles, member: Member, channel: Overwritten): bigint {
  if (member.user.id === guild.owner_id) return ALL;
  const held = new Set([guild.id, ...member.roles]);
  const base = guild.roles
    .filter(({ id }) => held.has(id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ALL;
  const overwrites = channel.permission_overwrites ?? [];
  const everyone = overwrites.filter(({ id }) => id === guild.id);
  const roles = overwrites.filter(
    ({ id, type }) => type === OverwriteType.Role && id !== guild.id && held.has(id),
  );
  const own = overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === member.user.id);
  return [everyone, roles, own].reduce((rights, group) => {
    const denied = group.reduce((all, { deny }) => all | BigInt(deny), 0n);
    const allowed = group.reduce((all, { allow }) => all | BigInt(allow), 0n);
    return (rights & ~denied) | allowed;
  }, base);
}
