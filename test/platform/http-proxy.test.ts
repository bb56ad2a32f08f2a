import { createServer } from 'node:http';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import { networkNames } from '#src/names/spelling.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { fetchThrough } from '#src/platform/proxy.ts';
import { testPolicy } from '#test/support/engine-bench.ts';
import { listening, startProxy } from '#test/support/start-proxy.ts';

const origin = () => listening(createServer((_request, response) => response.end('from the exchange')));

function client() {
  const http = createHttpClient({ version: 'test' });
  onTestFinished(() => http.close());
  return http;
}

describe('a proxy', () => {
  it('of a source is asked in the place of its host', async () => {
    const proxy = await startProxy(await origin());
    const result = await client().fetch({ url: 'http://api.example.com/status', proxy: proxy.url });
    expect(result).toMatchObject({ kind: 'answer', body: 'from the exchange' });
    expect(proxy.asked).toEqual(['http://api.example.com/status']);
  });

  it('is not asked by others', async () => {
    const host = await origin();
    const proxy = await startProxy(host);
    const http = client();
    await http.fetch({ url: 'http://api.example.com/status', proxy: proxy.url });
    expect(await http.fetch({ url: `http://127.0.0.1:${host}/status` })).toMatchObject({
      body: 'from the exchange',
    });
    expect(proxy.asked).toHaveLength(1);
  });

  it('of the environment is asked for all but what NO_PROXY names', async () => {
    const host = await origin();
    const proxy = await startProxy(host);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    vi.stubEnv('no_proxy', '127.0.0.1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const http = client();
    expect(await http.fetch({ url: 'http://api.example.com/status' })).toMatchObject({
      body: 'from the exchange',
    });
    expect(await http.fetch({ url: `http://127.0.0.1:${host}/status` })).toMatchObject({
      body: 'from the exchange',
    });
    expect(proxy.asked).toEqual(['http://api.example.com/status']);
  });

  it('that a caller names is asked in the place of that of the environment', async () => {
    const proxy = await startProxy(await origin());
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    onTestFinished(() => void vi.unstubAllEnvs());
    const http = createHttpClient({ version: 'test', proxy: { httpProxy: proxy.url, noProxy: 'x.example' } });
    onTestFinished(() => http.close());
    expect(await http.fetch({ url: 'http://api.example.com/status' })).toMatchObject({
      body: 'from the exchange',
    });
  });

  it('hands a form on whole, as a file for Discord is one', async () => {
    const bodies: string[] = [];
    const port = await listening(
      createServer((request, response) => {
        let body = request.headers['content-type'] ?? '';
        request.setEncoding('utf8').on('data', (text: string) => (body += text));
        request.on('end', () => {
          bodies.push(body);
          response.end('taken');
        });
      }),
    );
    const form = new FormData();
    form.append('file', new Blob(['what is exported']), 'settings.yaml');
    const answer = await fetchThrough({ httpsProxy: 'http://127.0.0.1:9' })(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: form,
    });
    expect(await answer.text()).toBe('taken');
    expect(bodies[0]).toMatch(
      /^multipart\/form-data; boundary=.*filename="settings.yaml".*what is exported/s,
    );
  });

  it('is asked to let an encrypted connection through', async () => {
    const proxy = await startProxy(await origin());
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
