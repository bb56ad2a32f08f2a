import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import { describe, expect, onTestFinished, test } from 'vitest';

import { createHttpClient } from '#src/platform/http-client.ts';
import { followRedirect } from '#src/platform/http-redirect.ts';
import type { HttpClient, HttpClientOptions } from '#src/platform/http-client.ts';
import type { AnswerVersion, HttpResult } from '#src/platform/http.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { startRawServer } from '#test/support/exchange/start-raw-server.ts';

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const created = createHttpClient({ version: '1.2.3', ...options });
  onTestFinished(() => created.close());
  return created;
}

describe('an answer', () => {
  test('comes with its status, its lower-cased headers, its body and its sizes', async () => {
    const exchange = await startExchange({
      '/status': { status: 201, headers: { 'X-Used': '7' }, body: 'hé' },
    });
    const result = await client().fetch({ url: `${exchange.origin}/status` });
    expect(result).toMatchObject({ kind: 'answer', status: 201, body: 'hé', bytes: 3, wireBytes: 3 });
    expect(result).toHaveProperty('headers.x-used', '7');
  });

  test('of any status is an answer', async () => {
    const exchange = await startExchange({ '/': { status: 503, body: 'busy', gzip: true } });
    expect(await client().fetch({ url: exchange.origin })).toMatchObject({ status: 503, body: 'busy' });
  });

  test('keeps the connection for the requests that follow', async () => {
    const { port, connections } = await startRawServer((socket) => {
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
    });
    const { fetch } = client();
    for (let i = 0; i < 6; i += 1) await fetch({ url: `http://127.0.0.1:${port}/` });
    // A second one is opened when the first is still being tidied up.
    expect(connections()).toBeLessThanOrEqual(2);
  });

  test('loses a byte order mark', async () => {
    const exchange = await startExchange({ '/': { body: '\uFEFF{}' } });
    expect(await client().fetch({ url: exchange.origin })).toMatchObject({ body: '{}' });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['zstd', zstdCompressSync],
  ] as const)('in %s is unpacked, small or large', async (encoding, compress) => {
    for (const text of ['{"status":0}', 'x'.repeat(300_000) + Math.random()]) {
      const packed = compress(Buffer.from(text));
      const { port } = await startRawServer((socket) => {
        socket.write(
          `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${packed.length}\r\n\r\n`,
        );
        socket.write(packed);
      });
      const result = await client().fetch({ url: `http://127.0.0.1:${port}/` });
      expect(result).toMatchObject({ body: text, bytes: text.length, wireBytes: packed.length });
    }
  });
});

describe('a request', () => {
  test('says honestly who asks, and what it can read', async () => {
    const exchange = await startExchange({ '/': {} });
    await client().fetch({ url: exchange.origin });
    expect(exchange.requests[0]?.headers).toMatchObject({
      'user-agent': 'Downtick/1.2.3 (+https://github.com/downtick/downtick)',
      'accept-encoding': 'zstd, br, gzip, deflate',
    });
  });

  test('may bring its own User-Agent, whatever the case of its name', async () => {
    const exchange = await startExchange({ '/': {} });
    await client().fetch({ url: exchange.origin, headers: { 'User-Agent': 'Mozilla/5.0' } });
    expect(exchange.requests[0]?.headers['user-agent']).toBe('Mozilla/5.0');
  });

  test('may post a body', async () => {
    const exchange = await startExchange({ '/info': {} });
    const body = '{"type":"exchangeStatus"}';
    await client().fetch({ url: `${exchange.origin}/info?a=1`, method: 'POST', body });
    expect(exchange.requests[0]).toMatchObject({ method: 'POST', path: '/info?a=1', body });
  });
});

async function versionOf(answered: Promise<HttpResult>): Promise<AnswerVersion> {
  const result = await answered;
  if (result.kind !== 'answer') throw new Error(`It is ${result.kind}.`);
  return result.version;
}

describe('a known version', () => {
  test('is asked about with its ETag, and a 304 is taken for "not modified"', async () => {
    const exchange = await startExchange({ '/a': { body: { v: 1 }, etag: true } });
    const { fetch } = client();
    const request = { url: `${exchange.origin}/a` };
    const known = await versionOf(fetch(request));
    expect(await fetch(request, known)).toMatchObject({ kind: 'not_modified', wireBytes: 0 });
    exchange.route('/a', { body: { v: 2 }, etag: true });
    expect(await fetch(request, known)).toMatchObject({ kind: 'answer', body: '{"v":2}' });
  });

  test('is asked about with its Last-Modified too', async () => {
    const lastModified = 'Sat, 01 Nov 2025 00:00:00 GMT';
    const exchange = await startExchange({ '/': { headers: { 'last-modified': lastModified } } });
    const { fetch } = client();
    await fetch({ url: exchange.origin }, await versionOf(fetch({ url: exchange.origin })));
    expect(exchange.requests[1]?.headers['if-modified-since']).toBe(lastModified);
  });

  test.each([false, true])(
    'that comes again is "not modified" without the server (gzip: %s)',
    async (gzip) => {
      const exchange = await startExchange({ '/': { body: 'x'.repeat(300_000), gzip } });
      const { fetch } = client();
      const known = await versionOf(fetch({ url: exchange.origin }));
      expect(await fetch({ url: exchange.origin }, known)).toMatchObject({ kind: 'not_modified' });
      exchange.route('/', { body: `${'x'.repeat(299_999)}y`, gzip });
      expect(await fetch({ url: exchange.origin }, known)).toMatchObject({ kind: 'answer' });
    },
  );

  test('is not known where it is not said, so that the whole comes', async () => {
    const exchange = await startExchange({ '/': { body: 'same', etag: true } });
    const { fetch } = client();
    await fetch({ url: exchange.origin });
    expect(await fetch({ url: exchange.origin })).toMatchObject({ body: 'same' });
  });

  test('is none of an error', async () => {
    const exchange = await startExchange({ '/': { status: 500, body: 'same', etag: true } });
    const { fetch } = client();
    const known = await versionOf(fetch({ url: exchange.origin }));
    expect(known).toEqual({});
    expect(await fetch({ url: exchange.origin }, known)).toMatchObject({ kind: 'answer', status: 500 });
  });

  test('is not taken for an error with the same body', async () => {
    const exchange = await startExchange({ '/': { body: 'same' } });
    const { fetch } = client();
    const known = await versionOf(fetch({ url: exchange.origin }));
    exchange.route('/', { status: 503, body: 'same' });
    expect(await fetch({ url: exchange.origin }, known)).toMatchObject({ kind: 'answer', status: 503 });
  });
});

describe('redirects', () => {
  test('are followed', async () => {
    const exchange = await startExchange({
      '/old': { status: 301, headers: { location: '/new' } },
      '/new': { body: 'here' },
    });
    const url = `${exchange.origin}/old`;
    expect(await client().fetch({ url })).toMatchObject({ kind: 'answer', status: 200, body: 'here', url });
  });

  test('in a circle are a redirect loop', async () => {
    const exchange = await startExchange({
      '/a': { status: 302, headers: { location: '/b' } },
      '/b': { status: 302, headers: { location: '/a' } },
    });
    const result = await client().fetch({ url: `${exchange.origin}/a` });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'redirect_loop' });
  });

  test('without an end are a redirect loop', async () => {
    const hops = Array.from({ length: 10 }, (_, i) => [
      `/${i}`,
      { status: 302, headers: { location: `/${i + 1}` } },
    ]);
    const exchange = await startExchange(Object.fromEntries(hops));
    const result = await client().fetch({ url: `${exchange.origin}/0` });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'redirect_loop' });
    expect(exchange.requests.length).toBeLessThanOrEqual(6);
  });

  test('to another origin are not followed, unless the request names its host', async () => {
    const elsewhere = await startExchange({ '/': { body: 'all is well' } });
    const exchange = await startExchange({ '/': { status: 302, headers: { location: elsewhere.origin } } });
    const refused = await client().fetch({ url: exchange.origin });
    expect(refused).toMatchObject({ kind: 'bad_answer', reason: 'redirect_elsewhere', status: 302 });
    expect(refused).toMatchObject({ message: new URL(elsewhere.origin).host });
    expect(elsewhere.requests).toHaveLength(0);
    for (const redirects of [[elsewhere.origin], [new URL(elsewhere.origin).host], 'anywhere'] as const) {
      const followed = await client().fetch({ url: exchange.origin, redirects });
      expect(followed).toMatchObject({ kind: 'answer', body: 'all is well' });
    }
  });

  test('to another host leave all headers of the request behind', async () => {
    const elsewhere = await startExchange({ '/': {} });
    const exchange = await startExchange({ '/': { status: 302, headers: { location: elsewhere.origin } } });
    await client().fetch({
      url: exchange.origin,
      headers: { authorization: 'Bearer secret', 'x-api-key': 'secret', Cookie: 'a=secret' },
      redirects: [elsewhere.origin],
    });
    expect(elsewhere.requests).toHaveLength(1);
    expect(JSON.stringify(elsewhere.requests[0]?.headers)).not.toContain('secret');
    expect(exchange.requests[0]?.headers).toMatchObject({ 'x-api-key': 'secret' });
  });

  test('within the origin keep the headers, and 303 asks with GET', async () => {
    const exchange = await startExchange({
      '/a': { status: 307, headers: { location: '/b' } },
      '/b': { status: 303, headers: { location: 'c?x=1' } },
      '/c?x=1': { body: 'here' },
    });
    const result = await client().fetch({
      url: `${exchange.origin}/a`,
      method: 'POST',
      body: 'asked',
      headers: { 'x-api-key': 'key' },
    });
    expect(result).toMatchObject({ kind: 'answer', body: 'here' });
    expect(exchange.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
    expect(exchange.requests[2]?.headers).toMatchObject({ 'x-api-key': 'key' });
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'http://', 'gopher://x/'])(
    'to %s lead nowhere',
    async (location) => {
      const exchange = await startExchange({ '/': { status: 302, headers: { location } } });
      const result = await client().fetch({ url: exchange.origin, redirects: 'anywhere' });
      expect(result).toMatchObject({ kind: 'bad_answer', reason: 'malformed' });
    },
  );

  test.each([
    '10.1.2.3',
    '127.0.0.1:8080',
    '169.254.169.254',
    '192.168.0.1',
    '172.20.0.1',
    '100.64.0.1',
    '0.0.0.0',
    '[::1]',
    '[fd00::1]',
    '[::ffff:10.0.0.1]',
    'localhost',
    'redis.internal',
    '2130706433',
    '0x7f.1',
  ])('from a public host to the private %s are not followed, whoever names it', async (host) => {
    const location = `http://${host}/`;
    const from = { origin: 'http://8.8.8.8', path: '/', method: 'GET' } as const;
    const answer = { status: 302, headers: { location } };
    const request = { url: 'http://8.8.8.8/', redirects: 'anywhere' } as const;
    expect(await followRedirect(request, from, answer)).toMatchObject({ reason: 'redirect_elsewhere' });
    const inside = { ...request, url: 'http://10.0.0.1/' };
    expect(await followRedirect(inside, from, answer)).toMatchObject({ kind: 'follow' });
  });

  test('from a secure host to an open one have to be named with their scheme', async () => {
    const from = { origin: 'https://9.9.9.9', path: '/', method: 'GET' } as const;
    const answer = { status: 301, headers: { location: 'http://8.8.8.8/' } };
    const url = 'https://9.9.9.9/';
    expect(await followRedirect({ url, redirects: ['8.8.8.8'] }, from, answer)).toMatchObject({
      reason: 'redirect_elsewhere',
    });
    expect(await followRedirect({ url, redirects: ['http://8.8.8.8'] }, from, answer)).toMatchObject({
      kind: 'follow',
    });
  });

  test('from an open host to its secure self are followed', async () => {
    const from = { origin: 'http://8.8.8.8', path: '/a', method: 'GET' } as const;
    const headers = { location: 'https://8.8.8.8/a' };
    const answer = { status: 301, headers };
    expect(await followRedirect({ url: 'http://8.8.8.8/a' }, from, answer)).toMatchObject({
      kind: 'follow',
      isSameOrigin: false,
      target: { origin: 'https://8.8.8.8' },
    });
  });
});

describe('limits', () => {
  test('a declared length above the limit is refused at once', async () => {
    const { port } = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n');
    });
    const result = await client().fetch({ url: `http://127.0.0.1:${port}/`, maxBytes: 1000 });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'too_large', status: 200 });
  });

  test('an endless body is cut off at the limit', async () => {
    const { port } = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const timer = setInterval(() => socket.write('x'.repeat(10_000)), 1);
      socket.on('close', () => clearInterval(timer));
    });
    const result = await client({ maxBytes: 50_000 }).fetch({ url: `http://127.0.0.1:${port}/` });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'too_large' });
  });

  test('a small body that unpacks to a huge one is cut off at the limit', async () => {
    const exchange = await startExchange({ '/': { body: '0'.repeat(5_000_000), gzip: true } });
    const result = await client({ maxBytes: 1_000_000 }).fetch({ url: exchange.origin });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'too_large' });
  });

  test('an answer that never comes is given up', async () => {
    const exchange = await startExchange({ '/': { fault: 'timeout' } });
    const result = await client().fetch({ url: exchange.origin, timeoutMs: 60 });
    expect(result).toMatchObject({ kind: 'no_answer', reason: 'timeout' });
  });

  test('a body that dries up is given up', async () => {
    const { port } = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
    });
    const result = await client({ timeoutMs: 80 }).fetch({ url: `http://127.0.0.1:${port}/` });
    expect(result).toMatchObject({ kind: 'no_answer', reason: 'timeout' });
  });
});

describe('what comes to nothing', () => {
  test('a refused connection', async () => {
    const exchange = await startExchange();
    await exchange.refuse();
    expect(await client().fetch({ url: exchange.origin })).toMatchObject({
      kind: 'no_answer',
      reason: 'refused',
    });
  });

  test('a reset connection, after one more try', async () => {
    const exchange = await startExchange({ '/': { fault: 'reset' } });
    expect(await client().fetch({ url: exchange.origin })).toMatchObject({
      kind: 'no_answer',
      reason: 'reset',
    });
    expect(exchange.requests).toHaveLength(2);
  });

  test('a kept-alive connection closed under us is no failure', async () => {
    const exchange = await startExchange({
      '/': { steps: [{ body: '1' }, { fault: 'reset' }, { body: '2' }] },
    });
    const { fetch } = client();
    await fetch({ url: exchange.origin });
    expect(await fetch({ url: exchange.origin })).toMatchObject({ kind: 'answer', body: '2' });
  });

  test('a name that does not exist', async () => {
    const result = await client().fetch({ url: 'http://nothing.invalid/' });
    expect(result).toMatchObject({ kind: 'no_answer', reason: 'dns' });
  });

  test('a server that does not speak TLS', async () => {
    const exchange = await startExchange({ '/': {} });
    const result = await client().fetch({ url: exchange.origin.replace('http:', 'https:') });
    expect(result).toMatchObject({ kind: 'no_answer', reason: 'tls' });
  });

  test.each(['truncated', 'cut_gzip'] as const)('a body that is %s', async (fault) => {
    const exchange = await startExchange({ '/': { body: 'abc'.repeat(9000), fault } });
    const result = await client().fetch({ url: exchange.origin });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'truncated', status: 200 });
  });

  test('a chunked body that ends early', async () => {
    const { port } = await startRawServer((socket) => {
      socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n');
    });
    const result = await client().fetch({ url: `http://127.0.0.1:${port}/` });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'truncated' });
  });

  test('something that is not HTTP', async () => {
    const { port } = await startRawServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    const result = await client().fetch({ url: `http://127.0.0.1:${port}/` });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'malformed' });
  });

  test('a body that is not what its encoding says', async () => {
    const exchange = await startExchange({ '/': { body: 'plain', headers: { 'content-encoding': 'gzip' } } });
    const result = await client().fetch({ url: exchange.origin });
    expect(result).toMatchObject({ kind: 'bad_answer', reason: 'malformed' });
  });

  test('an address that is none', async () => {
    expect(await client().fetch({ url: 'nonsense' })).toMatchObject({
      kind: 'bad_answer',
      reason: 'malformed',
    });
  });

  test('a client that was closed meanwhile', async () => {
    const exchange = await startExchange({ '/': { fault: 'timeout' } });
    const created = createHttpClient({ version: '1' });
    const asked = created.fetch({ url: exchange.origin });
    await created.close();
    expect(await asked).toMatchObject({ kind: 'no_answer' });
    expect(await created.fetch({ url: exchange.origin })).toMatchObject({ kind: 'no_answer' });
  });
});
