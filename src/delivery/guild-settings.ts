import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Collection } from '#src/platform/collection.ts';
import { inTurns } from '#src/platform/turns.ts';

import { createSubscriptionIndex } from './subscription-index.ts';
import type { Candidate } from './subscription-index.ts';

/** Settings of all guilds, held in memory and written through. */
export interface GuildSettings {
  load(): Promise<void>;
  get(guildId: string): Guild;
  all(): Iterable<Guild>;
  /** Subscriptions that may want a notice. */
  candidates(notice: Notice): Iterable<Candidate>;
  /** Changes a guild's settings; changes of one guild never overlap. Resolves with what was stored. */
  update(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  /** Forgets a guild and all that it had set. */
  remove(guildId: string): Promise<void>;
}

/** `onChange` is told what was stored, and what was there before. */
export function createGuildSettings(
  records: Collection<Guild>,
  onChange: (after: Guild, before: Guild) => void = () => undefined,
): GuildSettings {
  const guilds = new Map<string, Guild>();
  const index = createSubscriptionIndex();
  const turn = inTurns();

  const get = (guildId: string): Guild => guilds.get(guildId) ?? emptyGuild(guildId);

  function take(id: string, guild: Guild): void {
    guilds.set(id, guild);
    index.put(guild);
  }

  return {
    async load() {
      for await (const [id, guild] of records.entries()) take(id, guild);
    },
    get,
    all: () => guilds.values(),
    candidates: (notice) => index.candidates(notice),
    update: (guildId, change) =>
      turn(guildId, async () => {
        const guild = get(guildId);
        const changed = change(guild);
        if (changed === guild) return guild;
        await records.set(guildId, changed);
        take(guildId, changed);
        onChange(changed, guild);
        return changed;
      }),
    remove: (guildId) =>
      turn(guildId, async () => {
        await records.delete(guildId);
        guilds.delete(guildId);
        index.remove(guildId);
      }),
  };
}
