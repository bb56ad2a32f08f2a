import { expect, test } from 'vitest';

import { createEngineBench, flag, word } from '#test/support/engine-bench.ts';

const HOUR = 60 * 60_000;

test('a clock that is set back tells nothing, and what began in its future began now', () => {
  const bench = createEngineBench();
  bench.say('system-status', [word('spot', 'operational')]);
  bench.at('12:04:00');
  bench.say('system-status', [word('spot', 'major_outage')]);
  bench.at('12:02:00');
  bench.say('system-status', [word('spot', 'major_outage')]);
  expect(bench.told()).toEqual(['opened binance/spot major_outage']);
  bench.say('system-status', [word('spot', 'operational')]);
  const [, resolved] = bench.notices();
  expect(resolved).toMatchObject({ kind: 'resolved', durationMs: 0 });
  expect(resolved?.since).toBeLessThanOrEqual(bench.now());
});

test('a clock that leaps ahead while all is well tells nothing', () => {
  const bench = createEngineBench();
  const well = [flag('withdrawals/XYZ/SOL', true)];
  bench.say('wallets', well);
  bench.pass(9 * HOUR);
  bench.tick();
  bench.say('wallets', well);
  expect(bench.told()).toEqual([]);
});

test('a clock that leaps ahead during an outage neither ends it nor tells it again', () => {
  const bench = createEngineBench();
  bench.say('wallets', [flag('withdrawals/XYZ/SOL', true)]);
  bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false)]);
  bench.pass(9 * HOUR);
  bench.tick();
  bench.insist('wallets', [flag('withdrawals/XYZ/SOL', false)]);
  expect(bench.told()).toEqual(['opened binance/withdrawals/XYZ major_outage']);
  bench.insist('wallets', [flag('withdrawals/XYZ/SOL', true)]);
  expect(bench.told().at(-1)).toBe('resolved binance/withdrawals/XYZ operational');
});
