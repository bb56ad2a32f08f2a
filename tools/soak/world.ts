import { hash } from 'node:crypto';

import { HOUR_MS } from '#src/domain/time.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import type { HttpFetch, HttpRequest, HttpResult } from '#src/platform/http.ts';
import { walletList } from '#tools/bench/payloads/wallet-list.ts';
import { exchangeInfo } from '#tools/bench/payloads/exchange-info.ts';
import { loadSubjects } from '#test/fuzz/subjects.ts';

/** Another state of the world each hour: so many coins of Binance closed, some sources silent, some pages gone. */
const LISTS = 6;

export interface SoakWorld {
  readonly sources: readonly ConfiguredSource[];
  readonly fetch: HttpFetch;
  asked(): number;
}

/** Every shipped source, answered from memory: well for the most part, and wrong in every way now and then. */
export function createSoakWorld(now: () => number): SoakWorld {
  const subjects = loadSubjects().filter(({ source }) => source.exchange !== 'example');
  const bodies = new Map<string, readonly string[]>();
  for (const { source, bodies: own } of subjects) {
    for (const [i, request] of source.requests.entries())
      bodies.set(keyOf(request), [JSON.stringify(own[i])]);
  }
  const large = (id: string, body: (i: number) => string): void => {
    const source = subjects.find(({ name }) => name === id)?.source;
    const [request] = source?.requests ?? [];
    if (request !== undefined)
      bodies.set(
        keyOf(request),
        Array.from({ length: LISTS }, (_, i) => body(i)),
      );
  };
  large('binance/wallets', (i) => walletList({ closed: i * 20, fees: i }));
  large('binance/pairs', (i) => exchangeInfo(i));
  let asked = 0;

  const fetch: HttpFetch = async (request) => {
    asked += 1;
    const hour = Math.floor(now() / HOUR_MS);
    const { url } = request;
    // A place of its own for each address, so that trouble goes round.
    const place = (hour * 7 + url.length * 13) % 97;
    if (place === 0) return { kind: 'no_answer', url, reason: 'timeout', message: 'silent', ms: 10_000 };
    if (place === 1) return answer(url, 503, 'Service Unavailable');
    if (place === 2) return answer(url, 200, '<html><title>Just a moment...</title></html>');
    if (place === 3) return answer(url, 200, '{"odd":true}');
    if (place === 4) return answer(url, 429, '', { 'retry-after': '30' });
    const variants = bodies.get(keyOf(request)) ?? ['{}'];
    return answer(url, 200, variants[hour % variants.length] ?? '');
  };
  return { sources: subjects.map(({ source }) => source), fetch, asked: () => asked };
}

function keyOf({ method = 'GET', url, body = '' }: HttpRequest): string {
  return `${method} ${url} ${body}`;
}

function answer(url: string, status: number, body: string, headers: Record<string, string> = {}): HttpResult {
  const bytes = Buffer.byteLength(body);
  // A copy each time, as one that came over the network would be.
  const text = Buffer.from(body).toString('latin1');
  const version = status === 200 ? { digest: hash('sha256', text) } : {};
  return { kind: 'answer', url, status, headers, body: text, version, bytes, wireBytes: bytes, ms: 5 };
}
