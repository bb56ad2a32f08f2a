import type { Gateway } from '#test/support/discord/gateway.ts';
import type { Route } from '#test/support/discord/route.ts';
import type { DiscordState } from '#test/support/discord/state.ts';

import { commandRoutes } from './commands.ts';
import { followerRoutes } from './followers.ts';
import { gatewayRoutes } from './gateway.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './messages.ts';
import { readRoutes } from './reads.ts';
import { threadRoutes } from './threads.ts';

/** The whole of the REST API, as far as it is emulated. */
export function allRoutes(
  state: DiscordState,
  gateway: Gateway,
  options: { readonly enforceDeadlines: boolean },
): Route[] {
  return [
    ...gatewayRoutes(gateway),
    ...readRoutes(state),
    ...commandRoutes(state),
    ...messageRoutes(state),
    ...threadRoutes(state),
    ...followerRoutes(state),
    ...interactionRoutes(state, options),
  ];
}
