import { describe, expect, it, onTestFinished } from 'vitest';

import { DeliveryError } from '#src/delivery/delivery-error.ts';
import type { Channel, OutgoingMessage } from '#src/delivery/channel.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { step } from '#src/engine/step.ts';
import { judgeHealth, troubleIn } from '#src/web/health.ts';
import type { Vitals } from '#src/web/health.ts';
import { createMeter } from '#src/web/meter.ts';
import { createMetrics } from '#src/web/metrics.ts';
import type { Metrics } from '#src/web/metrics.ts';
import { createWeb, startWebServer } from '#src/web/server.ts';

const NOW = 10_000_000;
const well: Vitals = {
  polling: { quietMs: 1_000, everyMs: 15_000 },
  decidedAt: NOW - 5_000,
  delivery: { pending: 0, oldestMs: 0, isStoreFailing: false },
  storeFailingSince: undefined,
  startedAt: 0,
};

describe('readiness', () => {
  it('is given while everything happens in time', () => {
    expect(judgeHealth(well, NOW)).toEqual({
      isReady: true,
      parts: { polls: 'ok', decides: 'ok', delivers: 'ok', stores: 'ok' },
    });
    expect(troubleIn(judgeHealth(well, NOW))).toBeUndefined();
  });

  it.each<[string, Partial<Vitals>, object]>([
    [
      'nothing is polled',
      { polling: { ...well.polling, quietMs: 61_000 } },
      { polls: 'nothing was polled for 61 s' },
    ],
    ['nothing is decided', { decidedAt: NOW - 130_000 }, { decides: 'nothing was decided for 130 s' }],
    ['nothing was ever decided', { decidedAt: 0 }, { decides: 'nothing was decided since the start' }],
    [
      'a message waits',
      { delivery: { pending: 3, oldestMs: 400_000, isStoreFailing: false } },
      { delivers: 'the oldest of 3 messages waits for 400 s' },
    ],
    [
      'the store takes nothing',
      { storeFailingSince: NOW - 7_000 },
      { stores: 'the store takes nothing for 7 s' },
    ],
    [
      'the server that holds the store is away',
      { storeFailingSince: NOW - 7_000, storeProblem: 'Redis at cache:6379: it cannot be reached.' },
      { stores: 'Redis at cache:6379: it cannot be reached.' },
    ],
    [
      'the store does not take what became of messages',
      { delivery: { ...well.delivery, isStoreFailing: true } },
      { stores: 'the store does not take what became of messages' },
    ],
  ])('is withheld where %s, and says so', (_what, change, parts) => {
    const health = judgeHealth({ ...well, ...change }, NOW);
    expect(health.isReady).toBe(false);
    expect(health.parts).toMatchObject(parts);
    expect(troubleIn(health)).toBe(Object.values(parts).join('; '));
  });

  it('is not withheld in the first minute, before anything was decided', () => {
    expect(judgeHealth({ ...well, decidedAt: 0, startedAt: NOW - 30_000 }, NOW).isReady).toBe(true);
  });

  it('is not withheld for a cadence that is long', () => {
    const polling = { quietMs: 150_000, everyMs: 60_000 };
    expect(judgeHealth({ ...well, polling }, NOW).isReady).toBe(true);
  });
});

describe('the server', () => {
  const ready = { isReady: true, parts: { polls: 'ok', decides: 'ok', delivers: 'ok', stores: 'ok' } };
  const metrics = () => Promise.resolve({ type: 'text/plain; version=0.0.4', text: 'a 1\n' });

  it('answers over HTTP, at the address that it is given', async () => {
    const server = await startWebServer('127.0.0.1:0', { health: () => ready, metrics });
    onTestFinished(() => server.close());
    const get = async (path: string) => {
      const answer = await fetch(`${server.origin}${path}`);
      return [answer.status, await answer.text()];
    };
    expect(await get('/healthz')).toEqual([200, '{"status":"ok"}']);
    expect(await get('/readyz')).toEqual([200, JSON.stringify({ status: 'ok', ...ready.parts })]);
    expect(await get('/metrics')).toEqual([200, 'a 1\n']);
    expect((await get('/elsewhere'))[0]).toBe(404);
  });

  it('says 503 and what is late', async () => {
    const late = { isReady: false, parts: { ...ready.parts, polls: 'nothing was polled for 90 s' } };
    const answer = await createWeb({ health: () => late, metrics }).request('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'late', polls: 'nothing was polled for 90 s' });
  });

  it('rejects where it cannot listen', async () => {
    const first = await startWebServer('127.0.0.1:0', { health: () => ready, metrics });
    onTestFinished(() => first.close());
    const { host } = new URL(first.origin);
    await expect(startWebServer(host, { health: () => ready, metrics })).rejects.toThrow('EADDRINUSE');
  });
});

describe('the meter', () => {
  const clock = { now: () => NOW };
  const lines = async (metrics: Metrics, name: string): Promise<string[]> =>
    (await metrics.expose()).text.split('\n').filter((line) => line.startsWith(name));

  it('counts polls by exchange, source and outcome, and when something was decided', async () => {
    const metrics = createMetrics('1.0.0');
    const meter = createMeter(clock, metrics);
    const measured = meter.step(((state: object) => ({
      state,
      closed: [],
      rereads: [],
    })) as unknown as typeof step);
    expect(meter.decidedAt()).toBe(0);
    const observations = [
      { source: 'wallets', kind: 'ok' },
      { source: 'wallets', kind: 'ok' },
      { source: 'page', kind: 'blocked' },
    ];
    measured(emptyExchangeState('kraken'), observations as never, {} as never);
    expect(await lines(metrics, 'downtick_polls_total')).toEqual([
      'downtick_polls_total{exchange="kraken",source="wallets",outcome="ok"} 2',
      'downtick_polls_total{exchange="kraken",source="page",outcome="blocked"} 1',
    ]);
    expect(meter.sums()).toMatchObject({ polls: 3, failedPolls: 1 });
    expect(meter.decidedAt()).toBe(NOW);
  });

  it('counts a notice once, when it is decided', async () => {
    const metrics = createMetrics('1.0.0');
    const meter = createMeter(clock, metrics);
    const item = { notice: { id: 'n1', kind: 'opened' } };
    const decide = ((state: { outbox: unknown[] }) => ({
      state: { ...state, outbox: [item] },
      closed: [],
      rereads: [],
    })) as unknown as typeof step;
    const state = emptyExchangeState('kraken');
    const after = meter.step(decide)(state, [], {} as never).state;
    meter.step(decide)(after, [], {} as never);
    expect(await lines(metrics, 'downtick_notices_total')).toEqual([
      'downtick_notices_total{exchange="kraken",kind="opened"} 1',
    ]);
  });

  it('counts messages and how late they are, and errors by their kind', async () => {
    const metrics = createMetrics('1.0.0');
    const meter = createMeter(clock, metrics);
    const post = { content: { kind: 'notice', notice: { at: NOW - 40_000 } } } as unknown as OutgoingMessage;
    const works = { id: 'discord', post: () => Promise.resolve({ messageId: '1' }) } as unknown as Channel;
    const fails = {
      id: 'discord',
      post: () => Promise.reject(new DeliveryError('busy', 'Slow down.')),
    } as unknown as Channel;
    await meter.channel(works).post(post);
    await expect(meter.channel(fails).post(post)).rejects.toThrow('Slow down.');
    expect(await lines(metrics, 'downtick_messages_total')).toEqual([
      'downtick_messages_total{channel="discord",action="post",result="ok"} 1',
      'downtick_messages_total{channel="discord",action="post",result="busy"} 1',
    ]);
    expect(await lines(metrics, 'downtick_delivery_latency_seconds_sum')).toEqual([
      'downtick_delivery_latency_seconds_sum{channel="discord"} 40',
    ]);
    expect(meter.sums()).toMatchObject({ messages: 1, late: 1 });
  });

  it('knows since when the store takes nothing', async () => {
    const meter = createMeter(clock);
    await expect(meter.write(() => Promise.reject(new Error('disk full')))()).rejects.toThrow('disk full');
    expect(meter.storeFailingSince()).toBe(NOW);
    await meter.write(() => Promise.resolve())();
    expect(meter.storeFailingSince()).toBeUndefined();
  });

  it('counts throttled answers by host', async () => {
    const metrics = createMetrics('1.0.0');
    const meter = createMeter(clock, metrics);
    const answer = (status: number) =>
      meter.fetch(() => Promise.resolve({ kind: 'answer', status } as never))({
        url: 'https://api.example.com/x',
      });
    for (const status of [200, 429, 418, 500]) await answer(status);
    expect(await lines(metrics, 'downtick_http_throttled_total')).toEqual([
      'downtick_http_throttled_total{host="api.example.com"} 2',
    ]);
  });

  it('shows what is known when it is asked', async () => {
    const metrics = createMetrics('1.0.0');
    const state = {
      ...emptyExchangeState('kraken'),
      sources: { wallets: { okAt: NOW - 30_000 }, page: { okAt: 0 } },
      claims: { wallets: [{ 'kraken/withdrawals/BTC': { doubt: {} }, 'kraken/deposits/BTC': {} }] },
      incidents: [{ status: 'major_outage' }, { status: 'major_outage' }],
    } as never;
    metrics.watch(
      {
        states: () => [state],
        delivery: () => ({ pending: 2, oldestMs: 1_500 }),
        isOwnNetworkHeld: () => true,
      },
      clock,
    );
    const text = (await metrics.expose()).text;
    for (const line of [
      'downtick_reading_age_seconds{exchange="kraken",source="wallets"} 30',
      'downtick_claims_in_doubt{exchange="kraken"} 1',
      'downtick_incidents{exchange="kraken",status="major_outage"} 2',
      'downtick_outbox_notices{exchange="kraken"} 0',
      'downtick_deliveries_pending 2',
      'downtick_delivery_oldest_seconds 1.5',
      'downtick_own_network_held 1',
      'downtick_build_info{version="1.0.0"} 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).not.toContain('source="page"');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('shows every metric that the dashboard and the alert rules name', async () => {
    const { readFileSync } = await import('node:fs');
    const metrics = createMetrics('1.0.0');
    metrics.watch(
      {
        states: () => [],
        delivery: () => ({ pending: 0, oldestMs: 0 }),
        isOwnNetworkHeld: () => false,
      },
      clock,
    );
    const { text } = await metrics.expose();
    const known = new Set(Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name = '']) => name));
    for (const file of ['deploy/grafana/downtick.json', 'deploy/prometheus/alerts.yaml']) {
      const named = Array.from(
        readFileSync(file, 'utf8').matchAll(/\b(?:downtick|nodejs|process)_[a-z_0-9]+/g),
        ([name]) => name.replace(/_bucket$/, ''),
      );
      expect(named.length).toBeGreaterThan(5);
      expect(named.filter((name) => !known.has(name))).toEqual([]);
    }
  });
});
