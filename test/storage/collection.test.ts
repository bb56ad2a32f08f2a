import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import type { Collection } from '#src/platform/collection.ts';
import { openCollection } from '#src/storage/collection.ts';
import { openKeyv } from '#src/storage/open-keyv.ts';
import type { SetAside } from '#src/storage/quarantine.ts';
import type { RecordType } from '#src/storage/records/record-type.ts';
import { guildRecord } from '#src/storage/records/records.ts';
import { collectionContract } from '#test/contracts/collection.ts';
import { allOf } from '#test/support/all-of.ts';

interface Coin {
  readonly name: string;
  readonly networks: readonly string[];
}

/** Version 1 was the bare name, version 2 had one network. */
const coinRecord: RecordType<Coin> = {
  collection: 'coins',
  version: 3,
  schema: z.object({ name: z.string(), networks: z.array(z.string()) }),
  migrations: {
    1: (name) => ({ name: z.string().parse(name), network: 'NATIVE' }),
    2: (old) => {
      const { name, network } = z.object({ name: z.string(), network: z.string() }).parse(old);
      return { name, networks: [network] };
    },
  },
};

const bitcoin: Coin = { name: 'BTC', networks: ['BITCOIN'] };

/** A collection of coins over a store whose bare content can be looked at and tampered with. */
function openCoins() {
  const stored = new Map<string, unknown>();
  const keptAside = new Map<string, unknown>();
  const reports: SetAside[] = [];
  const coins: Collection<Coin> = openCollection(coinRecord, {
    records: openKeyv(stored, 'coins'),
    quarantine: openKeyv(keptAside, 'quarantine'),
    report: (record) => void reports.push(record),
  });
  const plant = (id: string, record: unknown) => stored.set(`coins:${id}`, JSON.stringify({ value: record }));
  const kept = () => [...keptAside.values()].map((text) => JSON.parse(String(text)).value);
  return { coins, stored, keptAside, reports, plant, kept };
}

collectionContract('openCollection', () =>
  openCollection(guildRecord, {
    records: openKeyv(new Map(), 'guilds'),
    quarantine: openKeyv(new Map(), 'quarantine'),
    report: () => {},
  }),
);

describe('a stored record', () => {
  it('carries its version', async () => {
    const { coins, stored } = openCoins();
    await coins.set('btc', bitcoin);
    expect(stored.get('coins:btc')).toBe('{"value":{"v":3,"data":{"name":"BTC","networks":["BITCOIN"]}}}');
  });

  it.each([
    [1, 'BTC', { name: 'BTC', networks: ['NATIVE'] }],
    [2, { name: 'BTC', network: 'BITCOIN' }, bitcoin],
  ])('of version %i is read as the present one', async (v, data, coin) => {
    const { coins, plant, reports } = openCoins();
    plant('btc', { v, data });
    expect(await coins.get('btc')).toStrictEqual(coin);
    expect(await allOf(coins.entries())).toStrictEqual([['btc', coin]]);
    expect(reports).toStrictEqual([]);
  });
});

describe('a record of a newer program', () => {
  it('is refused and left as it is, by whatever asks for it', async () => {
    const { coins, stored, keptAside, plant, reports } = openCoins();
    plant('btc', { v: 4, data: bitcoin });
    const message = 'it has version 4, from a newer Downtick; this one reads versions up to 3.';
    await expect(coins.get('btc')).rejects.toThrow(`Could not read coins/btc: ${message}`);
    await expect(allOf(coins.entries())).rejects.toThrow(`Could not list coins: ${message}`);
    expect([stored.size, keptAside.size, reports.length]).toStrictEqual([1, 0, 0]);
  });
});

describe('a record that cannot be read', () => {
  it.each([
    [
      'has another shape',
      { v: 3, data: { name: 1, networks: [] } },
      'it has another shape: name: Invalid input',
    ],
    ['has no version', { name: 'BTC', networks: [] }, 'it has no version: v: Invalid input'],
    [
      'does not fit its migration',
      { v: 2, data: { name: 'BTC' } },
      'it could not be brought from version 2 to 3',
    ],
    ['is no record at all', 'hello', 'it has no version: Invalid input'],
  ])('because it %s is set aside whole and reported', async (_, record, problem) => {
    const { coins, stored, plant, kept, reports } = openCoins();
    plant('btc', record);
    expect(await coins.get('btc')).toBeUndefined();
    expect(stored.size).toBe(0);
    expect(kept()).toMatchObject([{ collection: 'coins', id: 'btc', stored: record }]);
    expect(reports).toMatchObject([
      { collection: 'coins', id: 'btc', problem: expect.stringContaining(problem) },
    ]);
  });

  it.each(['{"value":{"v":3,"da', 'no JSON', 'null', '5', '{}'])(
    'because the store holds %s is set aside as it is',
    async (text) => {
      const { coins, stored, kept, reports } = openCoins();
      stored.set('coins:btc', text);
      expect(await coins.get('btc')).toBeUndefined();
      expect(kept()).toMatchObject([{ stored: text }]);
      expect(reports).toMatchObject([{ id: 'btc', problem: 'it is not a stored record' }]);
    },
  );

  it('is kept under the key that the report names', async () => {
    const { coins, plant, keptAside, reports } = openCoins();
    plant('btc', 'hello');
    await coins.get('btc');
    expect([...keptAside.keys()]).toStrictEqual([reports[0]?.keptAs]);
  });

  it('is reported once, however often and however it is asked for', async () => {
    const { coins, plant, reports } = openCoins();
    plant('btc', 'hello');
    await Promise.all([coins.get('btc'), coins.get('btc'), allOf(coins.entries())]);
    await coins.get('btc');
    expect(reports).toHaveLength(1);
  });

  it('does not hide the others from a listing', async () => {
    const { coins, stored, plant, reports } = openCoins();
    await coins.set('ada', bitcoin);
    plant('bad', 'hello');
    stored.set('coins:cut', '{"val');
    await coins.set('zec', bitcoin);
    expect((await allOf(coins.entries())).map(([id]) => id)).toStrictEqual(['ada', 'zec']);
    expect(reports.map(({ id }) => id)).toStrictEqual(['bad', 'cut']);
  });

  it('is left alone by a listing of others', async () => {
    const { coins, plant, reports } = openCoins();
    plant('bad', 'hello');
    expect(await allOf(coins.entries('good'))).toStrictEqual([]);
    expect(reports).toStrictEqual([]);
  });

  it('does not take a good one with it that is written at the same time', async () => {
    const { coins, plant } = openCoins();
    plant('btc', 'hello');
    await Promise.all([coins.get('btc'), coins.set('btc', bitcoin), coins.get('btc')]);
    expect(await coins.get('btc')).toStrictEqual(bitcoin);
  });

  it('does not replace an earlier one of the same id', async () => {
    const { coins, plant, kept } = openCoins();
    for (const record of ['first', 'second', 'second']) {
      plant('btc', record);
      await coins.get('btc');
    }
    expect(kept().map(({ stored }) => stored)).toStrictEqual(['first', 'second']);
  });

  it('stays where it is when there is no room to keep it aside', async () => {
    const { stored, plant } = openCoins();
    const full = new Map<string, unknown>();
    full.set = () => {
      throw new Error('the disk is full.');
    };
    const coins = openCollection(coinRecord, {
      records: openKeyv(stored, 'coins'),
      quarantine: openKeyv(full, 'quarantine'),
      report: () => {},
    });
    plant('btc', 'hello');
    await expect(coins.get('btc')).rejects.toThrow('Could not read coins/btc: the disk is full.');
    expect(stored.size).toBe(1);
  });
});
