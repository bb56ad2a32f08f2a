import { expect, it } from 'vitest';

import { incidentKey, incidentMonths } from '#src/storage/incident-archive.ts';
import { openStore } from '#src/storage/store.ts';
import { sampleIncident } from '#test/storage/samples.ts';
import { allOf } from '#test/support/all-of.ts';

it('a closed incident is kept under its exchange and the month it was closed in, in UTC', () => {
  expect(incidentKey('binance', Date.UTC(2021, 4, 31, 23, 59), 'i1')).toBe('binance/2021-05/i1');
  expect(incidentKey('binance', Date.UTC(2021, 5, 1), 'i1')).toBe('binance/2021-06/i1');
});

it('closed incidents can be listed by exchange, and by exchange and month', async () => {
  const { incidents } = openStore('memory:', { report: () => {} });
  const closed = [
    ['binance', Date.UTC(2021, 4, 19), 'may'],
    ['binance', Date.UTC(2021, 5, 19), 'june'],
    ['binance_us', Date.UTC(2021, 4, 19), 'other'],
  ] as const;
  for (const [exchange, at, id] of closed) {
    await incidents.set(incidentKey(exchange, at, id), { ...sampleIncident, id });
  }
  const idsOf = async (prefix: string) => (await allOf(incidents.entries(prefix))).map(([, { id }]) => id);
  expect(await idsOf('binance/')).toStrictEqual(['may', 'june']);
  expect(await idsOf('binance/2021-05/')).toStrictEqual(['may']);
  expect(await idsOf('kraken/')).toStrictEqual([]);
});

it('the months between two times are named, the newest first, whatever their days', () => {
  const from = Date.UTC(2020, 11, 31, 23);
  expect(incidentMonths('binance', from, Date.UTC(2021, 2, 31, 12))).toEqual([
    'binance/2021-03/',
    'binance/2021-02/',
    'binance/2021-01/',
    'binance/2020-12/',
  ]);
  expect(incidentMonths('binance', from, from)).toEqual(['binance/2020-12/']);
});
