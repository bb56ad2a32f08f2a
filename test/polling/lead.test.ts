import { expect, it } from 'vitest';

import { createPollerBench, polled } from '#test/polling/support/poller-bench.ts';
import { makeSource } from '#test/polling/support/make-source.ts';

it('a lead that is lost and won again while its state is loaded has one writer, which polls once', async () => {
  const { clock, poller, states, web } = createPollerBench([polled('binance', [makeSource()])]);
  const get = states.get.bind(states);
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let loads = 0;
  states.get = async (id) => {
    loads += 1;
    await gates[loads - 1]?.promise;
    return await get(id);
  };
  const [first, left, second] = [poller.lead('binance'), poller.leave('binance'), poller.lead('binance')];
  gates[1]?.resolve();
  await clock.advance(1_000);
  gates[0]?.resolve();
  await Promise.all([first, left, second]);
  const before = web.asked.length;
  await clock.advance(10 * 60_000);
  const polls = web.asked.length - before;
  await poller.leave('binance');
  await clock.advance(10 * 60_000);
  expect(web.asked.length - before - polls).toBe(0);
  expect(clock.pending()).toBe(0);
});
