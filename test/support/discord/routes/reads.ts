import { refusals } from '#test/support/discord/api-error.ts';
import { reachableChannel } from '#test/support/discord/access.ts';
import {
  channelPayload,
  guildPayload,
  memberPayload,
  rolePayload,
  userPayload,
} from '#test/support/discord/payloads.ts';
import type { Route, RouteCall } from '#test/support/discord/route.ts';
import type { DiscordState } from '#test/support/discord/state.ts';
import type { WorldGuild } from '#test/support/discord/world-records.ts';

/** What can be looked up of the bot itself, of users, guilds and channels. */
export function readRoutes(state: DiscordState): Route[] {
  const { world } = state;
  const guildOf = (call: RouteCall): WorldGuild => {
    const guild = world.guilds.get(call.param('guild'));
    if (!guild) throw refusals.unknownGuild();
    return guild;
  };
  const get = (pattern: string, read: (call: RouteCall) => unknown): Route => ({
    method: 'GET',
    pattern,
    handle: (call) => ({ body: read(call) }),
  });

  return [
    get('/users/@me', () => userPayload(world.bot)),
    get('/users/@me/guilds', ({ query }) =>
      [...world.guilds.values()]
        .filter(({ id }) => BigInt(id) > BigInt(query.get('after') ?? '0'))
        .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
        .slice(0, Number(query.get('limit') ?? '200'))
        .map(({ id, name }) => ({ id, name, icon: null, owner: false, permissions: '0', features: [] })),
    ),
    get('/users/:user', (call) => {
      const user = world.user(call.param('user'));
      if (!user) throw refusals.unknownUser();
      return userPayload(user);
    }),
    get('/applications/@me', () => applicationPayload(state)),
    get('/channels/:channel', (call) => channelPayload(reachableChannel(state, call.param('channel')))),
    get('/guilds/:guild', (call) => guildPayload(guildOf(call))),
    get('/guilds/:guild/roles', (call) => [...guildOf(call).roles.values()].map(rolePayload)),
    get('/guilds/:guild/channels', (call) =>
      [...guildOf(call).channels.values()].filter(({ thread }) => !thread).map(channelPayload),
    ),
    get('/guilds/:guild/threads/active', (call) => ({
      threads: [...guildOf(call).channels.values()]
        .filter(({ thread }) => thread !== undefined && !thread.archived)
        .map(channelPayload),
      members: [],
    })),
    get('/guilds/:guild/members/:user', (call) => {
      const member = guildOf(call).members.get(call.param('user'));
      if (!member) throw refusals.unknownMember();
      return memberPayload(member);
    }),
  ];
}

function applicationPayload({ applicationId, endpoints, world }: DiscordState): Record<string, unknown> {
  return {
    id: applicationId,
    name: world.bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    bot: userPayload(world.bot),
    verify_key: endpoints.publicKey,
    interactions_endpoint_url: endpoints.interactionsUrl ?? null,
    team: null,
    flags: 0,
    approximate_guild_count: world.guilds.size,
  };
}
