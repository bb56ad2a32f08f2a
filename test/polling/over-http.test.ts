import { expect, onTestFinished, test } from 'vitest';

import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { step } from '#src/engine/step.ts';
import { createHttpClient } from '#src/platform/http-client.ts';
import { createLogger } from '#src/platform/log.ts';
import { createPoller } from '#src/polling/poller.ts';
import type { Poller } from '#src/polling/poller.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import type { ConfiguredSource } from '#src/sources/configured.ts';
import { startExchange } from '#test/support/exchange/start-exchange.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

import { makeSource } from './support/make-source.ts';
import { createMemoryCollection } from './support/memory-collection.ts';
import { polled } from './support/poller-bench.ts';

function pollerOver(sources: readonly ConfiguredSource[]): Poller {
  const { fetch, close } = createHttpClient({ version: '0' });
  onTestFinished(close);
  const clock = createFakeClock();
  return createPoller({
    clock,
    scheduler: createScheduler({ clock }),
    fetch,
    exchanges: [polled('binance', sources)],
    ownNetwork: { share: 0.6, minHosts: 4 },
    states: createMemoryCollection<ExchangeState>(),
    archive: (_, { id }) => ({ collection: 'incidents', id }),
    onOutbox: () => {},
    onOperator: () => {},
    log: createLogger('silent'),
    step,
  });
}

const UP = { body: { 'binance/withdrawals': 'operational' }, gzip: true, etag: true };
const DOWN = { body: { 'binance/withdrawals': 'major_outage' }, gzip: true, etag: true };

test('a halt over real HTTP is told once, and so is its end', async () => {
  const exchange = await startExchange({ '/status': UP });
  const poller = pollerOver([makeSource({ requests: [{ url: `${exchange.origin}/status` }] })]);
  for (const answer of [UP, UP, DOWN, DOWN, DOWN, UP, UP]) {
    exchange.route('/status', answer);
    await poller.pollNow();
  }
  const { outbox, sources } = poller.state('binance');
  expect(outbox.map(({ notice }) => notice.kind)).toEqual(['opened', 'resolved']);
  expect(sources['system-status']?.outcome).toBe('ok');
});

test('an answer that is cut short, hangs or is a page never becomes a status', async () => {
  const exchange = await startExchange({ '/status': UP });
  const url = `${exchange.origin}/status`;
  const poller = pollerOver([makeSource({ requests: [{ url, timeoutMs: 300 }] })]);
  await poller.pollNow();
  const outcomes: (string | undefined)[] = [];
  for (const answer of [
    { ...DOWN, fault: 'cut_gzip' as const },
    { ...DOWN, gzip: false, fault: 'truncated' as const },
    { fault: 'timeout' as const },
    { fault: 'reset' as const },
    { body: '<html><title>Binance</title></html>' },
  ]) {
    exchange.route('/status', answer);
    await poller.pollNow();
    outcomes.push(poller.state('binance').sources['system-status']?.outcome);
  }
  expect(outcomes).toEqual(['broken', 'broken', 'failed', 'failed', 'broken']);
  expect(poller.state('binance').outbox).toEqual([]);
});

test('a host that is blocked is read at its alternate', async () => {
  const blocked = await startExchange({ '/status': { status: 451 } });
  const open = await startExchange({ '/status': UP });
  const requests = [{ url: `${blocked.origin}/status` }];
  const poller = pollerOver([makeSource({ requests, alternates: [open.host] })]);
  await poller.pollNow();
  expect(poller.state('binance').sources['system-status']?.outcome).toBe('ok');
});
