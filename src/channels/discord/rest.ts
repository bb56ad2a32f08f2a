import { REST } from 'discord.js';
import type { RESTOptions } from 'discord.js';

/** A wait longer than this is the delivery queue's business, not a sleep inside the library. */
const LONGEST_WAIT_MS = 2_000;

/** How both the gateway client and the messenger speak to Discord's REST API, or to a proxy of it. */
export function restOptions(apiUrl: string | undefined): Partial<RESTOptions> {
  return {
    ...(apiUrl !== undefined && { api: apiUrl }),
    timeout: 15_000,
    // The library repeats a failed call at once, several times; the queue above does it with pauses.
    retries: 0,
    // A 429 without headers (an edge in front of Discord) would be repeated in a loop without a pause.
    rejectOnRateLimit: ({ timeToReset, retryAfter }) => timeToReset > LONGEST_WAIT_MS || !(retryAfter > 0),
  };
}

export function createRest(token: string, apiUrl: string | undefined): REST {
  return new REST(restOptions(apiUrl)).setToken(token);
}
