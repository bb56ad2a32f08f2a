import { describe, expect, test } from 'vitest';

import { createSourceReader } from '#src/polling/read-source.ts';
import type { SourceRead } from '#src/polling/read-source.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { SourceError } from '#src/sources/source.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

import { createFakeWeb } from './support/fake-web.ts';
import { badAnswer, noAnswer } from './support/make-answer.ts';
import { makeSource } from './support/make-source.ts';

const A = 'https://api.example.com/v1/status';
const B = 'https://api.example.com/v1/other';
const UP = '{"binance/withdrawals":"operational"}';
const DOWN = '{"binance/withdrawals":"major_outage"}';

function bench(sources: readonly ConfiguredSource[], { etags = false } = {}) {
  const web = createFakeWeb({ etags });
  const clock = createFakeClock();
  const network = { note: () => {}, reachOf: () => 'unproven' as const };
  const reader = createSourceReader(sources, { clock, fetch: web.fetch, network });
  /** Reads, and lets the engine take it. */
  const readAll = async (): Promise<readonly SourceRead[]> => {
    const { reads, keep } = await reader.read();
    keep(() => true);
    return reads;
  };
  const kinds = async () => (await readAll()).map(({ observation }) => observation.kind);
  /** Reads, and the engine does not take it. */
  const lost = async () => (await reader.read()).reads.map(({ observation }) => observation.kind);
  const readOne = async (): Promise<SourceRead> => {
    const [read] = await readAll();
    if (read === undefined) throw new Error('nothing was read');
    return read;
  };
  return { web, clock, reader, readAll, kinds, lost, readOne };
}

describe('a read', () => {
  test('is what the decoder makes of the answer, with how it went', async () => {
    const { web, readOne } = bench([makeSource()]);
    web.set(A, { body: DOWN, wireBytes: 20 });
    const { observation, detail } = await readOne();
    expect(observation).toMatchObject({
      source: 'system-status',
      kind: 'ok',
      readings: [{ service: 'binance/withdrawals', status: 'major_outage', basis: 'official' }],
    });
    expect(detail).toEqual({
      url: A,
      httpStatus: 200,
      ms: 12,
      bytes: DOWN.length,
      wireBytes: 20,
      unread: [],
    });
  });

  test('of another shape is broken', async () => {
    const { web, readOne } = bench([makeSource()]);
    web.set(A, { body: '<html>' });
    expect((await readOne()).observation).toMatchObject({ kind: 'broken', message: /documented shape/ });
  });

  test('of a list that lost most of its rows is broken, and the rest still counts as lost', async () => {
    const decode = ([answer]: readonly { readonly body: string }[]) => ({
      readings: [],
      unread: [],
      listed: Number(answer?.body),
    });
    const { web, kinds } = bench([makeSource({ decode })]);
    for (const [body, kind] of [
      ['340', 'ok'],
      ['12', 'broken'],
      ['12', 'broken'],
      ['338', 'ok'],
    ] as const) {
      web.set(A, { body });
      expect(await kinds()).toEqual([kind]);
    }
  });

  test('whose decoder has a fault is broken, and says whose fault it is', async () => {
    const decode = () => {
      throw new TypeError('x is not iterable');
    };
    const { web, readOne } = bench([makeSource({ decode })]);
    web.set(A, {});
    expect((await readOne()).observation).toMatchObject({
      kind: 'broken',
      message:
        'system-status could not be read (x is not iterable); report this as a fault of its source type.',
    });
  });

  test.each(['throttled', 'blocked', 'misconfigured'] as const)(
    'whose envelope says so is %s',
    async (kind) => {
      const decode = () => {
        throw new SourceError(kind, 'said inside HTTP 200');
      };
      const { web, readOne } = bench([makeSource({ decode })]);
      web.set(A, {});
      expect((await readOne()).observation).toMatchObject({ kind, message: 'said inside HTTP 200' });
    },
  );

  test('passes on values that are not documented', async () => {
    const decode = () => ({ readings: [], unread: ['state: sleeping'] });
    const { web, readOne } = bench([makeSource({ decode })]);
    web.set(A, {});
    expect((await readOne()).detail.unread).toEqual(['state: sleeping']);
  });
});

describe('an unchanged answer', () => {
  test.each([true, false])('is not decoded again (ETags: %s)', async (etags) => {
    const source = makeSource();
    const { web, kinds } = bench([source], { etags });
    web.set(A, { body: UP });
    expect([await kinds(), await kinds(), await kinds()].flat()).toEqual(['ok', 'unchanged', 'unchanged']);
    expect(source.decoded()).toBe(1);
    web.set(A, { body: DOWN });
    expect(await kinds()).toEqual(['ok']);
  });

  test.each([true, false])('in other words is decoded, and still unchanged (ETags: %s)', async (etags) => {
    const source = makeSource();
    const { web, kinds } = bench([source], { etags });
    web.set(A, { body: UP });
    await kinds();
    web.set(A, { body: ` ${UP}` });
    expect(await kinds()).toEqual(['unchanged']);
    expect(source.decoded()).toBe(2);
  });

  test('is decoded again by a source that looks at the time', async () => {
    const source = makeSource({ clocked: true });
    const { web, kinds } = bench([source], { etags: true });
    web.set(A, { body: UP });
    expect([await kinds(), await kinds()].flat()).toEqual(['ok', 'ok']);
    expect(source.decoded()).toBe(2);
  });

  test('is told in full again after a failure', async () => {
    const { web, kinds } = bench([makeSource()], { etags: true });
    web.set(A, { body: UP });
    await kinds();
    web.set(A, { status: 500 });
    expect(await kinds()).toEqual(['failed']);
    web.set(A, { body: UP });
    expect([await kinds(), await kinds()].flat()).toEqual(['ok', 'unchanged']);
  });

  test('is told in full again when the reading was lost', async () => {
    const { web, kinds, lost } = bench([makeSource()], { etags: true });
    web.set(A, { body: UP });
    expect(await lost()).toEqual(['ok']);
    expect([await kinds(), await kinds()].flat()).toEqual(['ok', 'unchanged']);
  });

  test('is compared with what the engine took last, not with what was lost since', async () => {
    const { web, kinds, lost } = bench([makeSource()], { etags: true });
    web.set(A, { body: UP });
    await kinds();
    web.set(A, { body: DOWN });
    expect(await lost()).toEqual(['ok']);
    // The server would say that nothing has changed since then; it is asked for the whole.
    expect(await lost()).toEqual(['ok']);
    web.set(A, { body: UP });
    expect(await kinds()).toEqual(['unchanged']);
    web.set(A, { body: DOWN });
    expect([await kinds(), await kinds()].flat()).toEqual(['ok', 'unchanged']);
  });

  test('that is broken stays broken', async () => {
    const { web, kinds } = bench([makeSource()], { etags: true });
    web.set(A, { body: 'nonsense' });
    expect([await kinds(), await kinds()].flat()).toEqual(['broken', 'broken']);
  });

  test('that nobody asked about is broken, not an endless question', async () => {
    const { web, kinds } = bench([makeSource()]);
    web.set(A, { kind: 'not_modified', url: A, ms: 1, wireBytes: 0 });
    expect(await kinds()).toEqual(['broken']);
  });
});

describe('several requests', () => {
  const both = { requests: [{ url: A }, { url: B }] };

  test('are decoded together', async () => {
    const { web, readOne } = bench([makeSource(both)]);
    web.set(A, { body: UP });
    web.set(B, { body: '{"binance/deposits":"major_outage"}' });
    expect((await readOne()).observation).toMatchObject({ kind: 'ok', readings: [{}, {}] });
  });

  test('of which one changes are all decoded, although the other is a 304', async () => {
    const { web, readOne, kinds } = bench([makeSource(both)], { etags: true });
    web.set(A, { body: UP });
    web.set(B, { body: '{"binance/deposits":"operational"}' });
    await kinds();
    web.set(B, { body: '{"binance/deposits":"major_outage"}' });
    expect((await readOne()).observation).toMatchObject({
      kind: 'ok',
      readings: [{ status: 'operational' }, { status: 'major_outage' }],
    });
    expect(await kinds()).toEqual(['unchanged']);
  });

  test('are no reading when one is not answered', async () => {
    const { web, readOne } = bench([makeSource(both)]);
    web.set(A, { body: UP });
    web.set(B, { status: 451 });
    const { observation, detail } = await readOne();
    expect(observation.kind).toBe('blocked');
    expect(detail).toMatchObject({ url: B, httpStatus: 451 });
  });

  test('are throttled when any is, whatever the others are', async () => {
    const { web, readOne } = bench([makeSource(both)]);
    web.set(A, { status: 500 });
    web.set(B, { status: 429, headers: { 'retry-after': '7' } });
    const read = await readOne();
    expect(read.observation.kind).toBe('throttled');
    expect(read.retryAfterMs).toBe(7000);
  });
});

describe('sources that share a request', () => {
  test('send it once, and each decodes it', async () => {
    const [one, two] = [makeSource({ id: 'one' }), makeSource({ id: 'two' })];
    const { web, kinds } = bench([one, two]);
    web.set(A, { body: UP });
    expect(await kinds()).toEqual(['ok', 'ok']);
    expect(web.times(A)).toBe(1);
  });

  test('do not keep each other from an answer that one could not read', async () => {
    let isFaulty = true;
    const picky = makeSource({
      id: 'picky',
      decode() {
        if (isFaulty) throw new SourceError('broken', 'no');
        return { readings: [], unread: [] };
      },
    });
    const { web, kinds } = bench([makeSource(), picky], { etags: true });
    web.set(A, { body: UP });
    expect(await kinds()).toEqual(['ok', 'broken']);
    isFaulty = false;
    expect(await kinds()).toEqual(['unchanged', 'ok']);
  });
});

describe('a probe', () => {
  const probe = { probes: 'binance/api', decode: () => ({ readings: [], unread: [] }) };

  test('that is answered says that the endpoint works, always in the same words', async () => {
    const { web, readOne } = bench([makeSource(probe)]);
    web.set(A, { ms: 40 });
    expect((await readOne()).observation).toMatchObject({
      kind: 'ok',
      readings: [
        {
          service: 'binance/api',
          status: 'operational',
          basis: 'measured',
          signal: 'probe',
          evidence: 'api.example.com answers',
        },
      ],
    });
  });

  test('says nothing of an answer of which nothing could be understood', async () => {
    const unknown = {
      service: 'binance',
      status: 'unknown',
      basis: 'official',
      signal: 'word',
      evidence: '',
    } as const;
    const decode = () => ({ readings: [unknown], unread: ['status is error'] });
    const { web, readOne } = bench([makeSource({ ...probe, decode })]);
    web.set(A, { ms: 40 });
    expect((await readOne()).observation).toMatchObject({ kind: 'ok', readings: [unknown] });
  });

  test.each([
    [noAnswer('timeout', 10_001), 'api.example.com did not answer within 10 s', 'unproven'],
    [{ status: 503 }, 'api.example.com answered HTTP 503', 'answered'],
  ])('that fails is measured evidence against what it is', async (page, evidence, reach) => {
    const { web, readOne } = bench([makeSource(probe)]);
    web.set(A, page);
    expect((await readOne()).observation).toEqual({
      source: 'system-status',
      at: expect.any(Number),
      kind: 'failed',
      message: evidence,
      reach,
      readings: [
        { service: 'binance/api', status: 'major_outage', basis: 'measured', signal: 'probe', evidence },
      ],
    });
  });

  test.each([{ status: 403 }, { status: 404 }, { status: 429 }, badAnswer('truncated')])(
    'says nothing when we cannot see',
    async (page) => {
      const { web, readOne } = bench([makeSource(probe)]);
      web.set(A, page);
      expect((await readOne()).observation).not.toHaveProperty('readings');
    },
  );

  test('never asks another host', async () => {
    const { web, kinds } = bench([makeSource({ ...probe, alternates: ['api1.example.com'] })]);
    web.set('https://api1.example.com/v1/status', {});
    expect(await kinds()).toEqual(['failed']);
  });
});

describe('a failure that is no probe', () => {
  test('is no evidence against anything', async () => {
    const { web, readOne } = bench([makeSource()]);
    web.set(A, { status: 502 });
    expect((await readOne()).observation).toMatchObject({ kind: 'failed', readings: [], reach: 'answered' });
  });

  test('is read where the exchange says in a 5xx what is the matter', async () => {
    const decodeError: ConfiguredSource['decodeError'] = ({ body }) =>
      body.includes('maintenance')
        ? {
            readings: [
              {
                service: 'binance/api',
                status: 'under_maintenance',
                basis: 'official',
                signal: 'word',
                evidence: body,
              },
            ],
            unread: [],
          }
        : null;
    const { web, readOne } = bench([makeSource({ decodeError, probes: 'binance/api' })]);
    web.set(A, { status: 503, body: 'System is under maintenance.' });
    expect((await readOne()).observation).toMatchObject({
      kind: 'ok',
      readings: [{ status: 'under_maintenance', basis: 'official' }],
    });
    web.set(A, { status: 503, body: 'oops' });
    expect((await readOne()).observation).toMatchObject({ kind: 'failed', reach: 'answered' });
    web.set(A, { status: 400, body: 'System is under maintenance.' });
    expect((await readOne()).observation).toMatchObject({
      kind: 'ok',
      readings: [{ status: 'under_maintenance' }],
    });
    web.set(A, { status: 400, body: 'oops' });
    expect((await readOne()).observation).toMatchObject({ kind: 'misconfigured' });
  });

  test('is what a refusal says of our request', async () => {
    const decodeError = () => {
      throw new SourceError('throttled', 'The exchange answers "too_many_requests".');
    };
    const { web, readOne } = bench([makeSource({ decodeError })]);
    web.set(A, { status: 400, body: '{}' });
    expect((await readOne()).observation).toMatchObject({ kind: 'throttled', message: /too_many_requests/ });
  });
});

describe('other hosts', () => {
  const source = () => makeSource({ alternates: ['api1.example.com', 'https://mirror.example.net'] });

  test.each([{ status: 451 }, { status: 500 }, noAnswer()])(
    'are tried in turn when the first cannot be read',
    async (page) => {
      const { web, readOne } = bench([source()]);
      web.set(A, page);
      web.set('https://api1.example.com/v1/status', { status: 403 });
      web.set('https://mirror.example.net/v1/status', { body: UP });
      const { observation, detail } = await readOne();
      expect(observation.kind).toBe('ok');
      expect(detail.url).toBe('https://mirror.example.net/v1/status');
    },
  );

  test.each([{ status: 429 }, { status: 404 }, { body: 'nonsense' }])(
    'are left alone when the first says something',
    async (page) => {
      const { web, reader } = bench([source()]);
      web.set(A, page);
      await reader.read();
      expect(web.asked).toHaveLength(1);
    },
  );

  test('that fail too leave the outcome of the first', async () => {
    const { web, readOne } = bench([source()]);
    web.set(A, { status: 451 });
    expect((await readOne()).observation.kind).toBe('blocked');
    expect(web.asked).toHaveLength(3);
  });

  test('never turn an older answer of theirs into "unchanged"', async () => {
    const { web, kinds } = bench([source()], { etags: true });
    const mirror = 'https://api1.example.com/v1/status';
    web.set(A, { status: 451 });
    web.set(mirror, { body: UP });
    await kinds();
    web.set(A, { body: DOWN });
    await kinds();
    web.set(A, { status: 451 });
    expect(await kinds()).toEqual(['ok']);
  });
});
