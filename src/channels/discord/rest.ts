import { REST } from 'discord.js';
import type { RESTOptions } from 'discord.js';

import { fetchThrough, hasProxy } from '#src/platform/proxy.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

/** A wait longer than this is the delivery queue's business, not a sleep inside the library. */
const LONGEST_WAIT_MS = 2_000;

/** How both the gateway client and the messenger speak to Discord's REST API, or to a stand-in for it. */
export function restOptions(apiUrl: string | undefined, proxy: ProxySettings = {}): Partial<RESTOptions> {
  return {
    ...(apiUrl !== undefined && { api: apiUrl }),
    ...(hasProxy(proxy) && { makeRequest: fetchThrough(proxy) as unknown as RESTOptions['makeRequest'] }),
    timeout: 15_000,
    // The library repeats a failed call at once, several times; the queue above does it with pauses.
    retries: 0,
    // A 429 without headers (an edge in front of Discord) would be repeated in a loop without a pause.
    rejectOnRateLimit: ({ timeToReset, retryAfter }) => timeToReset > LONGEST_WAIT_MS || !(retryAfter > 0),
  };
}

export function createRest(token: string, apiUrl: string | undefined, proxy?: ProxySettings): REST {
  return new REST(restOptions(apiUrl, proxy)).setToken(token);
}
