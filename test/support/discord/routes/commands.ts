import { refusals } from '#test/support/discord/api-error.ts';
import type { Route, RouteCall } from '#test/support/discord/route.ts';
import type { DiscordState } from '#test/support/discord/state.ts';

/** Registration: what there is, and the bulk overwrite of all of it, globally and in one guild. */
export function commandRoutes(state: DiscordState): Route[] {
  const everywhere = '/applications/:application/commands';
  const inGuild = '/applications/:application/guilds/:guild/commands';
  const scope = (call: RouteCall): string | undefined => {
    if (call.param('application') !== state.applicationId) throw refusals.unknownApplication();
    if (!call.path.includes('/guilds/')) return undefined;
    const guildId = call.param('guild');
    if (!state.world.guilds.has(guildId)) throw refusals.missingAccess();
    return guildId;
  };
  return [everywhere, inGuild].flatMap((pattern): Route[] => [
    {
      method: 'GET',
      pattern,
      handle: (call) => {
        const commands = state.commands.list(scope(call));
        const isWhole = call.query.get('with_localizations') === 'true';
        return { body: isWhole ? commands : commands.map(withoutLocalizations) };
      },
    },
    {
      method: 'PUT',
      pattern,
      handle: (call) => ({ body: state.commands.overwrite(call.body, scope(call)) }),
    },
  ]);
}

/** Discord leaves out the dictionaries unless it is asked for them. */
function withoutLocalizations(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutLocalizations);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => !key.endsWith('_localizations'))
      .map(([key, value]) => [key, withoutLocalizations(value)]),
  );
}
