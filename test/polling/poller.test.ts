import { describe, expect, test } from 'vitest';

import { createLogger } from '#src/platform/log.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';

import { answer, noAnswer } from './support/make-answer.ts';
import { makeSource } from './support/make-source.ts';
import { createPollerBench, polled } from './support/poller-bench.ts';

const MINUTE = 60_000;
const STATUS = 'https://api.example.com/v1/status';
const PING = 'https://api.example.com/ping';
const UP = '{"binance/withdrawals":"operational"}';
const DOWN = '{"binance/withdrawals":"major_outage"}';

const ping = (parts: Partial<ConfiguredSource> = {}): ConfiguredSource =>
  makeSource({
    id: 'ping',
    requests: [{ url: PING }],
    probes: 'binance/api',
    decode: () => ({ readings: [], unread: [] }),
    ...parts,
  });

const isDecided = (line: unknown): boolean =>
  typeof line === 'object' && line !== null && 'msg' in line && line.msg === 'decided';

async function started(
  sources: readonly ConfiguredSource[],
  options?: Parameters<typeof createPollerBench>[1],
) {
  const bench = createPollerBench([polled('binance', sources)], options);
  bench.web.set(STATUS, { body: UP });
  bench.web.set(PING, { body: '{}' });
  await bench.poller.start();
  await bench.clock.advance(MINUTE);
  return bench;
}

describe('what is read', () => {
  test('is decided, stored with its notice in one write, and then told of', async () => {
    const { web, clock, states, woken, kinds } = await started([makeSource()]);
    expect(kinds()).toEqual([]);
    web.set(STATUS, { body: DOWN });
    await clock.advance(15_000);
    expect(kinds()).toEqual(['opened']);
    expect(woken).toEqual(['binance']);
    const opening = states.written.find(({ incidents }) => incidents.length > 0);
    expect(opening?.outbox).toMatchObject([
      { notice: { kind: 'opened', services: ['binance/withdrawals'] } },
    ]);
  });

  test('is logged with the rule that decided, once for each notice', async () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => void lines.push(line) });
    const { web, clock } = await started([makeSource()], { log });
    web.set(STATUS, { body: DOWN });
    await clock.advance(MINUTE);
    const decided = lines.map((line): unknown => JSON.parse(line)).filter((line) => isDecided(line));
    expect(decided).toMatchObject([
      { kind: 'opened', services: ['binance/withdrawals'], rule: 'exchange_says_so' },
    ]);
  });

  test('is read at its cadence, and at once when started', async () => {
    const { web } = await started([makeSource({ everyMs: 30_000 })]);
    expect(web.times(STATUS)).toBe(3);
  });

  test('is read again after 2, 5 and 10 s when it is in doubt', async () => {
    const bench = await started([ping({ everyMs: MINUTE })]);
    bench.web.set(PING, { status: 503 });
    const before = bench.web.times(PING);
    await bench.poller.pollNow('binance');
    expect(bench.kinds()).toEqual([]);
    await bench.clock.advance(2_000);
    await bench.clock.advance(5_000);
    expect(bench.web.times(PING)).toBe(before + 3);
    expect(bench.kinds()).toEqual(['opened']);
  });

  test('is asked for once however many sources share it', async () => {
    const { web, poller } = await started([makeSource(), makeSource({ id: 'second' })]);
    const before = web.times(STATUS);
    await poller.pollNow();
    expect(web.times(STATUS)).toBe(before + 1);
    expect(Object.keys(poller.state('binance').sources)).toEqual(['system-status', 'second']);
  });

  test('is read once when it is asked for twice at the same time', async () => {
    const { web, poller } = await started([makeSource()]);
    const before = web.times(STATUS);
    await Promise.all([poller.pollNow('binance'), poller.pollNow('binance')]);
    expect(web.times(STATUS)).toBe(before + 1);
  });

  test('of an exchange that is not watched is an error', async () => {
    const { poller } = await started([makeSource()]);
    expect(() => poller.state('mtgox')).toThrow('The exchange "mtgox" is not watched.');
  });
});

describe('writing', () => {
  test('happens at most once a minute while nothing changes', async () => {
    const { clock, states } = await started([makeSource(), ping()]);
    const before = states.written.length;
    await clock.advance(10 * MINUTE);
    expect(states.written.length - before).toBeLessThanOrEqual(10);
    expect(states.written.length - before).toBeGreaterThanOrEqual(8);
  });

  test('that fails means not decided: nothing is told until it is stored, and then it is', async () => {
    const { web, clock, states, woken, operator, kinds } = await started([makeSource()]);
    states.isFull = true;
    web.set(STATUS, { body: DOWN });
    await clock.advance(MINUTE);
    expect(kinds()).toEqual([]);
    expect(woken).toEqual([]);
    expect(operator).toEqual([expect.stringMatching(/Binance cannot be stored \(the disk is full\)/)]);
    states.isFull = false;
    await clock.advance(MINUTE);
    expect(kinds()).toEqual(['opened']);
    expect(operator).toHaveLength(2);
    expect(operator[1]).toContain('again');
  });

  test('goes on where it stopped after a restart, and wakes the dispatcher', async () => {
    const { web, clock, poller, create, woken } = await started([makeSource()]);
    web.set(STATUS, { body: DOWN });
    await clock.advance(15_000);
    await poller.stop();
    const next = create();
    await next.start();
    await clock.advance(MINUTE);
    expect(next.state('binance').outbox.map(({ notice }) => notice.kind)).toEqual(['opened']);
    expect(woken).toEqual(['binance', 'binance']);
  });

  test('archives an incident that is over for good', async () => {
    const { web, clock, archived, poller } = await started([makeSource()]);
    web.set(STATUS, { body: DOWN });
    await clock.advance(MINUTE);
    web.set(STATUS, { body: UP });
    await clock.advance(60 * MINUTE);
    expect(archived).toMatchObject([{ services: ['binance/withdrawals'], status: 'operational' }]);
    expect(poller.state('binance').incidents).toEqual([]);
  });
});

describe('the outbox', () => {
  test('is cleared of what was dispatched, and of nothing else', async () => {
    const { web, clock, poller, states, kinds } = await started([makeSource()]);
    web.set(STATUS, { body: DOWN });
    await clock.advance(MINUTE);
    const [item] = poller.state('binance').outbox;
    web.set(STATUS, { body: UP });
    await clock.advance(MINUTE);
    await poller.clearOutbox('binance', item === undefined ? [] : [item]);
    expect(kinds()).toEqual(['resolved']);
    expect(states.written.at(-1)?.outbox).toHaveLength(1);
  });

  test('stays when its clearing cannot be stored', async () => {
    const { web, clock, poller, states, kinds } = await started([makeSource()]);
    web.set(STATUS, { body: DOWN });
    await clock.advance(MINUTE);
    states.isFull = true;
    const { outbox } = poller.state('binance');
    await expect(poller.clearOutbox('binance', outbox)).rejects.toThrow('full');
    expect(kinds()).toEqual(['opened']);
  });
});

describe('a host that wants to be left alone', () => {
  test('is, for as long as it says, by all sources', async () => {
    const { web, clock } = await started([makeSource(), ping()]);
    web.set(STATUS, { status: 429, headers: { 'retry-after': '120' } });
    await clock.advance(15_000);
    const before = web.asked.length;
    await clock.advance(100_000);
    expect(web.asked.length).toBe(before);
    await clock.advance(60_000);
    expect(web.asked.length).toBeGreaterThan(before);
  });

  test('without saying for how long is asked ever less often', async () => {
    const { web, clock } = await started([makeSource()]);
    web.set(STATUS, { status: 429 });
    const before = web.times(STATUS);
    await clock.advance(10 * MINUTE);
    expect(web.times(STATUS) - before).toBeLessThanOrEqual(6);
  });

  test('is not said to be down', async () => {
    const { web, clock, kinds } = await started([ping()]);
    web.set(PING, { status: 418, headers: { 'retry-after': '60' } });
    await clock.advance(30 * MINUTE);
    expect(kinds()).toEqual([]);
  });
});

describe('the operator', () => {
  test.each([{ body: '<html>' }, { status: 403 }, { status: 404 }])(
    'hears once, at the third poll, that a source cannot be read, and once that it can',
    async (page) => {
      const { web, clock, operator } = await started([makeSource()]);
      web.set(STATUS, page);
      await clock.advance(30_000);
      expect(operator).toEqual([]);
      await clock.advance(5 * MINUTE);
      expect(operator).toEqual([expect.stringMatching(/^Binance, source "system-status", cannot be read: /)]);
      web.set(STATUS, { body: UP });
      await clock.advance(MINUTE);
      expect(operator.slice(1)).toEqual(['Binance, source "system-status", can be read again.']);
    },
  );

  test('hears nothing of a source that is not documented', async () => {
    const { web, clock, operator } = await started([makeSource({ undocumented: true })]);
    web.set(STATUS, { status: 403 });
    await clock.advance(5 * MINUTE);
    expect(operator).toEqual([]);
  });
});

describe('time alone', () => {
  test('passes for the engine even when nothing can be read', async () => {
    const { web, clock, poller } = await started([makeSource()]);
    web.set(STATUS, { status: 429, headers: { 'retry-after': '3600' } });
    await clock.advance(5 * MINUTE);
    const age = clock.now() - poller.state('binance').updatedAt;
    expect(age).toBeLessThanOrEqual(15_000);
  });
});

describe('our own network', () => {
  const names = ['binance', 'kraken', 'okx', 'kucoin'];
  const url = (name: string) => `https://api.${name}.com/ping`;
  const exchanges = names.map((name) =>
    polled(name, [ping({ exchange: name, requests: [{ url: url(name) }], probes: `${name}/api` })]),
  );

  test('when it fails, nobody is alerted and the operator hears of it', async () => {
    const { web, clock, operator, poller, kinds } = createPollerBench(exchanges, { minHosts: 3 });
    for (const name of names) web.set(url(name), {});
    await poller.start();
    await clock.advance(MINUTE);
    for (const name of names) web.set(url(name), { ...noAnswer('dns'), url: url(name) });
    await clock.advance(30 * MINUTE);
    for (const name of names) web.set(url(name), {});
    await clock.advance(10 * MINUTE);
    expect(names.flatMap(kinds)).toEqual([]);
    expect(operator).toHaveLength(2);
  });

  test('when it works, one exchange that fails is told within half a minute', async () => {
    const { web, clock, poller, kinds } = createPollerBench(exchanges, { minHosts: 3 });
    for (const name of names) web.set(url(name), {});
    await poller.start();
    await clock.advance(MINUTE);
    web.set(url('kraken'), noAnswer('refused'));
    await clock.advance(35_000);
    expect(names.map((name) => kinds(name))).toEqual([[], ['opened'], [], []]);
  });
});

describe('stopping', () => {
  test('ends all timers and writes what is known', async () => {
    const { clock, poller, states } = await started([makeSource(), ping()]);
    await clock.advance(20_000);
    await poller.stop();
    expect(clock.pending()).toBe(0);
    expect(states.written.at(-1)).toBe(poller.state('binance'));
  });

  test('does not wait for a read under way, and writes nothing of it', async () => {
    const { web, clock, poller, states } = await started([makeSource()]);
    let release = (): void => {};
    web.set(STATUS, async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return answer({ body: DOWN });
    });
    void poller.pollNow();
    await poller.stop();
    const writes = states.written.length;
    release();
    await clock.advance(MINUTE);
    expect(states.written).toHaveLength(writes);
  });
});
