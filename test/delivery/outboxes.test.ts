import { describe, expect, it } from 'vitest';

import { createOutboxes } from '#src/delivery/outboxes.ts';
import type { OutboxItem } from '#src/domain/incident.ts';
import { aNotice } from '#test/delivery/a-notice.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import { fakeLog } from '#test/support/fake-log.ts';

const item = (id: string): OutboxItem => ({ kind: 'notice', notice: aNotice({ id }) });

/** Outboxes, and what their dispatcher is given: it takes it over once `take` is called, or refuses while it fails. */
function setUp() {
  const clock = createFakeClock();
  const { log, lines } = fakeLog();
  const given: string[] = [];
  let isFailing = false;
  let gate: Promise<void> | undefined;
  const outboxes = createOutboxes({
    clock,
    log,
    dispatcher: {
      async dispatch(exchange, items) {
        given.push(`${exchange}: ${items.map(({ notice }) => notice.id).join(' ')}`);
        await gate;
        if (isFailing) throw new Error('disk full');
      },
    },
  });
  return {
    clock,
    given,
    lines,
    outboxes,
    fail: (is: boolean) => void (isFailing = is),
    holdUp: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = undefined;
        resolve();
      };
    },
  };
}

describe('What an exchange has decided', () => {
  it('is handed over at once, each item once', async () => {
    const { clock, given, outboxes, lines } = setUp();
    outboxes.dispatch('binance', [item('1')]);
    outboxes.dispatch('kraken', [item('2')]);
    await clock.advance(0);
    outboxes.dispatch('binance', [item('3')]);
    await clock.advance(60_000);
    expect(given).toEqual(['binance: 1', 'kraken: 2', 'binance: 3']);
    expect(lines).toEqual([]);
  });

  it('while other of it is handed over waits its turn, and nothing is handed over twice', async () => {
    const { clock, given, outboxes, holdUp } = setUp();
    const goOn = holdUp();
    outboxes.dispatch('binance', [item('1')]);
    await clock.advance(0);
    outboxes.dispatch('binance', [item('2')]);
    outboxes.dispatch('binance', [item('3')]);
    await clock.advance(0);
    expect(given).toEqual(['binance: 1']);
    goOn();
    await clock.advance(0);
    expect(given.slice(0, 2)).toEqual(['binance: 1', 'binance: 2 3']);
    outboxes.dispatch('binance', [item('4')]);
    await clock.advance(0);
    expect(given.at(-1)).toBe('binance: 4');
  });

  it('is handed over again every five seconds while nobody takes it, with what has come since', async () => {
    const { clock, given, outboxes, fail, lines } = setUp();
    fail(true);
    outboxes.dispatch('binance', [item('1')]);
    await clock.advance(4_999);
    expect(given).toEqual(['binance: 1']);
    expect(lines).toEqual(['error: could not dispatch; trying again']);
    await clock.advance(1);
    expect(given).toEqual(['binance: 1', 'binance: 1']);
    outboxes.dispatch('binance', [item('2')]);
    await clock.advance(0);
    // One plan to try again, not one for each failure.
    expect([given.at(-1), clock.pending()]).toEqual(['binance: 1 2', 1]);
    fail(false);
    await clock.advance(60_000);
    expect(given.slice(3)).toEqual(['binance: 1 2']);
  });

  it('is left to another process that leads the exchange now, and so are plans to try again', async () => {
    const { clock, given, outboxes, fail } = setUp();
    fail(true);
    outboxes.dispatch('binance', [item('1')]);
    await clock.advance(0);
    outboxes.leave('binance');
    outboxes.leave('kraken');
    fail(false);
    expect(clock.pending()).toBe(0);
    outboxes.dispatch('binance', [item('2')]);
    await clock.advance(60_000);
    expect(given).toEqual(['binance: 1', 'binance: 2']);
  });

  it('is left in the outbox at the end, for the next start', async () => {
    const { clock, given, outboxes, fail } = setUp();
    fail(true);
    outboxes.dispatch('binance', [item('1')]);
    await clock.advance(0);
    outboxes.stop();
    await clock.advance(60_000);
    expect(given).toHaveLength(1);
  });
});
