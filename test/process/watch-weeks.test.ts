import { expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts';
import { createScheduler } from '#src/polling/scheduler.ts';
import { watchWeeks } from '#src/process/watch-weeks.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

const FRIDAY = Date.UTC(2026, 0, 2, 15);

/** A bot that reads a source every hour, one of 24 in vain, and tells of one thing a day in two messages. */
function running() {
  const clock = createFakeClock(FRIDAY);
  const told: { readonly day: string; readonly line: string }[] = [];
  const sums = () => {
    const hours = Math.round((clock.now() - FRIDAY) / HOUR_MS);
    const days = Math.floor(hours / 24);
    return { polls: hours, failedPolls: days, notices: days, messages: 2 * days, late: days > 9 ? 1 : 0 };
  };
  const stop = watchWeeks({
    clock,
    meter: { sums },
    scheduler: createScheduler({ clock }),
    states: () => [emptyExchangeState('kraken')],
    onOperator: (line) => told.push({ day: new Date(clock.now()).toUTCString().slice(0, 11), line }),
  });
  return { clock, told, stop };
}

it('tells the operator on Mondays how the week was, and counts each week by itself', async () => {
  const { clock, told, stop } = running();
  await clock.advance(17 * DAY_MS);
  expect(told.map(({ day }) => day)).toEqual(['Mon, 05 Jan', 'Mon, 12 Jan', 'Mon, 19 Jan']);
  const [short, whole, last] = told.map(({ line }) => line);
  expect(short).toMatch(
    /^Since the start [23] days ago: (?:4\d|5\d|6\d|7\d) reads .*, [23] notices, [46] messages sent, 0 of them/,
  );
  expect(whole).toMatch(
    /^This week: 168 reads \(4\.2 % without an answer to use\), 7 notices, 14 messages sent/,
  );
  expect(last).toMatch(
    /^This week: 168 reads .* 7 notices, 14 messages sent, [01] of them more than 30 s late\./,
  );
  expect([whole, last].filter((line) => line?.includes(' 1 of them'))).toHaveLength(1);
  expect(whole).toContain('Every source can be read. Cost: ');
  stop();
  await clock.advance(14 * DAY_MS);
  expect(told).toHaveLength(3);
});

it('says nothing on other days', async () => {
  const { clock, told } = running();
  await clock.advance(2 * DAY_MS);
  expect(told).toEqual([]);
});
