import { DefaultRestOptions, REST } from 'discord.js';
import type { RequestMethod, ResponseLike } from 'discord.js';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import { parseRetryAfter } from '#src/platform/back-off.ts';
import type { Clock } from '#src/platform/clock.ts';
import { pause } from '#src/platform/pause.ts';
import type { ProxySettings } from '#src/platform/proxy.ts';

import { isRefusal, toDeliveryError } from './delivery-error.ts';
import { restOptions } from './rest.ts';
import { roomForCall } from './room.ts';

/** Calls about messages, which obey Discord's limits without ever sleeping for long. They reject with a `DeliveryError`. */
export interface MessageRest {
  call(method: RequestMethod, route: `/${string}`, sent?: SentMessage): Promise<unknown>;
  /** The time as Discord has it, epoch milliseconds. */
  now(): number;
}

interface SentMessage {
  readonly body?: unknown;
  readonly query?: URLSearchParams;
}

/** A wait longer than this is the delivery queue's business. */
const SHORT_MS = 2_000;
/** Discord counts by its own clock. */
const SLACK_MS = 50;

/**
 * The library's own limiter goes by the machine's clock, which may step; and where an answer says nothing of a limit it
 * tries again at once. So it sees neither: limits are kept here, by monotonic time, and a 429 is an error.
 */
export function createMessageRest(
  token: string,
  apiUrl: string | undefined,
  clock: Clock,
  proxy?: ProxySettings,
): MessageRest {
  const options = { makeRequest: DefaultRestOptions.makeRequest, ...restOptions(apiUrl, proxy) };
  const freeAtMs = new Map<string, number>();
  let dated: { readonly at: number; readonly monotonicMs: number } | undefined;
  const rest = new REST({
    ...options,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    async makeRequest(url, init) {
      const response = await options.makeRequest(url, init);
      const { pathname } = new URL(url);
      noteTime(response.headers.get('date'));
      noteLimit(`${init.method ?? 'GET'} ${pathname}`, response.headers);
      if (response.status === 429) throw await tooMany(response);
      return withoutLimits(response);
    },
  });
  const base = new URL(rest.options.api).pathname.replace(/\/$/, '');

  function noteTime(date: string | null): void {
    const at = Date.parse(date ?? '');
    if (Number.isNaN(at)) return;
    // It has whole seconds; half of one is what is missing on average.
    const fresh = { at: at + 500, monotonicMs: clock.monotonic() };
    if (dated === undefined || Math.abs(fresh.at - now()) > 2_000) dated = fresh;
  }

  function now(): number {
    if (dated === undefined) return clock.now();
    return Math.round(dated.at + clock.monotonic() - dated.monotonicMs);
  }

  function noteLimit(bucket: string, headers: ResponseLike['headers']): void {
    const remaining = headers.get('x-ratelimit-remaining');
    const resetAfterMs = parseRetryAfter(headers.get('x-ratelimit-reset-after') ?? undefined, 0);
    if (remaining === null || Number(remaining) > 0 || resetAfterMs === null) freeAtMs.delete(bucket);
    else freeAtMs.set(bucket, clock.monotonic() + resetAfterMs + SLACK_MS);
  }

  async function wait(bucket: string): Promise<void> {
    const waitMs = (freeAtMs.get(bucket) ?? 0) - clock.monotonic();
    if (waitMs <= 0) return;
    if (waitMs > SHORT_MS) throw busy(waitMs, false);
    await pause(clock, waitMs);
  }

  async function once(method: RequestMethod, route: `/${string}`, sent: SentMessage): Promise<unknown> {
    await wait(`${method} ${base}/v10${route}`);
    // The library forgets a token that was refused once.
    rest.setToken(token);
    try {
      return await rest.request({ fullRoute: route, method, ...sent });
    } catch (error) {
      throw toDeliveryError(error);
    }
  }

  return {
    now,
    async call(method, route, sent = {}) {
      await roomForCall();
      try {
        return await once(method, route, sent);
      } catch (error) {
        const { kind, everywhere, retryAfterMs = SHORT_MS + 1 } = toDeliveryError(error);
        if (kind !== 'busy' || everywhere || retryAfterMs > SHORT_MS) throw error;
        await pause(clock, retryAfterMs + SLACK_MS);
        return await once(method, route, sent);
      }
    },
  };
}

function busy(retryAfterMs: number, everywhere: boolean): DeliveryError {
  return new DeliveryError('busy', 'Discord asks for a pause.', { retryAfterMs, everywhere });
}

/** A 429 of Discord's says how long; one that does not comes from something in front of it. */
async function tooMany(response: ResponseLike): Promise<DeliveryError> {
  const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
  const body = (await response.json().catch(() => undefined)) as
    | { readonly retry_after?: unknown; readonly global?: unknown; readonly code?: unknown }
    | undefined;
  // Too many edits of old messages come as a 429, and no wait is named that would help.
  if (typeof body?.code === 'number' && isRefusal(body.code)) {
    return new DeliveryError('refused', 'Discord takes no more edits of old messages there.', {
      code: body.code,
    });
  }
  const said = typeof body?.retry_after === 'number' ? String(body.retry_after) : undefined;
  const waits = [header('retry-after'), header('x-ratelimit-reset-after'), said]
    .map((value) => parseRetryAfter(value, 0))
    .filter((waitMs) => waitMs !== null);
  if (waits.length === 0)
    return new DeliveryError('trouble', 'Discord answers 429 and does not say for how long.');
  const everywhere = header('x-ratelimit-global') !== undefined || body?.global === true;
  return busy(Math.max(...waits), everywhere);
}

function withoutLimits(response: ResponseLike): ResponseLike {
  const { status, statusText, ok } = response;
  const type = response.headers.get('content-type');
  return {
    status,
    statusText,
    ok,
    body: response.body,
    headers: new Headers(type === null ? {} : { 'content-type': type }),
    get bodyUsed() {
      return response.bodyUsed;
    },
    arrayBuffer: () => response.arrayBuffer(),
    json: () => response.json(),
    text: () => response.text(),
  };
}
