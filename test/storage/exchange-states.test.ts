import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import * as fc from '#test/support/fast-check.ts';
import { describe, expect, it } from 'vitest';

import { NO_CLAIMS, claimsFrom, withClaims } from '#src/domain/claims.ts';
import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { Claim, ExchangeState } from '#src/domain/exchange-state.ts';
import type { Incident, OutboxItem } from '#src/domain/incident.ts';
import { openStore } from '#src/storage/store.ts';
import type { Store } from '#src/storage/store.ts';
import { sampleExchange, sampleGuild, sampleIncident } from '#test/storage/samples.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const open = (path: string): Store =>
  openStore(path === ':memory:' ? 'memory:' : `sqlite:${path}`, {
    report: (record) => expect.fail(record.problem),
  });

const claim = (since: number, status: Claim['status'] = 'operational'): Claim => ({
  status,
  since,
  basis: 'official',
  signal: 'flag',
  evidence: 'withdrawEnable is true',
});

const serviceOf = (i: number): string => `binance/withdrawals/C${i}/NET${i % 7}`;

function withCoins(count: number): ExchangeState {
  const claims = claimsFrom(Array.from({ length: count }, (_, i) => [serviceOf(i), claim(1)]));
  return { ...sampleExchange, claims: { wallets: claims }, outbox: [] };
}

function rowsOf(path: string): Map<string, string> {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT key, value FROM keyv').all();
  database.close();
  return new Map(rows.map(({ key, value }) => [String(key), String(value)]));
}

/** The rows that a task writes or deletes, and how many bytes that are. */
async function written(path: string, task: () => Promise<void>): Promise<{ keys: string[]; bytes: number }> {
  const before = rowsOf(path);
  await task();
  const after = rowsOf(path);
  const changed = [...after].filter(([key, value]) => before.get(key) !== value);
  const gone = [...before.keys()].filter((key) => !after.has(key));
  return {
    keys: [...changed.map(([key]) => key), ...gone],
    bytes: changed.reduce((sum, [key, value]) => sum + key.length + value.length, 0),
  };
}

describe('the state of an exchange', () => {
  it('of 10,000 coins is written as the few kilobytes that a flip changes', async () => {
    const path = join(temporaryFolder(), 'downtick.db');
    const store = open(path);
    const before = withCoins(10_000);
    await store.exchanges.set('binance', before);
    const flipped = new Map([[serviceOf(4_321), claim(2, 'major_outage')]]);
    const claims = withClaims(before.claims['wallets'] ?? NO_CLAIMS, flipped);
    const incident = { ...sampleIncident, id: 'binance/withdrawals/C4321@2' };
    const after = { ...before, updatedAt: 2, claims: { wallets: claims }, incidents: [incident] };
    const flip = await written(path, () => store.exchanges.set('binance', after));
    expect(flip.keys.filter((key) => key.startsWith('claims:'))).toHaveLength(1);
    expect(flip.bytes).toBeLessThan(20_000);
    await store.close();
    const again = open(path);
    expect(await again.exchanges.get('binance')).toEqual(after);
    await again.close();
  });

  it('that is only fresher is written without its lists', async () => {
    const path = join(temporaryFolder(), 'downtick.db');
    const store = open(path);
    const state = withCoins(1_000);
    await store.exchanges.set('binance', state);
    const fresh = await written(path, () => store.exchanges.set('binance', { ...state, updatedAt: 99 }));
    expect(fresh.keys).toEqual(['states:binance']);
    await store.close();
  });

  it('is the same after any changes and restarts', async () => {
    const services = Array.from({ length: 60 }, (_, i) => serviceOf(i));
    const claimsArb = fc
      .dictionary(
        fc.constantFrom(...services),
        fc.integer({ min: 0, max: 3 }).map((since) => claim(since)),
      )
      .map((own) => claimsFrom(Object.entries(own)));
    const incidentsArb = fc
      .uniqueArray(fc.integer({ min: 0, max: 5 }))
      .map((ids) =>
        ids
          .toSorted((a, b) => a - b)
          .map((id): Incident => ({ ...sampleIncident, id: `i${id}`, openedAt: id, downs: id })),
      );
    const stateArb = fc.record({
      claims: fc.dictionary(fc.constantFrom('wallets', 'pairs', '~inferred'), claimsArb),
      incidents: incidentsArb,
      updatedAt: fc.nat(),
      grows: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stateArb, { maxLength: 6 }), fc.boolean(), async (changes, restarts) => {
        const path = restarts ? join(temporaryFolder(), 'downtick.db') : ':memory:';
        let store = open(path);
        for (const { claims, incidents, updatedAt, grows } of changes) {
          const many = Array.from({ length: 300 }, (_, i): [string, Claim] => [`x/${i}`, claim(i)]);
          const state: ExchangeState = {
            ...emptyExchangeState('binance'),
            updatedAt,
            claims: grows ? { ...claims, many: claimsFrom(many) } : claims,
            incidents,
          };
          await store.exchanges.set('binance', state);
          if (restarts) {
            await store.close();
            store = open(path);
          }
          // A source without claims leaves nothing to remember.
          const withClaims = Object.entries(state.claims).filter(([, own]) => own.length > 0);
          const expected = { ...state, claims: Object.fromEntries(withClaims) };
          expect(await store.exchanges.get('binance')).toEqual(expected);
        }
        await store.close();
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its outbox in order, and gives back the very same order after a restart', async () => {
    const path = join(temporaryFolder(), 'downtick.db');
    const [item] = sampleExchange.outbox;
    const items = Array.from({ length: 25 }, (_, i): OutboxItem => {
      if (item?.kind !== 'notice') throw new Error('The sample has no notice.');
      return { ...item, notice: { ...item.notice, id: `n#${i}` } };
    });
    const idsOf = (state: ExchangeState | undefined): string[] | undefined =>
      state?.outbox.map(({ notice }) => notice.id);
    let store = open(path);
    await store.exchanges.set('binance', { ...sampleExchange, outbox: items.slice(0, 15) });
    await store.close();
    store = open(path);
    const loaded = await store.exchanges.get('binance');
    if (loaded === undefined) throw new Error('It is not there.');
    expect(idsOf(loaded)).toEqual(idsOf({ ...sampleExchange, outbox: items.slice(0, 15) }));
    const next = { ...loaded, outbox: [...loaded.outbox.slice(5), ...items.slice(15)] };
    await store.exchanges.set('binance', next);
    await store.close();
    store = open(path);
    expect(idsOf(await store.exchanges.get('binance'))).toEqual(idsOf(next));
    await store.close();
  });

  it('is written together with what is given along with it, or not at all', async () => {
    const store = open(join(temporaryFolder(), 'downtick.db'));
    await store.exchanges.set('binance', withCoins(40));
    const changed = { ...withCoins(50), updatedAt: 5 };
    const bad = [store.guilds.writeOf('1', sampleGuild), { collection: 'nonsense', id: '1', value: 1 }];
    await expect(store.exchanges.set('binance', changed, bad)).rejects.toThrow('nonsense');
    expect(await store.guilds.get('1')).toBeUndefined();
    await store.exchanges.set('binance', changed, [store.guilds.writeOf('1', sampleGuild)]);
    expect(await store.guilds.get('1')).toStrictEqual(sampleGuild);
    expect(await store.exchanges.get('binance')).toEqual(changed);
    await store.close();
  });

  it('that the first release kept in one record is read, and becomes parts when it is written', async () => {
    const path = join(temporaryFolder(), 'downtick.db');
    await open(path).close();
    const old = {
      exchange: 'kraken',
      updatedAt: 7,
      sources: {},
      claims: {},
      incidents: [],
      maintenances: [],
    };
    const database = new DatabaseSync(path);
    database
      .prepare('INSERT INTO keyv (key, value) VALUES (?, ?)')
      .run('exchanges:kraken', JSON.stringify({ value: { v: 1, data: { ...old, outbox: [] } } }));
    database.close();
    let store = open(path);
    const state = await store.exchanges.get('kraken');
    expect(state).toEqual({ ...emptyExchangeState('kraken'), updatedAt: 7 });
    await store.exchanges.set('kraken', { ...emptyExchangeState('kraken'), updatedAt: 8 });
    await store.close();
    expect([...rowsOf(path).keys()].toSorted()).toEqual(['meta:program', 'states:kraken']);
    store = open(path);
    expect(await store.exchanges.get('kraken')).toMatchObject({ updatedAt: 8 });
    await store.close();
  });

  it('of exchanges whose names begin alike is kept apart', async () => {
    const store = open(':memory:');
    const us = { ...withCoins(3), exchange: 'binance_us' };
    await store.exchanges.set('binance', withCoins(5));
    await store.exchanges.set('binance_us', us);
    expect(await store.exchanges.get('binance')).toEqual(withCoins(5));
    expect(await store.exchanges.get('binance_us')).toEqual(us);
    await store.close();
  });
});
