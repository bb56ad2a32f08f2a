import { Keyv } from 'keyv';
import type { KeyvStoreAdapter } from 'keyv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { allOf } from '#test/support/all-of.ts';

/** An empty store to try an adapter on. */
export interface AdapterHarness<Adapter> {
  /** A new adapter over the same stored data: each Keyv takes its own. */
  adapter(): Adapter;
  close(): Promise<void>;
  /** Where the store has a clock of its own: has it be so much later for what is in it. */
  readonly pass?: (ms: number) => Promise<void>;
}

const NOW = Date.UTC(2021, 4, 19, 12);

/** What Keyv documents for everything that can be its store, a plain Map included. It is observed through Keyv. */
export function keyvStoreContract<Adapter extends KeyvStoreAdapter | Map<string, unknown>>(
  name: string,
  makeHarness: () => AdapterHarness<Adapter> | Promise<AdapterHarness<Adapter>>,
): void {
  describe(`${name} as Keyv's store`, () => {
    let harness: AdapterHarness<Adapter>;
    let keyv: Keyv<unknown>;

    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: NOW });
      harness = await makeHarness();
      keyv = openKeyv(harness, 'things');
    });

    afterEach(async () => {
      await harness.close();
      vi.useRealTimers();
    });

    it('gives back what was set, and undefined for what was not', async () => {
      expect(await keyv.set('a', { deep: [1, { b: 'c' }] })).toBe(true);
      expect(await keyv.get('a')).toStrictEqual({ deep: [1, { b: 'c' }] });
      expect(await keyv.get('b')).toBeUndefined();
    });

    it('replaces what was set before', async () => {
      await keyv.set('a', 1);
      await keyv.set('a', 2);
      expect(await keyv.get('a')).toBe(2);
      expect(await keysOf(keyv)).toStrictEqual(['a']);
    });

    it.each([
      ['an empty text', ''],
      ['zero', 0],
      ['false', false],
      ['null', null],
      ['an emoji and quotes', `🔴 "it's" \\ \n`],
      ['two megabytes', 'x'.repeat(2_000_000)],
    ])('keeps %s as it is', async (_, value) => {
      await keyv.set('a', value);
      expect(await keyv.get('a')).toBe(value);
    });

    it('tells keys apart by every character', async () => {
      const keys = ['a', 'A', 'a_b', 'a%b', 'axb', 'a:b', 'a;b', 'a/b', "a'b", 'ä', '🔴', 'a b'];
      for (const key of keys) await keyv.set(key, `value of ${key}`);
      for (const key of keys) expect(await keyv.get(key)).toBe(`value of ${key}`);
      expect(await keysOf(keyv)).toStrictEqual(keys.toSorted());
    });

    it('gets many in the order asked for, with undefined for what is missing', async () => {
      await keyv.set('a', 1);
      await keyv.set('c', 3);
      expect(await keyv.get(['c', 'b', 'a'])).toStrictEqual([3, undefined, 1]);
    });

    it('sets many', async () => {
      await keyv.setMany([
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ]);
      expect(await keyv.get(['a', 'b'])).toStrictEqual([1, 2]);
    });

    it('says of a deletion whether there was something to delete', async () => {
      await keyv.set('a', 1);
      expect(await keyv.delete('a')).toBe(true);
      expect(await keyv.delete('a')).toBe(false);
      expect(await keyv.get('a')).toBeUndefined();
    });

    it('deletes many', async () => {
      await keyv.set('a', 1);
      await keyv.set('b', 2);
      await keyv.set('c', 3);
      expect(await keyv.delete(['a', 'b'])).toBe(true);
      expect(await keyv.delete(['a', 'b'])).toBe(false);
      expect(await keysOf(keyv)).toStrictEqual(['c']);
    });

    it('says whether it has a key, and many keys', async () => {
      await keyv.set('a', 1);
      expect(await keyv.has('a')).toBe(true);
      expect(await keyv.has('b')).toBe(false);
      expect(await keyv.has(['b', 'a'])).toStrictEqual([false, true]);
    });

    it('forgets a value when its time to live is over', async () => {
      await keyv.set('a', 1, 1000);
      await keyv.set('b', 2);
      await pass(harness, 500);
      expect(await keyv.get('a')).toBe(1);
      expect(await keyv.has('a')).toBe(true);
      await pass(harness, 501);
      expect(await keyv.has('a')).toBe(false);
      expect(await keyv.get(['a', 'b'])).toStrictEqual([undefined, 2]);
      expect(await keyv.get('a')).toBeUndefined();
    });

    it('does not list what has expired', async () => {
      await keyv.set('a', 1, 1000);
      await keyv.set('b', 2);
      await pass(harness, 1001);
      expect(await keysOf(keyv)).toStrictEqual(['b']);
    });

    it('keeps a value for good once it is set without a time to live', async () => {
      await keyv.set('a', 1, 1000);
      await keyv.set('a', 2);
      await pass(harness, 1_000_000);
      expect(await keyv.get('a')).toBe(2);
    });

    it('clears everything', async () => {
      await keyv.set('a', 1);
      await keyv.set('b', 2);
      await keyv.clear();
      expect(await keysOf(keyv)).toStrictEqual([]);
      expect(await keyv.get('a')).toBeUndefined();
    });

    it('lists every entry once, however many there are', async () => {
      const keys = Array.from({ length: 237 }, (_, i) => `key ${i}`);
      await keyv.setMany(keys.map((key, i) => ({ key, value: i })));
      const entries = await allOf(iterate(keyv));
      expect(Object.fromEntries(entries)).toStrictEqual(Object.fromEntries(keys.map((key, i) => [key, i])));
      expect(entries).toHaveLength(keys.length);
    });

    it('lists what stays, once each, while entries come, change and go', async () => {
      const stays = Array.from({ length: 150 }, (_, i) => `stays ${i}`);
      await keyv.setMany(stays.map((key) => ({ key, value: 'old' })));
      for (let i = 0; i < 150; i += 1) await keyv.set(`goes ${i}`, 'old');
      const seen: string[] = [];
      for await (const [key] of iterate(keyv)) {
        seen.push(key);
        const turn = seen.length;
        if (turn > 1000) break;
        await keyv.delete(`goes ${150 - turn}`);
        await keyv.set(`stays ${turn % 150}`, 'new');
        if (turn < 20) await keyv.set(`comes ${turn}`, 'new');
      }
      expect(seen.filter((key) => key.startsWith('stays')).toSorted()).toStrictEqual(stays.toSorted());
    });
  });
}

/** What Keyv documents for its store adapters: all of `keyvStoreContract`, namespaces, and the adapter's own methods. */
export function keyvAdapterContract(
  name: string,
  makeHarness: () => AdapterHarness<KeyvStoreAdapter> | Promise<AdapterHarness<KeyvStoreAdapter>>,
): void {
  keyvStoreContract(name, makeHarness);

  describe(`the namespaces of ${name}`, () => {
    let harness: AdapterHarness<KeyvStoreAdapter>;

    beforeEach(async () => {
      harness = await makeHarness();
    });

    afterEach(() => harness.close());

    it.each([
      ['one', 'two'],
      ['one', 'one_'],
      ['one', 'onetwo'],
      ['a_b', 'axb'],
      ['a', 'A'],
    ])('keep %s apart from %s', async (left, right) => {
      const one = openKeyv(harness, left);
      const two = openKeyv(harness, right);
      await one.set('a', 1);
      await one.set('b', 1);
      await two.set('a', 2);
      expect(await one.get('a')).toBe(1);
      expect(await two.get('a')).toBe(2);
      expect(await two.has('b')).toBe(false);
      expect(await one.delete('a')).toBe(true);
      expect(await two.get('a')).toBe(2);
      expect(await keysOf(one)).toStrictEqual(['b']);
      expect(await keysOf(two)).toStrictEqual(['a']);
      await one.clear();
      expect(await keysOf(one)).toStrictEqual([]);
      expect(await two.get('a')).toBe(2);
      await two.clear();
      expect(await keysOf(two)).toStrictEqual([]);
    });
  });

  describe(`the methods of ${name}`, () => {
    let harness: AdapterHarness<KeyvStoreAdapter>;
    let adapter: KeyvStoreAdapter;

    beforeEach(async () => {
      harness = await makeHarness();
      adapter = harness.adapter();
      adapter.namespace = 'ns';
    });

    afterEach(() => harness.close());

    it('take whole keys and serialized values, and give them back as they are', async () => {
      await adapter.set('ns:a', '{"value":1}');
      expect(await adapter.get('ns:a')).toBe('{"value":1}');
      expect(await adapter.get('a')).toBeUndefined();
      expect(await adapter.has?.('ns:a')).toBe(true);
      expect(await adapter.has?.('a')).toBe(false);
    });

    it('do for many keys what they do for one', async () => {
      await adapter.setMany?.([
        { key: 'ns:a', value: '1' },
        { key: 'ns:b', value: '2', ttl: 60_000 },
      ]);
      expect(await adapter.getMany?.(['ns:b', 'ns:x', 'ns:a'])).toStrictEqual(['2', undefined, '1']);
      expect(await adapter.hasMany?.(['ns:b', 'ns:x', 'ns:a'])).toStrictEqual([true, false, true]);
      expect(await adapter.deleteMany?.(['ns:a', 'ns:b'])).toBe(true);
      expect(await adapter.deleteMany?.(['ns:a', 'ns:b'])).toBe(false);
    });

    it('do nothing for no keys', async () => {
      await adapter.setMany?.([]);
      expect(await adapter.getMany?.([])).toStrictEqual([]);
      expect(await adapter.hasMany?.([])).toStrictEqual([]);
      expect(await adapter.deleteMany?.([])).toBe(false);
    });

    it('iterate over whole keys and serialized values', async () => {
      await adapter.set('ns:a', '1');
      await adapter.set('other:a', '2');
      expect(await listRaw(adapter, 'ns')).toStrictEqual([['ns:a', '1']]);
    });

    it('clear everything where there is no namespace', async () => {
      await adapter.set('ns:a', '1');
      await adapter.set('b', '2');
      adapter.namespace = undefined;
      expect(await listRaw(adapter)).toHaveLength(2);
      await adapter.clear();
      expect(await adapter.getMany?.(['ns:a', 'b'])).toStrictEqual([undefined, undefined]);
    });

    it('disconnect, more than once if asked to', async () => {
      await adapter.disconnect?.();
      await expect(adapter.disconnect?.()).resolves.toBeUndefined();
    });

    it('reject, and do not throw, when the store is gone', async () => {
      await adapter.disconnect?.();
      const set = adapter.set('ns:a', '1') as Promise<unknown>;
      await expect(set).rejects.toThrow(Error);
      await expect(adapter.get('ns:a')).rejects.toThrow(Error);
    });
  });
}

async function pass({ pass: passThere }: AdapterHarness<unknown>, ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await passThere?.(ms);
}

function openKeyv(harness: AdapterHarness<KeyvStoreAdapter | Map<string, unknown>>, namespace: string) {
  return new Keyv<unknown>({ store: harness.adapter(), namespace, throwOnErrors: true });
}

async function* iterate(keyv: Keyv<unknown>): AsyncGenerator<readonly [key: string, value: unknown]> {
  if (keyv.iterator === undefined) throw new Error('Keyv does not iterate over this store.');
  yield* keyv.iterator(undefined);
}

async function listRaw(adapter: KeyvStoreAdapter, namespace?: string): Promise<unknown[]> {
  if (adapter.iterator === undefined) throw new Error('The adapter has no iterator.');
  return allOf(adapter.iterator(namespace));
}

async function keysOf(keyv: Keyv<unknown>): Promise<string[]> {
  const entries = await allOf(iterate(keyv));
  return entries.map(([key]) => key).toSorted();
}
