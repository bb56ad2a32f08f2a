import { ChannelType, type PermissionsString } from 'discord.js';

import { toBits } from './permissions.ts';
import type { MintSnowflake } from './snowflake.ts';
import type {
  ThreadState,
  WorldChannel,
  WorldGuild,
  WorldMember,
  WorldRole,
  WorldUser,
} from './world-records.ts';

export interface GuildSetup {
  readonly name: string;
  /** What the invite gave the bot's own role. */
  readonly botPermissions?: readonly PermissionsString[];
  readonly everyonePermissions?: readonly PermissionsString[];
  readonly preferredLocale?: string;
}

/** Permissions of the bot in one channel, on top of its role's. */
export interface ChannelAccess {
  readonly allow?: readonly PermissionsString[];
  readonly deny?: readonly PermissionsString[];
}

export interface ChannelSetup extends ChannelAccess {
  /** Members may not see it. */
  readonly isForStaff?: boolean;
  readonly name: string;
  readonly type?: ChannelType;
  readonly parentId?: string;
  /** Of a forum: the names of its tags, and whether a post has to have one. */
  readonly tags?: readonly string[];
  readonly demandsTag?: boolean;
}

export interface RoleSetup {
  readonly name: string;
  readonly permissions?: readonly PermissionsString[];
  readonly mentionable?: boolean;
}

export interface MemberSetup {
  readonly name: string;
  readonly permissions?: readonly PermissionsString[];
  readonly roleIds?: readonly string[];
  readonly locale?: string;
}

const usualBotPermissions: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
];
const usualEveryonePermissions: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'UseApplicationCommands',
];

/** Guilds, channels, roles and people, as tests set them up. */
export class World {
  readonly bot: WorldUser;
  readonly guilds = new Map<string, WorldGuild>();
  readonly #mint: MintSnowflake;
  readonly #users = new Map<string, WorldUser>();
  readonly #directChannels = new Map<string, WorldChannel>();
  readonly #shut = new Set<string>();

  constructor(bot: WorldUser, mint: MintSnowflake) {
    this.bot = bot;
    this.#mint = mint;
    this.#users.set(bot.id, bot);
  }

  addGuild(setup: GuildSetup): WorldGuild {
    const id = this.#mint();
    const owner = this.#addUser('owner');
    const guild: WorldGuild = {
      id,
      name: setup.name,
      ownerId: owner.id,
      preferredLocale: setup.preferredLocale ?? 'en-US',
      roles: new Map(),
      members: new Map(),
      channels: new Map(),
    };
    const everyone = toBits(setup.everyonePermissions ?? usualEveryonePermissions);
    guild.roles.set(id, role(id, '@everyone', everyone, 0));
    const botRole = role(
      this.#mint(),
      this.bot.username,
      toBits(setup.botPermissions ?? usualBotPermissions),
      1,
    );
    guild.roles.set(botRole.id, { ...botRole, managed: true });
    guild.members.set(owner.id, { user: owner, roleIds: [], locale: 'en-US' });
    guild.members.set(this.bot.id, { user: this.bot, roleIds: [botRole.id], locale: 'en-US' });
    this.guilds.set(id, guild);
    return guild;
  }

  addRole(guild: WorldGuild, setup: RoleSetup): WorldRole {
    const made = {
      ...role(this.#mint(), setup.name, toBits(setup.permissions ?? []), guild.roles.size),
      mentionable: setup.mentionable ?? false,
    };
    guild.roles.set(made.id, made);
    return made;
  }

  addMember(guild: WorldGuild, setup: MemberSetup): WorldMember {
    const user = this.#addUser(setup.name);
    const own = setup.permissions
      ? [this.addRole(guild, { name: setup.name, permissions: setup.permissions })]
      : [];
    const member: WorldMember = {
      user,
      roleIds: [...(setup.roleIds ?? []), ...own.map(({ id }) => id)],
      locale: setup.locale ?? 'en-US',
    };
    guild.members.set(user.id, member);
    return member;
  }

  addChannel(
    guild: WorldGuild,
    setup: ChannelSetup,
    thread?: { id: string; state: ThreadState },
  ): WorldChannel {
    const channel: WorldChannel = {
      id: thread?.id ?? this.#mint(),
      type: setup.type ?? ChannelType.GuildText,
      name: setup.name,
      guildId: guild.id,
      parentId: setup.parentId,
      forum:
        setup.type === ChannelType.GuildForum
          ? {
              tags: (setup.tags ?? []).map((name) => ({ id: this.#mint(), name })),
              demandsTag: setup.demandsTag ?? false,
            }
          : undefined,
      overwrites: new Map(),
      thread: thread?.state,
      recipient: undefined,
    };
    guild.channels.set(channel.id, channel);
    if (setup.isForStaff === true) {
      const deny = toBits(['ViewChannel']);
      channel.overwrites.set(guild.id, { id: guild.id, kind: 'role', allow: 0n, deny });
    }
    this.setBotAccess(channel, setup);
    return channel;
  }

  setBotAccess(channel: WorldChannel, access: ChannelAccess): void {
    channel.overwrites.delete(this.bot.id);
    const allow = toBits(access.allow ?? []);
    const deny = toBits(access.deny ?? []);
    if ((allow | deny) !== 0n)
      channel.overwrites.set(this.bot.id, { id: this.bot.id, kind: 'member', allow, deny });
  }

  setRolePermissions(
    guild: WorldGuild,
    permissions: readonly PermissionsString[],
    role: WorldRole = this.#botRole(guild),
  ): WorldRole {
    const changed = { ...role, permissions: toBits(permissions) };
    guild.roles.set(role.id, changed);
    return changed;
  }

  setBotRoles(guild: WorldGuild, roles: readonly WorldRole[]): WorldMember {
    const roleIds = [this.#botRole(guild).id, ...roles.map(({ id }) => id)];
    const member = { user: this.bot, roleIds, locale: 'en-US' };
    guild.members.set(this.bot.id, member);
    return member;
  }

  #botRole(guild: WorldGuild): WorldRole {
    const own = [...guild.roles.values()].find(({ managed }) => managed);
    if (!own) throw new Error('The bot has no role of its own.');
    return own;
  }

  /** The direct-message channel with someone, the same one every time. */
  directChannel(user: WorldUser): WorldChannel {
    const known = this.#directChannels.get(user.id);
    if (known) return known;
    const channel: WorldChannel = {
      id: this.#mint(),
      type: ChannelType.DM,
      name: user.username,
      guildId: undefined,
      parentId: undefined,
      forum: undefined,
      overwrites: new Map(),
      thread: undefined,
      recipient: user,
    };
    this.#directChannels.set(user.id, channel);
    return channel;
  }

  /** Whether somebody takes direct messages of the bot. */
  setTakesDirect(user: WorldUser, takes: boolean): void {
    if (takes) this.#shut.delete(user.id);
    else this.#shut.add(user.id);
  }

  isShutTo(user: WorldUser): boolean {
    return this.#shut.has(user.id);
  }

  user(id: string): WorldUser | undefined {
    return this.#users.get(id);
  }

  channel(id: string): WorldChannel | undefined {
    for (const guild of this.guilds.values()) {
      const channel = guild.channels.get(id);
      if (channel) return channel;
    }
    return this.#directChannels.values().find((channel) => channel.id === id);
  }

  guildOf(channel: WorldChannel): WorldGuild | undefined {
    return this.guilds.get(channel.guildId ?? '');
  }

  #addUser(username: string): WorldUser {
    const user = { id: this.#mint(), username, bot: false };
    this.#users.set(user.id, user);
    return user;
  }
}

function role(id: string, name: string, permissions: bigint, position: number): WorldRole {
  return { id, name, permissions, position, mentionable: false, managed: false };
}
