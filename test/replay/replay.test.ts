import { beforeAll, expect, test } from 'vitest';

import { exchangeFromObject } from '#config/exchange-config.ts';
import type { ExchangeConfig } from '#config/exchange-config.ts';
import { shippedConfig } from '#test/support/shipped-config.ts';
import { compareAll } from '#src/replay/expectations.ts';
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
  exchange = exchangeFromObject(own, shippedConfig(), 'example.yaml');
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
  const played = await replay([exchange], scenarioSchema.parse({ ...OUTAGE, ...more }));
  return played.told.map(({ kind, at }) => `${new Date(at).toISOString().slice(11, 16)} ${kind}`);
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

async function played(more: object) {
  return replay([exchange], scenarioSchema.parse({ ...OUTAGE, expect: [], ...more }));
}

test('a body of another shape is heard by the operator at once, and when it is over', async () => {
  const list = {
    id: 'listed',
    name: 'Listed',
    website: 'https://www.example.com',
    sources: {
      status: {
        type: 'json',
        url: 'https://api.example.com/status',
        every: '15s',
        checks: [{ at: 'state', values: { up: 'operational', down: 'major_outage' }, service: 'spot' }],
      },
    },
  };
  const world = [
    { at: '+10m', source: 'status', body: { stat: 'down' } },
    { at: '+20m', source: 'status', body: { state: 'wobbly' } },
  ];
  const { operator, told } = await replay(
    [exchangeFromObject(list, shippedConfig(), 'listed.yaml')],
    scenarioSchema.parse({ name: 'Mistyped', exchange: 'listed', start: OUTAGE.start, end: '+30m', world }),
  );
  expect(told).toEqual([]);
  expect(operator.map(({ kind, source }) => `${kind} ${source}`)).toEqual([
    'unreadable listed/status',
    'undocumented listed/status',
    'readable listed/status',
  ]);
});

test('that our own network is down is heard by the operator', async () => {
  const two = {
    id: 'two',
    name: 'Two',
    website: 'https://www.example.com',
    sources: {
      one: { type: 'http', url: 'https://a.example.com/ping', every: '15s', probes: 'api' },
      other: { type: 'http', url: 'https://b.example.com/ping', every: '15s', probes: 'website' },
    },
  };
  const world = [
    { at: '+10m', source: '*', fault: 'timeout' },
    { at: '+20m', source: '*', healthy: true },
  ];
  const { operator, told } = await replay(
    [exchangeFromObject(two, shippedConfig(), 'two.yaml')],
    scenarioSchema.parse({ name: 'Ours', exchange: 'two', start: OUTAGE.start, end: '+30m', world }),
  );
  expect([told, operator.map(({ kind }) => kind)]).toEqual([[], ['said', 'said']]);
});

test('the status can be asked for at any time, and is compared', async () => {
  const asked = [
    { at: '+30m', service: 'example/api', status: 'operational' },
    { at: '+65m', service: 'example/api', status: 'major_outage', since: '+60m' },
    { at: '+65m', service: 'example', status: 'operational' },
  ];
  const { answers } = await played({ asked });
  expect(answers.map(({ service, status }) => `${service} ${status}`)).toEqual([
    'example/api operational',
    'example/api major_outage',
    'example major_outage',
  ]);
  const scenario = scenarioSchema.parse({ ...OUTAGE, asked });
  const rows = compareAll(scenario, await replay([exchange], scenario));
  expect(rows.flatMap(({ differences }) => differences)).toEqual(['status is major_outage, not operational']);
});

test('more notices than the scenario allows are too many', async () => {
  const scenario = scenarioSchema.parse({ ...OUTAGE, atMost: 1 });
  const rows = compareAll(scenario, await replay([exchange], scenario));
  expect(rows.flatMap(({ differences }) => differences)).toEqual(['are more than 1']);
});
