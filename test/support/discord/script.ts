import { STATUS_CODES } from 'node:http';

import { tooManyRequests, type RateLimitScope } from './rate-limits.ts';

export interface RequestPattern {
  /** Any method unless told. */
  readonly method?: string;
  /** Below `/api/v10`: a pattern, or a path in which `:name` stands for any one part. */
  readonly path: string | RegExp;
}

/** Something to go wrong with the next requests that match. */
export interface Failure extends RequestPattern {
  /** How many requests it befalls; 1 unless told. */
  readonly times?: number;
  /** What is answered instead. Without it, and without a reset, the answer is only late. */
  readonly status?: number;
  /** Discord's JSON error code; without one the answer is an edge's, with no JSON. */
  readonly code?: number;
  readonly message?: string;
  /** The whole JSON body, in place of code and message. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Drops the connection without an answer. */
  readonly resetConnection?: boolean;
  /** Milliseconds, or until something has happened. */
  readonly delay?: number | Promise<unknown>;
  /** Does what was asked first: the message is made, and the client does not hear of it. */
  readonly afterEffect?: boolean;
}

export interface RateLimitFailure extends RequestPattern {
  readonly scope?: RateLimitScope;
  readonly retryAfterMs: number;
  readonly times?: number;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The failures that tests have asked for, used up in the order they were asked. */
export class Script {
  #waiting: { failure: Failure; left: number }[] = [];

  add(failure: Failure): void {
    this.#waiting.push({ failure, left: failure.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  take(method: string, path: string): Failure | undefined {
    const hit = this.#waiting.find(({ failure }) => matches(failure, method, path));
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== hit);
    return hit.failure;
  }
}

export function matches(pattern: RequestPattern, method: string, path: string): boolean {
  if (pattern.method !== undefined && pattern.method !== method) return false;
  if (pattern.path instanceof RegExp) return pattern.path.test(path);
  const expected = pattern.path.split('/');
  const actual = path.split('/');
  return (
    expected.length === actual.length &&
    expected.every((part, index) => part.startsWith(':') || part === actual[index])
  );
}

export function rateLimitFailure({ scope = 'user', retryAfterMs, ...pattern }: RateLimitFailure): Failure {
  const { headers, body } = tooManyRequests(scope, retryAfterMs);
  const resetAfter = (retryAfterMs / 1000).toFixed(3);
  const spent = {
    'X-RateLimit-Limit': '5',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset-After': resetAfter,
  };
  return {
    ...pattern,
    status: 429,
    body,
    headers: { ...headers, ...(scope === 'user' ? spent : {}), 'Retry-After': resetAfter },
  };
}

export function scriptedAnswer(failure: Failure): ScriptedAnswer | undefined {
  if (failure.status === undefined) return undefined;
  const { status, code, body, headers = {} } = failure;
  if (body !== undefined) return { status, headers, body };
  const message = failure.message ?? STATUS_CODES[status] ?? 'Error';
  if (code !== undefined) return { status, headers, body: { message, code } };
  const page = `<html><head><title>${status} ${message}</title></head></html>`;
  return { status, headers: { 'Content-Type': 'text/html', ...headers }, body: page };
}
