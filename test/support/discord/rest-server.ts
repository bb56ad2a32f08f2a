import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock } from '#src/platform/clock.ts';

import { ApiError, refusals } from './api-error.ts';
import { parseBody, readCall, type HttpCall, type RawCall } from './http-call.ts';
import { RateLimiter, tooManyRequests, type RateLimits, type RateLimitScope } from './rate-limits.ts';
import { findRoute, majorOf, type Route, type RouteMatch } from './route.ts';
import { matches, scriptedAnswer, type Failure, type RequestPattern, type Script } from './script.ts';
import { Signal } from './signal.ts';

/** A request that came in, and what became of it. The bot's token is nowhere in it. */
export interface LoggedRequest extends HttpCall {
  /** Epoch ms by the emulator's clock. */
  readonly at: number;
  /** What was answered; nothing while it is under way, and after a reset. */
  status?: number;
  /** Discord's code of a refusal. */
  code?: number;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface RestOptions {
  readonly clock: Clock;
  readonly token: string;
  readonly routes: readonly Route[];
  readonly rateLimits: RateLimits;
  readonly script: Script;
}

/** REST v10: log, script, authorisation, rate limits, then the route. */
export class RestServer {
  readonly log: LoggedRequest[] = [];
  readonly received = new Signal<LoggedRequest>();
  /** How many 429s were answered, scripted ones included. */
  readonly rateLimited: Record<RateLimitScope, number> = { user: 0, global: 0, shared: 0 };
  readonly #options: RestOptions;
  readonly #limiter: RateLimiter;

  constructor(options: RestOptions) {
    this.#options = options;
    this.#limiter = new RateLimiter(options.clock, options.rateLimits);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await settle(() => readCall(request));
    // The client went away before it had asked for anything.
    if ('error' in received) return;
    const raw = received.value;
    const parsed = await settle(() => parseBody(raw));
    const call: HttpCall = { ...raw, ...('value' in parsed ? parsed.value : { body: undefined, files: [] }) };
    const entry = this.#note(call);
    const failure = this.#options.script.take(call.method, call.path);
    const perform = (): Reply => ('value' in parsed ? this.#answer(call, raw) : refusalReply(parsed.error));

    const reply = await this.#withFailure(failure, perform, response);
    if (reply === undefined || response.destroyed) return;
    entry.status = reply.status;
    if (reply.status >= 400 && isRecord(reply.body)) entry.code = Number(reply.body['code'] ?? 0);
    if (reply.status === 429) this.#count(reply);
    send(response, reply);
  }

  /** Resolves with the next request that matches, as it arrives. */
  next(pattern: RequestPattern, options?: { timeoutMs?: number }): Promise<LoggedRequest> {
    const what = `${pattern.method ?? 'a request to'} ${String(pattern.path)}`;
    return this.received.next(what, ({ method, path }) => matches(pattern, method, path), options);
  }

  #note(call: HttpCall): LoggedRequest {
    const { authorization: _token, ...headers } = call.headers;
    const entry: LoggedRequest = { ...call, headers, at: this.#options.clock.now() };
    this.log.push(entry);
    this.received.emit(entry);
    return entry;
  }

  async #withFailure(
    failure: Failure | undefined,
    perform: () => Reply,
    response: ServerResponse,
  ): Promise<Reply | undefined> {
    if (!failure) return perform();
    const effect = failure.afterEffect ? perform() : undefined;
    if (failure.delay !== undefined) {
      await (typeof failure.delay === 'number' ? sleep(failure.delay) : failure.delay);
      // The client is gone; what it asked for has not reached Discord, unless it was done before.
      if (response.destroyed) return undefined;
    }
    if (failure.resetConnection) {
      response.socket?.resetAndDestroy();
      return undefined;
    }
    return scriptedAnswer(failure) ?? effect ?? perform();
  }

  #answer(call: HttpCall, raw: RawCall): Reply {
    const match = findRoute(this.#options.routes, call.method, call.path);
    if (!match) return refusalReply(refusals.noSuchRoute());
    const refusal = this.#refusalOf(match.route, raw);
    if (refusal) return refusalReply(refusal);
    const limits = this.#limiter.take({
      route: `${match.route.method} ${match.route.pattern}`,
      major: majorOf(match.params),
      isGlobal: match.route.outsideGlobalLimit !== true,
    });
    if (limits.refusedBy) {
      const { headers, body } = tooManyRequests(limits.refusedBy.scope, limits.refusedBy.retryAfterMs);
      return { status: 429, headers: { ...limits.headers, ...headers }, body };
    }
    return { ...run(match, call), headers: limits.headers };
  }

  #refusalOf(route: Route, { headers }: RawCall): ApiError | undefined {
    if (!headers['user-agent']?.startsWith('DiscordBot (')) return refusals.badUserAgent();
    const isAuthorized = route.open || headers['authorization'] === `Bot ${this.#options.token}`;
    return isAuthorized ? undefined : refusals.unauthorized();
  }

  #count({ headers }: Reply): void {
    const scope = headers['X-RateLimit-Scope'];
    this.rateLimited[scope === 'global' || scope === 'shared' ? scope : 'user'] += 1;
  }
}

function run({ route, params }: RouteMatch, call: HttpCall): Pick<Reply, 'status' | 'body'> {
  const param = (name: string): string => {
    const value = params.get(name);
    if (value === undefined) throw new Error(`The route ${route.pattern} has no :${name}.`);
    return value;
  };
  try {
    const { body, status = body === undefined ? 204 : 200 } = route.handle({ ...call, param });
    return { status, body };
  } catch (error) {
    return refusalReply(error);
  }
}

/** A refusal is answered as Discord does; anything else is a fault of the emulator, and must be seen. */
function refusalReply(error: unknown): Reply {
  if (!(error instanceof ApiError)) throw error;
  return { status: error.status, headers: {}, body: error.body };
}

async function settle<T>(work: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const isText = typeof body === 'string';
  response.writeHead(status, { 'Content-Type': isText ? 'text/html' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
