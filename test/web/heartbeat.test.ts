import { describe, expect, it } from 'vitest';

import { beatOf, startHeartbeat } from '#src/web/heartbeat.ts';
import type { HttpRequest, HttpResult } from '#src/platform/http.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const MINUTE = 60_000;
const healthchecks = 'https://hc-ping.com/5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278';
const kuma = 'https://kuma.example/api/push/AbC?status=up&msg=OK&ping=';

describe('What a heartbeat sends', () => {
  it.each([
    ['healthchecks.io, when well', healthchecks, undefined, { url: healthchecks }],
    [
      'healthchecks.io, when not',
      healthchecks,
      'Nothing is polled.',
      { url: `${healthchecks}/fail`, method: 'POST', body: 'Nothing is polled.' },
    ],
    ['Uptime Kuma, when well', kuma, undefined, { url: kuma }],
    [
      'Uptime Kuma, when not',
      kuma,
      'Nothing is polled.',
      { url: 'https://kuma.example/api/push/AbC?status=down&msg=Nothing+is+polled.&ping=' },
    ],
    ['anything else, when well', 'https://example.org/ping', undefined, { url: 'https://example.org/ping' }],
    ['anything else, when not', 'https://example.org/ping', 'Nothing is polled.', undefined],
  ])('to %s', (_, url, trouble, expected) => {
    expect(beatOf(url, trouble)).toEqual(expected);
  });
});

describe('A heartbeat', () => {
  function setUp() {
    const clock = createFakeClock();
    const requests: HttpRequest[] = [];
    const missed: string[] = [];
    let status = 200;
    let trouble: string | undefined;
    const stop = startHeartbeat({
      url: 'https://example.org/ping',
      clock,
      fetch: async (request) => {
        requests.push(request);
        const { url } = request;
        return {
          kind: 'answer',
          url,
          status,
          headers: {},
          body: '',
          version: {},
          bytes: 0,
          wireBytes: 0,
          ms: 1,
        } satisfies HttpResult;
      },
      trouble: () => trouble,
      onMissed: (message) => void missed.push(message),
    });
    return {
      clock,
      requests,
      missed,
      stop,
      answer: (code: number) => (status = code),
      ail: (text?: string) => (trouble = text),
    };
  }

  it('goes out every minute while the work is done, and not while it is not', async () => {
    const { clock, requests, stop, ail } = setUp();
    await clock.advance(3 * MINUTE);
    expect(requests).toHaveLength(3);
    ail('Nothing is polled.');
    await clock.advance(3 * MINUTE);
    expect(requests).toHaveLength(3);
    ail();
    await clock.advance(MINUTE);
    expect(requests).toHaveLength(4);
    stop();
    await clock.advance(3 * MINUTE);
    expect(requests).toHaveLength(4);
  });

  it('that is not taken is told once', async () => {
    const { clock, missed, answer } = setUp();
    answer(404);
    await clock.advance(3 * MINUTE);
    expect(missed).toEqual(['HEARTBEAT_URL is not reached: it answers 404.']);
    answer(200);
    await clock.advance(MINUTE);
    answer(500);
    await clock.advance(MINUTE);
    expect(missed).toHaveLength(2);
  });
});
