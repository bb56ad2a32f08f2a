import { DefaultRestOptions, REST } from 'discord.js';
import type { RESTOptions } from 'discord.js';

import { fetchThrough, hasProxy } from '#src/platform/proxy.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

/** A wait longer than this is the delivery queue's business, not a sleep inside the library. */
const LONGEST_WAIT_MS = 2_000;

/** How both the gateway client and the messenger speak to Discord's REST API, or to a stand-in for it. */
export function restOptions(apiUrl: string | undefined, proxy: ProxySettings = {}): Partial<RESTOptions> {
  const send = hasProxy(proxy)
    ? (fetchThrough(proxy) as unknown as RESTOptions['makeRequest'])
    : DefaultRestOptions.makeRequest;
  return {
    ...(apiUrl !== undefined && { api: apiUrl }),
    makeRequest: async (url, init) => await send(url, await encoded(init)),
    timeout: 15_000,
    // The library repeats a failed call at once, several times; the queue above does it with pauses.
    retries: 0,
    // A 429 without headers (an edge in front of Discord) would be repeated in a loop without a pause.
    rejectOnRateLimit: ({ timeToReset, retryAfter }) => timeToReset > LONGEST_WAIT_MS || !(retryAfter > 0),
  };
}

type Init = Parameters<RESTOptions['makeRequest']>[1];

/**
 * A form with files as bytes. There are two versions of undici in the program, the library's and ours, and the one
 * that sends does not take the form of another.
 */
async function encoded(init: Init): Promise<Init> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const headers = new Headers(init.headers as Record<string, string>);
  headers.set('content-type', form.headers.get('content-type') ?? '');
  return { ...init, headers: Object.fromEntries(headers), body: Buffer.from(await form.arrayBuffer()) };
}

export function createRest(token: string, apiUrl: string | undefined, proxy?: ProxySettings): REST {
  return new REST(restOptions(apiUrl, proxy)).setToken(token);
}
