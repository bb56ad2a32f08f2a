import { expect, test } from 'vitest';

import type { Reading } from '#src/domain/reading.ts';
import { shareReadings } from '#src/polling/share-readings.ts';

const btc: Reading = {
  service: 'binance/withdrawals/BTC',
  status: 'operational',
  basis: 'official',
  signal: 'flag',
  evidence: '',
};
const eth: Reading = { ...btc, service: 'binance/withdrawals/ETH' };
const planned: Reading = {
  ...btc,
  window: { id: '1', phase: 'scheduled', from: 1, until: 2, title: 'Wallet upgrade' },
};

test('a list that says the same is the list from before', () => {
  const before = [btc, eth, planned];
  expect(shareReadings(before, structuredClone(before))).toBe(before);
});

test.each<[string, readonly Reading[]]>([
  ['another status', [btc, { ...eth, status: 'major_outage' }]],
  ['another reason', [btc, { ...eth, evidence: 'Wallet maintenance' }]],
  ['another window', [btc, { ...eth, window: { ...planned.window!, until: 3 } }]],
  ['another order', [eth, btc]],
  ['one less', [btc]],
  ['one more', [btc, eth, eth]],
])('a list with %s is a list of its own', (_what, after) => {
  const shared = shareReadings([btc, eth], after);
  expect(shared).toEqual(after);
  expect(shared).not.toBe(after);
});

test('what did not change in a list is the reading from before', () => {
  const [first, second] = shareReadings([btc, eth], [{ ...btc }, { ...eth, status: 'major_outage' }]);
  expect(first).toBe(btc);
  expect(second).not.toBe(eth);
});
