import { emptyGuild } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Notice } from '#src/domain/incident.ts';
import type { Collection } from '#src/platform/collection.ts';
import { inTurns } from '#src/platform/turns.ts';

import { createSubscriptionIndex } from './subscription-index.ts';
import type { MayWant } from './subscription-index.ts';

/** Settings of all guilds, held in memory and written through. */
export interface GuildSettings {
  load(): Promise<void>;
  get(guildId: string): Guild;
  all(): Iterable<Guild>;
  /** Subscriptions that may want a notice. */
  candidates(notice: Notice): Iterable<MayWant>;
  /** Changes a guild's settings; changes of one guild never overlap. Resolves with what was stored. */
  update(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  /** Somebody else has changed a guild's settings: gets them again. */
  refresh(guildId: string): Promise<void>;
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

  function forget(guildId: string): void {
    guilds.delete(guildId);
    index.remove(guildId);
  }

  return {
    async load() {
      const there = new Set<string>();
      for await (const [id, guild] of records.entries()) {
        there.add(id);
        take(id, guild);
      }
      for (const id of guilds.keys()) if (!there.has(id)) forget(id);
    },
    get,
    all: () => guilds.values(),
    candidates: (notice) => index.candidates(notice),
    update: (guildId, change) =>
      turn(guildId, async () => {
        const before = get(guildId);
        let isChanged = false;
        const stored = await records.update(guildId, (there) => {
          const guild = there ?? emptyGuild(guildId);
          const changed = change(guild);
          isChanged = changed !== guild;
          return isChanged ? changed : there;
        });
        if (!isChanged) return before;
        const changed = stored ?? emptyGuild(guildId);
        take(guildId, changed);
        onChange(changed, before);
        return changed;
      }),
    refresh: (guildId) =>
      turn(guildId, async () => {
        const stored = await records.get(guildId);
        if (stored === undefined) forget(guildId);
        else take(guildId, stored);
      }),
    remove: (guildId) =>
      turn(guildId, async () => {
        await records.delete(guildId);
        forget(guildId);
      }),
  };
}
