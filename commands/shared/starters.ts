import type { Say } from '#src/alert/catalogue.ts';
import type { Guild } from '#src/domain/guild.ts';
import type { Choice } from '#src/channels/discord/interactions/handler.ts';

import { withNewList } from './watch-lists.ts';

/** Watch lists that one can begin with, by the names that they get. */
const STARTERS: Readonly<Record<string, readonly string[]>> = {
  majors: ['BTC', 'ETH', 'USDT', 'USDC'].flatMap((coin) => [`*/withdrawals/${coin}`, `*/deposits/${coin}`]),
  stablecoins: ['USDT', 'USDC', 'DAI', 'USDE', 'FDUSD'].map((coin) => `*/withdrawals/${coin}`),
};

const PREFIX = 'starter:';

/** What is offered besides the lists that a server has. */
export function starterChoices(guild: Guild, say: Say): Choice[] {
  const own = guild.watchLists.every((list) => list.name !== 'my-exchanges')
    ? [{ name: say('starter.own'), value: 'my-exchanges' }]
    : [];
  const starters = Object.keys(STARTERS)
    .filter((name) => guild.watchLists.every((list) => list.name !== name))
    .map((name) => ({ name: say(`starter.${name}`), value: `${PREFIX}${name}` }));
  return [...own, ...starters];
}

/** The starter that a text names, by its value or by what it is called in any of the languages. */
export function starterCalled(text: string, says: readonly Say[]): string | undefined {
  const typed = text.trim().toLowerCase();
  return Object.keys(STARTERS).find(
    (name) =>
      typed === `${PREFIX}${name}` || says.some((say) => say(`starter.${name}`).toLowerCase() === typed),
  );
}

/** The guild with that list; one of that name that it has already stays as it is. Throws `UserError` where there is no room. */
export function withStarter(guild: Guild, name: string, say: Say): Guild {
  const selectors = STARTERS[name];
  if (selectors === undefined || guild.watchLists.some((list) => list.name === name)) return guild;
  return withNewList(guild, { name, selectors }, say);
}
