import { beforeAll, expect, test } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import { loadConfig } from '#config/load.ts';
import { replay } from '#src/replay/replay.ts';
import { scenarioSchema } from '#src/replay/scenario.ts';

let exchange: ExchangeConfig;
beforeAll(() => {
  const own = {
    id: 'example',
    name: 'Example',
    website: 'https://www.example.com',
    sources: { ping: { type: 'http', url: 'https://api.example.com/ping', every: '15s', probes: 'api' } },
  };
  exchange = exchangeFromObject(own, loadConfig({}), 'example.yaml');
});

const OUTAGE = {
  name: 'The API is down for ten minutes',
  exchange: 'example',
  start: '2024-03-05T09:00:00Z',
  end: '2024-03-05T12:00:00Z',
  world: [
    { at: '2024-03-05T10:00:00Z', source: 'ping', status: 500 },
    { at: '2024-03-05T10:10:00Z', source: 'ping', healthy: true },
  ],
};

async function told(more: object = {}): Promise<string[]> {
  const notices = await replay(exchange, scenarioSchema.parse({ ...OUTAGE, ...more }));
  return notices.map(({ kind, at }) => `${new Date(at).toISOString().slice(11, 16)} ${kind}`);
}

test('what happens is told once, with its virtual time', async () => {
  expect(await told()).toEqual(['10:00 opened', '10:10 resolved']);
});

test('the same scenario always tells the same', async () => {
  expect(await told()).toEqual(await told());
});

test('while the bot is off nothing is told; what was known before is known after', async () => {
  const off = [{ from: '2024-03-05T10:05:00Z', until: '2024-03-05T11:00:00Z' }];
  expect(await told({ off })).toEqual(['10:00 opened', '11:00 resolved']);
});

test('a bot that was off from the start begins without a past', async () => {
  const off = [{ from: '2024-03-05T09:00:00Z', until: '2024-03-05T10:05:00Z' }];
  expect(await told({ off })).toEqual([]);
});
