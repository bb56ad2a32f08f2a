import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { once } from 'node:events';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import { networkNames } from '#src/names/spelling.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { testPolicy } from '#test/support/engine-bench.ts';

/** A server on loopback that the test closes when it ends. */
async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const origin = () => listening(createServer((_request, response) => response.end('from the exchange')));

/** A proxy that notes what it is asked to reach, and takes everything to `to`. */
async function proxyTo(to: string) {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end('from the exchange');
  });
  server.on('connect', ({ url = '' }, socket: Socket) => {
    asked.push(url);
    const onward = connect(Number(new URL(to).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { url: await listening(server), asked };
}

function client() {
  const http = createHttpClient({ version: 'test' });
  onTestFinished(() => http.close());
  return http;
}

describe('a proxy', () => {
  it('of a source is asked in the place of its host', async () => {
    const proxy = await proxyTo(await origin());
    const result = await client().fetch({ url: 'http://api.example.com/status', proxy: proxy.url });
    expect(result).toMatchObject({ kind: 'answer', body: 'from the exchange' });
    expect(proxy.asked).toEqual(['http://api.example.com/status']);
  });

  it('is not asked by others', async () => {
    const host = await origin();
    const proxy = await proxyTo(host);
    const http = client();
    await http.fetch({ url: 'http://api.example.com/status', proxy: proxy.url });
    expect(await http.fetch({ url: `${host}/status` })).toMatchObject({ body: 'from the exchange' });
    expect(proxy.asked).toHaveLength(1);
  });

  it('of the environment is asked for all but what NO_PROXY names', async () => {
    const host = await origin();
    const proxy = await proxyTo(host);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    vi.stubEnv('no_proxy', '127.0.0.1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const http = client();
    expect(await http.fetch({ url: 'http://api.example.com/status' })).toMatchObject({
      body: 'from the exchange',
    });
    expect(await http.fetch({ url: `${host}/status` })).toMatchObject({ body: 'from the exchange' });
    expect(proxy.asked).toEqual(['http://api.example.com/status']);
  });

  it('is asked to let an encrypted connection through', async () => {
    const proxy = await proxyTo(await origin());
    await client().fetch({ url: 'https://api.example.com/status', proxy: proxy.url });
    expect(proxy.asked[0]).toBe('api.example.com:443');
  });

  it('that is away is no word of the exchange: nothing has answered', async () => {
    const result = await client().fetch({
      url: 'http://api.example.com/status',
      proxy: 'http://127.0.0.1:9',
    });
    expect(result.kind).toBe('no_answer');
  });
});

describe('`proxy:` in an exchange’s file', () => {
  const build = (exchange: object, source: object, variables = {}) =>
    exchangeFromObject(
      {
        id: 'lunex',
        name: 'Lunex',
        ...exchange,
        sources: {
          ping: { type: 'http', url: 'https://api.example.com', every: '15s', probes: 'api', ...source },
        },
      },
      { policy: testPolicy, networks: networkNames(), variables },
    ).sources[0]?.requests[0]?.proxy;

  it('is for all its sources, and a source may have one of its own', () => {
    expect(build({}, {})).toBeUndefined();
    expect(build({ proxy: 'http://10.0.0.1:3128' }, {})).toBe('http://10.0.0.1:3128');
    expect(build({ proxy: 'http://10.0.0.1:3128' }, { proxy: 'http://10.0.0.2:3128' })).toBe(
      'http://10.0.0.2:3128',
    );
  });

  it('has its password from a variable, and never written out', () => {
    const proxy = 'http://me:${SECRET_PROXY}@10.0.0.1:3128';
    expect(build({ proxy }, {}, { SECRET_PROXY: 'abcdef' })).toBe('http://me:abcdef@10.0.0.1:3128');
    expect(() => build({ proxy: 'http://me:abcdef@10.0.0.1' }, {})).toThrow(
      /`proxy` has a password written out/,
    );
    expect(() => build({}, { proxy: 'http://me:abcdef@10.0.0.1' })).toThrow(/sources\.ping\.proxy/);
  });
});
