import { isAscii } from 'node:buffer';

import { EnvHttpProxyAgent, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';

import { ACCEPT_ENCODING, decodeContent } from './content-encoding.ts';
import { exchange } from './http-exchange.ts';
import type { ExchangeLimits, WireAnswer } from './http-exchange.ts';
import { badAnswer, explainHttpFailure } from './http-failure.ts';
import type { HttpFailure } from './http-failure.ts';
import { followRedirect, isRedirection } from './http-redirect.ts';
import type { RedirectTarget } from './http-redirect.ts';
import type { AnswerVersion, HttpFetch, HttpRequest, HttpResult } from './http.ts';
import type { ProxySettings } from './proxy.ts';

export interface HttpClientOptions {
  /** Downtick's version, for the User-Agent. */
  readonly version: string;
  /** Where it is not said, what the environment of the process says. */
  readonly proxy?: ProxySettings;
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
  const settings = {
    connect: { timeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS },
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connections: CONNECTIONS_PER_HOST,
    // With one connection per request in flight, a stalled one holds up no other.
    allowH2: false,
  };
  // Without a proxy it is a plain agent.
  const agent = new EnvHttpProxyAgent({ ...settings, ...options.proxy });
  const proxies = new Map<string, ProxyAgent>();
  const agentFor = ({ proxy }: HttpRequest): Dispatcher => {
    if (proxy === undefined) return agent;
    const known = proxies.get(proxy) ?? new ProxyAgent({ ...settings, uri: proxy });
    proxies.set(proxy, known);
    return known;
  };
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

  const fetch: HttpFetch = async (request, known) => {
    const startedAt = performance.now();
    const limits = {
      timeoutMs: request.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS,
      maxBytes: request.maxBytes ?? options.maxBytes ?? MAX_BYTES,
    };
    const conditions = conditionsOf(known);
    const wire = await send(
      agentFor(request),
      request,
      { own: headersOf(request, baseHeaders, conditions), base: baseHeaders },
      limits,
    );
    const elapsedMs = (): number => performance.now() - startedAt;
    if (wire.kind !== 'wire') return failed(wire, request.url, elapsedMs());
    tellDate(request, wire);
    const isSame = wire.status === 200 && known?.digest !== undefined && wire.digest() === known.digest;
    if (isSame || (wire.status === 304 && conditions !== undefined)) {
      return { kind: 'not_modified', url: request.url, ms: elapsedMs(), wireBytes: wire.bytes };
    }
    return read(wire, request.url, limits.maxBytes, elapsedMs);
  };

  return {
    fetch,
    async close() {
      await Promise.all([agent, ...proxies.values()].map((each) => each.destroy()));
    },
  };
}

interface Headers {
  /** For the origin that the request names. */
  readonly own: Record<string, string>;
  /** For any other, to which a redirect leads. */
  readonly base: Record<string, string>;
}

/** Sends a request, follows where it may, and sends it once more where a kept-alive connection was just closed. */
async function send(
  agent: Dispatcher,
  request: HttpRequest,
  headers: Headers,
  limits: ExchangeLimits,
): Promise<WireAnswer | HttpFailure> {
  const first = targetOf(request);
  if ('kind' in first) return first;
  const startedAt = performance.now();
  const restMs = (): number => limits.timeoutMs - (performance.now() - startedAt);
  let target: RedirectTarget = first;
  let own = headers.own;
  let answer = await exchange(agent, { ...target, headers: own }, limits);
  const wasReset = answer.kind === 'no_answer' && answer.reason === 'reset' && target.method === 'GET';
  if (wasReset && restMs() >= MIN_REST_MS) {
    answer = await exchange(agent, { ...target, headers: own }, { ...limits, timeoutMs: restMs() });
  }
  for (let hops = 0; answer.kind === 'wire' && isRedirection(answer); hops += 1) {
    if (hops === MAX_REDIRECTS)
      return badAnswer('redirect_loop', 'It redirects again and again.', answer.status);
    const redirected = await followRedirect(request, target, answer);
    if (redirected.kind !== 'follow') return redirected;
    target = redirected.target;
    if (!redirected.isSameOrigin) own = headers.base;
    const timeoutMs = Math.max(MIN_REST_MS, restMs());
    answer = await exchange(agent, { ...target, headers: own }, { ...limits, timeoutMs });
  }
  return answer;
}

// The same few requests are sent for months, and taking a URL apart is a good part of sending a small one.
const targets = new WeakMap<HttpRequest, RedirectTarget>();

function targetOf(request: HttpRequest): RedirectTarget | HttpFailure {
  const known = targets.get(request);
  if (known !== undefined) return known;
  try {
    const { origin, pathname, search } = new URL(request.url);
    const target: RedirectTarget = {
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

/** The headers that make a request conditional; `undefined` when nothing is known. */
function conditionsOf(known: AnswerVersion | undefined): Record<string, string> | undefined {
  if (known?.etag === undefined && known?.lastModified === undefined) return undefined;
  return {
    ...(known.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
  };
}

/** Only a whole, good answer is one to compare others with. */
function versionOf(wire: WireAnswer): AnswerVersion {
  if (wire.status !== 200) return {};
  const { etag, 'last-modified': lastModified } = wire.headers;
  return {
    digest: wire.digest(),
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  };
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
  let body = wire.body();
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
    version: versionOf(wire),
    bytes: body.length,
    wireBytes: wire.bytes,
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
