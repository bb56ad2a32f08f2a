import { parseRetryAfter } from '#src/platform/back-off.ts';
import { isChallengePage } from '#src/platform/challenge-page.ts';
import type { HttpAnswer, HttpResult } from '#src/platform/http.ts';

import type { Failure, Outcome } from './outcome.ts';

type NoAnswer = Extract<HttpResult, { kind: 'no_answer' }>;
type BadAnswer = Extract<HttpResult, { kind: 'bad_answer' }>;

/** What came of one request. `now` is epoch milliseconds, for a `Retry-After` that names a date. */
export function classify(result: HttpResult, now: number): Outcome {
  switch (result.kind) {
    case 'not_modified':
      return { kind: 'answers', answers: [null] };
    case 'no_answer':
      return {
        kind: 'failed',
        message: describeSilence(result),
        // What two places do not reach is not their own network.
        reach: (result.seenFrom?.length ?? 0) > 1 ? 'witnessed' : 'unproven',
        ...(result.seenFrom !== undefined && { seenFrom: result.seenFrom }),
      };
    case 'bad_answer':
      return classifyStatus(result.status ?? 200, result.url) ?? classifyBadAnswer(result);
    case 'answer':
      return classifyAnswer(result, now);
  }
}

// The same few URLs are asked for months, and taking one apart costs as much as all else there is to a small answer.
const MAX_HOSTS = 4_096;
const hosts = new Map<string, string>();

/** The host of a URL, with its port where it names one. */
export function hostOf(url: string): string {
  const known = hosts.get(url);
  if (known !== undefined) return known;
  const host = URL.parse(url)?.host ?? url;
  if (hosts.size < MAX_HOSTS) hosts.set(url, host);
  return host;
}

function classifyAnswer(answer: HttpAnswer, now: number): Outcome {
  const { status, url, headers, body } = answer;
  if (status === 429 || status === 418) {
    const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
    return { kind: 'throttled', message: describeThrottling(status, url), retryAfterMs };
  }
  if (isChallengePage(body, headers)) {
    const message = `${hostOf(url)} showed a challenge page (HTTP ${status}) instead of an answer, so it takes this address for a bot's; give it a proxy, or name alternates.`;
    return { kind: 'blocked', message };
  }
  const refusal = classifyStatus(status, url);
  const { seenFrom } = answer;
  if (refusal === null) return { kind: 'answers', answers: [answer] };
  if (refusal.kind === 'throttled') return refusal;
  return { ...refusal, answer, ...(refusal.kind === 'failed' && seenFrom !== undefined && { seenFrom }) };
}

/** What a status alone decides; `null` for 2xx. */
function classifyStatus(status: number, url: string): Failure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429 || status === 418) {
    return { kind: 'throttled', message: describeThrottling(status, url), retryAfterMs: null };
  }
  if (status >= 500) {
    return { kind: 'failed', message: `${hostOf(url)} answered HTTP ${status}`, reach: 'answered' };
  }
  if (status === 401 || status === 403 || status === 451) {
    const message = `${hostOf(url)} does not let us in (HTTP ${status}), so nothing can be seen from this address; give it a proxy, or name alternates.`;
    return { kind: 'blocked', message };
  }
  if (status === 404 || status === 410) {
    const message = `${withoutQuery(url)} is not there (HTTP ${status}); correct the URL of the source.`;
    return { kind: 'misconfigured', message };
  }
  const message = `${withoutQuery(url)} refuses the request as it is (HTTP ${status}); compare the source with the exchange's documentation.`;
  return { kind: 'misconfigured', message };
}

function describeThrottling(status: number, url: string): string {
  return `${hostOf(url)} asks us to slow down (HTTP ${status}); it is left alone until it allows the next read.`;
}

function classifyBadAnswer({ reason, url, message }: BadAnswer): Failure {
  switch (reason) {
    case 'redirect_loop':
      return {
        kind: 'misconfigured',
        message: `${withoutQuery(url)} redirects in circles; correct the URL of the source.`,
      };
    case 'redirect_elsewhere':
      return {
        kind: 'misconfigured',
        message: `${withoutQuery(url)} redirects to ${message}, whose word is not taken for it; correct the URL of the source, or name that host under redirects.`,
      };
    case 'too_large':
      return {
        kind: 'broken',
        message: `${withoutQuery(url)} sent more than the size limit allows; ask for less, or raise the limit.`,
      };
    case 'truncated':
      return {
        kind: 'broken',
        message: `${withoutQuery(url)} sent only a part of its answer; it is read again at the next poll.`,
      };
    case 'malformed':
      return {
        kind: 'broken',
        message: `${withoutQuery(url)} sent something that cannot be read as HTTP (${message.slice(0, 120)}); check the URL of the source.`,
      };
  }
}

/** Why there was no answer, as a part of a sentence. */
export function describeSilence({ reason, url, ms }: NoAnswer): string {
  const host = hostOf(url);
  switch (reason) {
    case 'timeout':
      return `${host} did not answer within ${Math.max(1, Math.round(ms / 1000))} s`;
    case 'refused':
      return `${host} refused the connection`;
    case 'reset':
      return `${host} closed the connection without an answer`;
    case 'dns':
      return `the name ${host} could not be resolved`;
    case 'tls':
      return `no secure connection to ${host} could be made`;
    case 'unreachable':
      return `${host} could not be reached`;
  }
}

/** A query may hold what nobody should read in a log. */
function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}
