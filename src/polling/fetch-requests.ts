import type { ThirdOpinion } from '#src/sources/posts/model/third-opinion.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { AnswerVersion, HttpFetch, HttpRequest, HttpResult } from '#src/platform/http.ts';

import { classify, hostOf } from './classify.ts';
import type { Contact, NetworkWatch } from './network-watch.ts';
import type { Outcome } from './outcome.ts';

export interface FetchDeps {
  readonly clock: Clock;
  readonly fetch: HttpFetch;
  readonly network: NetworkWatch;
  /** A model that can be asked about posts, where there is one. */
  readonly opinion?: ThirdOpinion | undefined;
}

/** How a source's requests went, whatever came of them. */
export interface FetchDetail {
  /** Of the request that decided the outcome. */
  readonly url: string;
  /** `null` where no HTTP answer came. */
  readonly httpStatus: number | null;
  /** The slowest request's. */
  readonly ms: number;
  readonly bytes: number;
  readonly wireBytes: number;
}

/** Sends a source's requests at once, asking whether what is known has changed, and notes which hosts could be reached. Any that is not answered decides. */
export async function fetchAll(
  requests: readonly HttpRequest[],
  known: readonly AnswerVersion[],
  deps: FetchDeps,
): Promise<{ readonly outcome: Outcome; readonly detail: FetchDetail }> {
  const tries = await Promise.all(requests.map((request, i) => tryOne(request, known[i], deps)));
  const outcomes = tries.map(({ result }) => classify(result, deps.clock.now()));
  const decisive = decisiveIndex(outcomes);
  const detail = detailOf(
    tries.map(({ result }) => result),
    decisive,
  );
  const outcome = outcomes[decisive];
  const contact = tries[decisive]?.contact;
  if (outcome === undefined || contact === undefined || outcome.kind === 'answers') {
    const answers = outcomes.flatMap((one) => (one.kind === 'answers' ? one.answers : [null]));
    return { outcome: { kind: 'answers', answers }, detail };
  }
  if (outcome.kind !== 'failed' || outcome.reach !== 'unproven') return { outcome, detail };
  return { outcome: { ...outcome, reach: deps.network.reachOf(contact) }, detail };
}

async function tryOne(
  request: HttpRequest,
  known: AnswerVersion | undefined,
  { clock, fetch, network }: FetchDeps,
): Promise<{ result: HttpResult; contact: Contact }> {
  const startedAt = clock.monotonic();
  const result = await fetch(request, known);
  const reached = result.kind !== 'no_answer';
  const { method = 'GET', url } = request;
  const contact = {
    host: hostOf(url),
    endpoint: `${method} ${url}`,
    startedAt,
    endedAt: clock.monotonic(),
    reached,
  };
  network.note(contact);
  return { result, contact };
}

/** A wish to be left alone goes before all else; then the first request that was not answered. */
function decisiveIndex(outcomes: readonly Outcome[]): number {
  const throttled = outcomes.findIndex(({ kind }) => kind === 'throttled');
  if (throttled >= 0) return throttled;
  return Math.max(
    0,
    outcomes.findIndex(({ kind }) => kind !== 'answers'),
  );
}

function detailOf(results: readonly HttpResult[], decisive: number): FetchDetail {
  const decider = results[decisive];
  let ms = 0;
  let bytes = 0;
  let wireBytes = 0;
  for (const result of results) {
    ms = Math.max(ms, result.ms);
    if (result.kind === 'answer') bytes += result.bytes;
    if (result.kind === 'answer' || result.kind === 'not_modified') wireBytes += result.wireBytes;
  }
  return {
    url: decider?.url ?? '',
    httpStatus: decider === undefined ? null : statusOf(decider),
    ms,
    bytes,
    wireBytes,
  };
}

function statusOf(result: HttpResult): number | null {
  switch (result.kind) {
    case 'answer':
      return result.status;
    case 'not_modified':
      return 304;
    case 'bad_answer':
      return result.status ?? null;
    case 'no_answer':
      return null;
  }
}

/** The same requests at another host: `api1.binance.com`, `127.0.0.1:8080` or a whole origin. */
export function requestsAt(host: string, requests: readonly HttpRequest[]): HttpRequest[] {
  return requests.map((request) => {
    const { protocol, pathname, search } = new URL(request.url);
    const origin = host.includes('://') ? host.replace(/\/+$/, '') : `${protocol}//${host}`;
    return { ...request, url: `${origin}${pathname}${search}` };
  });
}
