import { describe, expect, it } from 'vitest';

import { pairs } from '#src/sources/api/pairs/pairs.ts';
import { describeSourceContract } from '#test/contracts/source.ts';
import { readAnswer, statusesIn } from '#test/sources/read-answer.ts';

const url = 'https://api.example.com/pairs';
const columns = {
  url,
  rows: 'symbols',
  pair: { base: 'baseAsset', quote: 'quoteAsset' },
  trading: {
    at: 'status',
    values: { TRADING: 'operational', HALT: 'major_outage', PENDING_TRADING: 'skip' } as const,
  },
};
const pair = (status: unknown, baseAsset = 'BTC') => ({ baseAsset, quoteAsset: 'USDT', status });

describeSourceContract('pairs', {
  type: pairs,
  config: { ...columns, require: { at: 'code', is: 0, orMissing: true } },
  good: { symbols: [pair('TRADING'), pair('TRADING', 'ETH')] },
  empty: { body: { symbols: [] }, means: 'broken' },
  errors: [{ code: -1121, msg: 'Invalid symbol.' }],
  wrongShapes: [
    null,
    [],
    'text',
    {},
    { symbols: null },
    { symbols: ['BTCUSDT'] },
    { symbols: [{ name: 'BTCUSDT', status: 'TRADING' }] },
    { symbols: [pair(undefined)] },
  ],
  unknownValue: { symbols: [pair('TRADING'), pair('SLEEPING', 'ETH')] },
});

describe('pairs', () => {
  it('reads each pair as its base and its quote, by flags', () => {
    const decoded = readAnswer(pairs, columns, { symbols: [pair('HALT'), pair('TRADING', 'ETH')] });
    expect(statusesIn(decoded)).toEqual(['spot/BTC/USDT: major_outage', 'spot/ETH/USDT: operational']);
    expect(decoded.readings[0]).toMatchObject({ signal: 'flag', evidence: 'status is HALT' });
  });

  it('leaves out pairs that are not open yet', () => {
    expect(
      statusesIn(readAnswer(pairs, columns, { symbols: [pair('PENDING_TRADING'), pair('TRADING', 'ETH')] })),
    ).toEqual(['spot/ETH/USDT: operational']);
  });

  it.each([
    ['btc_jpy', '^(?<base>[^_]+)_(?<quote>.+)$', 'BTC/JPY'],
    ['XBT/USD', '^(?<base>[^/]+)/(?<quote>.+)$', 'BTC/USD'],
    ['KRW-ETH', '^(?<quote>[^-]+)-(?<base>.+)$', 'ETH/KRW'],
    ['PF_COMPUSD', '^PF_(?<base>.+)(?<quote>USD)$', 'COMP/USD'],
  ])('splits the name %s', (name, pattern, expected) => {
    const config = { url, rows: '', pair: { at: 'name', pattern }, trading: 'open', rename: { XBT: 'BTC' } };
    expect(statusesIn(readAnswer(pairs, config, [{ name, open: true }]))).toEqual([
      `spot/${expected}: operational`,
    ]);
  });

  it('takes the worst of several columns', () => {
    const config = {
      ...columns,
      trading: [columns.trading, { at: 'cancel_only', inverted: true, missing: 'operational' as const }],
    };
    const symbols = [{ ...pair('TRADING'), cancel_only: true }, pair('TRADING', 'ETH')];
    expect(statusesIn(readAnswer(pairs, config, { symbols }))).toEqual([
      'spot/BTC/USDT: major_outage',
      'spot/ETH/USDT: operational',
    ]);
  });

  it('reads rows of a map, and those of another component', () => {
    const config = { ...columns, rows: 'markets', component: 'derivatives' as const };
    expect(statusesIn(readAnswer(pairs, config, { markets: { a: pair('TRADING') } }))).toEqual([
      'derivatives/BTC/USDT: operational',
    ]);
  });

  it('takes a list of the halted alone for words: what it does not list is traded', () => {
    const config = { ...columns, lists: 'halted' as const };
    expect(readAnswer(pairs, config, { symbols: [] }).readings).toEqual([]);
    expect(readAnswer(pairs, config, { symbols: [pair('HALT')] }).readings).toMatchObject([
      { signal: 'word', status: 'major_outage' },
    ]);
    expect(() => readAnswer(pairs, config, { code: -1, msg: 'no' })).toThrow(/no list at `symbols`/);
  });
});
