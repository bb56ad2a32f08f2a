import type { Caller } from '#src/channels/discord/interactions/handler.ts';
import { UserError } from '#src/channels/discord/interactions/user-error.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import type { Guild } from '#src/domain/guild.ts';
import { memberSettingsId } from '#src/domain/member.ts';
import { ANY, exchangeOf } from '#src/domain/service.ts';

import type { CommandDeps, ExchangeInfo } from '#commands/command.ts';
import { isWatched } from '#src/domain/watched.ts';

/** The exchanges that matter to who asks; all that are watched, where nobody has said which. Throws `UserError`. */
export function watchedBy(
  { guildId, locale, userId }: Pick<Caller, 'guildId' | 'locale' | 'userId'>,
  deps: CommandDeps,
): { readonly exchanges: readonly ExchangeInfo[]; readonly isAll: boolean } {
  const live = deps.exchanges().filter(isWatched);
  const own = deps.guilds.get(guildId ?? memberSettingsId(userId));
  const ids = new Set(selectorsIn(own).map(exchangeOf));
  if (guildId === undefined && ids.size === 0) return { exchanges: live, isAll: true };
  if (ids.size === 0) throw new UserError(deps.say(locale)('status.nothingWatched'));
  return { exchanges: deps.exchanges().filter(({ id }) => ids.has(id) || ids.has(ANY)), isAll: false };
}

function selectorsIn(guild: Guild): readonly string[] {
  return [
    ...guild.subscriptions.flatMap(({ target }) => selectorsOf(guild, target)),
    ...guild.watchLists.flatMap((list) => list.selectors),
  ];
}
