import { hash } from 'node:crypto';

import type { Reading } from '#src/domain/reading.ts';
import { componentPathOf, depthOf } from '#src/domain/service.ts';
import type { ServicePath } from '#src/domain/service.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { HttpFetch, HttpRequest, HttpResult } from '#src/platform/http.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import type { Answer, Decoded } from '#src/sources/source.ts';

import type { WorldAnswer } from './scenario.ts';

/** How long a poll waits for an answer in a replay, as in production. */
const DEFAULT_TIMEOUT_MS = 10_000;
/** The body of a source that is well and of which no script says how that reads. */
const HEALTHY_BODY = '~healthy';

/** A scripted world: it answers requests as the scenario says, and what is not scripted is well. */
export interface ScriptedWorld {
  readonly fetch: HttpFetch;
  /** The same sources, able to read that the world is well where no body says so. */
  readonly sources: readonly ConfiguredSource[];
}

export function createWorld(
  sources: readonly ConfiguredSource[],
  script: readonly WorldAnswer[],
  clock: Clock,
  /** A body held something that the source's type does not know. */
  onUnread: (source: ConfiguredSource, what: string) => void = () => {},
  /** Services that are asked for: lists that nobody scripts have them, too. */
  asked: readonly ServicePath[] = [],
): ScriptedWorld {
  const inOrder = script.toSorted((a, b) => a.at - b.at);
  const scripted = new Map(
    sources.map((source) => [source, inOrder.filter((answer) => isFor(answer.source, source))]),
  );
  const requests = new Map<string, { source: ConfiguredSource; index: number }>();
  for (const source of sources) {
    for (const [index, request] of source.requests.entries()) {
      const key = keyOf(request);
      if (!requests.has(key)) requests.set(key, { source, index });
    }
  }

  const readHealthy = healthOf(sources, scripted, asked);
  return {
    fetch: (request) => {
      const asked = requests.get(keyOf(request)) ?? requests.get(keyOf(atFirstHost(request, requests)));
      if (asked === undefined) return Promise.resolve(notFound(request));
      const now = scripted.get(asked.source)?.findLast(({ at }) => at <= clock.now());
      return Promise.resolve(answerTo(request, asked.index, now));
    },
    sources: sources.map((source) => withHealth(source, () => readHealthy(source), onUnread)),
  };
}

/** Whether a name that a scenario gives means a source: `wallets`, `binance/wallets`, `binance/*` or `*`. */
export function isFor(
  names: string | readonly string[],
  { exchange, id }: Pick<ConfiguredSource, 'exchange' | 'id'>,
): boolean {
  return [names]
    .flat()
    .some((name) => name === '*' || name === id || name === `${exchange}/*` || name === `${exchange}/${id}`);
}

function keyOf({ method = 'GET', url, body = '' }: HttpRequest): string {
  return `${method} ${url} ${body}`;
}

/** An alternate host answers as the first one does. */
function atFirstHost(request: HttpRequest, requests: ReadonlyMap<string, unknown>): HttpRequest {
  const { pathname, search } = new URL(request.url);
  for (const key of requests.keys()) {
    const url = key.split(' ')[1] ?? '';
    const first = new URL(url);
    if (first.pathname === pathname && first.search === search) return { ...request, url };
  }
  return request;
}

function answerTo(request: HttpRequest, index: number, now: WorldAnswer | undefined): HttpResult {
  const { url, timeoutMs = DEFAULT_TIMEOUT_MS } = request;
  if (now === undefined || now.healthy === true)
    return answer(url, { status: 200, body: HEALTHY_BODY, ms: 1 });
  const { status = 200, headers = {}, delayMs: ms = 1 } = now;
  const fault = ms >= timeoutMs ? 'timeout' : now.fault;
  if (fault === undefined) {
    const isWell = status < 300 && (now.bodies === undefined ? now.body : now.bodies[index]) === undefined;
    return answer(url, { status, body: isWell ? HEALTHY_BODY : textOf(now, index), ms, headers });
  }
  const { host } = new URL(url);
  switch (fault) {
    case 'timeout': {
      const message = `${host} did not answer within ${timeoutMs / 1000} s`;
      return { kind: 'no_answer', url, reason: 'timeout', message, ms: timeoutMs };
    }
    case 'refused':
      return { kind: 'no_answer', url, reason: 'refused', message: `${host} refuses connections`, ms };
    case 'reset':
      return { kind: 'no_answer', url, reason: 'reset', message: `${host} broke the connection`, ms };
    case 'dns':
      return { kind: 'no_answer', url, reason: 'dns', message: `the name ${host} cannot be resolved`, ms };
    case 'truncated':
      return {
        kind: 'bad_answer',
        url,
        reason: 'truncated',
        message: `the answer of ${host} is cut short`,
        ms,
      };
    case 'html': {
      const body = '<!doctype html><html><head><title>Welcome</title></head><body>Welcome</body></html>';
      return answer(url, { status, body, ms, headers: { 'content-type': 'text/html', ...headers } });
    }
  }
}

/** Written once for each body: a list of a thousand coins is asked for again and again. */
const texts = new WeakMap<object, string>();

function textOf({ body, bodies }: Pick<WorldAnswer, 'body' | 'bodies'>, index: number): string {
  const value = bodies === undefined ? body : bodies[index];
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const text = texts.get(value) ?? JSON.stringify(value);
  texts.set(value, text);
  return text;
}

function answer(
  url: string,
  {
    status,
    body,
    ms,
    headers = {},
  }: { status: number; body: string; ms: number; headers?: Record<string, string> },
): HttpResult {
  const lowerCased = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const bytes = Buffer.byteLength(body);
  const version = status === 200 ? { digest: hash('sha256', body) } : {};
  return { kind: 'answer', url, status, headers: lowerCased, body, version, bytes, wireBytes: bytes, ms };
}

function notFound({ url }: HttpRequest): HttpResult {
  return answer(url, { status: 404, body: '', ms: 1 });
}

/** The source, which reads the healthy body as: all that it ever speaks of in this scenario works. */
function withHealth(
  source: ConfiguredSource,
  readHealthy: () => readonly Reading[],
  onUnread: (source: ConfiguredSource, what: string) => void,
): ConfiguredSource {
  let healthy: Decoded | undefined;
  return {
    ...source,
    decode(answers, now) {
      if (!answers.some(({ body }) => body === HEALTHY_BODY)) {
        const decoded = source.decode(answers, now);
        for (const what of decoded.unread) onUnread(source, what);
        return decoded;
      }
      healthy ??= { readings: readHealthy(), unread: [] };
      return healthy;
    },
  };
}

/**
 * What each source says when all is well: what it speaks of in its script and, where it speaks of whole services, of
 * those. Coins and pairs that are scripted nowhere are listed for a component of which no script lists any.
 */
function healthOf(
  sources: readonly ConfiguredSource[],
  scripted: ReadonlyMap<ConfiguredSource, readonly WorldAnswer[]>,
  asked: readonly ServicePath[],
): (source: ConfiguredSource) => readonly Reading[] {
  const own = new Map(
    sources.map((source) => [source, scriptedReadings(source, scripted.get(source) ?? [])]),
  );
  const rows = [...own.values()].flat().filter((reading) => isRow(reading));
  const listed = new Set(rows.map(({ service }) => componentPathOf(service)));
  return (source) => {
    const said = source.healthy.flatMap((reading) => {
      if (reading.signal !== 'flag') return [reading];
      const component = componentPathOf(reading.service);
      if (listed.has(component)) return [];
      const more = asked.filter((service) => depthOf(service) > 2 && componentPathOf(service) === component);
      return [reading, ...more.map((service) => ({ ...reading, service }))];
    });
    const scriptedWell = (own.get(source) ?? []).filter(isSaidWhenWell);
    const readings = [...said, ...scriptedWell].map(({ service, basis, signal }): Reading => ({
      service,
      status: 'operational',
      basis,
      signal,
      evidence: '',
    }));
    return [...new Map(readings.map((reading) => [reading.service, reading])).values()];
  };
}

function isRow({ listsTroubleOnly, signal }: Reading): boolean {
  return signal === 'flag' || listsTroubleOnly === true;
}

function scriptedReadings(source: ConfiguredSource, script: readonly WorldAnswer[]): Reading[] {
  return script.flatMap((scripted) =>
    [scripted.source].flat().some((name) => name.endsWith('*')) || scripted.fault !== undefined
      ? []
      : tryDecode(source, scripted),
  );
}

/** Posts, events and lists of what is halted are empty on a good day; components, coins and pairs are listed. */
function isSaidWhenWell({ listsTroubleOnly, ref, signal, window }: Reading): boolean {
  const isListed = ref === undefined && window === undefined && listsTroubleOnly !== true;
  return isListed && (signal === 'word' || signal === 'flag');
}

function tryDecode(
  source: ConfiguredSource,
  { at, status = 200, ...content }: WorldAnswer,
): readonly Reading[] {
  if (status >= 300) return [];
  const answers = source.requests.map(({ url }, i): Answer => ({
    url,
    status,
    headers: {},
    body: textOf(content, i),
  }));
  try {
    const { readings, partial } = source.decode(answers, at);
    return partial === true ? [] : readings;
  } catch {
    // A body that is wrong on purpose tells nothing of what the source speaks of.
    return [];
  }
}
