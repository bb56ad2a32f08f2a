import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Collection } from '#src/platform/collection.ts';
import { inTurns } from '#src/platform/turns.ts';

/** Settings of all guilds, held in memory and written through. */
export interface GuildSettings {
  load(): Promise<void>;
  get(guildId: string): Guild;
  all(): Iterable<Guild>;
  /** Changes a guild's settings; changes of one guild never overlap. Resolves with what was stored. */
  update(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  /** Forgets a guild and all that it had set. */
  remove(guildId: string): Promise<void>;
}

export function createGuildSettings(records: Collection<Guild>): GuildSettings {
  const guilds = new Map<string, Guild>();
  const turn = inTurns();

  const get = (guildId: string): Guild => guilds.get(guildId) ?? emptyGuild(guildId);

  return {
    async load() {
      for await (const [id, guild] of records.entries()) guilds.set(id, guild);
    },
    get,
    all: () => guilds.values(),
    update: (guildId, change) =>
      turn(guildId, async () => {
        const guild = get(guildId);
        const changed = change(guild);
        if (changed === guild) return guild;
        await records.set(guildId, changed);
        guilds.set(guildId, changed);
        return changed;
      }),
    remove: (guildId) =>
      turn(guildId, async () => {
        await records.delete(guildId);
        guilds.delete(guildId);
      }),
  };
}
