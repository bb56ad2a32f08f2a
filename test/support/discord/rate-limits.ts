import { createHash } from 'node:crypto';

import type { Clock } from '#src/platform/clock.ts';

export interface Limit {
  readonly limit: number;
  readonly windowMs: number;
}

export interface RateLimits {
  /** Create Message, in each channel by itself. */
  readonly perChannel?: Limit;
  /** Publishing in an announcement channel, in each by itself. */
  readonly crosspost?: Limit;
  /** Every authorised request but interaction callbacks. */
  readonly globalPerSecond?: number;
}

export type RateLimitScope = 'user' | 'global' | 'shared';

/** What a request belongs to: a route, and the channel, guild or webhook it is counted for. */
export interface Bucket {
  readonly route: string;
  readonly major: string;
  readonly isGlobal: boolean;
}

export interface Verdict {
  readonly headers: Record<string, string>;
  readonly refusedBy?: { readonly scope: RateLimitScope; readonly retryAfterMs: number };
}

interface Window {
  used: number;
  resetAt: number;
}

/** So wide that only a test that asks for limits meets one. */
const generous: Limit = { limit: 10_000, windowMs: 1000 };

/** Counts requests in fixed windows, per route and over all, and writes Discord's headers. */
export class RateLimiter {
  readonly #windows = new Map<string, Window>();
  readonly #clock: Clock;
  readonly #limits: RateLimits;

  constructor(clock: Clock, limits: RateLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  take(bucket: Bucket): Verdict {
    const global = this.#takeGlobal(bucket);
    if (global) return global;
    const { limit, windowMs } = this.#limitOf(bucket.route);
    const window = this.#window(`${bucket.route}:${bucket.major}`, windowMs);
    const isOver = window.used >= limit;
    if (!isOver) window.used += 1;
    const leftMs = window.resetAt - this.#clock.now();
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(limit - window.used),
      'X-RateLimit-Reset': (window.resetAt / 1000).toFixed(3),
      'X-RateLimit-Reset-After': (leftMs / 1000).toFixed(3),
      'X-RateLimit-Bucket': createHash('sha256').update(bucket.route).digest('hex').slice(0, 32),
    };
    return isOver ? { headers, refusedBy: { scope: 'user', retryAfterMs: leftMs } } : { headers };
  }

  #takeGlobal(bucket: Bucket): Verdict | undefined {
    const limit = this.#limits.globalPerSecond;
    if (limit === undefined || !bucket.isGlobal) return undefined;
    const window = this.#window('global', 1000);
    if (window.used >= limit)
      return {
        headers: {},
        refusedBy: { scope: 'global', retryAfterMs: window.resetAt - this.#clock.now() },
      };
    window.used += 1;
    return undefined;
  }

  #limitOf(route: string): Limit {
    if (route === 'POST /channels/:channel/messages') return this.#limits.perChannel ?? generous;
    if (route.endsWith('/crosspost')) return this.#limits.crosspost ?? generous;
    return generous;
  }

  #window(key: string, windowMs: number): Window {
    const now = this.#clock.now();
    const known = this.#windows.get(key);
    if (known && known.resetAt > now) return known;
    const fresh = { used: 0, resetAt: now + windowMs };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

/** The headers and body of a 429. Discord rounds Retry-After up to whole seconds, and not the body. */
export function tooManyRequests(
  scope: RateLimitScope,
  retryAfterMs: number,
): { headers: Record<string, string>; body: Record<string, unknown> } {
  return {
    headers: {
      'Retry-After': String(Math.ceil(retryAfterMs / 1000)),
      'X-RateLimit-Scope': scope,
      ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : {}),
      Via: '1.1 google',
    },
    body: {
      message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
      retry_after: retryAfterMs / 1000,
      global: scope === 'global',
    },
  };
}
