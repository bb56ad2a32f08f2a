import type { ChannelType } from 'discord.js';

export interface WorldUser {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;
}

export interface WorldRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly mentionable: boolean;
  readonly managed: boolean;
  readonly position: number;
}

export interface WorldMember {
  readonly user: WorldUser;
  readonly roleIds: readonly string[];
  readonly locale: string;
}

interface Overwrite {
  readonly id: string;
  readonly kind: 'role' | 'member';
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ThreadState {
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  readonly ownerId: string;
}

export interface ForumState {
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly demandsTag: boolean;
}

export interface WorldChannel {
  readonly id: string;
  readonly type: ChannelType;
  name: string;
  readonly guildId: string | undefined;
  readonly parentId: string | undefined;
  /** Of a forum: its tags, and whether a post has to have one. */
  forum: ForumState | undefined;
  readonly overwrites: Map<string, Overwrite>;
  readonly thread: ThreadState | undefined;
  /** The other side of a direct message. */
  readonly recipient: WorldUser | undefined;
}

export interface WorldGuild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly preferredLocale: string;
  readonly roles: Map<string, WorldRole>;
  readonly members: Map<string, WorldMember>;
  readonly channels: Map<string, WorldChannel>;
}
