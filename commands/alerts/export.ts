import type { Reply } from '#src/channels/discord/interactions/handler.ts';
import type { Guild } from '#src/domain/guild.ts';

/** Everything that a server has set, to keep or to take elsewhere. */
export function exportGuild({
  boards,
  mutes,
  notes,
  settings: chosen,
  subscriptions,
  watchLists,
}: Guild): Reply {
  const data = Buffer.from(
    `${JSON.stringify({ watchLists, subscriptions, settings: chosen, mutes, notes, boards }, null, 2)}\n`,
  );
  return { content: '', files: [{ name: 'downtick-settings.json', data }] };
}
