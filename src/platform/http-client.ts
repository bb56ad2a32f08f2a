import { isAscii } from 'node:buffer';

import { Agent, interceptors } from 'undici';
import type { Dispatcher } from 'undici';

import { ACCEPT_ENCODING, decodeContent } from '#src/platform/content-encoding.ts';
import { exchange } from '#src/platform/http-exchange.ts';
import type { ExchangeLimits, WireAnswer } from '#src/platform/http-exchange.ts';
import { explainHttpFailure } from '#src/platform/http-failure.ts';
import type { HttpFailure } from '#src/platform/http-failure.ts';
import { HttpValidators } from '#src/platform/http-validators.ts';
import type { HttpFetch, HttpRequest, HttpResult } from '#src/platform/http.ts';

export interface HttpClientOptions {
  /** Downtick's version, for the User-Agent. */
  readonly version: string;
  readonly connectTimeoutMs?: number;
  /** To the head of the answer, and between two pieces of its body. */
  readonly idleTimeoutMs?: number;
  /** For everything, from the first look-up to the last byte; a request may name its own. */
  readonly timeoutMs?: number;
  /** Of the decoded body; a request may name its own. */
  readonly maxBytes?: number;
  /** Hears what time it is at a host, in epoch milliseconds: the `Date` of its answer. */
  readonly onDate?: (host: string, at: number) => void;
}

export interface HttpClient {
  readonly fetch: HttpFetch;
  /** Drops what is under way, which then counts as unanswered. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 10_000;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_REDIRECTS = 4;
const CONNECTIONS_PER_HOST = 8;
// Longer than most cadences, so that a handshake is paid for once.
const KEEP_ALIVE_MS = 65_000;
const MIN_REST_MS = 100;

/** One shared client for all that is polled. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const idleTimeoutMs = options.idleTimeoutMs ?? IDLE_TIMEOUT_MS;
  const agent = new Agent({
    connect: { timeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS },
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connections: CONNECTIONS_PER_HOST,
    // With one connection per request in flight, a stalled one holds up no other.
    allowH2: false,
  });
  const routes: Routes = {
    direct: agent,
    following: agent.compose(
      interceptors.redirect({ maxRedirections: MAX_REDIRECTS, throwOnMaxRedirect: true }),
    ),
    redirected: new Set(),
  };
  const validators = new HttpValidators();
  const baseHeaders = {
    'user-agent': `Downtick/${options.version} (+https://github.com/downtick/downtick)`,
    accept: '*/*',
    'accept-encoding': ACCEPT_ENCODING,
  };

  function tellDate(request: HttpRequest, { headers }: WireAnswer): void {
    // One that comes out of a cache is as old as its answer.
    if (headers['date'] === undefined || headers['age'] !== undefined) return;
    options.onDate?.(new URL(request.url).host, Date.parse(headers['date']));
  }

  const fetch: HttpFetch = async (request) => {
    const startedAt = performance.now();
    const limits = {
      timeoutMs: request.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS,
      maxBytes: request.maxBytes ?? options.maxBytes ?? MAX_BYTES,
    };
    const conditions = validators.conditionsFor(request);
    const wire = await send(routes, request, headersOf(request, baseHeaders, conditions), limits);
    const elapsedMs = (): number => performance.now() - startedAt;
    if (wire.kind !== 'wire') return failed(wire, request.url, elapsedMs());
    tellDate(request, wire);
    if (wire.status === 304 && conditions !== undefined) {
      return { kind: 'not_modified', url: request.url, ms: elapsedMs(), wireBytes: wire.body.length };
    }
    const result = await read(wire, request.url, limits.maxBytes, elapsedMs);
    if (result.kind === 'answer' && result.status === 200) validators.remember(request, result.headers);
    return result;
  };

  return { fetch, close: () => agent.destroy() };
}

/** Being ready to follow costs every request a fifth of its time, and hardly any is ever redirected. */
interface Routes {
  readonly direct: Dispatcher;
  readonly following: Dispatcher;
  /** URLs that were redirected when they were last asked directly. */
  readonly redirected: Set<string>;
}

/** Sends a request; once more where a kept-alive connection may have been closed just as we used it. */
async function send(
  { direct, following, redirected }: Routes,
  request: HttpRequest,
  headers: Record<string, string>,
  limits: ExchangeLimits,
): Promise<WireAnswer | HttpFailure> {
  const target = targetOf(request);
  if ('kind' in target) return target;
  const options = { ...target, headers };
  const startedAt = performance.now();
  const isFollowed = redirected.has(request.url);
  const first = await exchange(isFollowed ? following : direct, options, limits);
  const isRedirect = !isFollowed && first.kind === 'wire' && isRedirection(first);
  if (isRedirect) redirected.add(request.url);
  const wasReset = first.kind === 'no_answer' && first.reason === 'reset' && options.method === 'GET';
  if (!isRedirect && !wasReset) return first;
  const restMs = limits.timeoutMs - (performance.now() - startedAt);
  if (restMs < MIN_REST_MS) return first;
  const again = isFollowed || isRedirect ? following : direct;
  return exchange(again, options, { ...limits, timeoutMs: restMs });
}

function isRedirection({ headers, status }: WireAnswer): boolean {
  return status >= 300 && status < 400 && status !== 304 && headers['location'] !== undefined;
}

type Target = Omit<Dispatcher.DispatchOptions, 'headers'>;

// The same few requests are sent for months, and taking a URL apart is a good part of sending a small one.
const targets = new WeakMap<HttpRequest, Target>();

function targetOf(request: HttpRequest): Target | HttpFailure {
  const known = targets.get(request);
  if (known !== undefined) return known;
  try {
    const { origin, pathname, search } = new URL(request.url);
    const target: Target = {
      origin,
      path: pathname + search,
      method: request.method ?? 'GET',
      ...(request.body !== undefined && { body: request.body }),
    };
    targets.set(request, target);
    return target;
  } catch (error) {
    return explainHttpFailure(error);
  }
}

function headersOf(
  request: HttpRequest,
  base: Record<string, string>,
  conditions: Record<string, string> | undefined,
): Record<string, string> {
  if (request.headers === undefined && conditions === undefined) return base;
  const headers = { ...base, ...conditions };
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  return headers;
}

async function read(
  wire: WireAnswer,
  url: string,
  maxBytes: number,
  elapsedMs: () => number,
): Promise<HttpResult> {
  const { status, headers } = wire;
  const encoding = headers['content-encoding'];
  let body = wire.body;
  if (encoding !== undefined && body.length > 0) {
    try {
      body = await decodeContent(body, encoding, maxBytes);
    } catch (error) {
      return failed(explainHttpFailure(error, status), url, elapsedMs());
    }
  }
  return {
    kind: 'answer',
    url,
    status,
    headers,
    body: textOf(body),
    bytes: body.length,
    wireBytes: wire.body.length,
    ms: elapsedMs(),
  };
}

/** UTF-8 without the byte order mark, which JSON.parse would stumble over. */
function textOf(body: Buffer): string {
  const hasMark = body.length >= 3 && body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  // Nearly every answer is ASCII, which is read four times as fast when it is known to be.
  if (!hasMark && isAscii(body)) return body.toString('latin1');
  return body.toString('utf8', hasMark ? 3 : 0);
}

function failed(failure: HttpFailure, url: string, ms: number): HttpResult {
  return failure.kind === 'no_answer' ? { ...failure, url, ms } : { ...failure, url, ms };
}
