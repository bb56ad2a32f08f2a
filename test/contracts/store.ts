import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { emptyExchangeState } from '#src/domain/exchange-state.ts';
import type { ExchangeState } from '#src/domain/exchange-state.ts';
import { emptyGuild } from '#src/domain/guild.ts';
import type { OutboxItem } from '#src/domain/incident.ts';
import { OvertakenError } from '#src/platform/collection.ts';
import type { SetAside } from '#src/storage/quarantine.ts';
import type { Store, StoreOptions } from '#src/storage/store.ts';
import {
  sampleDelivery,
  sampleExchange,
  sampleGuild,
  sampleIncident,
  sampleMessage,
} from '#test/storage/samples.ts';
import { allOf } from '#test/support/all-of.ts';

/** An empty place for records, of which stores can be opened one after the other. */
export interface StoreHarness {
  open(options: StoreOptions): Promise<Store>;
  /** Puts a row there as if another program had; no store is open meanwhile. */
  plant(key: string, value: string): Promise<void>;
  /** What lies under a key. */
  look(key: string): Promise<string | undefined>;
  end?(): Promise<void>;
}

/** What all of Downtick may rely on, whatever keeps its records. */
export function storeContract(name: string, makeHarness: () => Promise<StoreHarness>): void {
  describe(`${name} as a store`, () => {
    let harness: StoreHarness;
    let store: Store;
    let reports: SetAside[];

    async function reopen(): Promise<void> {
      await store.close();
      store = await harness.open({ report: (record) => void reports.push(record) });
    }

    beforeEach(async () => {
      reports = [];
      harness = await makeHarness();
      store = await harness.open({ report: (record) => void reports.push(record) });
    });

    afterEach(async () => {
      await store.close();
      await harness.end?.();
    });

    it('keeps records of every kind through a restart', async () => {
      await store.exchanges.set('binance', sampleExchange);
      await store.guilds.set(sampleGuild.id, sampleGuild);
      await store.incidents.set('binance/2021-05/1', sampleIncident);
      await store.deliveries.set(sampleDelivery.id, sampleDelivery);
      await store.messages.set('1@2', sampleMessage);
      await reopen();
      expect(await store.exchanges.get('binance')).toStrictEqual(sampleExchange);
      expect(await store.guilds.get(sampleGuild.id)).toStrictEqual(sampleGuild);
      expect(await store.incidents.get('binance/2021-05/1')).toStrictEqual(sampleIncident);
      expect(await allOf(store.deliveries.entries())).toStrictEqual([[sampleDelivery.id, sampleDelivery]]);
      expect(await store.messages.get('1@2')).toStrictEqual(sampleMessage);
      expect(reports).toStrictEqual([]);
    });

    it('keeps collections apart', async () => {
      await store.guilds.set('1', emptyGuild('1'));
      await store.exchanges.set('1', emptyExchangeState('1'));
      expect(await store.guilds.get('1')).toStrictEqual(emptyGuild('1'));
      expect(await allOf(store.messages.entries())).toStrictEqual([]);
    });

    it('writes and deletes records of several kinds at once', async () => {
      await store.guilds.set('1', emptyGuild('1'));
      await store.commit([
        store.messages.writeOf('1@2', sampleMessage),
        store.guilds.deletionOf('1'),
        store.guilds.writeOf('2', emptyGuild('2')),
      ]);
      expect(await store.messages.get('1@2')).toStrictEqual(sampleMessage);
      expect(await store.guilds.get('1')).toBeUndefined();
      expect(await store.guilds.get('2')).toStrictEqual(emptyGuild('2'));
    });

    it('does writes in the order in which they are given, awaited or not', async () => {
      const named = (list: string) => ({ ...emptyGuild('1'), watchLists: [{ name: list, selectors: [] }] });
      const writes = [
        store.guilds.set('1', named('first')),
        store.commit([store.guilds.writeOf('1', named('second'))]),
        store.guilds.set('1', named('third')),
        store.commit([store.guilds.writeOf('1', named('last'))]),
      ];
      expect(await store.guilds.get('1')).toStrictEqual(named('last'));
      expect(await allOf(store.guilds.entries())).toStrictEqual([['1', named('last')]]);
      await Promise.all(writes);
    });

    it('counts the last of several changes of one record in a commit', async () => {
      await store.commit([store.guilds.writeOf('1', emptyGuild('1')), store.guilds.deletionOf('1')]);
      expect(await store.guilds.get('1')).toBeUndefined();
      await store.commit([store.guilds.deletionOf('1'), store.guilds.writeOf('1', emptyGuild('1'))]);
      expect(await store.guilds.get('1')).toStrictEqual(emptyGuild('1'));
    });

    it('has nothing to do for a commit of nothing', async () => {
      await expect(store.commit([])).resolves.toBeUndefined();
    });

    it('keeps a commit only where what is expected stands, and else nothing of it', async () => {
      const { guilds, messages, commit } = store;
      await guilds.set('1', emptyGuild('1'));
      const renamed = { ...emptyGuild('1'), watchLists: [{ name: 'mine', selectors: [] }] };
      const write = messages.writeOf('1@2', sampleMessage);
      await expect(commit([write], [guilds.writeOf('1', renamed)])).rejects.toThrow(OvertakenError);
      await expect(commit([write], [guilds.deletionOf('1')])).rejects.toThrow(OvertakenError);
      await expect(commit([write], [guilds.writeOf('2', renamed)])).rejects.toThrow(OvertakenError);
      expect(await messages.get('1@2')).toBeUndefined();
      const stands = [guilds.writeOf('1', emptyGuild('1')), guilds.deletionOf('2')];
      await commit([write, guilds.writeOf('1', renamed)], stands);
      expect(await messages.get('1@2')).toStrictEqual(sampleMessage);
      expect(await guilds.get('1')).toStrictEqual(renamed);
    });

    it('keeps one of many commits at once that all expect the same to stand', async () => {
      const { guilds, commit } = store;
      const counting = Array.from({ length: 20 }, (_, i) =>
        commit([guilds.writeOf('1', emptyGuild(`${i}`))], [guilds.deletionOf('1')]),
      );
      const results = await Promise.allSettled(counting);
      expect(results.map(({ status }) => status).filter((status) => status === 'fulfilled')).toHaveLength(1);
      expect(await guilds.get('1')).toStrictEqual(emptyGuild('0'));
    });

    it('lists by prefix, whatever the letters', async () => {
      const ids = [
        ...Array.from({ length: 520 }, (_, i) => `a@${i}`),
        'a',
        'b@1',
        'ä@1',
        'a@\u{1F534}',
        'a@:',
      ];
      await store.commit(ids.map((id) => store.guilds.writeOf(id, emptyGuild(id))));
      const listed = await allOf(store.guilds.entries('a@'));
      expect(listed.map(([id]) => id).toSorted()).toStrictEqual(
        ids.filter((id) => id.startsWith('a@')).toSorted(),
      );
      expect(listed.every(([id, { id: inside }]) => id === inside)).toBe(true);
    });

    it('sets a record aside that cannot be read, and goes on with the others', async () => {
      await store.exchanges.set('kraken', emptyExchangeState('kraken'));
      await store.close();
      await harness.plant('states:binance', '{"value":{"v":1,"data":{}}}');
      await harness.plant('guilds:1', '{"value":');
      await reopen();
      expect(await store.exchanges.get('binance')).toBeUndefined();
      expect(await store.guilds.get('1')).toBeUndefined();
      expect(await store.exchanges.get('kraken')).toStrictEqual(emptyExchangeState('kraken'));
      expect(reports.map(({ collection, id }) => `${collection}/${id}`)).toStrictEqual([
        'states/binance',
        'guilds/1',
      ]);
      expect(await harness.look(reports[0]?.keptAs ?? '')).toContain('{"v":1,"data":{}}');
      expect(await harness.look('guilds:1')).toBeUndefined();
    });

    it('keeps an outbox in order, through restarts', async () => {
      const [item] = sampleExchange.outbox;
      if (item?.kind !== 'notice') throw new Error('The sample has no notice.');
      const items = Array.from({ length: 25 }, (_, i): OutboxItem => ({
        ...item,
        notice: { ...item.notice, id: `n#${i}` },
      }));
      const idsOf = (state: ExchangeState | undefined): string[] | undefined =>
        state?.outbox.map(({ notice }) => notice.id);
      await store.exchanges.set('binance', { ...sampleExchange, outbox: items.slice(0, 15) });
      await reopen();
      const loaded = await store.exchanges.get('binance');
      if (loaded === undefined) throw new Error('It is not there.');
      const next = { ...loaded, outbox: [...loaded.outbox.slice(5), ...items.slice(15)] };
      await store.exchanges.set('binance', next);
      await reopen();
      expect(idsOf(await store.exchanges.get('binance'))).toEqual(idsOf(next));
    });

    it('writes a state together with what is given along with it, or not at all', async () => {
      const changed = { ...sampleExchange, updatedAt: 5 };
      await store.exchanges.set('binance', sampleExchange);
      const bad = [store.guilds.writeOf('1', sampleGuild), { collection: 'nonsense', id: '1', value: 1 }];
      await expect(store.exchanges.set('binance', changed, bad)).rejects.toThrow('nonsense');
      expect(await store.guilds.get('1')).toBeUndefined();
      await store.exchanges.set('binance', changed, [store.guilds.writeOf('1', sampleGuild)]);
      expect(await store.guilds.get('1')).toStrictEqual(sampleGuild);
      expect(await store.exchanges.get('binance')).toEqual(changed);
    });

    it('keeps exchanges apart whose names begin alike', async () => {
      const us = { ...sampleExchange, exchange: 'binance_us', updatedAt: 9, outbox: [] };
      await store.exchanges.set('binance', sampleExchange);
      await store.exchanges.set('binance_us', us);
      expect(await store.exchanges.get('binance')).toEqual(sampleExchange);
      expect(await store.exchanges.get('binance_us')).toEqual(us);
    });

    it('rejects, naming what it was asked to do, once it is closed', async () => {
      await store.close();
      await expect(store.guilds.set('1', emptyGuild('1'))).rejects.toThrow('Could not write guilds/1: ');
      await expect(store.guilds.get('1')).rejects.toThrow('Could not read guilds/1: ');
      await expect(allOf(store.guilds.entries())).rejects.toThrow('Could not list guilds: ');
    });
  });
}
