import { ChannelType, DiscordAPIError, PermissionFlagsBits, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { APIGuild, APIGuildMember, APITextChannel, REST } from 'discord.js';

import type { MayPost } from '#src/delivery/channel.ts';

import { SPEAKING } from './guild-channels.ts';
import type { GuildPlaces } from './guild-channels.ts';
import { permissionsOf } from './permissions-of.ts';
import { missingRights } from './rights.ts';

/** What is known of servers by asking for it, where no connection tells. */
export interface GuildRest {
  places(guildId: string): Promise<GuildPlaces>;
  /** Where in a server the bot has all that alerts need; of threads it does not tell. */
  mayPost(guildId: string): Promise<MayPost>;
  /** Whether the bot is in a server. Where Discord does not say no twice, it is. */
  isIn(guildId: string): Promise<boolean>;
  /** The ids of all servers that the bot is in. */
  all(): Promise<ReadonlySet<string>>;
}

interface ListedGuild {
  readonly id: string;
}

/** The most that Discord lists at once. */
const PAGE = 200;

const NOT_IN = new Set<number | string>([RESTJSONErrorCodes.UnknownGuild, RESTJSONErrorCodes.MissingAccess]);

export function createGuildRest(rest: REST, self: () => Promise<string>): GuildRest {
  async function list(after: string, limit: number): Promise<readonly ListedGuild[]> {
    const query = new URLSearchParams({ after, limit: String(limit) });
    return (await rest.get(Routes.userGuilds(), { query })) as readonly ListedGuild[];
  }

  async function look(guildId: string) {
    const id = await self();
    const [guild, channels, member] = (await Promise.all([
      rest.get(Routes.guild(guildId)),
      rest.get(Routes.guildChannels(guildId)),
      rest.get(Routes.guildMember(guildId, id)),
    ])) as [APIGuild, APITextChannel[], APIGuildMember];
    return { guild, channels, member, me: { roles: member.roles, user: { id } } };
  }

  return {
    async places(guildId) {
      const { channels, guild, me, member } = await look(guildId);
      const everyone = { roles: [], user: { id: '' } };
      return {
        guildId,
        locale: guild.preferred_locale,
        joinedAt: Date.parse(member.joined_at ?? '') || 0,
        systemChannelId: guild.system_channel_id,
        texts: channels
          .filter(({ type }) => type === ChannelType.GuildText)
          .toSorted((a, b) => a.position - b.position)
          .map((channel) => ({
            id: channel.id,
            canSpeak: (permissionsOf(guild, me, channel) & SPEAKING) === SPEAKING,
            isForStaff: (permissionsOf(guild, everyone, channel) & PermissionFlagsBits.ViewChannel) === 0n,
          })),
      };
    },
    async mayPost(guildId) {
      const { channels, guild, me } = await look(guildId);
      const lacks = new Map(
        channels.map((channel) => [channel.id, missingRights(permissionsOf(guild, me, channel), false)]),
      );
      return (address) => {
        const missing = lacks.get(address);
        return missing && missing.length === 0;
      };
    },
    async isIn(guildId) {
      try {
        await rest.get(Routes.guild(guildId));
        return true;
      } catch (error) {
        if (!(error instanceof DiscordAPIError) || !NOT_IN.has(error.code)) return true;
      }
      // During an outage Discord may not know a server for a while, which is still in the list.
      const next = await list(String(BigInt(guildId) - 1n), 1).catch(() => undefined);
      return next === undefined || next[0]?.id === guildId;
    },
    async all() {
      const ids = new Set<string>();
      for (let after = '0'; ;) {
        const page = await list(after, PAGE);
        for (const { id } of page) ids.add(id);
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return ids;
        after = last.id;
      }
    },
  };
}
