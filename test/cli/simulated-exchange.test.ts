import { describe, expect, test } from 'vitest';

import { startExchange } from '#test/support/exchange/start-exchange.ts';

const get = (url: string, init?: RequestInit) => fetch(url, { headers: { connection: 'close' }, ...init });

describe('a route', () => {
  test('answers the same for good', async () => {
    const exchange = await startExchange({ '/status': { body: { status: 0 }, headers: { 'x-a': '1' } } });
    for (let i = 0; i < 2; i += 1) {
      const response = await get(`${exchange.origin}/status?any=query`);
      expect(response.headers.get('x-a')).toBe('1');
      expect(await response.json()).toEqual({ status: 0 });
    }
  });

  test('goes through its steps, and stays at the last', async () => {
    const exchange = await startExchange({ '/': { steps: [{ status: 500 }, { status: 200 }] } });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await get(exchange.origin)).status);
    expect(statuses).toEqual([500, 200, 200]);
  });

  test('follows its timeline', async () => {
    let now = 5000;
    const timeline = [
      { afterMs: 0, answer: { body: 'up' } },
      { afterMs: 1000, answer: { body: 'down' } },
    ];
    const exchange = await startExchange({ '/': { timeline } }, () => now);
    expect(await (await get(exchange.origin)).text()).toBe('up');
    now = 6000;
    expect(await (await get(exchange.origin)).text()).toBe('down');
  });

  test('can be told otherwise at any time, for one query or for all', async () => {
    const exchange = await startExchange({ '/list': { body: 'all' } });
    exchange.route('/list?state=HALT', { body: 'halted' });
    expect(await (await get(`${exchange.origin}/list?state=HALT`)).text()).toBe('halted');
    expect(await (await get(`${exchange.origin}/list?state=BREAK`)).text()).toBe('all');
  });

  test('that nobody scripted is not found', async () => {
    const exchange = await startExchange();
    expect((await get(`${exchange.origin}/nowhere`)).status).toBe(404);
  });
});

test('an ETag is answered with 304', async () => {
  const exchange = await startExchange({ '/': { body: 'same', etag: true } });
  const etag = (await get(exchange.origin)).headers.get('etag') ?? '';
  const again = await get(exchange.origin, { headers: { 'if-none-match': etag, connection: 'close' } });
  expect(again.status).toBe(304);
});

test('every request is in the log', async () => {
  const exchange = await startExchange({ '/info': {} }, () => 42);
  await get(`${exchange.origin}/info`, { method: 'POST', body: '{"a":1}' });
  expect(exchange.requests).toMatchObject([{ at: 42, method: 'POST', path: '/info', body: '{"a":1}' }]);
});

test('an exchange can refuse for a while, and come back at the same address', async () => {
  const exchange = await startExchange({ '/': { body: 'here' } });
  await exchange.refuse();
  await expect(get(exchange.origin)).rejects.toThrow('fetch failed');
  await exchange.listen();
  expect(await (await get(exchange.origin)).text()).toBe('here');
});
