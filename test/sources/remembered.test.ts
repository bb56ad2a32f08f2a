import { expect, test } from 'vitest';

import { byNames, oncePerSource } from '#src/sources/remembered.ts';

test('what is made of two names is made once, however often it is asked for', () => {
  let made = 0;
  const find = byNames((first, second) => {
    made += 1;
    return { first, second };
  });
  expect(find('BTC', 'ETH')).toBe(find('BTC', 'ETH'));
  expect(find('BTC', 'BTC')).toEqual({ first: 'BTC', second: 'BTC' });
  expect(find('BT', 'CETH')).toEqual({ first: 'BT', second: 'CETH' });
  expect(made).toBe(3);
});

test('ever new names do not fill the memory, and are still told apart', () => {
  const find = byNames((first, second) => `${first} ${second}`);
  for (let i = 0; i < 60_000; i += 1) find(`C${i}`, 'ETH');
  expect(find('C0', 'ETH')).toBe('C0 ETH');
  expect(find('C59999', 'ETH')).toBe('C59999 ETH');
});

test('what is made of a configuration is made again for another exchange, and for other networks', () => {
  const spell = oncePerSource((_config: object, { exchange, network }) =>
    [exchange, network('BSC')].join(' '),
  );
  const config = {};
  const same = (name: string): string => name;
  expect(spell(config, { exchange: 'binance', network: same })).toBe('binance BSC');
  expect(spell(config, { exchange: 'okx', network: same })).toBe('okx BSC');
  expect(spell(config, { exchange: 'okx', network: () => 'BEP20' })).toBe('okx BEP20');
});
