import type { Gateway } from '#test/support/discord/gateway.ts';
import type { Route } from '#test/support/discord/route.ts';

/** Where the gateway is, and how often one may log in there today. */
export function gatewayRoutes(gateway: Gateway): Route[] {
  return [
    { method: 'GET', pattern: '/gateway', open: true, handle: () => ({ body: { url: gateway.url } }) },
    {
      method: 'GET',
      pattern: '/gateway/bot',
      handle: () => ({
        body: { url: gateway.url, shards: 1, session_start_limit: gateway.sessionStartLimit },
      }),
    },
  ];
}
