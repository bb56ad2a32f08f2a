import { expect, test } from 'vitest';

import type { HttpResult } from '#src/platform/http.ts';
import { createVirtualClock } from '#src/platform/virtual-clock.ts';
import type { WorldAnswer } from '#src/replay/scenario.ts';
import { createWorld } from '#src/replay/world.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { SourceError } from '#src/sources/source.ts';

const START = Date.parse('2021-11-01T12:00:00Z');
const LATER = START + 60_000;

/** A source that reads `{ "XYZ": "open" }` as the flag of one coin. */
function coins(more: Partial<ConfiguredSource> = {}): ConfiguredSource {
  return {
    exchange: 'binance',
    id: 'wallets',
    type: 'wallets',
    speaks: 'flags',
    venue: 'coin_list',
    healthy: [],
    everyMs: 60_000,
    requests: [{ url: 'https://api.example.com/coins?page=1' }],
    alternates: [],
    undocumented: false,
    clocked: false,
    decode: (answers) => ({
      readings: answers.flatMap(({ body }) => {
        if (!body.startsWith('{')) throw new SourceError('broken', 'is no JSON');
        return Object.entries(JSON.parse(body) as Record<string, string>).map(([coin, word]) => ({
          service: `binance/withdrawals/${coin}`,
          status: word === 'open' ? ('operational' as const) : ('major_outage' as const),
          basis: 'official' as const,
          signal: 'flag' as const,
          evidence: word,
        }));
      }),
      unread: [],
    }),
    ...more,
  };
}

function play(script: readonly WorldAnswer[], sources: readonly ConfiguredSource[] = [coins()]) {
  const clock = createVirtualClock(START);
  const world = createWorld(sources, script, clock);
  const ask = (url = 'https://api.example.com/coins?page=1'): Promise<HttpResult> => world.fetch({ url });
  const read = async (): Promise<string[]> => {
    const results = await Promise.all((sources[0]?.requests ?? []).map((request) => world.fetch(request)));
    const answers = results.flatMap((result) => (result.kind === 'answer' ? [result] : []));
    const { readings = [] } = world.sources[0]?.decode(answers, clock.now()) ?? {};
    return readings.map(({ service, status }) => `${service} ${status}`);
  };
  return { ask, read, clock };
}

test('an answer holds until the next one', async () => {
  const { ask, clock } = play([
    { at: LATER, source: 'wallets', body: 'second' },
    { at: START, source: 'wallets', body: 'first' },
  ]);
  expect(await ask()).toMatchObject({ kind: 'answer', status: 200, body: 'first' });
  await clock.runUntil(LATER);
  expect(await ask()).toMatchObject({ kind: 'answer', body: 'second' });
});

test('a body that is no text is sent as JSON, with its status and headers', async () => {
  const { ask } = play([
    { at: START, source: 'wallets', status: 429, headers: { 'Retry-After': '30' }, body: { a: [1] } },
  ]);
  expect(await ask()).toMatchObject({ status: 429, body: '{"a":[1]}', headers: { 'retry-after': '30' } });
});

test.each([
  ['timeout', { kind: 'no_answer', reason: 'timeout', ms: 10_000 }],
  ['refused', { kind: 'no_answer', reason: 'refused' }],
  ['reset', { kind: 'no_answer', reason: 'reset' }],
  ['dns', { kind: 'no_answer', reason: 'dns' }],
  ['truncated', { kind: 'bad_answer', reason: 'truncated' }],
  ['html', { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' } }],
] as const)('the fault "%s" comes out as such', async (fault, outcome) => {
  const { ask } = play([{ at: START, source: 'wallets', fault }]);
  expect(await ask()).toMatchObject(outcome);
});

test('an answer that takes longer than anybody waits is none', async () => {
  expect(await play([{ at: START, source: 'wallets', delayMs: 9_999, body: '' }]).ask()).toMatchObject({
    kind: 'answer',
    ms: 9_999,
  });
  expect(await play([{ at: START, source: 'wallets', delayMs: 10_000, body: '' }]).ask()).toMatchObject({
    kind: 'no_answer',
    reason: 'timeout',
  });
});

test('an address that no source asks for is not there', async () => {
  expect(await play([]).ask('https://api.example.com/elsewhere')).toMatchObject({ status: 404 });
});

test('an alternate host answers as the first one does', async () => {
  const { ask } = play([{ at: START, source: 'wallets', body: 'here' }]);
  expect(await ask('https://api2.example.com/coins?page=1')).toMatchObject({ body: 'here' });
});

test('"*" speaks for every source, and the newest entry counts', async () => {
  const { ask, clock } = play([
    { at: START, source: '*', status: 503 },
    { at: LATER, source: 'wallets', body: 'back' },
  ]);
  expect(await ask()).toMatchObject({ status: 503 });
  await clock.runUntil(LATER);
  expect(await ask()).toMatchObject({ status: 200, body: 'back' });
});

test('a source with several requests has a body for each', async () => {
  const paged = coins({
    requests: [
      { url: 'https://api.example.com/coins?page=1' },
      { url: 'https://api.example.com/coins?page=2' },
    ],
  });
  const { read } = play([{ at: START, source: 'wallets', bodies: [{ A: 'open' }, { B: 'shut' }] }], [paged]);
  expect(await read()).toEqual(['binance/withdrawals/A operational', 'binance/withdrawals/B major_outage']);
});

test('a source that is never named says what it says when all is well', async () => {
  const spot = { service: 'binance/spot', status: 'operational', basis: 'official', signal: 'word' } as const;
  const status = coins({ id: 'system-status', healthy: [{ ...spot, evidence: '' }] });
  expect(await play([], [status]).read()).toEqual(['binance/spot operational']);
});

test('a source that watches nothing as a whole says nothing, and answers', async () => {
  const { ask, read } = play([]);
  expect(await ask()).toMatchObject({ kind: 'answer', status: 200 });
  expect(await read()).toEqual([]);
});

test('before its first entry, and when it is healthy, all that a source ever speaks of works', async () => {
  const { read, clock } = play([
    { at: LATER, source: 'wallets', body: { A: 'shut', B: 'open' } },
    { at: LATER + 60_000, source: 'wallets', body: { C: 'shut' } },
    { at: LATER + 120_000, source: 'wallets', healthy: true },
  ]);
  const well = ['A', 'B', 'C'].map((coin) => `binance/withdrawals/${coin} operational`);
  expect(await read()).toEqual(well);
  await clock.runUntil(LATER);
  expect(await read()).toContain('binance/withdrawals/A major_outage');
  await clock.runUntil(LATER + 120_000);
  expect(await read()).toEqual(well);
});

test('a body that is wrong on purpose is read as what it is', async () => {
  const { read } = play([{ at: START, source: 'wallets', body: 'no JSON' }]);
  await expect(read()).rejects.toThrow('is no JSON');
});
