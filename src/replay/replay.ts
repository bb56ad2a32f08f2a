import type { Notice } from '#src/domain/incident.ts';
import { step } from '#src/engine/step.ts';
import { createLogger } from '#src/platform/log.ts';
import { createVirtualClock } from '#src/platform/virtual-clock.ts';
import { createPoller } from '#src/polling/poller.ts';
import type { PolledExchange } from '#src/polling/poller.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { openStore } from '#src/storage/store.ts';

import type { Scenario } from './scenario.ts';
import { createWorld } from './world.ts';

/** Plays a scenario through the real polling, decoding and engine in virtual time; resolves with what was told. */
export async function replay(exchange: PolledExchange, scenario: Scenario): Promise<Notice[]> {
  const clock = createVirtualClock(scenario.start);
  const world = createWorld(exchange.sources, scenario.world, clock);
  const store = openStore('memory:', { report: () => {} });
  const log = createLogger('silent');
  const told = new Map<string, Notice>();

  const watch = () => {
    const poller = createPoller({
      exchanges: [{ ...exchange, sources: world.sources }],
      ownNetwork: exchange.policy.ownNetwork,
      step,
      clock,
      scheduler: createScheduler({ clock }),
      fetch: world.fetch,
      states: store.exchanges,
      archive: () => Promise.resolve(),
      onOutbox: (id) => {
        const { outbox } = poller.state(id);
        for (const { kind, notice } of outbox) if (kind === 'notice') told.set(notice.id, notice);
        void poller.clearOutbox(id, outbox);
      },
      onOperator: () => {},
      log,
    });
    return poller;
  };

  for (const { from, until } of awake(scenario)) {
    await clock.runUntil(from);
    const poller = watch();
    await poller.start();
    await clock.runUntil(until);
    const stopped = poller.stop();
    await clock.runUntil(until);
    await stopped;
  }
  await store.close();
  return [...told.values()];
}

/** The times between those in which the bot is off. */
function awake({ start, end, off = [] }: Scenario): { from: number; until: number }[] {
  const spans: { from: number; until: number }[] = [];
  let from = start;
  for (const pause of off.toSorted((a, b) => a.from - b.from)) {
    if (pause.from > from) spans.push({ from, until: pause.from });
    from = Math.max(from, pause.until);
  }
  if (from < end) spans.push({ from, until: end });
  return spans;
}
