import { describe, expect, test } from 'vitest';

import { classify } from '#src/polling/classify.ts';
import { CHALLENGE_PAGE } from '#test/support/exchange/start-exchange.ts';

import { answer, badAnswer, noAnswer } from './support/make-answer.ts';

const NOW = Date.UTC(2026, 0, 1, 12);

describe('the table of outcomes', () => {
  test.each([200, 201, 204, 299])('HTTP %i is an answer to decode', (status) => {
    expect(classify(answer({ status }), NOW).kind).toBe('answers');
  });

  test('a body that has not changed is unchanged', () => {
    const result = { kind: 'not_modified', url: 'https://x/', ms: 1, wireBytes: 0 } as const;
    expect(classify(result, NOW)).toEqual({ kind: 'answers', answers: [null] });
  });

  test.each([429, 418])('HTTP %i is throttled', (status) => {
    expect(classify(answer({ status }), NOW)).toMatchObject({ kind: 'throttled', retryAfterMs: null });
  });

  test.each([401, 403, 451])('HTTP %i is blocked', (status) => {
    expect(classify(answer({ status }), NOW).kind).toBe('blocked');
  });

  test.each([404, 410, 400, 405, 422, 302, 304])('HTTP %i is misconfigured', (status) => {
    expect(classify(answer({ status }), NOW).kind).toBe('misconfigured');
  });

  test.each([500, 502, 503, 504, 520, 530])(
    'HTTP %i is a failure, whose answer proves the network',
    (status) => {
      const page = answer({ status, body: '<html><title>Bad gateway</title></html>' });
      expect(classify(page, NOW)).toMatchObject({
        kind: 'failed',
        reach: 'answered',
        message: `api.example.com answered HTTP ${status}`,
        answer: { status },
      });
    },
  );

  test.each([
    [noAnswer('timeout', 10_003), 'api.example.com did not answer within 10 s'],
    [noAnswer('refused'), 'api.example.com refused the connection'],
    [noAnswer('reset'), 'api.example.com closed the connection without an answer'],
    [noAnswer('dns'), 'the name api.example.com could not be resolved'],
    [noAnswer('tls'), 'no secure connection to api.example.com could be made'],
    [noAnswer('unreachable'), 'api.example.com could not be reached'],
  ])('no answer is a silent failure', (result, message) => {
    expect(classify(result, NOW)).toEqual({ kind: 'failed', reach: 'unproven', message });
  });

  test.each([
    ['redirect_loop', 'misconfigured'],
    ['redirect_elsewhere', 'misconfigured'],
    ['too_large', 'broken'],
    ['truncated', 'broken'],
    ['malformed', 'broken'],
  ] as const)('an answer that is %s is %s', (reason, kind) => {
    expect(classify(badAnswer(reason), NOW).kind).toBe(kind);
  });

  test.each([
    [503, 'failed'],
    [403, 'blocked'],
    [429, 'throttled'],
    [404, 'misconfigured'],
  ] as const)('a truncated HTTP %i is still %s', (status, kind) => {
    expect(classify(badAnswer('truncated', status), NOW).kind).toBe(kind);
  });
});

describe('Retry-After', () => {
  test.each([
    ['30', 30_000],
    [' 1.5 ', 1500],
    ['Thu, 01 Jan 2026 12:02:00 GMT', 120_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
  ])('%s', (value, retryAfterMs) => {
    const result = answer({ status: 429, headers: { 'retry-after': value } });
    expect(classify(result, NOW)).toMatchObject({ kind: 'throttled', retryAfterMs });
  });
});

describe('a challenge page', () => {
  test.each([200, 202, 403, 404, 503])('with HTTP %i means that we are blocked', (status) => {
    expect(classify(answer({ status, body: CHALLENGE_PAGE }), NOW).kind).toBe('blocked');
  });

  test('is known by its header alone', () => {
    const result = answer({ status: 503, headers: { 'cf-mitigated': 'challenge' }, body: '' });
    expect(classify(result, NOW).kind).toBe('blocked');
  });

  test.each([
    ['Akamai', '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>Reference #18.2f</BODY></HTML>'],
    ['Incapsula', '<html><iframe src="/_Incapsula_Resource?x=1">Incapsula incident ID: 1</iframe></html>'],
    ['DataDome', '\n<html><script src="https://ct.captcha-delivery.com/c.js"></script></html>'],
    ['AWS', '<!doctype html><script>window.awsWafCookieDomainList = [];</script>'],
  ])('of %s is known', (_vendor, body) => {
    expect(classify(answer({ body }), NOW).kind).toBe('blocked');
  });

  test.each([
    [
      'a page that is merely protected',
      '<html><script src="/cdn-cgi/challenge-platform/jsd/main.js"></script></html>',
    ],
    ['JSON that mentions one', '{"title":"<title>Just a moment...</title>"}'],
    ['an ordinary page', '<!doctype html><title>Binance - Exchange</title>'],
  ])('is not %s', (_what, body) => {
    expect(classify(answer({ body }), NOW).kind).toBe('answers');
  });

  test('does not hide a 429', () => {
    expect(classify(answer({ status: 429, body: CHALLENGE_PAGE }), NOW).kind).toBe('throttled');
  });
});

test('no message shows the query of a URL', () => {
  for (const status of [400, 404, 403, 429, 500]) {
    const classified = classify(answer({ status, url: 'https://api.example.com/v1?key=s3cret' }), NOW);
    expect(JSON.stringify('message' in classified ? classified.message : '')).not.toContain('s3cret');
  }
});
